"""The opening hours of the business over all its calendar versions, as clocks count in them."""

import json
from datetime import date
from functools import lru_cache
from typing import Any

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.calendar_history import CalendarHistory
from crm_tui.domain.hours import ROUND_THE_CLOCK, Hours
from crm_tui.store.reader import Reader

# Of two versions from the same day the later one counts: it is read last.
OPENING_HOURS = """
SELECT valid_from, timezone, weekly_hours, holidays, date_hours
  FROM calendar_versions
 WHERE calendar_id = (SELECT min(id) FROM calendars)
 ORDER BY valid_from, id"""


def opening_hours(reader: Reader) -> Hours:
    """The hours in force at each instant. Without a calendar the business is open round the clock."""
    return _hours_of(tuple(reader.rows(OPENING_HOURS)))


@lru_cache(maxsize=8)
def _hours_of(rows: tuple[tuple[Any, ...], ...]) -> Hours:
    """Kept by what was read: the table of open time, made when it is first asked, outlives the act."""
    if not rows:
        return ROUND_THE_CLOCK
    versions = {
        date.fromisoformat(valid_from): BusinessCalendar.from_plain(
            timezone, json.loads(weekly), json.loads(holidays), json.loads(by_date)
        )
        for valid_from, timezone, weekly, holidays, by_date in rows
    }
    return CalendarHistory(list(versions.items()))
