"""Opportunities on the screens: heard while logging, listed by the next step, won and lost."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from customer_sample import HOSTILE, NOW, SIZES, Office, until
from form_sample import assert_sent_harmlessly, form_desk, opened, shown, typed

from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.actions.opportunities import NewOpportunity, hear
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product, link_products
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sales import record_sale
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import ProductRelation
from crm_tui.domain.sale_text import NewLine
from crm_tui.domain.when import read_when
from crm_tui.queries.business import business
from crm_tui.queries.opportunities import opportunities_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia)


def need(office: Office, customer_id: int, words: str, **more: Any) -> int:
    with office.database.act(office.actor, NOW - timedelta(days=2)) as act:
        return hear(act, customer_id, NewOpportunity(words, **more)).id


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_while_logging_writes_it_down(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "log", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("enter")
        await typed(pilot, "asks about the new bar")
        await pilot.press("ctrl+g")
        await typed(pilot, "a second grinder")
        await pilot.press("ctrl+g", "f7", "e", "i", "ctrl+s")
        await until(pilot, lambda: shown(desk, "is written down"))
    (found,) = opportunities_of(reader, mary, now=NOW)
    assert (found.need, found.heard_by) == ("a second grinder", "Nadia Karim")


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_and_its_keys(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    step = NewFollowUp(read_when("tomorrow", NOW, business(reader).zone))
    need(office, mary, "a course", value=250_0000, next_step=step)
    need(office, mary, "filters")
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("opportunities")
        await until(pilot, lambda: shown(desk, "open 2"))
        assert shown(desk, "no next step") and shown(desk, "250")
        await pilot.press("space")
        await until(pilot, lambda: shown(desk, "talked about"))
        await pilot.press("x")
        await until(pilot, lambda: shown(desk, "filters"))
        await typed(pilot, "not now")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "open 1"))
        await pilot.press("y")
        await until(pilot, lambda: shown(desk, "By sale"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "Nothing is open"))
    assert opportunities_of(reader, mary, now=NOW) == ()
    assert {one.closed_why for one in opportunities_of(reader, mary, now=NOW, open_only=False)} == {
        "",
        "not now",
    }


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_plans_the_next_step_within_the_load(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori", do_not_contact=True)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("customer", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("M")
        await until(pilot, lambda: shown(desk, "May need"))
        await typed(pilot, "tea for the office")
        await pilot.press("enter", "enter", "enter")
        await typed(pilot, "3d")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "asked not to be contacted"))
        await typed(pilot, "she asked for it")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "1 opportunity"))
    (found,) = opportunities_of(reader, mary, now=NOW)
    assert found.next_step is not None


async def test_customers_words_are_shown_harmlessly(desk: DeskApp, office: Office) -> None:
    mallory = office.add(HOSTILE)
    need(office, mallory, HOSTILE)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("opportunities")
        await until(pilot, lambda: shown(desk, "open 1"))
        assert_sent_harmlessly(desk)


@pytest.fixture
def suggested(office: Office) -> int:
    """Mary bought a kettle, and no filters, which go with it."""
    mary = office.add("Mary Ofori")
    with office.database.act(office.actor, NOW - timedelta(days=3)) as act:
        kettle = add_product(act, NewProduct("Kettle")).id
        filters = add_product(act, NewProduct("Filters")).id
        link_products(act, kettle, filters, ProductRelation.GOES_WITH)
        record_sale(act, mary, NewSale((NewLine("Kettle", price=25_0000),)))
    return mary


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_takes_a_suggestion(
    desk: DeskApp, suggested: int, reader: SqliteReader, size: tuple[int, int]
) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("customer", customer_id=suggested)
        await until(pilot, lambda: shown(desk, "may need Filters (A): goes with what they"))
        await pilot.press("A")
        await until(pilot, lambda: shown(desk, "Opportunity 1 is written down: Filters"))
        await until(pilot, lambda: not shown(desk, "may need Filters (A)"))
        await pilot.press("A")
        await until(pilot, lambda: shown(desk, "Nothing is suggested for them now."))
    (found,) = opportunities_of(reader, suggested, now=NOW)
    assert found.product == "Filters"


async def test_in_a_call_the_key_for_what_they_may_need_has_the_suggestion(
    desk: DeskApp, suggested: int, reader: SqliteReader
) -> None:
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "call", customer_id=suggested)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("enter", "f3")
        await until(pilot, lambda: shown(desk, "may need Filters: goes with"))
        await pilot.press("ctrl+g", "ctrl+g", "f7", "e", "i", "ctrl+s")
        await until(pilot, lambda: shown(desk, "is written down"))
    (found,) = opportunities_of(reader, suggested, now=NOW)
    assert found.product == "Filters" and found.interaction_id is not None
