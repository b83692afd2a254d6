"""The calendar as it is written down: what is in force when, and the days that differ."""

from datetime import UTC, date, datetime

import pytest

from crm_tui.actions.calendars import close_day, set_day, set_opening_hours
from crm_tui.domain.actor import Actor
from crm_tui.queries.calendars import SpecialDay, written_calendar
from crm_tui.queries.opening_days import opening_days
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.tables import CalendarVersion

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def a_year_with_a_change(database: Database, nadia: Actor) -> None:
    with database.act(nadia, NOW) as act:
        act.describe("test")
        act.change(act.get(CalendarVersion, 1), valid_from=date(2026, 1, 1))
        set_opening_hours(act, {"sat": (("10:00", "14:00"),)}, timezone="Europe/Berlin", valid_from=NEW_YEAR)
        close_day(act, date(2026, 12, 25), "Christmas")
        close_day(act, date(2027, 1, 2))
        set_day(act, date(2027, 1, 9), (("08:00", "20:00"),), "sale")


def test_what_is_in_force(reader: SqliteReader) -> None:
    calendar = written_calendar(reader)
    assert [version.valid_from for version in calendar.versions] == [date(2026, 1, 1), NEW_YEAR]
    assert calendar.on(date(2026, 12, 31)).calendar.timezone == "Asia/Dhaka"
    assert calendar.on(NEW_YEAR).calendar.timezone == "Europe/Berlin"
    assert calendar.on(date(1999, 1, 1)) is calendar.versions[0]


def test_days_that_differ_come_from_the_version_in_force_on_them(reader: SqliteReader) -> None:
    calendar = written_calendar(reader)
    christmas = SpecialDay(date(2026, 12, 25), (), "Christmas")
    sale = SpecialDay(date(2027, 1, 9), (("08:00", "20:00"),), "sale")
    assert calendar.special_days(date(2026, 1, 1), date.max) == (
        christmas,
        SpecialDay(date(2027, 1, 2), (), ""),
        sale,
    )
    assert calendar.special_days(date(2027, 1, 3), date(2027, 1, 9)) == (sale,)
    assert calendar.special_days(date(2026, 12, 25), date(2026, 12, 25)) == (christmas,)


def test_the_history_counts_as_the_clocks_do(reader: SqliteReader) -> None:
    assert written_calendar(reader).history == opening_hours(reader)


def test_open_days(reader: SqliteReader) -> None:
    is_open = opening_days(reader)
    days = [date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 1, 16)]
    assert [is_open(day) for day in days] == [True, False, False, False, True]


def test_of_two_versions_from_one_day_the_later_counts(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with database.act(nadia, NOW) as act:
        act.describe("test")
        act.add(
            CalendarVersion(
                calendar_id=1,
                valid_from=NEW_YEAR,
                timezone="UTC",
                weekly_hours={"sun": [["10:00", "12:00"]]},
                holidays=[],
                date_hours={},
            )
        )
    calendar = written_calendar(reader)
    assert calendar.on(NEW_YEAR).calendar.timezone == "UTC"
    assert calendar.history == opening_hours(reader)
