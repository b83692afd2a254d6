"""Opening hours that changed: each instant counts by what was in force then."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.calendar_history import CalendarHistory
from crm_tui.domain.opening_hours import WEEKDAYS

MORNINGS = BusinessCalendar("UTC", dict.fromkeys(WEEKDAYS, (("09:00", "12:00"),)))
LONG_DAYS = BusinessCalendar("UTC", dict.fromkeys(WEEKDAYS, (("08:00", "20:00"),)))
CHANGED = date(2026, 11, 10)
HISTORY = CalendarHistory([(CHANGED, LONG_DAYS), (date(2026, 11, 1), MORNINGS)])


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_a_change_moves_nothing_that_is_past() -> None:
    before = CalendarHistory([(date(2026, 11, 1), MORNINGS)])
    assert HISTORY.elapsed(at(2, 0), at(10, 0)) == before.elapsed(at(2, 0), at(10, 0)) == timedelta(hours=24)
    assert HISTORY.due(at(5, 9), 600) == before.due(at(5, 9), 600)


def test_a_clock_that_runs_over_the_change_counts_each_day_by_its_own_hours() -> None:
    assert HISTORY.elapsed(at(9, 11), at(10, 9)) == timedelta(hours=2)
    assert HISTORY.due(at(9, 11), 180) == at(10, 10)
    assert HISTORY.next_open(at(9, 12)) == at(10, 8)
    assert [HISTORY.is_open(at(day, 15)) for day in (9, 10)] == [False, True]


def test_days_before_the_first_version_go_by_the_first() -> None:
    assert HISTORY.elapsed(datetime(1999, 1, 1, tzinfo=UTC), datetime(1999, 1, 2, tzinfo=UTC)) == timedelta(
        hours=3
    )
    assert HISTORY.day_hours(date(1999, 1, 1)) == (("09:00", "12:00"),)


def test_the_hours_of_a_day_and_the_calendar_in_force() -> None:
    assert HISTORY.day_hours(CHANGED) == (("08:00", "20:00"),)
    assert HISTORY.day_hours(CHANGED - timedelta(days=1)) == (("09:00", "12:00"),)
    assert HISTORY.on(CHANGED) is LONG_DAYS
    assert [day for day, _calendar in HISTORY.versions] == [date(2026, 11, 1), CHANGED]


@pytest.mark.parametrize("moved_to", ["Pacific/Auckland", "America/Los_Angeles"])
def test_a_business_that_moves_to_another_zone_is_never_open_twice(moved_to: str) -> None:
    """The old calendar holds until it is midnight of the first day in the new zone."""
    always = dict.fromkeys(WEEKDAYS, (("00:00", "24:00"),))
    old = (date(2026, 1, 1), BusinessCalendar("UTC", always))
    history = CalendarHistory([old, (CHANGED, BusinessCalendar(moved_to, always))])
    assert history.elapsed(at(5, 0), at(15, 0)) == timedelta(days=10)
    history = CalendarHistory([old, (CHANGED, BusinessCalendar(moved_to, MORNINGS.weekly_hours))])
    moved = datetime(2026, 11, 10, tzinfo=ZoneInfo(moved_to))
    assert history.elapsed(moved - timedelta(days=1), moved + timedelta(days=1)) == timedelta(hours=27)


def test_a_history_needs_one_calendar_for_each_day() -> None:
    with pytest.raises(ValueError, match="one calendar or more"):
        CalendarHistory([])
    with pytest.raises(ValueError, match="a day of its own"):
        CalendarHistory([(CHANGED, MORNINGS), (CHANGED, LONG_DAYS)])


def test_histories_of_the_same_versions_are_equal() -> None:
    twin = CalendarHistory([(date(2026, 11, 1), MORNINGS), (CHANGED, LONG_DAYS)])
    assert (twin, hash(twin)) == (HISTORY, hash(HISTORY))
    assert CalendarHistory([(CHANGED, LONG_DAYS)]) != HISTORY


def test_a_version_from_the_last_day_there_is() -> None:
    history = CalendarHistory([(date(2026, 1, 1), MORNINGS), (date.max, LONG_DAYS)])
    assert history.due(at(5, 9), 60) == at(5, 10)
