"""Likely duplicates on screen, merged and parted by keys alone."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, customer_desk, happened, painted, until
from house_sample import house_desk, rows_of

from crm_tui.actions.customer_values import NewCustomer, PointValue
from crm_tui.actions.customers import add_customer
from crm_tui.domain.actor import Actor
from crm_tui.queries.customer_page import record
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.merged import who_stayed
from crm_tui.tui.app import DeskApp
from crm_tui.tui.screens.customer import CustomerScreen
from crm_tui.tui.screens.duplicates import DuplicatesScreen
from crm_tui.tui.screens.merge import MergeScreen, MergeWithScreen

PHONE = PointValue("phone", "+15550101234")


def shows(desk: DeskApp, words: str) -> bool:
    return any(words in line for line in painted(desk))


@pytest.fixture
def pair(database: Database, nadia: Actor) -> tuple[int, int]:
    """The same person twice, and somebody else."""
    with database.act(nadia, NOW) as act:
        one = add_customer(act, NewCustomer("Quillon Ashgrove", points=(PHONE,), note="calls late")).id
        other = add_customer(
            act, NewCustomer("Ashgrove, Quillon", points=(PHONE,), note="likes tea", language="en")
        ).id
        add_customer(act, NewCustomer(HOSTILE))
    return one, other


@pytest.mark.parametrize("size", SIZES)
async def test_a_pair_is_merged_from_the_list_and_undone(
    path: Path, nadia: Actor, reader: SqliteReader, pair: tuple[int, int], size: tuple[int, int]
) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await pilot.press("equals_sign")
        await until(pilot, lambda: isinstance(desk.screen, DuplicatesScreen) and shows(desk, "1 pair"))
        await until(pilot, lambda: shows(desk, "same number, name turned round"))
        await until(pilot, lambda: shows(desk, "+15550101234"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, MergeScreen) and shows(desk, "Stays"))
        await until(pilot, lambda: shows(desk, "▸+ both"))
        await pilot.press("a", "b", "ctrl+s")  # the first stays, the other's name stands
        await until(pilot, lambda: f"Merged customer {pair[1]} into {pair[0]}" in happened(desk))
        customer = record(reader, pair[0]).customer
        assert (customer.name, customer.note) == ("Ashgrove, Quillon", "calls late\nlikes tea")
        await until(pilot, lambda: shows(desk, "Nobody here looks like somebody else"))
        await pilot.press("u")
        await until(pilot, lambda: "Taken back" in happened(desk))
    assert record(reader, pair[1]).customer.name == "Ashgrove, Quillon"


async def test_the_other_may_be_the_one_who_stays(
    path: Path, nadia: Actor, reader: SqliteReader, pair: tuple[int, int]
) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("merge", customer_id=pair[0], other_id=pair[1])
        await until(pilot, lambda: isinstance(desk.screen, MergeScreen) and shows(desk, "Stays"))
        await pilot.press("b", "a", "ctrl+s")
        await until(pilot, lambda: f"Merged customer {pair[0]} into {pair[1]}" in happened(desk))
    stayed = record(reader, pair[1]).customer
    assert (stayed.name, stayed.language) == ("Quillon Ashgrove", "en")


async def test_two_who_are_two_are_not_listed_again(path: Path, nadia: Actor, pair: tuple[int, int]) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("duplicates")
        await until(pilot, lambda: isinstance(desk.screen, DuplicatesScreen) and shows(desk, "1 pair"))
        await pilot.press("x")
        await until(pilot, lambda: "are two; that is remembered" in happened(desk))
        await until(pilot, lambda: rows_of(desk) == [])
        await pilot.press("x")
        await until(pilot, lambda: "no pair at the cursor" in happened(desk))


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_page_with_somebody_found_and_parted_again(
    path: Path, nadia: Actor, reader: SqliteReader, pair: tuple[int, int], size: tuple[int, int]
) -> None:
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("customer", customer_id=pair[0])
        await until(pilot, lambda: shows(desk, "Nothing has happened"))
        desk.open("merge-with", customer_id=pair[0])
        await until(pilot, lambda: isinstance(desk.screen, MergeWithScreen))
        await pilot.press(*"ashgrove, q", "enter")
        await until(pilot, lambda: isinstance(desk.screen, MergeScreen) and shows(desk, "Stays"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(desk.screen, CustomerScreen) and "Merged" in happened(desk))
        assert who_stayed(reader, pair[1]) is not None

        desk.open("customer", customer_id=pair[1])  # the old number leads to who stayed
        await until(pilot, lambda: desk.screen.customer_id == pair[0])
        await pilot.press("colon")
        await pilot.press(*"part again", "enter")
        await until(pilot, lambda: "Two again" in happened(desk))
    assert who_stayed(reader, pair[1]) is None
