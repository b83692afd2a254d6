"""The business's opening hours as they were and are, for whatever is counted in them."""

import json
from datetime import date

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.calendar_history import CalendarHistory
from crm_tui.domain.hours import ROUND_THE_CLOCK, Hours
from crm_tui.store.reader import Reader

HISTORY = """
SELECT valid_from, timezone, weekly_hours, holidays, date_hours
  FROM calendar_versions
 WHERE calendar_id = (SELECT min(id) FROM calendars)
 ORDER BY valid_from, id"""


def opening_history(reader: Reader) -> Hours:
    """The hours of the business's first calendar; without one it is always open."""
    versions = {
        date.fromisoformat(valid_from): BusinessCalendar(
            timezone,
            json.loads(weekly),
            [date.fromisoformat(day) for day in json.loads(holidays)],
            {date.fromisoformat(day): spans for day, spans in json.loads(by_date).items()},
        )
        for valid_from, timezone, weekly, holidays, by_date in reader.rows(HISTORY)
    }
    return CalendarHistory(list(versions.items())) if versions else ROUND_THE_CLOCK
