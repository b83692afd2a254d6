"""Breaches told: whose, when, by how much, and why, as far as somebody wrote it down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from crm_tui.domain.standards import MeasuredEvent
from crm_tui.store.reader import Reader

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Breach:
    """An event that missed its standard.

    ``kind`` and ``id`` say which record it is: interaction, case, follow-up, or standard (whose review was
    late). ``over_minutes`` is how far past its target it was, or is still; None where there is no such
    amount, as for a mood. ``what`` is the record in a line, ``cause`` what somebody found to be the reason,
    often empty. ``staff_id`` is None where the viewer is not to see it.
    """

    kind: str
    id: int
    customer_id: int | None
    customer: str
    staff_id: int | None
    staff: str
    at: datetime
    over_minutes: float | None
    mood: str | None
    what: str
    cause: str


@dataclass(frozen=True, slots=True)
class _Told:
    customer: str
    what: str
    cause: str
    mood: str | None = None
    waited_minutes: int | None = None


#: For each kind of record: what it is called at the doors, and what is told about it.
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "interaction": (
            "interaction",
            """SELECT x.id, c.name, x.said, x.cause, x.mood, x.waited_minutes
                 FROM interactions x JOIN customers c ON c.id = x.customer_id WHERE x.id IN ({ids})""",
        ),
        "case": (
            "case",
            """SELECT x.id, c.name, x.title, x.cause, NULL, NULL
                 FROM cases x JOIN customers c ON c.id = x.customer_id WHERE x.id IN ({ids})""",
        ),
        "follow_up": (
            "follow-up",
            """SELECT x.id, c.name, x.why, x.closed_why, NULL, NULL
                 FROM follow_ups x JOIN customers c ON c.id = x.customer_id WHERE x.id IN ({ids})""",
        ),
        "standard": (
            "standard",
            """SELECT x.standard_id, '', x.statement, '', NULL, NULL
                 FROM standard_versions x WHERE x.standard_id IN ({ids}) ORDER BY x.number""",
        ),
    }
)


def told(
    reader: Reader,
    events: Sequence[MeasuredEvent],
    *,
    targets: Mapping[int, float | None],
    names: Mapping[int, str],
    now: datetime,
    only_staff_id: int | None = None,
) -> tuple[Breach, ...]:
    """The events in the same order, told.

    ``targets`` are those of the versions by id, ``names`` those of staff; ``only_staff_id`` is the only one
    whose part is told, None tells everybody's.
    """
    found = _found(reader, [event.key for event in events])
    breaches = []
    for event in events:
        record = found.get(event.key, _Told("", "", ""))
        staff_id = event.staff_id if only_staff_id in (None, event.staff_id) else None
        breaches.append(
            Breach(
                _KINDS[event.key[0]][0],
                event.key[1],
                event.customer_id,
                record.customer,
                staff_id,
                "" if staff_id is None else names.get(staff_id, ""),
                event.started_at,
                _over(event, record, targets.get(event.version_id), now),
                record.mood,
                record.what,
                record.cause,
            )
        )
    return tuple(breaches)


def _found(reader: Reader, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], _Told]:
    ids: dict[str, set[int]] = {}
    for kind, record_id in keys:
        ids.setdefault(kind, set()).add(record_id)
    return {
        (kind, row[0]): _Told(*row[1:])
        for kind, those in ids.items()
        for row in reader.rows(_KINDS[kind][1].format(ids=", ".join(map(str, sorted(those)))))
    }


def _over(event: MeasuredEvent, record: _Told, target: float | None, now: datetime) -> float | None:
    if event.due_at is not None:
        return ((event.ended_at or now) - event.due_at) / _MINUTE
    if record.waited_minutes is not None and target is not None:
        return record.waited_minutes - target
    return None
