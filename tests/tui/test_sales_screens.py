"""Selling on the screens: the form, the way of a sale, products, and what answers a need in a call."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from customer_sample import NOW, SIZES, Office, painted, until
from form_sample import form_desk, opened, saved, shown, typed

from crm_tui.actions.business import change_business
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sales import record_sale
from crm_tui.domain.actor import Actor
from crm_tui.domain.sale_text import NewLine
from crm_tui.domain.when import When
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.widgets.record_list import RecordList


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor, products: int) -> DeskApp:
    return form_desk(path, nadia)


@pytest.fixture
def products(office: Office) -> int:
    """A kettle and a service, priced in the business's currency; the kettle's number."""
    with office.database.act(office.actor, NOW - timedelta(days=90)) as act:
        change_business(act, currency="EUR")
        kettle = add_product(act, NewProduct("Kettle", code="K17", price=245_000, needs="boils water"))
        add_product(act, NewProduct("Descaling", kind="service", needs="hard water", price=150_000))
    return kettle.id


def keys_at_the_foot(desk: DeskApp) -> list[tuple[str, str]]:
    """As they would stand on a wide screen."""
    assert isinstance(desk.screen, DeskScreen)
    return desk.screen.key_pairs(200)


def sell(office: Office, customer_id: int, *, days_ago: int = 2, **more: Any) -> int:
    with office.database.act(office.actor, NOW - timedelta(days=days_ago)) as act:
        return record_sale(act, customer_id, NewSale((NewLine("kettle"),), **more)).id


@pytest.mark.parametrize("size", SIZES)
async def test_a_sale_takes_a_line_and_a_key(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "sale", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await typed(pilot, "2 x k17; rug @ 5")
        await until(pilot, lambda: shown(desk, "→ 54 EUR"))
        await pilot.press("tab", "t")
        assert (await saved(pilot, desk)).startswith("✓ Sale 1 is recorded: 54 EUR.")
    assert reader.row("SELECT stage, value FROM sales") == ("delivered", 540_000)


async def test_what_has_no_price_is_refused_beside_the_line(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "sale", customer_id=mary)
        await typed(pilot, "rug")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "“rug” has no price."))
    assert reader.value("SELECT count(*) FROM sales") == 0


async def test_a_need_finds_the_product_and_enter_sells_it(desk: DeskApp, office: Office) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "sale", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("ctrl+b")
        await until(pilot, lambda: shown(desk, "Descaling"))
        await typed(pilot, "hard wat")
        await until(pilot, lambda: not shown(desk, "Kettle"))
        await pilot.press("enter")
        await until(pilot, lambda: shown(desk, "→ 15 EUR"))
        assert (await saved(pilot, desk)).startswith("✓ Sale 1 is recorded: 15 EUR.")


async def test_in_a_log_it_is_put_into_what_we_did(desk: DeskApp, office: Office) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "log", customer_id=mary)
        await pilot.press("ctrl+b")
        await until(pilot, lambda: shown(desk, "Descaling"))
        await typed(pilot, "kettle")
        await until(pilot, lambda: not shown(desk, "Descaling"))
        await pilot.press("enter")
        await until(pilot, lambda: shown(desk, "Kettle, 24.50 EUR"))


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_for_each_step_of_its_way(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    sell(office, mary)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("sales")
        await until(pilot, lambda: shown(desk, "Mary Ofori") and shown(desk, "on their way 1"))
        await pilot.press("z")
        await until(pilot, lambda: shown(desk, "Promise a delivery"))
        await typed(pilot, "fri")
        assert (await saved(pilot, desk)).startswith("✓ Sale 1 is promised for 2026-11-27.")
        await until(pilot, lambda: shown(desk, "Fri 27"))
        await pilot.press("h")
        await until(pilot, lambda: shown(desk, "called ahead"))
        await pilot.press("x")
        await until(pilot, lambda: shown(desk, "Delivery in vain"))
        await typed(pilot, "nobody at home")
        assert (await saved(pilot, desk)).startswith("✓ Sale 1 could not be delivered")
        await pilot.press("enter")
        await until(pilot, lambda: shown(desk, "nobody at home") and shown(desk, "Kettle @ 24.50 EUR"))
        assert ("space", "delivered") in keys_at_the_foot(desk)
        await pilot.press("space")
        await until(pilot, lambda: shown(desk, "delivered at attempt 2"))
        assert ("e", "edit") in keys_at_the_foot(desk)
        assert ("space", "delivered") not in keys_at_the_foot(desk)
        await pilot.press("space")
        await until(pilot, lambda: shown(desk, "delivered already"))
    assert reader.row("SELECT stage, attempts FROM sales") == ("delivered", 2)


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_of_the_customer_says_what_they_bought(
    desk: DeskApp, office: Office, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    sell(office, mary, days_ago=20, taken_along=True)
    sell(office, mary, note="for her mother")
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("customer", customer_id=mary)
        await until(pilot, lambda: shown(desk, "ordered, 24.50 EUR") and shown(desk, "for her mother"))
        if size[0] < 100:
            await pilot.press("tab")
        await until(pilot, lambda: shown(desk, "2 times, last"))
        await pilot.press("S")
        await until(pilot, lambda: shown(desk, "Bought"))


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_bought_is_put_right(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    sell(office, mary)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("sale-page", sale_id=1)
        await until(pilot, lambda: shown(desk, "Kettle @ 24.50 EUR"))
        await pilot.press("e")
        await until(pilot, lambda: shown(desk, "Change the sale") and shown(desk, "sale 1, ordered, in EUR"))
        await pilot.press("enter")
        await typed(pilot, "rug")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "“rug” has no price."))
        await typed(pilot, " @ 1,250")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "is no line of a sale"))
        await pilot.press("backspace", "backspace", "backspace", "backspace")
        assert (await saved(pilot, desk)).startswith("✓ Sale 1 is changed: 25.50 EUR.")
        await until(pilot, lambda: shown(desk, "rug @ 1 EUR"))
        await pilot.press("e")
        await until(pilot, lambda: shown(desk, "Change the sale"))
        assert (await saved(pilot, desk)).strip() == "· Nothing was changed."
    assert reader.value("SELECT value FROM sales") == 255_000


@pytest.mark.parametrize("size", SIZES)
async def test_the_card_says_what_they_bought_last(
    desk: DeskApp, office: Office, size: tuple[int, int]
) -> None:
    mary, jun = office.add("Mary Ofori"), office.add("মেরি ওফরি")
    sell(office, mary, days_ago=20)
    sell(office, mary)
    sell(office, jun)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "call", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori bought 2 times, last Thu 19 Nov: Kettle"))
        await pilot.press("escape")
        await opened(pilot, desk, "call", customer_id=jun)
        # What follows a name whose width terminals disagree on has a line of its own.
        await until(
            pilot, lambda: any(line.startswith(" bought Thu 19 Nov: Kettle") for line in painted(desk))
        )
        await pilot.press("escape")
        await pilot.press("2")
        await until(pilot, lambda: shown(desk, "bought 2 times, last Thu 19 Nov: Kettle"))


async def test_today_shows_what_was_promised_for_today(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary, jun = office.add("Mary Ofori"), office.add("Jun Sato")
    sell(office, mary, promised=When(NOW - timedelta(hours=1), False, NOW.date()))
    sell(office, jun, promised=When(NOW + timedelta(hours=1), False, NOW.date()))
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        desk.open("today")
        await until(pilot, lambda: shown(desk, "Deliveries 1 late · 1 today"))
        await until(pilot, lambda: shown(desk, "promised"))


@pytest.mark.parametrize("size", SIZES)
async def test_products_are_written_changed_and_retired(
    desk: DeskApp, reader: SqliteReader, size: tuple[int, int]
) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("products")
        await until(pilot, lambda: shown(desk, "offered 2") and shown(desk, "Descaling"))
        await pilot.press("n")
        await until(pilot, lambda: shown(desk, "New product"))
        await typed(pilot, "Grinder")
        assert (await saved(pilot, desk)).startswith("✓ Saved: Grinder")
        await until(pilot, lambda: shown(desk, "offered 3"))
        await pilot.press("down", "down", "e")
        await until(pilot, lambda: shown(desk, "Change product"))
        desk.screen.form.field("goes_with").restore("descaling, grinder")  # type: ignore[attr-defined]
        assert (await saved(pilot, desk)).startswith("✓ Saved: Kettle")
        await until(pilot, lambda: shown(desk, "goes with it Descaling, Grinder"))
        await pilot.press("d")
        await until(pilot, lambda: shown(desk, "Offered no longer: Kettle") and shown(desk, "offered 2"))
        assert len(desk.screen.query_one(RecordList).rows_at_hand) == 2
        await pilot.press("w")
        await until(pilot, lambda: shown(desk, "Kettle (retired)"))
    assert reader.value("SELECT count(*) FROM product_links WHERE relation = 'goes-with'") == 2
