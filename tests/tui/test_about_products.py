"""Products as what contacts, cases and standards are about, on the screens."""

from datetime import timedelta
from pathlib import Path

import pytest
from customer_sample import NOW, SIZES, Office, until
from form_sample import form_desk, opened, saved, shown, typed

from crm_tui.actions.cases import NewCase, open_case
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product, retire_product
from crm_tui.domain.actor import Actor
from crm_tui.queries.cases import case, cases_of
from crm_tui.queries.product_named import offered_products, product_of_case
from crm_tui.queries.standard_versions import written_standards
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.screens.standards_holding import StandardsHoldingScreen


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia)


@pytest.fixture
def kettle(office: Office) -> int:
    """A kettle that is offered beside a kettle grill."""
    with office.database.act(office.actor, NOW - timedelta(days=9)) as act:
        add_product(act, NewProduct("Grill in a kettle"))
        return add_product(act, NewProduct("Kettle 1.7 l", code="KET")).id


@pytest.mark.parametrize("size", SIZES)
async def test_a_contact_is_about_a_product(
    desk: DeskApp, office: Office, reader: SqliteReader, kettle: int, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        form = await opened(pilot, desk, "log", customer_id=mary)
        await until(pilot, lambda: shown(desk, "a product: letters of its name"))
        await typed(pilot, "it leaks")
        await pilot.press("f7", "c", "x")
        form.form.go_to("about")
        await typed(pilot, "kett")
        await until(pilot, lambda: shown(desk, "→ Kettle 1.7 l · KET or Grill"))
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(desk.screen, StandardsHoldingScreen))
        await pilot.press("escape")
        await until(pilot, lambda: desk.screen is form)
        assert "is open" in await saved(pilot, desk)
        desk.open("customer", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Kettle 1.7 l · it leaks"))
    (opened_case,) = cases_of(reader, mary)
    history = case(reader, opened_case.id)
    assert (history.case.product_id, history.interactions[0].product_id) == (kettle, kettle)


async def test_what_is_no_product_is_refused_beside_the_field(
    desk: DeskApp, office: Office, reader: SqliteReader, kettle: int
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "case", customer_id=mary)
        await pilot.press("c", *"leaks")
        form.form.go_to("product")
        await typed(pilot, "teapot")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "Nothing has “teapot” in its name."))
        await pilot.press(*["backspace"] * 6, *"ket")
        assert "is open" in await saved(pilot, desk)
    (opened_case,) = cases_of(reader, mary)
    assert product_of_case(reader, opened_case.id) == offered_products(reader)[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_a_case_is_said_to_be_about_one_and_about_none(
    desk: DeskApp, office: Office, reader: SqliteReader, kettle: int, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    with office.database.act(office.actor, NOW) as act:
        case_id = open_case(act, mary, NewCase("complaint", "leaks", product_id=kettle)).id
        retire_product(act, kettle)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("record", kind="case", record_id=case_id)
        await until(pilot, lambda: shown(desk, "Kettle 1.7 l · complaint: leaks"))
        await pilot.press("ctrl+p")
        await typed(pilot, "about a product")
        await pilot.press("enter")
        await until(pilot, lambda: shown(desk, "Kettle 1.7 l · KET"))
        form = desk.screen
        await pilot.press("ctrl+s")
        await until(pilot, lambda: desk.screen is not form)
        assert case(reader, case_id).case.product_id == kettle
        form = await opened(pilot, desk, "case-product", case_id=case_id)
        await until(pilot, lambda: shown(desk, "Kettle 1.7 l · KET"))
        await pilot.press("end", *["backspace"] * 18)
        assert "is about no product" in await saved(pilot, desk)
    assert case(reader, case_id).case.product_id is None
    assert [event.what for event in case(reader, case_id).events][-1] == "product"


async def test_a_standard_holds_for_products(
    desk: DeskApp, office: Office, reader: SqliteReader, kettle: int
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "standard-form")
        await pilot.press(*"Quick", "enter", "w", *"30", "enter", *"95")
        form.form.go_to("products")
        await typed(pilot, "ket; grill")
        await until(pilot, lambda: shown(desk, "→ Grill in a kettle"))
        assert "is set" in await saved(pilot, desk)
        with office.database.act(office.actor, NOW) as act:
            retire_product(act, kettle)
        form = await opened(pilot, desk, "standard-form", standard_id=1)
        await until(pilot, lambda: shown(desk, "Kettle 1.7 l · KET"))
        form.form.go_to("why")
        await typed(pilot, "they scald")
        assert "is at v2" in await saved(pilot, desk)
        desk.open("standard", standard_id=1)
        await until(pilot, lambda: shown(desk, "Grill in a kettle, Kettle 1.7 l"))
    first, second = written_standards(reader)[0].versions
    assert first.rule.scope == second.rule.scope
    assert first.rule.scope.values["product"] == {str(kettle), str(kettle - 1)}
