"""Insights on screen: the figures of the command line, as pictures and tables."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from customer_sample import (
    NOW,
    SIZES,
    Office,
    assert_harmless,
    customer_desk,
    happened,
    names_in,
    painted,
    until,
    watched,
    where,
)
from house_sample import calls, house_desk, rows_of

from crm_tui.actions.heard import note_heard
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import HeardKind
from crm_tui.queries.heard import heard_in
from crm_tui.queries.periods import Period
from crm_tui.queries.reports import NAMES, report_named
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.widgets.plot import Plot
from crm_tui.tui.widgets.record_list import RecordList


def shows(desk: DeskApp, text: str) -> bool:
    """Whether a line of the screen has the text."""
    return any(text in line for line in painted(desk))


def shows_report(desk: DeskApp, title: str) -> bool:
    """Whether this report is shown."""
    return f"{title} ·" in where(desk)


def hear(database: Database, actor: Actor, words: str, day: date, customer: int | None = None) -> None:
    with database.act(actor, NOW) as act:
        note_heard(act, words, on_day=day, customer_id=customer)


@pytest.mark.parametrize("size", SIZES)
async def test_a_report_is_a_picture_and_one_key_away_a_table(
    path: Path, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    calls(database, nadia, [0, 3, 14])
    desk = house_desk(path, nadia, start="today")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await pilot.press("6")
        await until(pilot, lambda: "Mood · this quarter" in where(desk))
        await until(pilot, lambda: shows(desk, "Of no contact in this period"))
        await pilot.press("t")
        assert happened(desk) == "· There are no figures in this period."
        await pilot.press("down")
        await until(pilot, lambda: shows(desk, "they came to us   3"))
        assert shows(desk, "█")
        await pilot.press("t")
        await until(pilot, lambda: bool(desk.screen.query("#table")))
        assert ["16–22 Nov", "3", "3", "0", "0"] in rows_of(desk, "table")
        await pilot.press("m")
        await until(pilot, lambda: "this year" in where(desk))
        assert ["Nov 2026", "3", "3", "0", "0"] in rows_of(desk, "table")
        await pilot.press("m", "m", "[")
        await until(pilot, lambda: "Jul–Sep 2026" in where(desk))
        await until(pilot, lambda: shows(desk, "No contacts in this period."))
        await pilot.press("]")
        await until(pilot, lambda: bool(desk.screen.query("#table")))
        await pilot.press("escape")
        assert not desk.screen.query("#table")
        assert desk.screen.focused is desk.screen.query_one("#reports")
        assert_harmless(desk)


async def test_the_period_goes_back_and_gets_longer_but_not_beyond_today(
    path: Path, database: Database, nadia: Actor
) -> None:
    calls(database, nadia, [0])
    desk = house_desk(path, nadia, start="insights")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "this quarter" in where(desk))
        await pilot.press("[")
        await until(pilot, lambda: "Jul–Sep 2026" in where(desk))
        await pilot.press("m")
        await until(pilot, lambda: "this year" in where(desk))
        await pilot.press("]")
        assert happened(desk).startswith("· This is the present")


async def test_every_report_has_a_picture_or_says_what_fills_it(
    path: Path, database: Database, nadia: Actor
) -> None:
    calls(database, nadia, [0, 3])
    desk = house_desk(path, nadia, start="insights")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        for name in NAMES:
            title = report_named(name).title
            await until(pilot, partial(shows_report, desk, title))
            assert any(desk.screen.query_one("#plot", Plot).line_texts)
            await pilot.press("down")


async def test_a_table_keeps_its_place_when_others_write(
    path: Path, database: Database, nadia: Actor
) -> None:
    calls(database, nadia, [0, 3])
    desk = house_desk(path, nadia, start="insights")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down")
        await until(pilot, lambda: "Contacts" in where(desk))
        await pilot.press("enter")
        await until(pilot, lambda: bool(desk.screen.query("#table")))
        await pilot.press("down", "down")
        table = desk.screen.query_one("#table", RecordList)
        await watched(pilot, desk)
        calls(database, nadia, [0], "Hill & Sons")
        await until(pilot, lambda: ["16–22 Nov", "3", "3", "0", "0"] in rows_of(desk, "table"))
        assert desk.screen.query_one("#table", RecordList) is table
        assert table.current is not None
        assert table.current.id == ("row", 2)


async def test_what_was_heard_is_marked_on_the_day_and_listed(
    path: Path, database: Database, nadia: Actor
) -> None:
    customer = calls(database, nadia, [0], name="Mary [b]Ofori")
    hear(database, nadia, "asks for tea in tins", date(2026, 11, 18), customer)
    desk = house_desk(path, nadia, start="insights")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down")
        await until(pilot, lambda: shows(desk, "they came to us"))
        assert rows_of(desk, "heard") == [
            ["1", "Wed 18 Nov", "heard", "asks for tea in tins · Mary [b]Ofori"]
        ]
        assert desk.screen.query_one("#plot", Plot).line_texts[-1].strip() == "1"
        await pilot.press("tab", "d")
        await until(pilot, lambda: "taken off" in happened(desk))
        await until(pilot, lambda: rows_of(desk, "heard") == [])


async def test_a_note_is_one_key_and_its_words(path: Path, database: Database, nadia: Actor) -> None:
    calls(database, nadia, [0])
    desk = house_desk(path, nadia, start="insights")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "this quarter" in where(desk))
        await pilot.press("n")
        await until(pilot, lambda: where(desk).startswith("Heard"))
        await pilot.press(*"tea", "ctrl+s")
        await until(pilot, lambda: "Noted" in happened(desk))
        await until(pilot, lambda: rows_of(desk, "heard") == [["1", "Sat 21 Nov", "heard", "tea"]])


async def test_a_customers_interest_is_noted_from_the_customer(
    path: Path, database: Database, nadia: Actor
) -> None:
    customer = Office(database, nadia).add("Mary Ofori")
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: names_in(desk.screen.query_one(RecordList)) == ["Mary Ofori"])
        await pilot.press("I")
        await until(pilot, lambda: any("Mary Ofori" in line for line in painted(desk)))
        await pilot.press(*"tea", "ctrl+s")
        await until(pilot, lambda: "Noted" in happened(desk))
    reader = open_reader(path)
    found = heard_in(reader, Period(NOW.date(), NOW.date()))
    reader.close()
    assert [(note.words, note.kind, note.customer_id) for note in found] == [
        ("tea", HeardKind.INTEREST, customer)
    ]
