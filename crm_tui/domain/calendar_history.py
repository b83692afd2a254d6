"""Opening hours that changed over time: at each instant those count that were in force then.

A change today moves nothing that is past: what ran before the day from which new hours hold keeps the old
ones (PRODUCT.md, "The past is not rewritten").
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.hours import Hours, Span
from crm_tui.domain.instants import start_of_day, to_micros

_A_DAY = timedelta(days=1)
#: Before the first version and after the last nothing ends what is in force.
_NEVER = 1 << 62


class CalendarHistory(Hours):
    """Calendars, each from a local day on, as one timeline. Never changes; equal where all versions are.

    Days before the first version go by the first, so that contacts from before the founding have hours too.
    """

    __slots__ = ("_days", "_versions")

    def __init__(self, versions: Sequence[tuple[date, BusinessCalendar]]) -> None:
        """``versions`` in any order. Raises ValueError for none, and for two from the same day."""
        super().__init__()
        self._versions = tuple(sorted(versions, key=lambda version: version[0]))
        self._days = [day for day, _calendar in self._versions]
        if not versions or len(set(self._days)) < len(versions):
            raise ValueError("a history has one calendar or more, each from a day of its own")

    @property
    def versions(self) -> tuple[tuple[date, BusinessCalendar], ...]:
        """The calendars with the local day from which each holds, the oldest first."""
        return self._versions

    def on(self, day: date) -> BusinessCalendar:
        """The calendar in force on a local day."""
        return self._versions[max(bisect_right(self._days, day) - 1, 0)][1]

    def day_hours(self, day: date) -> tuple[Span, ...]:
        return self.on(day).day_hours(day)

    def open_spans(self, first: date, last: date) -> Iterator[tuple[int, int]]:
        """A version holds from its local midnight until that of the next, be it in another time zone."""
        begins = [to_micros(start_of_day(day, calendar.zone)) for day, calendar in self._versions]
        reigns = zip((-_NEVER, *begins[1:]), (*begins[1:], _NEVER), strict=True)
        for index, (begin, end) in enumerate(reigns):
            since, until = first, last
            if index > 0:
                since = max(first, self._days[index])
            if index + 1 < len(self._days):  # a day more, for the next may be in a zone further west
                until = min(last, self._days[index + 1]) + _A_DAY
            for opening, closing in self._versions[index][1].open_spans(since, until):
                yield max(opening, begin), min(closing, end)

    def __eq__(self, other: object) -> bool:
        return self._versions == other._versions if isinstance(other, CalendarHistory) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._versions)

    def __repr__(self) -> str:
        return f"CalendarHistory({list(self._versions)!r})"
