"""Opening hours and days that differ: who may change them, from when on, and what is refused."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crm_tui.actions.calendars import (
    SavedHours,
    close_day,
    close_days,
    drop_opening_hours,
    reset_day,
    set_day,
    set_opening_hours,
)
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.domain.opening_hours import HoursByDay
from crm_tui.queries.calendars import written_calendar
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.tables import CalendarVersion

#: Saturday noon in Dhaka; Monday to Friday, nine to five, has held since the new year.
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
TODAY, FOUNDED = date(2026, 11, 21), date(2026, 1, 1)
WEEK: HoursByDay = {"mon": (("08:00", "12:00"), ("13:00", "24:00"))}
CHRISTMAS = date(2026, 12, 25)
NEW_YEAR = date(2027, 1, 1)

Run = Callable[..., Any]


@pytest.fixture
def run(database: Database, nadia: Actor) -> Run:
    """Do something as the admin, in an act of its own."""
    with database.act(nadia, NOW) as act:
        act.describe("test")
        act.change(act.get(CalendarVersion, 1), valid_from=FOUNDED)

    def do(action: Callable[..., Any], *given: Any, **named: Any) -> Any:
        with database.act(nadia, NOW) as act:
            return action(act, *given, **named)

    return do


@contextmanager
def refused(field: str, sentence: str) -> Iterator[None]:
    with pytest.raises(InvalidInput, match=sentence) as caught:
        yield
    assert caught.value.field == field
    assert caught.value.hint


def stored(reader: SqliteReader) -> list[tuple[Any, ...]]:
    """Since when, the open weekdays, closed days, days of their own, names."""
    rows = reader.rows(
        "SELECT valid_from, weekly_hours, holidays, date_hours, holiday_names FROM calendar_versions"
        " ORDER BY valid_from"
    )
    return [
        (since, list(json.loads(week)), json.loads(closed), json.loads(own), json.loads(names))
        for since, week, closed, own, names in rows
    ]


def test_new_hours_hold_from_today_and_the_past_keeps_its_own(run: Run, reader: SqliteReader) -> None:
    last_week = datetime(2026, 11, 13, tzinfo=UTC), datetime(2026, 11, 20, 18, tzinfo=UTC)
    before = opening_hours(reader).elapsed(*last_week)
    saved = run(set_opening_hours, WEEK)
    assert saved == SavedHours(2, 1, TODAY, None)
    assert [row[:2] for row in stored(reader)] == [
        ("2026-01-01", ["fri", "mon", "thu", "tue", "wed"]),
        ("2026-11-21", ["mon"]),
    ]
    assert opening_hours(reader).elapsed(*last_week) == before
    assert opening_hours(reader).day_hours(date(2026, 11, 23)) == (("08:00", "12:00"), ("13:00", "24:00"))


def test_hours_set_twice_for_a_day_are_one_version(run: Run, reader: SqliteReader) -> None:
    run(set_opening_hours, {"mon": (("09:00", "16:00"),)})
    saved = run(set_opening_hours, {"tue": (("09:00", "18:00"),), "wed": ()})
    assert (saved.id, saved.version) == (2, 2)
    assert stored(reader)[1][:2] == ("2026-11-21", ["tue"])


def test_hours_that_change_nothing_are_no_version(run: Run, reader: SqliteReader) -> None:
    week = json.loads(reader.value("SELECT weekly_hours FROM calendar_versions"))
    assert run(set_opening_hours, week, timezone="Asia/Dhaka").valid_from == FOUNDED
    assert len(stored(reader)) == 1


def test_the_zone_changes_alone(run: Run, reader: SqliteReader) -> None:
    run(set_opening_hours, timezone="Europe/Berlin", valid_from=NEW_YEAR)
    assert reader.rows("SELECT valid_from, timezone FROM calendar_versions ORDER BY id") == [
        ("2026-01-01", "Asia/Dhaka"),
        ("2027-01-01", "Europe/Berlin"),
    ]
    assert stored(reader)[0][1] == stored(reader)[1][1]


def test_hours_that_are_planned_stay_and_are_told(run: Run, reader: SqliteReader) -> None:
    run(set_opening_hours, WEEK, valid_from=NEW_YEAR)
    assert run(set_opening_hours, {"sat": (("10:00", "14:00"),)}).until == NEW_YEAR
    assert [row[1] for row in stored(reader)] == [["fri", "mon", "thu", "tue", "wed"], ["sat"], ["mon"]]


def test_days_that_differ_are_carried_over(run: Run, reader: SqliteReader) -> None:
    run(close_day, CHRISTMAS, "Christmas")
    run(set_day, date(2026, 12, 24), (("09:00", "12:00"),))
    run(close_day, date(2027, 5, 1), "May Day")
    run(set_opening_hours, WEEK, valid_from=CHRISTMAS)
    assert stored(reader)[1][2:] == (
        ["2026-12-25", "2027-05-01"],
        {},
        {"2026-12-25": "Christmas", "2027-05-01": "May Day"},
    )


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ({}, "never open"),
        ({"mon": ()}, "never open"),
        ({"monday": (("09:00", "17:00"),)}, "no weekday"),
        ({"mon": (("17:00", "09:00"),)}, "not after"),
        ({"mon": (("09:00", "09:00"),)}, "not after"),
        ({"mon": (("09:00", "13:00"), ("12:00", "17:00"))}, "overlap"),
        ({"mon": (("9", "17:00"),)}, "not a time of day"),
        ({"mon": (("09:00", "24:01"),)}, "not a time of day"),
        ({"mon": (("09:00", "23:59"),)}, "last minute"),
    ],
)
def test_hours_that_cannot_be(run: Run, reader: SqliteReader, hours: HoursByDay, sentence: str) -> None:
    before = stored(reader)
    with refused("hours", sentence):
        run(set_opening_hours, hours)
    assert stored(reader) == before


def test_a_zone_that_there_is_not(run: Run) -> None:
    with refused("timezone", "no time zone"):
        run(set_opening_hours, timezone="Mars/Olympus")


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("valid_from", lambda act, day: set_opening_hours(act, WEEK, valid_from=day)),
        ("day", close_day),
        ("day", lambda act, day: set_day(act, day, (("09:00", "12:00"),))),
        ("day", reset_day),
    ],
)
def test_what_is_over_is_not_rewritten(run: Run, field: str, change: Callable[[Act, date], Any]) -> None:
    with refused(field, "the past is not rewritten"):
        run(change, TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    "change",
    [
        lambda act: set_opening_hours(act, WEEK),
        lambda act: close_day(act, CHRISTMAS),
        lambda act: close_days(act, {CHRISTMAS: ""}),
        lambda act: set_day(act, CHRISTMAS, ()),
        lambda act: reset_day(act, CHRISTMAS),
        lambda act: drop_opening_hours(act, 1),
    ],
)
def test_only_an_admin(database: Database, paul: Actor, change: Callable[[Act], Any]) -> None:
    with pytest.raises(NotAllowed), database.act(paul, NOW) as act:
        change(act)


def test_a_day_is_closed_once(run: Run, reader: SqliteReader) -> None:
    run(close_day, CHRISTMAS, " Christmas ")
    with refused("day", "2026-12-25 is closed already: Christmas"):
        run(close_day, CHRISTMAS)
    assert not opening_hours(reader).opens_on(CHRISTMAS)
    assert stored(reader)[0][2:] == (["2026-12-25"], {}, {"2026-12-25": "Christmas"})


def test_a_day_is_one_thing_at_a_time(run: Run, reader: SqliteReader) -> None:
    run(close_day, CHRISTMAS, "Christmas")
    run(set_day, CHRISTMAS, (("09:00", "12:00"),), "half a day")
    assert stored(reader)[0][2:] == (
        [],
        {"2026-12-25": [["09:00", "12:00"]]},
        {"2026-12-25": "half a day"},
    )
    run(set_day, CHRISTMAS, ())
    assert stored(reader)[0][2:] == (["2026-12-25"], {}, {})
    run(reset_day, CHRISTMAS)
    assert stored(reader)[0][2:] == ([], {}, {})
    with refused("day", "hours of its weekday already"):
        run(reset_day, CHRISTMAS)


@pytest.mark.parametrize("spans", [(("12:00", "09:00"),), (("09:00", "23:59"),)])
def test_hours_of_a_day_that_cannot_be(run: Run, spans: tuple[tuple[str, str], ...]) -> None:
    with refused("hours", "."):
        run(set_day, CHRISTMAS, spans)


def test_a_day_is_kept_with_the_hours_in_force_on_it(run: Run, reader: SqliteReader) -> None:
    run(set_opening_hours, WEEK, valid_from=NEW_YEAR)
    run(close_days, {CHRISTMAS: "Christmas", date(2027, 4, 14): "Pohela Boishakh"})
    assert [row[2] for row in stored(reader)] == [["2026-12-25"], ["2027-04-14"]]


def test_many_days_leave_out_what_is_over_and_what_differs_already(run: Run, reader: SqliteReader) -> None:
    run(set_day, CHRISTMAS, (("09:00", "12:00"),))
    added = run(close_days, {date(2026, 2, 21): "over", CHRISTMAS: "Christmas", NEW_YEAR: "New Year"})
    assert added == (NEW_YEAR,)
    assert stored(reader)[0][2:] == (
        ["2027-01-01"],
        {"2026-12-25": [["09:00", "12:00"]]},
        {"2027-01-01": "New Year"},
    )


def test_planned_hours_are_taken_back_and_their_days_kept(run: Run, reader: SqliteReader) -> None:
    run(set_day, date(2027, 4, 14), (("09:00", "12:00"),))
    planned = run(set_opening_hours, WEEK, valid_from=NEW_YEAR).id
    run(close_days, {date(2027, 5, 1): "May Day"})
    run(set_day, date(2027, 4, 14), (), "Pohela Boishakh")
    run(drop_opening_hours, planned)
    assert stored(reader) == [
        (
            "2026-01-01",
            ["fri", "mon", "thu", "tue", "wed"],
            ["2027-04-14", "2027-05-01"],
            {},
            {"2027-04-14": "Pohela Boishakh", "2027-05-01": "May Day"},
        )
    ]


def test_hours_that_hold_are_not_taken_back(run: Run) -> None:
    with refused("", "hold already"):
        run(drop_opening_hours, 1)
    with pytest.raises(NoSuchRecord):
        run(drop_opening_hours, 7)


def test_undo_takes_closed_days_back(
    run: Run, reader: SqliteReader, database: Database, nadia: Actor
) -> None:
    run(close_days, {CHRISTMAS: "Christmas", NEW_YEAR: "New Year"})
    with database.act(nadia, NOW) as act:
        undo(act)
    assert stored(reader)[0][2:] == ([], {}, {})


def test_hours_that_somebody_changed_since_they_were_read_are_not_written_over(
    run: Run, reader: SqliteReader
) -> None:
    def read() -> dict[int, int]:
        return {each.id: each.record_version for each in written_calendar(reader).versions}

    seen = read()
    run(set_opening_hours, WEEK, valid_from=TODAY)
    for day in (TODAY, CHRISTMAS):
        with pytest.raises(ChangedSince, match="Nadia"):
            run(set_opening_hours, {"tue": (("09:00", "10:00"),)}, valid_from=day, seen=seen)
    seen = read()
    run(set_day, NEW_YEAR, (("09:00", "10:00"),))
    with pytest.raises(ChangedSince):
        run(set_opening_hours, {"tue": (("09:00", "10:00"),)}, seen=seen)
    run(set_opening_hours, {"tue": (("09:00", "10:00"),)}, seen=read())
