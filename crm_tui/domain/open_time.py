"""A table of cumulated open time: how long it was open up to any instant, found by a bisect.

Everything is in UTC microseconds, as the database keeps instants. A table never changes: whoever needs to see
further makes a wider one, so that threads can share calendars without a lock.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

#: After so long without an open minute nothing is waited for any more.
PATIENCE = 5 * 366 * 86_400_000_000


class OpenTime:
    """The spans that are open in ``[first, last)``, in order, with the open time before each."""

    __slots__ = ("_before", "_closes", "_long_rests", "_opens", "_total", "first", "last")

    def __init__(self, spans: Iterable[tuple[int, int]], first: int, last: int) -> None:
        """What overlaps counts once, what meets is one span, and one that ends before it begins is none."""
        self.first, self.last = first, last
        self._opens: list[int] = []
        self._closes: list[int] = []
        self._before: list[int] = []
        total, until = 0, first
        # Where the clocks go forward, a span that does not exist moves past or into the next one.
        for opening, closing in sorted(spans):
            opens, closes = max(opening, until), min(closing, last)
            if closes <= opens:
                continue
            if self._opens and opens == until:
                self._closes[-1] = closes
            else:
                self._opens.append(opens)
                self._closes.append(closes)
                self._before.append(total)
            total += closes - opens
            until = closes
        self._total = total
        rests = zip((first, *self._closes), (*self._opens, last), strict=True)
        self._long_rests = [(end, opens) for end, opens in rests if opens - end > PATIENCE]

    def open_before(self, at: int) -> int:
        """The open time between the table's first instant and this one, which the table must cover."""
        index = bisect_right(self._opens, at) - 1
        if index < 0:
            return 0
        closes = self._closes[index]
        return self._before[index] + (at if at < closes else closes) - self._opens[index]

    def earliest(self, open_time: int) -> int | None:
        """The first instant before which so much, at least some, was open; None beyond the table."""
        if open_time > self._total:
            return None
        index = bisect_left(self._before, open_time) - 1
        return self._opens[index] + open_time - self._before[index]

    def closing(self, at: int) -> int | None:
        """When what is open at this instant closes, at the latest where the table ends; None while closed."""
        index = bisect_right(self._opens, at) - 1
        return self._closes[index] if index >= 0 and at < self._closes[index] else None

    def is_waited_for_in_vain(self, since: int, until: int) -> bool:
        """Whether a wait between these instants, which the table must cover, outlasts our patience."""
        return bool(self._long_rests) and any(
            min(opens, until) - max(end, since) > PATIENCE for end, opens in self._long_rests
        )
