"""Breaches told: whose, when, by how much, and why, as far as somebody wrote it down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from crm_tui.domain.measures.basis import AsOf
from crm_tui.domain.measures.needs import NEEDS
from crm_tui.domain.standards import MeasuredEvent
from crm_tui.domain.words import Measure
from crm_tui.queries.measured_people import READINGS_OF_A_VERSION
from crm_tui.queries.standard_versions import WrittenStandard
from crm_tui.store.reader import Reader

BREACH_NOTES = """
SELECT n.event_kind, n.event_id, n.why FROM breach_notes n WHERE n.standard_id = :standard_id ORDER BY n.id"""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Breach:
    """An event that missed its standard.

    ``kind`` and ``id`` say which record it is: interaction, case, follow-up, promise, sale, reading (of a
    version by somebody), or the standard or policy whose review was late. ``over_minutes`` is how far past
    its target it was, or is still, in the hours that the standard counts; None where there is no such
    amount, as for a mood. ``what`` is the record in a line, ``cause`` why it was missed: what was said of
    this breach, else the cause that the record itself gives; often empty. ``staff_id`` is None where the
    viewer is not to see it.
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
class Telling:
    """What breaches are told by: the hours that count, the names of staff, and whose part alone is told."""

    as_of: AsOf
    names: Mapping[int, str]
    only_staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    customer: str
    what: str
    cause: str
    mood: str | None = None
    waited_minutes: int | None = None


_READING = f"v.id * {READINGS_OF_A_VERSION} + s.id"
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
        "promise": (
            "promise",
            """SELECT x.id, c.name, x.what, x.closed_why, NULL, NULL
                 FROM promises x JOIN customers c ON c.id = x.customer_id WHERE x.id IN ({ids})""",
        ),
        "sale": (
            "sale",
            """SELECT x.id, c.name,
                      coalesce((SELECT l.words FROM sale_lines l WHERE l.sale_id = x.id
                                 ORDER BY l.position, l.id LIMIT 1), ''), '', NULL, NULL
                 FROM sales x JOIN customers c ON c.id = x.customer_id WHERE x.id IN ({ids})""",
        ),
        "standard": (
            "standard",
            """SELECT x.standard_id, '', x.statement, '', NULL, NULL
                 FROM standard_versions x WHERE x.standard_id IN ({ids}) ORDER BY x.number""",
        ),
        "policy": (
            "policy",
            "SELECT x.id, '', x.name, '', NULL, NULL FROM policies x WHERE x.id IN ({ids})",
        ),
        "reading": (
            "reading",
            f"""SELECT {_READING}, '', v.statement, '', NULL, NULL
                 FROM standard_versions v CROSS JOIN staff s WHERE {_READING} IN ({{ids}})""",
        ),
    }
)
#: What the doors call the kinds of records that can be breaches, with what measures call them.
KINDS_AT_DOORS: Mapping[str, str] = MappingProxyType({door: kind for kind, (door, _sql) in _KINDS.items()})


def told(
    reader: Reader, standard: WrittenStandard, events: Sequence[MeasuredEvent], telling: Telling
) -> tuple[Breach, ...]:
    """The events that missed a standard in the same order, told."""
    found = _found(reader, [event.key for event in events])
    said = {
        (kind, record_id): why
        for kind, record_id, why in reader.rows(BREACH_NOTES, {"standard_id": standard.id})
    }
    breaches = []
    for event in events:
        record = found.get(event.key, _Told("", "", ""))
        staff_id = event.staff_id if telling.only_staff_id in (None, event.staff_id) else None
        breaches.append(
            Breach(
                _KINDS[event.key[0]][0],
                event.key[1],
                event.customer_id,
                record.customer,
                staff_id,
                "" if staff_id is None else telling.names.get(staff_id, ""),
                event.started_at,
                _over(standard, event, record, telling.as_of),
                record.mood,
                record.what,
                said.get(event.key, record.cause),
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


def _over(standard: WrittenStandard, event: MeasuredEvent, record: _Told, as_of: AsOf) -> float | None:
    version = next(version for version in standard.versions if version.id == event.version_id)
    if event.due_at is not None:
        ended_at = event.ended_at or as_of.now
        if not NEEDS[version.measure].hours:
            return (ended_at - event.due_at) / _MINUTE
        return as_of.hours(version.rule).elapsed(event.due_at, ended_at) / _MINUTE
    waited, target = record.waited_minutes, version.rule.target
    if version.measure is Measure.WAITING_TIME and waited is not None and target is not None:
        return waited - target
    return None
