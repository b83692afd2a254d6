"""Times at which a clock stands still, such as while we wait for the customer."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from crm_tui.domain.instants import to_micros

#: From an instant on, until another one; None goes on for ever.
Pause = tuple[datetime, datetime | None]

_ENDLESS = 1 << 62


def standstills(pauses: Sequence[Pause], start: int) -> Iterator[tuple[int, int | None]]:
    """The pauses after ``start`` in UTC microseconds, in order and apart from each other; None has no end.

    Overlapping pauses count once. One that ends before it begins pauses nothing. Raises ValueError for an
    instant without a zone.
    """
    until = start
    for begin, end in sorted(map(_micros, pauses)):
        if end > max(begin, until):
            yield max(begin, until), None if end == _ENDLESS else end
            until = end


def _micros(pause: Pause) -> tuple[int, int]:
    begin, end = pause
    return to_micros(begin), _ENDLESS if end is None else to_micros(end)
