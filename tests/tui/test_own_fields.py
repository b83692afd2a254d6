"""The business's own fields in the form of a customer and on the page."""

from pathlib import Path

import pytest
from customer_sample import (
    HOSTILE,
    NOW,
    SIZES,
    assert_harmless,
    customer_desk,
    happened,
    names_in,
    painted,
    until,
    where,
)
from house_sample import house_desk

from crm_tui.actions.custom_fields import add_field, retire_field
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.saved_views import save_view
from crm_tui.domain.actor import Actor
from crm_tui.domain.list_views import Narrowing
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


def shop(database: Database, nadia: Actor, name: str, **said: str) -> int:
    with database.act(nadia, NOW) as act:
        return add_customer(act, NewCustomer(name, own_fields=said)).id


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_shows_a_field_goes_by_it_and_the_card_tells_all(
    path: Path, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    shop(database, nadia, HOSTILE, size="large", machines="7")
    shop(database, nadia, "Bela", machines="12")
    shop(database, nadia, "Cleo", size="small")
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("customers")
        await until(pilot, lambda: shows(desk, "Cleo") and bool(desk.screen._fields))
        names = desk.screen.rows
        assert not shows(desk, "Machines  ")
        await pilot.press("C")
        await until(pilot, lambda: shows(desk, " Size "))
        await pilot.press("C")
        await until(pilot, lambda: shows(desk, " Machines  ") and shows(desk, " 12  "))
        await pilot.press(*"sssss")
        await until(pilot, lambda: "by Machines" in where(desk))
        assert [name[:4] for name in names_in(names)] == ["[bol", "Bela", "Cleo"]
        await pilot.press("s")
        await until(pilot, lambda: "by Machines, descending" in where(desk))
        await until(pilot, lambda: [name[:4] for name in names_in(names)] == ["Bela", "[bol", "Cleo"])
        await until(pilot, lambda: shows(desk, "Machines: 12"))
        assert_harmless(desk)
        await pilot.press("C")
        await until(pilot, lambda: "by name" in where(desk) and not shows(desk, " Machines  "))


async def test_a_filter_that_a_field_cannot_be_asked_is_told_and_forgotten(
    path: Path, database: Database, nadia: Actor
) -> None:
    shop(database, nadia, "Bela", machines="12")
    shop(database, nadia, "Cleo", machines="2")
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customers")
        await until(pilot, lambda: shows(desk, "Cleo"))
        await pilot.press(".", *"machines:>4x")
        await until(pilot, lambda: "“4x” is no number" in happened(desk))
        assert names_in(desk.screen.rows) == ["Bela"]  # as it was before
        await pilot.press("backspace", "enter")
        await until(pilot, lambda: happened(desk) == "" and names_in(desk.screen.rows) == ["Bela"])


async def test_the_code_of_a_retired_field_is_a_word_like_others(
    path: Path, database: Database, nadia: Actor
) -> None:
    shop(database, nadia, "Machines 10:30")
    with database.act(nadia, NOW) as act:
        retire_field(act, "machines")
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customers")
        await pilot.press(".", *"machines 10:30")
        await until(pilot, lambda: "filter: “machines 10:30”" in where(desk))
        await until(pilot, lambda: names_in(desk.screen.rows) == ["Machines 10:30"])
        assert happened(desk) == ""
        await pilot.press("backspace", "backspace", *"30 machines:10")
        await until(pilot, lambda: "no field “machines”" in happened(desk))


async def test_a_saved_view_brings_the_order_and_its_column(
    path: Path, database: Database, nadia: Actor
) -> None:
    shop(database, nadia, "Bela", machines="12")
    shop(database, nadia, "Cleo", machines="2")
    with database.act(nadia, NOW) as act:
        save_view(act, "customers", "few machines", Narrowing(text="machines:..99"), "field-machines")
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customers")
        await until(pilot, lambda: shows(desk, "Cleo") and bool(desk.screen._fields))
        for _view in range(20):
            await pilot.press("w")
            if "few machines" in where(desk):
                break
        await until(pilot, lambda: names_in(desk.screen.rows) == ["Cleo", "Bela"])
        assert shows(desk, " Machines ")
        assert "by Machines" in where(desk)
        with database.act(nadia, NOW) as act:
            retire_field(act, "machines")
        await until(pilot, lambda: "by name" in where(desk) and not shows(desk, " Machines "))


async def test_without_a_field_the_key_says_so(path: Path, database: Database, nadia: Actor) -> None:
    with database.act(nadia, NOW) as act:
        retire_field(act, "size")
        retire_field(act, "machines")
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customers")
        await until(pilot, lambda: shows(desk, "by name"))
        await pilot.press("C")
        await until(pilot, lambda: "“own fields” adds one" in happened(desk))


async def test_the_page_tells_them(path: Path, database: Database, nadia: Actor) -> None:
    with database.act(nadia, NOW) as act:
        customer = add_customer(act, NewCustomer("Ada", own_fields={"size": "large"})).id
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        desk.open("customer", customer_id=customer)
        await until(pilot, lambda: shows(desk, "Size") and shows(desk, "large"))
