"""Touchpoint plans on the screens: written as text, previewed, switched, and run when Today opens."""

from datetime import timedelta
from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, Office, until
from form_sample import assert_sent_harmlessly, form_desk, opened, shown, typed

from crm_tui.actions.plans import NewPlan, add_plan, switch_on
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product, retire_product
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sales import record_sale
from crm_tui.domain.actor import Actor
from crm_tui.domain.plan_text import parse_steps
from crm_tui.domain.plans import Scope, Step
from crm_tui.domain.sale_text import NewLine
from crm_tui.queries.due import open_follow_ups_of
from crm_tui.queries.plans import plan, plans
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.form_screen import FormScreen


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia)


def write(office: Office, event: str, steps: str, days_ago: int | None = 60, name: str = "Thank-you") -> int:
    with office.database.act(office.actor, NOW - timedelta(days=days_ago or 60)) as act:
        saved = add_plan(act, NewPlan(name, event, parse_steps(steps)))
        if days_ago is not None:
            switch_on(act, saved.id)
        return saved.id


def sell(office: Office, customer_id: int, days_ago: int) -> None:
    with office.database.act(office.actor, NOW - timedelta(days=days_ago)) as act:
        record_sale(act, customer_id, NewSale((NewLine("kettle", price=25_0000),)))


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_is_written_in_the_form(
    desk: DeskApp, reader: SqliteReader, size: tuple[int, int]
) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("plans")
        await until(pilot, lambda: shown(desk, "No touchpoint plans yet"))
        await pilot.press("n")
        await until(pilot, lambda: shown(desk, "After"))
        await typed(pilot, "Thanks")
        await pilot.press("enter", "s")
        await typed(pilot, "2d phone thank them @manager")
        await pilot.press("tab", "1", "tab", "c", "ctrl+s")
        await until(pilot, lambda: shown(desk, "after 2 d, call: thank them"))
        await pilot.press("space")
        await until(pilot, lambda: shown(desk, "follows what happens from now on"))
    (found,) = plans(reader)
    assert found.steps == (Step(2, "phone", "thank them", "manager"),)
    assert found.scope == Scope(("standard",), ("client",))
    assert found.runs_since is not None


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_after_sales_is_for_products_and_stays_so_when_one_is_retired(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    with office.database.act(office.actor, NOW) as act:
        kettle, filters = (add_product(act, NewProduct(name)).id for name in ("Kettle", "Filter"))
    number = write(office, "sale", "2d phone thank them")
    async with desk.run_test(size=size, notifications=True) as pilot:
        form = (await opened(pilot, desk, "plan-form", plan_id=number)).form
        form.visit("products")
        await typed(pilot, "ket; carpet")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "carpet”"))
        form.field("products").restore("kettle; filt")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(desk.screen, FormScreen))
        assert plan(reader, number).scope == Scope(products=(kettle, filters))
        with office.database.act(office.actor, NOW) as act:
            retire_product(act, kettle)
        desk.open("plan", plan_id=number)
        await until(pilot, lambda: shown(desk, "after a sale: Kettle, Filter"))
        form = (await opened(pilot, desk, "plan-form", plan_id=number)).form
        form.visit("name")
        await typed(pilot, "s")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(desk.screen, FormScreen))
    assert plan(reader, number).scope == Scope(products=(kettle, filters))


async def test_a_plan_after_a_case_is_for_no_product(desk: DeskApp, office: Office) -> None:
    number = write(office, "solved", "2d phone thank them")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "plan-form", plan_id=number)
        assert shown(desk, "Natures")
        assert not shown(desk, "Products")


async def test_a_line_that_is_no_step_is_told_beside_the_field(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    number = write(office, "sale", "2d phone thank them")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "plan-form", plan_id=number)
        await pilot.press("ctrl+end", "enter")
        await typed(pilot, "soon fax them")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "Line 2"))
    assert len(plan(reader, number).steps) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_its_page_has_the_preview_and_what_came_of_it(
    desk: DeskApp, office: Office, size: tuple[int, int]
) -> None:
    number = write(office, "sale", "2d phone thank them", days_ago=None)
    mary = office.add("Mary Ofori")
    sell(office, mary, 10)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("plan", plan_id=number)
        await until(pilot, lambda: shown(desk, "1 event · 1 planned"))
        assert shown(desk, "bought again within 90 d: with it 0 of 0, without 0 of 0")
        await pilot.press("w")
        await until(pilot, lambda: shown(desk, "Nothing came of it yet."))
        await pilot.press("w")
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("enter")
        await until(pilot, lambda: shown(desk, "Customer Mary Ofori"))


async def test_an_agent_reads_plans_and_is_told_who_writes_them(
    path: Path, office: Office, paul: Actor, reader: SqliteReader
) -> None:
    number = write(office, "sale", "2d phone thank them")
    desk = form_desk(path, paul)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("plans")
        await until(pilot, lambda: shown(desk, "Thank-you"))
        await pilot.press("space")
        await until(pilot, lambda: shown(desk, "Only a manager or an admin"))
        await pilot.press("e")
        await until(pilot, lambda: shown(desk, "changes touchpoint plans"))
    assert plan(reader, number).runs_since is not None


async def test_today_does_what_is_due_once_a_day(
    path: Path, nadia: Actor, office: Office, reader: SqliteReader
) -> None:
    write(office, "sale", "30d email send the news")
    mary = office.add("Mary Ofori")
    sell(office, mary, 25)
    desk = form_desk(path, nadia, start="today")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: shown(desk, "The touchpoint plans added 1 follow-up."))
        acts = reader.value("SELECT count(*) FROM acts")
        await pilot.press("2", "1")
        await until(pilot, lambda: shown(desk, "send the news"))
    assert [planned.what for planned in open_follow_ups_of(reader, mary)] == ["send the news"]
    assert reader.value("SELECT count(*) FROM acts") == acts


async def test_names_are_shown_harmlessly(desk: DeskApp, office: Office) -> None:
    number = write(office, "sale", "2d phone thank them", name=HOSTILE)
    mallory = office.add(HOSTILE)
    sell(office, mallory, 3)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("plans")
        await until(pilot, lambda: shown(desk, "after 2 d"))
        assert_sent_harmlessly(desk)
        desk.open("plan", plan_id=number)
        await until(pilot, lambda: shown(desk, "planned"))
        assert_sent_harmlessly(desk)
