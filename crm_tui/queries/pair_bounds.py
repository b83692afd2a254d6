"""Bounds between which it takes a look to say whether one event came in time after or before another.

When a target is over never goes back as its start goes on. So of all events that fall between two instants
the due times of these two tell what is surely in time, and what surely is not.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from crm_tui.domain.instants import to_micros
from crm_tui.domain.measures.basis import AsOf
from crm_tui.domain.standards import Version

#: Events within so much time share their bounds.
WIDTH = timedelta(hours=2)
#: How far back it is looked for what comes before an event.
_FURTHEST_BACK = timedelta(days=400)
_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class Bound:
    """Of events from ``first`` up to ``last``; all in microseconds.

    What follows by ``near`` is in time, what follows after ``far`` is late. What precedes from ``near`` on is
    in time, what precedes up to ``far`` was too early.
    """

    first: int
    last: int
    near: int
    far: int


def bounds_after(versions: Sequence[Version], as_of: AsOf, start: datetime, end: datetime) -> list[Bound]:
    """For what should follow the events from ``start`` up to ``end``, by any of the versions."""
    edges = _edges(start, end)
    dues = [_dues(versions, as_of, edge) for edge in edges]
    return [
        Bound(to_micros(first), to_micros(last), min(soonest), max(latest))
        for (first, last), (soonest, latest) in zip(pairwise(edges), pairwise(dues), strict=True)
    ]


def bounds_before(versions: Sequence[Version], as_of: AsOf, start: datetime, end: datetime) -> list[Bound]:
    """For what should precede the events from ``start`` up to ``end``, by any of the versions."""
    edges, back = _edges(start, end), start
    while back > start - _FURTHEST_BACK and max(_dues(versions, as_of, back)) >= to_micros(start):
        back -= max(WIDTH, (start - back) / 2)
    earlier = _edges(back, end)
    at = [to_micros(edge) for edge in earlier]
    soonest = [min(_dues(versions, as_of, edge)) for edge in earlier]
    latest = [max(_dues(versions, as_of, edge)) for edge in earlier]
    found = []
    for first, last in pairwise(map(to_micros, edges)):
        near, far = bisect_left(soonest, last), bisect_left(latest, first) - 1
        found.append(
            Bound(first, last, at[near] if near < len(at) else _NEVER, at[far] if far >= 0 else -_NEVER)
        )
    return found


def _edges(start: datetime, end: datetime) -> list[datetime]:
    """Instants WIDTH apart, from ``start`` to one at or after ``end``."""
    count = -(-(end - start) // WIDTH)
    return [start + place * WIDTH for place in range(count + 1)]


def _dues(versions: Sequence[Version], as_of: AsOf, start: datetime) -> list[int]:
    dues = [as_of.due(version, start, version.target or 0) for version in versions]
    return [_NEVER if due is None else to_micros(due) for due in dues]
