"""The days on which the sample business was open: a line of positions from a year ago to some weeks ahead.

A position counts open days: 10.25 is a quarter through the eleventh. Stories are laid out on positions, so
that nothing happens at night or on a Sunday, and turned into instants at the end.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.instants import end_of_day, to_micros

_DAYS_BACK = 365
_DAYS_AHEAD = 60
_OPENS, _CLOSES = time(9), time(17)
_HOUR = 3_600_000_000
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class OpenDay:
    """An open day: its date in ISO, and its opening, closing and end in microseconds."""

    iso: str
    opens: int
    closes: int
    ends: int


class OpenDays:
    """The open days around ``now`` in a zone; ``now`` itself is the position at which the past ends."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        today = now.astimezone(zone).date()
        dates = (today + timedelta(days=days) for days in range(-_DAYS_BACK, _DAYS_AHEAD))
        self.days = [_open_day(day, zone) for day in dates if day.weekday() != _SUNDAY]
        self.now = self._position(to_micros(now))

    def instant(self, position: float) -> int:
        """The instant at a position, in microseconds."""
        day = self.days[int(position)]
        return day.opens + int((position % 1) * (day.closes - day.opens))

    def day(self, position: float) -> OpenDay:
        """The open day of a position; the last one for positions beyond it."""
        return self.days[min(int(position), len(self.days) - 1)]

    def _position(self, at: int) -> float:
        """The position of an instant; a time at which the business is closed is the last moment before it."""
        index = bisect_left([day.opens for day in self.days], at) - 1
        day = self.days[index]
        return index + min(0.999, (at - day.opens) / (day.closes - day.opens))


def _open_day(day: date, zone: ZoneInfo) -> OpenDay:
    opens, closes = (to_micros(datetime.combine(day, clock, tzinfo=zone)) for clock in (_OPENS, _CLOSES))
    return OpenDay(day.isoformat(), opens, closes, to_micros(end_of_day(day, zone)))
