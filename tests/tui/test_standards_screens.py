"""Standards: the list with its figures, and the page of one with breaches and versions."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from customer_sample import HOSTILE, NOW, SIZES, StandIn, assert_harmless, happened, painted, until, where
from house_sample import WAITING, HouseDesk, calls, house_desk, rows_of, set_standard
from sqlmodel import select

from crm_tui.actions.standards import StandardChanges, change_standard, retire_standard
from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database
from crm_tui.store.tables import Interaction
from crm_tui.tui.screens.standard import StandardScreen
from crm_tui.tui.screens.standards import StandardsScreen
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines


@pytest.fixture
def desk(path: Path, nadia: Actor) -> HouseDesk:
    return house_desk(path, nadia)


def lines_of(desk: HouseDesk, name: str) -> str:
    return "\n".join(desk.screen.query_one(f"#{name}", TextLines).line_texts)


async def opened(pilot: Any, desk: HouseDesk) -> None:
    """The first standard's page, with all its figures."""
    await until(pilot, lambda: bool(rows_of(desk)))
    await pilot.press("enter")
    await until(pilot, lambda: "12 months" in lines_of(desk, "figures"))


async def test_an_empty_list_teaches(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "No standards yet." in "".join(painted(desk)))
        assert any("n sets the first one" in line for line in painted(desk))


async def take_over(pilot: Any) -> None:
    await pilot.press("ctrl+p", *"starter", "enter")


async def test_the_starter_set_is_taken_over_later_and_once(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: any("“starter set”" in line for line in painted(desk)))
        await take_over(pilot)
        there = "11 standards, 5 playbooks, 4 policies, 4 templates, 4 plans."
        await until(pilot, lambda: there in happened(desk))
        await until(pilot, lambda: "11 standards" in where(desk))
        await take_over(pilot)
        await until(pilot, lambda: "All of the starter set is here already." in happened(desk))
        await pilot.press("u")
        await until(pilot, lambda: "No standards yet." in "".join(painted(desk)))


async def test_the_starter_set_is_for_those_in_charge(path: Path, paul: Actor) -> None:
    desk = house_desk(path, paul)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "No standards yet." in "".join(painted(desk)))
        await take_over(pilot)
        await until(pilot, lambda: "Only a manager or an admin can do this." in happened(desk))


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_how_each_is_kept(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    set_standard(database, nadia)
    set_standard(database, nadia, statement="Followed up.", measure="follow-up-in-time", target=None)
    calls(database, nadia, [0] * 9 + [4, 5])
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: any("81 % (9 of 11)" in line for line in painted(desk)))
        await until(pilot, lambda: any("nothing measured" in line for line in painted(desk)))
        row = next(line for line in painted(desk) if "81 %" in line)
        assert "▲ below objective" in row
        assert "90 %" in row
        assert where(desk) == "Standards   in force   2 standards · 0 of 1 kept · 2 to read"
        await until(pilot, lambda: "12 months" in lines_of(desk, "card"))
        assert lines_of(desk, "card").startswith(WAITING)
        assert "▲ below objective   · to read" in lines_of(desk, "card")


async def test_few_events_have_no_percentage(desk: HouseDesk, database: Database, nadia: Actor) -> None:
    set_standard(database, nadia)
    calls(database, nadia, [0, 0, 9])
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: any("2 of 3" in line for line in painted(desk)))
        assert not any("66 %" in line for line in painted(desk))


async def test_an_overdue_review_is_marked_on_list_and_page(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    set_standard(database, nadia, next_review=date(2026, 9, 1))
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: any("! review overdue" in line for line in painted(desk)))
        await opened(pilot, desk)
        assert "! review overdue since Tue 1 Sep" in where(desk)


async def test_reading_is_one_key_and_is_undone_by_one(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    set_standard(database, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "1 to read" in where(desk))
        await pilot.press("a")
        await until(pilot, lambda: "to read" not in where(desk))
        await until(pilot, lambda: happened(desk).startswith("✓ You have read version 1 of standard 1."))
        await pilot.press("a")
        assert happened(desk) == "· You have read this version already."
        await pilot.press("u")
        await until(pilot, lambda: "1 to read" in where(desk))


async def test_the_page_says_what_it_counts_and_who_has_read_it(
    desk: HouseDesk, database: Database, nadia: Actor, paul: Actor
) -> None:
    set_standard(database, nadia, scope={"nature": ["enquiry"]})
    calls(database, nadia, [0] * 9 + [4])
    calls(database, paul, [70], "Hill & Sons")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        assert "at most 3 min · objective 90 % · enquiry" in lines_of(desk, "words")
        figures = lines_of(desk, "figures")
        assert "81 % (9 of 11)   ▲ below objective" in figures
        assert "you 90 % (9 of 10) · Paul Mensah 0 of 1 · team 81 % (9 of 11)" in figures
        assert "0 of 2, not by you yet   waiting: Nadia Karim, Paul Mensah" in figures
        assert [(row[1], row[-1]) for row in rows_of(desk, "breaches")] == [
            ("+1:07", "Hill & Sons"),
            ("+0:01", "Mary Ofori"),
        ]


async def test_an_agent_sees_only_their_own_figures(
    path: Path, database: Database, nadia: Actor, paul: Actor
) -> None:
    set_standard(database, nadia)
    calls(database, nadia, [0] * 10)
    calls(database, paul, [70], "Hill & Sons")
    desk = house_desk(path, paul)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk)
        assert "you 0 of 1 · team 90 % (10 of 11)" in lines_of(desk, "figures")
        assert "Nadia" not in lines_of(desk, "figures").split("read by")[0]


