"""Find, and moving a contact to the customer who is found."""

from pathlib import Path

import pytest
from customer_sample import (
    HOSTILE,
    SIZES,
    CustomerDesk,
    Office,
    StandIn,
    assert_harmless,
    customer_desk,
    happened,
    names_in,
    painted,
    until,
    where,
)
from textual import events
from textual.pilot import Pilot

from crm_tui.domain.actor import Actor
from crm_tui.queries.interactions import interaction
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.customer import CustomerScreen
from crm_tui.tui.screens.customers import CustomersScreen
from crm_tui.tui.screens.find import FindScreen, is_number
from crm_tui.tui.screens.move import MoveScreen
from crm_tui.tui.widgets.filter_line import FilterLine
from crm_tui.tui.widgets.record_list import RecordList


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> CustomerDesk:
    return customer_desk(path, nadia)


def names(desk: CustomerDesk) -> list[str]:
    return names_in(desk.screen.query_one(RecordList))


async def opened(pilot: Pilot[int], desk: CustomerDesk, text: str) -> None:
    await pilot.press("/", *text)
    assert isinstance(desk.screen, FindScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_matches_appear_as_you_type_with_what_matched(
    desk: CustomerDesk, office: Office, size: tuple[int, int]
) -> None:
    office.quillon()
    office.add("Mary Ofori", phone="01811-555555")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "0171")
        await until(pilot, lambda: names(desk) == ["Quillon Ashgrove · Ashgrove Ltd"])
        assert any("phone" in line and "1711-010123" in line for line in painted(desk))
        assert where(desk) == "Find   1 found"


async def test_words_in_notes_are_found(desk: CustomerDesk, office: Office) -> None:
    office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "leaks")
        await until(pilot, lambda: names(desk) == ["Quillon Ashgrove · Ashgrove Ltd"])
        assert any("note Fri" in line and "kettle leaks" in line for line in painted(desk))


async def test_enter_opens_the_first_match_of_exactly_what_was_typed(
    desk: CustomerDesk, office: Office
) -> None:
    office.add("Ashok Rao")
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f5")
        # Nobody waits between the keys, so that Enter comes before any answer.
        for key in (*"quil", "enter"):
            desk.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: isinstance(desk.screen, CustomerScreen))
        assert desk.screen.customer_id == quillon
        await pilot.press("escape")
        assert isinstance(desk.screen, CustomersScreen)


async def test_up_and_down_choose_and_typing_goes_back_to_the_first(
    desk: CustomerDesk, office: Office
) -> None:
    for name in ("Ann One", "Ann Two", "Ann Three"):
        office.add(name)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "an")
        await until(pilot, lambda: len(names(desk)) == 3)
        first = desk.screen.customer_id
        await pilot.press("down")
        assert desk.screen.customer_id != first
        await pilot.press("n")
        await until(pilot, lambda: where(desk) == "Find   3 found")
        await until(pilot, lambda: desk.screen.customer_id == first)
        await pilot.press("down")
        chosen = desk.screen.customer_id
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, CustomerScreen))
        assert desk.screen.customer_id == chosen


@pytest.mark.parametrize(
    ("typed", "about"),
    [("zoe", {"name": "zoe"}), ("+880 1999 1", {"phone": "+880 1999 1"}), ("০১৯", {"phone": "০১৯"})],
)
async def test_nobody_found_says_so_and_a_second_enter_makes_one(
    desk: CustomerDesk, office: Office, typed: str, about: dict[str, str]
) -> None:
    office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("/")
        desk.screen.query_one(FilterLine).value = typed
        await pilot.press("enter")
        await until(pilot, lambda: "Nobody is found." in happened(desk))
        assert isinstance(desk.screen, FindScreen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, StandIn))
        assert desk.screen.about == about  # type: ignore[attr-defined]


async def test_a_cut_list_says_so(desk: CustomerDesk, office: Office) -> None:
    for number in range(51):
        office.add(f"Ann {number}")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "ann")
        await until(pilot, lambda: where(desk) == "Find   50 of more than 50")


async def test_escape_closes_and_letters_never_act(desk: CustomerDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "q1cn")
        assert desk.screen.query_one(FilterLine).value == "q1cn"
        await pilot.press("escape")
        assert isinstance(desk.screen, CustomersScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_a_hostile_name_is_shown_harmlessly(
    desk: CustomerDesk, office: Office, size: tuple[int, int]
) -> None:
    office.contact(office.add(HOSTILE, org=HOSTILE), HOSTILE)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "mallory")
        await until(pilot, lambda: len(names(desk)) == 2)
        assert_harmless(desk)


async def test_a_contact_is_moved_to_the_customer_who_is_found(
    desk: CustomerDesk, office: Office, reader: SqliteReader
) -> None:
    quillon = office.quillon()
    mary = office.add("Mary Ofori")
    contact = office.contact(quillon, "wrong one")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("move", interaction_id=contact)
        await until(pilot, lambda: isinstance(desk.screen, MoveScreen))
        await until(pilot, lambda: any("now with: Quillon Ashgrove" in line for line in painted(desk)))
        await pilot.press(*"mary", "enter")
        await until(pilot, lambda: "Enter again moves it to: Mary Ofori" in happened(desk))
        assert interaction(reader, contact).customer_id == quillon
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, CustomersScreen))
        await until(pilot, lambda: "moved to: Mary Ofori" in happened(desk))
        assert happened(desk).endswith("u undo")
        assert interaction(reader, contact).customer_id == mary


@pytest.mark.parametrize(
    ("text", "number"), [("010-1234", True), ("০১৭১১", True), ("Ann 2", False), ("+", False)]
)
def test_what_is_taken_for_a_number(text: str, number: bool) -> None:
    assert is_number(text) is number
