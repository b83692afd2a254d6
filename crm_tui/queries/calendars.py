"""The business's calendar: the opening hours that held, hold and will hold, and the days that differ."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.calendar_history import CalendarHistory
from crm_tui.domain.hours import Span
from crm_tui.store.reader import Reader

VERSIONS = """
SELECT id, valid_from, timezone, weekly_hours, holidays, date_hours, holiday_names, version
  FROM calendar_versions
 WHERE calendar_id = (SELECT min(id) FROM calendars)
 ORDER BY valid_from, id"""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HoursFrom:
    """Opening hours from a local day on. ``names`` say why a day differs, where anybody said so.

    ``record_version`` tells whether somebody changed them since they were read.
    """

    id: int
    valid_from: date
    calendar: BusinessCalendar
    names: Mapping[date, str]
    record_version: int


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with other hours than its weekday's, none where it is closed."""

    day: date
    hours: tuple[Span, ...]
    name: str


@dataclass(frozen=True, slots=True)
class WrittenCalendar:
    """Every version of the opening hours, the oldest first; there is always one."""

    versions: tuple[HoursFrom, ...]

    @property
    def history(self) -> CalendarHistory:
        """The same as one timeline, to count time in."""
        return CalendarHistory([(version.valid_from, version.calendar) for version in self.versions])

    def on(self, day: date) -> HoursFrom:
        """What is in force on a day. Days before the first version go by the first."""
        begun = [version for version in self.versions if version.valid_from <= day]
        return begun[-1] if begun else self.versions[0]

    def special_days(self, first: date, last: date) -> tuple[SpecialDay, ...]:
        """The days from ``first`` to ``last`` that differ, by the version in force on each."""
        ends = [version.valid_from - _A_DAY for version in self.versions[1:]]
        found: list[SpecialDay] = []
        for place, (version, end) in enumerate(zip(self.versions, (*ends, date.max), strict=True)):
            since = first if place == 0 else max(first, version.valid_from)
            found.extend(_special_days(version, since, min(last, end)))
        return tuple(found)


def written_calendar(reader: Reader) -> WrittenCalendar:
    """The business's calendar; of two versions from the same day only the later one counts."""
    versions = map(_version, reader.rows(VERSIONS))
    return WrittenCalendar(tuple({version.valid_from: version for version in versions}.values()))


def _version(row: Sequence[Any]) -> HoursFrom:
    version_id, valid_from, timezone, weekly, holidays, by_date, names, record_version = row
    return HoursFrom(
        version_id,
        date.fromisoformat(valid_from),
        BusinessCalendar.from_plain(timezone, json.loads(weekly), json.loads(holidays), json.loads(by_date)),
        {date.fromisoformat(day): name for day, name in json.loads(names).items()},
        record_version,
    )


def _special_days(version: HoursFrom, first: date, last: date) -> list[SpecialDay]:
    calendar = version.calendar
    days = sorted(calendar.holidays | calendar.date_hours.keys())
    return [
        SpecialDay(day, calendar.day_hours(day), version.names.get(day, ""))
        for day in days
        if first <= day <= last
    ]