async def test_periods_go_back_and_not_beyond_the_present_one(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    set_standard(database, nadia)
    calls(database, nadia, [9])
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await pilot.press("]")
        assert happened(desk).startswith("· This is the present")
        await pilot.press("[")
        await until(pilot, lambda: "Jul–Sep 2026" in lines_of(desk, "figures"))
        await until(pilot, lambda: any("None in this period." in line for line in painted(desk)))
        await pilot.press("]")
        await until(pilot, lambda: "this quarter" in lines_of(desk, "figures"))
        await pilot.press("m")
        await until(pilot, lambda: "this year" in lines_of(desk, "figures"))
        await pilot.press("m", "[")
        await until(pilot, lambda: "Oct 2026" in lines_of(desk, "figures"))


async def test_what_they_felt_stands_beside_it(desk: HouseDesk, database: Database, nadia: Actor) -> None:
    set_standard(database, nadia)
    calls(database, nadia, [0, 9])
    with database.act(nadia, NOW) as act:
        act.describe("test")
        for row in act.session.exec(select(Interaction)):
            act.change(row, mood="upset" if row.waited_minutes else "delighted")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        assert "pleased or better 1 of 1 when met, 0 of 1 when missed" in lines_of(desk, "figures")
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: "when met delighted 1 · when missed upset 1" in lines_of(desk, "figures"))


async def test_a_breach_is_asked_for_its_cause(desk: HouseDesk, database: Database, nadia: Actor) -> None:
    set_standard(database, nadia)
    calls(database, nadia, [0, 9])
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk)
        assert any("cause: not said yet" in line for line in painted(desk))
        await pilot.press("y", *"alone at noon", "ctrl+s")
        await until(pilot, lambda: any("alone at noon" in row[-2] for row in rows_of(desk, "breaches")))
        assert happened(desk).startswith("✓ Kept with the breach: alone at noon")
        await pilot.press("u")
        await until(pilot, lambda: any("not said yet" in row[-2] for row in rows_of(desk, "breaches")))


async def test_versions_take_the_place_of_the_breaches(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    standard = set_standard(database, nadia)
    with database.act(nadia, NOW) as act:
        change_standard(act, standard, StandardChanges(statement="At most two minutes.", target=2))
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await pilot.press("v")
        await until(pilot, lambda: any("Versions   2" in line for line in painted(desk)))
        assert any(WAITING[:20] in line for line in painted(desk))
        await pilot.press("down")
        await until(pilot, lambda: lines_of(desk, "words").startswith(WAITING))
        await pilot.press("v")
        await until(pilot, lambda: lines_of(desk, "words").startswith("At most two minutes."))


async def test_a_breach_opens_its_customer_at_the_record(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    set_standard(database, nadia)
    customer = calls(database, nadia, [9])
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, StandIn))
        assert desk.screen.about == {"customer_id": customer, "focus": ("interaction", 1)}


async def test_a_retired_standard_is_shown_when_asked_for_and_changes_no_more(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    standard = set_standard(database, nadia)
    with database.act(nadia, NOW) as act:
        retire_standard(act, standard, why="nobody calls any more")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "No standards yet." in "".join(painted(desk)))
        await pilot.press("w")
        await until(pilot, lambda: any("retired" in row[0] for row in rows_of(desk)))
        await pilot.press("r")
        assert "was retired" in happened(desk)


async def test_only_who_is_in_charge_sets_standards(
    path: Path, database: Database, nadia: Actor, paul: Actor
) -> None:
    set_standard(database, nadia)
    desk = house_desk(path, paul)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: bool(rows_of(desk)))
        for key in ("n", "e", "r"):
            await pilot.press(key)
            assert "manager or an admin" in happened(desk)
            assert isinstance(desk.screen, StandardsScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_shown_harmlessly(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    set_standard(database, nadia, statement=HOSTILE, why=HOSTILE)
    calls(database, nadia, [9], HOSTILE)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: any("[bold]Mallory[/]" in line for line in painted(desk)))
        assert_harmless(desk)
        await opened(pilot, desk)
        await until(pilot, lambda: len(rows_of(desk, "breaches")) == 1)
        assert_harmless(desk)
        assert desk.screen.query_one("#breaches", RecordList).size.height > 5


async def test_what_others_write_appears_on_the_page(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    set_standard(database, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        assert isinstance(desk.screen, StandardScreen)
        calls(database, nadia, [9])
        await until(pilot, lambda: len(rows_of(desk, "breaches")) == 1)
