"""Cases: the queue by the time that is left, its card, its keys, and that it is still when nobody looks."""

from datetime import timedelta
from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, Office, assert_harmless, happened, painted, until, watched

from crm_tui.actions import cases
from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.queries.business import business
from crm_tui.queries.customer_glance import glance
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.messages import Resting, Woken
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.screens.case_card import CaseCardView
from crm_tui.tui.state import DeskState
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.card_lines import card_lines
from crm_tui.tui.widgets.filter_line import FilterLine
from crm_tui.tui.widgets.record_list import RecordList

HOUR = timedelta(hours=1)


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    """A business whose complaints are answered within four hours of any day."""
    with database.act(nadia, NOW - timedelta(days=30)) as act:
        add_standard(
            act,
            statement="Complaints are answered within 4 hours.",
            measure="answered-within",
            target=240,
            objective=0.9,
            why="They wait.",
            settings={"hours": "all"},
        )
    return Office(database, nadia)


def open_case(office: Office, name: str, note: str, ago: timedelta, **more: object) -> int:
    customer = office.add(name)
    with office.database.act(office.actor, NOW) as act:
        return cases.open_case(
            act, customer, cases.NewCase("complaint", note, opened_at=NOW - ago, **more)
        ).id


@pytest.fixture
def queue(office: Office, paul: Actor) -> dict[str, int]:
    """One late, one at risk, one fresh, one of Paul's."""
    return {
        "fresh": open_case(office, "Jun Sato", "a fresh one", HOUR),
        "late": open_case(office, "Quillon Ashgrove", "the kettle leaks", 6 * HOUR),
        "risk": open_case(office, "Mary Ofori", "wrong invoice", 3.4 * HOUR),
        "pauls": open_case(office, "Bram Garrick", "of a colleague", 2 * HOUR, owner=paul.staff_id),
    }


def cases_desk(path: Path, actor: Actor) -> DeskApp:
    reader = open_reader(path)
    state = DeskState(path, actor, business(reader), clock=lambda: NOW)
    reader.close()
    return DeskApp(state, Keymap({}), Options(), start="cases")


def rows(desk: DeskApp) -> list[str]:
    found = desk.screen.query_one(RecordList).rows_at_hand
    return [" ".join(str(getattr(cell, "text", cell)) for cell in row.cells) for row in found]


def shown(desk: DeskApp) -> str:
    return "\n".join(painted(desk))


def _has_line(desk: DeskApp, *words: str) -> bool:
    return any(all(word in line for word in words) for line in painted(desk))


@pytest.mark.parametrize("size", SIZES)
async def test_the_most_pressing_stands_first_with_sign_and_word(
    path: Path, nadia: Actor, queue: dict[str, int], size: tuple[int, int]
) -> None:
    desk = cases_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: len(rows(desk)) == 3)
        first, second, third = rows(desk)
        assert first.startswith("2:00 late answer")
        assert second.startswith("0:36 left answer")
        assert third.startswith("3:00 left answer")
        await until(pilot, lambda: "first answer: 2:00 late" in shown(desk))
        await until(pilot, lambda: _has_line(desk, "!", "2:00 late", "Quillon Ashgrove"))
        await until(pilot, lambda: _has_line(desk, "▲", "0:36 left"))
        assert "3 · 1 late · 1 at risk" in painted(desk)[0]


async def test_the_card_follows_the_cursor(path: Path, nadia: Actor, queue: dict[str, int]) -> None:
    desk = cases_desk(path, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        card = desk.screen.query_one(CaseCardView)
        await until(pilot, lambda: "standard · Quillon Ashgrove" in card.line_texts)
        await pilot.press("down")
        await until(pilot, lambda: "standard · Mary Ofori" in card.line_texts)
        assert any("▲ first answer: due" in line for line in card.line_texts)


async def test_at_rest_nothing_counts(path: Path, nadia: Actor, queue: dict[str, int]) -> None:
    desk = cases_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows(desk)) == 3)
        desk.screen.post_message(Resting())
        await until(pilot, lambda: rows(desk)[1].startswith("due "))
        assert not any("left" in row for row in rows(desk))
        desk.screen.post_message(Woken())
        await until(pilot, lambda: rows(desk)[1].startswith("0:36 left"))


async def test_mine_everybodys_and_what_was_solved(
    path: Path, nadia: Actor, office: Office, queue: dict[str, int]
) -> None:
    with office.database.act(nadia, NOW) as act:
        cases.solve(act, queue["fresh"])
    desk = cases_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows(desk)) == 2)
        await pilot.press("w")
        await until(pilot, lambda: len(rows(desk)) == 3)
        assert "everybody's" in painted(desk)[0]
        await pilot.press("w")
        await until(pilot, lambda: len(rows(desk)) == 1)
        assert "a fresh one" in rows(desk)[0]
        await pilot.press("w")
        await until(pilot, lambda: len(rows(desk)) == 2)


