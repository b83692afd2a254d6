"""The list of the business's own fields, and the form of one."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, assert_harmless, happened, painted, until
from house_sample import house_desk, rows_of

from crm_tui.actions.custom_fields import add_field
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.domain.actor import Actor
from crm_tui.queries.custom_fields import listed_fields
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.screens.own_field_form import OwnFieldForm
from crm_tui.tui.screens.own_field_list import OwnFieldsScreen


@pytest.fixture(autouse=True)
def fields(database: Database, nadia: Actor) -> None:
    """A choice that is said of somebody, and a number for suppliers of which nothing is known."""
    with database.act(nadia, NOW) as act:
        add_field(act, label="Size", type="choice", choices=("small", "very large"))
        add_field(act, label="Machines", type="number", kind="supplier")
        add_customer(act, NewCustomer(HOSTILE, own_fields={"size": "small"}))


def shows(desk: DeskApp, words: str) -> bool:
    return any(words in line for line in painted(desk))


def in_form(desk: DeskApp) -> bool:
    return isinstance(desk.screen, OwnFieldForm) and not desk.screen.is_waiting and bool(desk.screen.focused)


def labels(reader: SqliteReader) -> list[str]:
    return [one.field.label for one in listed_fields(reader, retired=False)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_tells_what_each_holds_and_of_how_many(
    path: Path, nadia: Actor, size: tuple[int, int]
) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("own-fields")
        await until(pilot, lambda: shows(desk, "2 in use") and shows(desk, "filter"))
        assert rows_of(desk) == [
            ["choice", "all", "1 customer", "size", "Size"],
            ["number", "supplier", "0 customers", "machines", "Machines"],
        ]
        assert shows(desk, "size:small")
        assert shows(desk, "small, very large")
        assert_harmless(desk)


async def test_a_new_field_is_refused_beside_what_is_wrong_and_then_added(
    path: Path, nadia: Actor, reader: SqliteReader
) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("own-fields")
        await until(pilot, lambda: shows(desk, "2 in use"))
        await pilot.press("n")
        await until(pilot, lambda: in_form(desk))
        await pilot.press(*"Colour", "tab", "c", "ctrl+s")
        await until(pilot, lambda: shows(desk, "needs at least two answers"))
        desk.screen.form.set_value("choices", "red\nblue")
        desk.screen.form.set_value("label", "Size")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shows(desk, "There is a field “Size” already"))
        desk.screen.form.set_value("label", "Colour")
        desk.screen.form.set_value("code", "size")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shows(desk, "Choose another code"))
        desk.screen.form.set_value("code", "")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Added the field: Colour" in happened(desk))
    assert labels(reader) == ["Size", "Machines", "Colour"]
    assert listed_fields(reader, retired=False)[2].field.choices == ("red", "blue")


async def test_an_edit_keeps_answers_that_are_in_use(path: Path, nadia: Actor, reader: SqliteReader) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("own-field-form", code="size")
        await until(pilot, lambda: in_form(desk))
        assert shows(desk, "Change field   choice   Size")
        desk.screen.form.set_value("choices", "tiny\nvery large")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shows(desk, "“small” is still said of 1 customer"))
        desk.screen.form.set_value("choices", "small\nhuge")
        desk.screen.form.set_value("label", "Shop size")
        desk.screen.form.set_value("position", "2")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed the field: Shop size" in happened(desk))
    assert labels(reader) == ["Machines", "Shop size"]
    assert listed_fields(reader, retired=False)[1].field.choices == ("small", "huge")


async def test_fields_are_moved_retired_and_brought_back(
    path: Path, nadia: Actor, reader: SqliteReader
) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("own-fields")
        await until(pilot, lambda: shows(desk, "2 in use"))
        await pilot.press("<")
        await until(pilot, lambda: "It is the first already" in happened(desk))
        await pilot.press(">")
        await until(pilot, lambda: "at place 2" in happened(desk) and rows_of(desk)[1][4] == "Size")
        assert labels(reader) == ["Machines", "Size"]
        await pilot.press("d")
        await until(pilot, lambda: "1 customer keeps what it says" in happened(desk))
        await until(pilot, lambda: shows(desk, "1 in use"))
        await pilot.press("w")
        await until(pilot, lambda: shows(desk, "Size (retired)"))
        await pilot.press("down", "e")
        await until(pilot, lambda: "It is retired" in happened(desk))
        await pilot.press("u")
        await until(pilot, lambda: shows(desk, "2 in use"))
    assert labels(reader) == ["Machines", "Size"]


@pytest.mark.parametrize("key", ["n", "e", "d", "enter", "<", ">"])
async def test_others_see_them_and_are_told_who_changes_them(
    path: Path, paul: Actor, reader: SqliteReader, key: str
) -> None:
    desk = house_desk(path, paul)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("own-fields")
        await until(pilot, lambda: shows(desk, "2 in use"))
        await pilot.press(key)
        await until(pilot, lambda: "Only a manager or an admin" in happened(desk))
        assert isinstance(desk.screen, OwnFieldsScreen)
    assert labels(reader) == ["Size", "Machines"]


async def test_settings_lead_there(path: Path, nadia: Actor) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("settings")
        await until(pilot, lambda: shows(desk, "2 of our own"))
        await pilot.press("ctrl+p", *"own fields", "enter")
        await until(pilot, lambda: isinstance(desk.screen, OwnFieldsScreen) and shows(desk, "2 in use"))
