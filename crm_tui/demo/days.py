"""The days on which the sample business was open: a line of positions from a year ago to some weeks ahead.

A position counts open days: 10.25 is a quarter through the open hours of the eleventh. Stories are laid out
on positions, so that nothing happens at night, at lunch or on a holiday, and turned into instants at the end.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from crm_tui.domain.hours import Hours
from crm_tui.domain.instants import end_of_day, from_micros, to_micros

_DAYS_BACK = 365
_DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class OpenDay:
    """An open day: its date in ISO, its open spans and its end, in microseconds."""

    iso: str
    spans: tuple[tuple[int, int], ...]
    ends: int

    @property
    def open_time(self) -> int:
        """How long it is open, in microseconds."""
        return sum(closes - opens for opens, closes in self.spans)


class OpenDays:
    """The open days around ``now`` by the opening hours; ``now`` is the position at which the past ends."""

    def __init__(self, now: datetime, zone: ZoneInfo, hours: Hours) -> None:
        today = now.astimezone(zone).date()
        first, last = today - timedelta(days=_DAYS_BACK), today + timedelta(days=_DAYS_AHEAD)
        spans = sorted(hours.open_spans(first, last))
        self.days = [
            OpenDay(day.isoformat(), tuple(its_spans), to_micros(end_of_day(day, zone)))
            for day, its_spans in groupby(spans, lambda span: from_micros(span[0]).astimezone(zone).date())
        ]
        self._open_times = [day.open_time for day in self.days]
        self.now = self._position(to_micros(now))

    def instant(self, position: float) -> int:
        """The instant at a position, in microseconds."""
        place = int(position)
        passed = int((position - place) * self._open_times[place])
        for opens, closes in self.days[place].spans:
            if opens + passed < closes:
                break
            passed -= closes - opens
        return opens + passed

    def day(self, position: float) -> OpenDay:
        """The open day of a position; the last one for positions beyond it."""
        return self.days[min(int(position), len(self.days) - 1)]

    def _position(self, at: int) -> float:
        """The position of an instant; a time at which the business is closed is the last moment before it."""
        index = bisect_left([day.spans[0][0] for day in self.days], at) - 1
        passed = sum(max(0, min(at, closes) - opens) for opens, closes in self.days[index].spans)
        return index + min(0.999, passed / self._open_times[index])