async def test_the_filter_narrows_as_it_is_typed_and_escape_takes_it_away(
    path: Path, nadia: Actor, queue: dict[str, int]
) -> None:
    desk = cases_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows(desk)) == 3)
        await pilot.press("full_stop", *"mary")
        await until(pilot, lambda: len(rows(desk)) == 1)
        assert "Mary Ofori" in rows(desk)[0]
        await pilot.press("enter")
        assert desk.focused is desk.screen.query_one(RecordList)
        await pilot.press("escape")
        await until(pilot, lambda: len(rows(desk)) == 3)
        await pilot.press("full_stop", *"nobody")
        await until(pilot, lambda: "Nothing here has these words." in shown(desk))
        assert desk.screen.query_one(FilterLine).value == "nobody"


async def test_one_key_waits_another_solves(
    path: Path, nadia: Actor, queue: dict[str, int], reader: SqliteReader
) -> None:
    desk = cases_desk(path, nadia)
    stage = "SELECT stage FROM cases WHERE id = :id"
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows(desk)) == 3)
        await pilot.press("down", "h")
        await until(pilot, lambda: "waits for the customer" in happened(desk))
        assert reader.value(stage, {"id": queue["risk"]}) == "waiting"
        await until(pilot, lambda: any(row.startswith("paused 0:36") for row in rows(desk)))
        await pilot.press("h")
        await until(pilot, lambda: "taken up again" in happened(desk))
        await pilot.press("v")
        await until(pilot, lambda: len(desk.screen_stack) == 2)


async def test_enter_opens_the_case(path: Path, nadia: Actor, queue: dict[str, int]) -> None:
    desk = cases_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows(desk)) == 3)
        await pilot.press("enter")
        await until(pilot, lambda: f"Case {queue['late']}" in shown(desk))
        await until(pilot, lambda: "! first answer: 2:00 late" in shown(desk))
        await until(pilot, lambda: "opened, by" in shown(desk))
        assert "tier ," not in shown(desk)


async def test_others_changes_appear_and_the_cursor_stays_on_its_case(
    path: Path, nadia: Actor, office: Office, queue: dict[str, int]
) -> None:
    desk = cases_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows(desk)) == 3)
        await pilot.press("down")
        await watched(pilot, desk)
        open_case(office, "Ada", "later than all", 9 * HOUR)
        await until(pilot, lambda: len(rows(desk)) == 4)
        current = desk.screen.query_one(RecordList).current
        assert current is not None
        assert current.id == ("case", queue["risk"])


async def test_an_empty_queue_says_what_fills_it(path: Path, nadia: Actor) -> None:
    desk = cases_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "No case of yours is open." in shown(desk))
        await pilot.press("n")
        await until(pilot, lambda: "A case begins with a contact" in happened(desk))


async def test_hostile_text_is_shown_and_does_nothing(path: Path, nadia: Actor, office: Office) -> None:
    open_case(office, HOSTILE, HOSTILE, HOUR)
    desk = cases_desk(path, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: len(rows(desk)) == 1)
        await until(pilot, lambda: "first answer" in shown(desk))
        assert_harmless(desk)


def test_the_card_of_a_customer_says_when_their_case_is_due(
    path: Path, nadia: Actor, queue: dict[str, int], reader: SqliteReader
) -> None:
    found = glance(reader, 3, now=NOW)
    telling = Telling(NOW, business(reader).zone, "en")
    lines = ["".join(text for text, _tone in line) for line in card_lines(found, telling, 80)]
    assert found.card.customer.name == "Mary Ofori"
    due = (NOW + 0.6 * HOUR).astimezone(telling.zone)
    assert f"▲ case open, due {due:%H:%M}: complaint: wrong invoice" in lines


async def test_the_footer_offers_what_can_be_done_at_the_stage_of_the_case(
    path: Path, nadia: Actor, office: Office, queue: dict[str, int]
) -> None:
    with office.database.act(nadia, NOW) as act:
        cases.solve(act, queue["fresh"])
    desk = cases_desk(path, nadia)

    def offered() -> set[str]:
        assert isinstance(desk.screen, DeskScreen)
        return {title for _key, title in desk.screen.key_pairs(200)}

    ends, ways_on = {"close case", "reopen"}, {"wait or resume", "solve"}
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: len(rows(desk)) == 2)
        await until(pilot, lambda: ways_on <= offered() and not ends & offered())
        desk.open("record", kind="case", record_id=queue["fresh"])
        await until(pilot, lambda: ends <= offered() and not ways_on & offered())
        await pilot.press("b")
        await until(pilot, lambda: "reopen" in offered() and "close case" not in offered())
