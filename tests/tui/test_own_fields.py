"""The business's own fields in the form of a customer and on the page."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, customer_desk, happened, painted, until
from house_sample import house_desk

from crm_tui.actions.custom_fields import add_field
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.domain.actor import Actor
from crm_tui.queries.custom_fields import values_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.widgets.form import Form


@pytest.fixture(autouse=True)
def fields(database: Database, nadia: Actor) -> None:
    """A choice for everybody, and a number for suppliers."""
    with database.act(nadia, NOW) as act:
        add_field(act, label="Size", type="choice", choices=("small", "large"))
        add_field(act, label="Machines", type="number", kind="supplier")


def shows(desk: DeskApp, words: str) -> bool:
    return any(words in line for line in painted(desk))


def has_own_fields(desk: DeskApp) -> bool:
    return any("field-size" in form.values() for form in desk.screen.query(Form))


def said(reader: SqliteReader, customer_id: int) -> dict[str, str]:
    return {one.code: one.value for one in values_of(reader, customer_id)}


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_customer_gets_them_and_bad_ones_are_refused_beside_the_field(
    path: Path, nadia: Actor, reader: SqliteReader, size: tuple[int, int]
) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("customer-form", name="Ada")
        await until(pilot, lambda: has_own_fields(desk))
        form = desk.screen.form
        form.set_value("kinds", ("supplier",))
        form.go_to("field-size")
        await pilot.press("2", *"many", "ctrl+s")
        await until(pilot, lambda: shows(desk, "is no number"))
        await pilot.press(*["backspace"] * 4, "7", "ctrl+s")
        await until(pilot, lambda: "Added" in happened(desk))
    assert said(reader, 1) == {"size": "large", "machines": "7"}


async def test_an_edit_shows_what_is_said_and_changes_only_that(
    path: Path, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    with database.act(nadia, NOW) as act:
        customer = add_customer(act, NewCustomer(HOSTILE, own_fields={"size": "small", "machines": "3"})).id
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customer-form", customer_id=customer)
        await until(pilot, lambda: shows(desk, "Change customer") and has_own_fields(desk))
        desk.screen.form.go_to("field-size")
        await until(pilot, lambda: shows(desk, "▸1 small"))
        await pilot.press("2")
        with database.act(nadia, NOW) as act:
            edit_customer(act, customer, {"field-machines": "4"})
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed" in happened(desk))
    assert said(reader, customer) == {"size": "large", "machines": "4"}


async def test_the_page_tells_them(path: Path, database: Database, nadia: Actor) -> None:
    with database.act(nadia, NOW) as act:
        customer = add_customer(act, NewCustomer("Ada", own_fields={"size": "large"})).id
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        desk.open("customer", customer_id=customer)
        await until(pilot, lambda: shows(desk, "Size") and shows(desk, "large"))
