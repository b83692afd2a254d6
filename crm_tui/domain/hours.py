"""Hours in which clocks run: when a target runs out, and how much of it has been used.

Durations are real time inside opening hours: a day that is open round the clock has 23 or 25 hours where the
clocks change. All instants must have a zone, else ValueError; results are in UTC.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from math import inf

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.open_time import OpenTime
from crm_tui.domain.pauses import Pause, standstills
from crm_tui.i18n import _

#: Opening and closing time of one day, such as ("09:00", "17:00"); 24:00 is midnight at its end.
Span = tuple[str, str]

MINUTE = 60_000_000
_MICROSECOND = timedelta(microseconds=1)
DAY = 24 * 60 * MINUTE
_WEEK = 7 * DAY
#: A new table sees so many days back and on; seeing further doubles it.
_DAYS_BACK, _DAYS_ON = 60, 370
_EPOCH_DAY = date(1970, 1, 1).toordinal()
#: The days whose hours can be told in every zone, which may move the day that a table looks further by one.
_FIRST_DAY, _LAST_DAY = date.min.toordinal() + 3, date.max.toordinal() - 3
_END = (_LAST_DAY - _EPOCH_DAY) * DAY
#: Nothing is due later than this after its start.
_CENTURY = 36_525 * DAY


class Hours(ABC):
    """Opening hours in which clocks run, by a table that is made when it is first asked and grows."""

    __slots__ = ("_table",)

    def __init__(self) -> None:
        self._table: OpenTime | None = None

    @abstractmethod
    def day_hours(self, day: date) -> tuple[Span, ...]:
        """The opening hours of a local day, in order; none where it is closed."""

    @abstractmethod
    def open_spans(self, first: date, last: date) -> Iterator[tuple[int, int]]:
        """What is open on these local days and those between, in UTC microseconds, in any order."""

    def due(self, start: datetime, minutes: float, pauses: Sequence[Pause] = ()) -> datetime | None:
        """The earliest instant at which ``minutes`` of open time without pauses have passed since ``start``.

        What runs out at closing time is due at closing time; no minutes are due at the start, open or not.
        None when it never comes: a pause without an end comes first, there is no open minute for five years,
        or it would take a century. Raises ValueError for minutes below nought or without an end.
        """
        if not 0 <= minutes < inf:
            raise ValueError("a target is nought or more minutes")
        at, left = to_micros(start), round(minutes * MINUTE)
        found = self._reach(at, left)
        for begin, end in standstills(pauses, at) if pauses else ():
            if found is None or found <= begin:
                break
            if end is None:
                return None
            table = self._seeing(at, begin)
            left -= table.open_before(begin) - table.open_before(at)
            at = end
            found = self._reach(at, left)
        return None if found is None else from_micros(found)

    def elapsed(self, start: datetime, end: datetime, pauses: Sequence[Pause] = ()) -> timedelta:
        """The open time from ``start`` until ``end`` without the pauses; none when the end comes first."""
        first, last = to_micros(start), to_micros(end)
        if last <= first:
            return timedelta()
        table = self._seeing(first, last)
        passed = table.open_before(last) - table.open_before(first)
        for begin, until in standstills(pauses, first) if pauses else ():
            if begin < last:
                stands_until = last if until is None else min(until, last)
                passed -= table.open_before(stands_until) - table.open_before(begin)
        return passed * _MICROSECOND

    def next_open(self, at: datetime) -> datetime:
        """The first open instant at or after ``at``. Raises InvalidInput when none comes for five years."""
        found = self._reach(to_micros(at), 1)
        if found is None:
            raise InvalidInput(
                _("There are no opening hours in the five years after {day}.").format(
                    day=at.date().isoformat()
                ),
                _("Give opening hours, or take back days that are closed."),
                field="hours",
            )
        return from_micros(found - 1)

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at that instant."""
        micros = to_micros(at)
        return self._seeing(micros, micros).closing(micros) is not None

    def open_until(self, at: datetime) -> datetime | None:
        """When it closes. None while it is closed, and when it stays open for more than a week."""
        micros = to_micros(at)
        closing = self._seeing(micros, micros + _WEEK).closing(micros)
        return None if closing is None or closing > micros + _WEEK else from_micros(closing)

    def opens_on(self, day: date) -> bool:
        """Whether it opens at all on a local day."""
        return bool(self.day_hours(day))

    def _reach(self, start: int, open_time: int) -> int | None:
        """The earliest instant with so much open time since ``start``; None when it is waited for in vain."""
        if open_time == 0:
            return start
        table = self._seeing(start, start)
        while True:
            found = table.earliest(table.open_before(start) + open_time)
            until = table.last if found is None else found
            if until - start > _CENTURY or until >= _END or table.is_waited_for_in_vain(start, until):
                return None
            if found is not None:
                return found
            table = self._seeing(start, until)

    def _seeing(self, first: int, last: int) -> OpenTime:
        """A table that covers both instants: the one there is, or a wider one in its place."""
        table = self._table
        if table is not None and table.first <= first and last < table.last:
            return table
        since, until = _ordinal(first) - _DAYS_BACK, _ordinal(last) + _DAYS_ON
        if table is not None:
            known_since, known_until = _ordinal(table.first), _ordinal(table.last)
            known = known_until - known_since
            since = known_since if table.first <= first else min(since, known_since - known)
            until = known_until if last < table.last else max(until, known_until + known)
        since, until = max(since, _FIRST_DAY), min(until, _LAST_DAY)
        # A local day may begin and end on the day of UTC before or after it.
        spans = self.open_spans(date.fromordinal(since - 1), date.fromordinal(until + 1))
        self._table = table = OpenTime(spans, _midnight(since), _midnight(until))
        return table


class _RoundTheClock(Hours):
    """Always open."""

    __slots__ = ()

    def day_hours(self, day: date) -> tuple[Span, ...]:
        return (("00:00", "24:00"),)

    def open_spans(self, first: date, last: date) -> Iterator[tuple[int, int]]:
        yield _midnight(first.toordinal()), _midnight(last.toordinal() + 1)

    def __repr__(self) -> str:
        return "ROUND_THE_CLOCK"


#: Hours that are always open: for standards that count all the time there is.
ROUND_THE_CLOCK: Hours = _RoundTheClock()


def _ordinal(micros: int) -> int:
    return micros // DAY + _EPOCH_DAY


def _midnight(ordinal: int) -> int:
    """The UTC microseconds at which the day with this ordinal begins in UTC."""
    return (ordinal - _EPOCH_DAY) * DAY
