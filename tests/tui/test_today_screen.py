"""Today: what is due first, the other lists folded on a small screen, one key for each thing to do."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, Office, assert_harmless, happened, painted, until, watched

from crm_tui.domain.actor import Actor
from crm_tui.queries.business import business
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.state import DeskState
from crm_tui.tui.widgets.record_list import RecordList


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


def today_desk(path: Path, actor: Actor) -> DeskApp:
    reader = open_reader(path)
    state = DeskState(path, actor, business(reader), clock=lambda: NOW)
    reader.close()
    return DeskApp(state, Keymap({}), Options(), start="today")


def due(desk: DeskApp) -> RecordList:
    return desk.screen.query_one("#due", RecordList)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_due_stands_first_and_the_cursor_on_it(
    path: Path, nadia: Actor, office: Office, size: tuple[int, int]
) -> None:
    quillon = office.quillon()
    office.follow_up(quillon, "+4h", "call about the seal")
    desk = today_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: len(due(desk).rows_at_hand) == 2)
        assert due(desk).has_focus
        first = due(desk).current
        assert first is not None
        assert "4 d late" in str(first.cells[0])
        lines = "\n".join(painted(desk))
        assert "2 overdue · 0 today · 0 in the next 7 days" in lines
        assert "Quillon Ashgrove" in lines


async def test_on_a_small_screen_lists_are_one_line_until_they_are_entered(
    path: Path, nadia: Actor, office: Office
) -> None:
    office.quillon()
    desk = today_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: bool(desk.screen.query("#cases")))
        cases = desk.screen.query_one("#cases", RecordList)
        await until(pilot, lambda: bool(cases.rows_at_hand) and cases.size.height == 1)
        await pilot.press("tab", "tab")
        assert cases.has_focus
        await until(pilot, lambda: cases.size.height == 2)
        await pilot.press("tab")
        await until(pilot, lambda: cases.size.height == 1)


async def test_others_changes_appear_without_moving_the_cursor(
    path: Path, nadia: Actor, office: Office
) -> None:
    quillon = office.quillon()
    office.follow_up(quillon, "+4h", "first")
    desk = today_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(due(desk).rows_at_hand) == 2)
        await pilot.press("down")
        chosen = due(desk).current
        assert chosen is not None
        await watched(pilot, desk)
        office.follow_up(quillon, "+1h", "came in from a colleague")
        await until(pilot, lambda: len(due(desk).rows_at_hand) == 3)
        now_chosen = due(desk).current
        assert now_chosen is not None
        assert now_chosen.id == chosen.id


async def test_an_appointment_is_marked_by_one_key_and_taken_back_by_another(
    path: Path, nadia: Actor, office: Office, reader: SqliteReader
) -> None:
    quillon = office.quillon()
    office.follow_up(quillon, "+4h", "show the range", is_appointment=True)
    desk = today_desk(path, nadia)
    state = "SELECT appointment FROM follow_ups WHERE why = 'show the range'"
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(due(desk).rows_at_hand) == 2)
        due(desk).select(("follow-up", 2))
        await pilot.press("y")
        await until(pilot, lambda: "They came." in happened(desk))
        assert reader.value(state) == "came"
        await pilot.press("u")
        await until(pilot, lambda: "Taken back" in happened(desk))
        await until(pilot, lambda: reader.value(state) is None)


async def test_what_was_written_behind_another_screen_is_there_on_coming_back(
    path: Path, nadia: Actor, office: Office
) -> None:
    office.quillon()
    desk = today_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(due(desk).rows_at_hand) == 1)
        await pilot.press("2")
        await until(pilot, lambda: "Quillon" in "".join(painted(desk)))
        office.follow_up(office.add("Mary Ofori"), "+4h", "ask how it went")
        await until(pilot, lambda: "Mary Ofori" in "".join(painted(desk)))
        await pilot.press("1")
        await until(pilot, lambda: "ask how it went" in "".join(painted(desk)))


async def test_hostile_text_is_shown_and_does_nothing(path: Path, nadia: Actor, office: Office) -> None:
    mallory = office.add(HOSTILE)
    office.follow_up(mallory, "+4h", HOSTILE)
    desk = today_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: bool(due(desk).rows_at_hand))
        assert_harmless(desk)
        assert any("[bold]Mallory[/]" in line for line in painted(desk))


async def test_an_empty_day_says_what_the_list_is_for(path: Path, nadia: Actor) -> None:
    desk = today_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: any("Nothing is due." in line for line in painted(desk)))
