"""On which days the business is open: what WHEN, call-backs and safe dates need to know of the calendar."""

import json
from collections.abc import Callable
from datetime import date

from crm_tui.domain.opening_hours import WEEKDAYS
from crm_tui.store.reader import Reader

VERSIONS = """
SELECT valid_from, weekly_hours, holidays, date_hours
  FROM calendar_versions
 WHERE calendar_id = (SELECT min(id) FROM calendars)
 ORDER BY valid_from DESC, id DESC"""


def opening_days(reader: Reader) -> Callable[[date], bool]:
    """A function that says whether the business opens on a day, by the hours in force on that day.

    Days before the first version go by the first. Without a calendar every day is open.
    """
    versions = [
        (valid_from, json.loads(weekly), frozenset(json.loads(holidays)), json.loads(by_date))
        for valid_from, weekly, holidays, by_date in reader.rows(VERSIONS)
    ]

    def is_open(day: date) -> bool:
        if not versions:
            return True
        iso = day.isoformat()
        weekly, holidays, by_date = next(
            (rest for start, *rest in versions if start <= iso), versions[-1][1:]
        )
        if iso in by_date:
            return bool(by_date[iso])
        return iso not in holidays and bool(weekly.get(WEEKDAYS[day.weekday()]))

    return is_open
