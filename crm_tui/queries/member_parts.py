"""What belongs to one member of staff: job, skills, training, checklist, praise, looks, pulse."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.words import ChecklistKind
from crm_tui.store.reader import Reader

JOB = "SELECT job, allowance, version FROM staff WHERE id = :staff_id"
_NEWEST = """(SELECT w.id FROM standard_versions w
                WHERE w.standard_id = std.id AND w.valid_from <= :now ORDER BY w.number DESC LIMIT 1)"""
JOB_STANDARDS = f"""
SELECT std.id, v.statement
  FROM job_standards j
  JOIN standards std ON std.id = j.standard_id AND std.retired_at IS NULL
  JOIN standard_versions v ON v.id = {_NEWEST}
 WHERE j.staff_id = :staff_id
 ORDER BY std.id"""
STANDARDS_READ_BY = f"""
SELECT std.id, v.statement,
       (SELECT min(a.at) FROM acknowledgements a
         WHERE a.standard_version_id = v.id AND a.staff_id = :staff_id)
  FROM standards std
  JOIN standard_versions v ON v.id = {_NEWEST}
 WHERE std.retired_at IS NULL
 ORDER BY std.id"""
SKILLS = "SELECT name, level FROM skills WHERE staff_id = :staff_id ORDER BY level DESC, name, id"
TRAININGS = """
SELECT id, name, why, due_on, taken_on, standard_id
  FROM trainings
 WHERE staff_id = :staff_id
 ORDER BY taken_on IS NOT NULL, due_on IS NULL, due_on, taken_on DESC, id"""
CHECKLIST = """
SELECT t.id, t.kind, t.what, t.interaction_id, i.customer_id, coalesce(s.name, ''), t.signed_at
  FROM checklist_items t
  LEFT JOIN staff s ON s.id = t.signed_by_id
  LEFT JOIN interactions i ON i.id = t.interaction_id
 WHERE t.staff_id = :staff_id
 ORDER BY t.position, t.id"""
PRAISE_OF = """
SELECT p.id, p.at, b.name, p.words, p.interaction_id, i.customer_id,
       coalesce(c.name, ''), coalesce(i.said, '')
  FROM praise p
  JOIN staff b ON b.id = p.by_id
  LEFT JOIN interactions i ON i.id = p.interaction_id AND i.deleted_at IS NULL
  LEFT JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL
 WHERE p.staff_id = :staff_id AND p.at >= :since AND p.at <= :now
 ORDER BY p.at DESC, p.id DESC
 LIMIT :limit"""
NOT_LOOKED_AT = """
SELECT i.id, i.happened_at, i.customer_id, c.name, i.said, '', ''
  FROM interactions i
  JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL
 WHERE i.happened_at >= :since AND i.staff_id = :staff_id AND i.direction <> 'internal'
   AND i.deleted_at IS NULL
   AND EXISTS (SELECT 1 FROM staff s WHERE s.id = :staff_id AND s.role = 'trainee')
   AND NOT EXISTS (SELECT 1 FROM looks l WHERE l.interaction_id = i.id)
 ORDER BY i.happened_at DESC, i.id DESC
 LIMIT :limit"""
# CROSS JOIN keeps SQLite from walking every contact there ever was.
LOOKED_AT = """
SELECT i.id, l.at, i.customer_id, c.name, i.said, b.name, l.words
  FROM looks l CROSS JOIN interactions i
  JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL
  JOIN staff b ON b.id = l.staff_id
 WHERE i.id = l.interaction_id AND i.deleted_at IS NULL AND i.staff_id = :staff_id AND l.at >= :since
 ORDER BY l.at DESC, l.id DESC
 LIMIT :limit"""
RECENT_CONTACTS = """
SELECT i.id, i.happened_at, i.customer_id, c.name, i.said, '', ''
  FROM interactions i
  JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL
 WHERE i.happened_at >= :since AND i.staff_id = :staff_id AND i.direction <> 'internal'
   AND i.deleted_at IS NULL
 ORDER BY i.happened_at DESC, i.id DESC
 LIMIT :limit"""
PULSES = (
    "SELECT on_day, level, words FROM pulses WHERE staff_id = :staff_id ORDER BY on_day DESC LIMIT :limit"
)
PULSE_ASKED = """
SELECT b.asks_pulse, (SELECT p.level FROM pulses p WHERE p.staff_id = :staff_id AND p.on_day = :today)
  FROM business b WHERE b.id = 1"""

_LIMIT = 100
_LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Job:
    """A job description; ``allowance`` in 1/10,000 of the currency; ``standards`` it names, by id."""

    text: str
    allowance: int | None
    standards: tuple[tuple[int, str], ...]
    version: int


@dataclass(frozen=True, slots=True)
class Training:
    """Training that is due, or was taken; ``why`` may hold figures of the person."""

    id: int
    name: str
    why: str
    due_on: date | None
    taken_on: date | None
    standard_id: int | None


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One thing on a newcomer's list. ``id`` is the item's; a standard to read has its own id there."""

    kind: ChecklistKind
    id: int
    what: str
    done_at: datetime | None
    by: str = ""
    interaction_id: int | None = None
    customer_id: int | None = None
    is_standard: bool = False


@dataclass(frozen=True, slots=True)
class PraiseLine:
    """Praise, and the contact that it is about, where it is about one that is still there."""

    id: int
    at: datetime
    by: str
    words: str
    interaction_id: int | None
    customer_id: int | None
    customer: str
    said: str


@dataclass(frozen=True, slots=True)
class TraineeContact:
    """A contact that a trainee logged; ``by`` and ``words`` are of who looked at it, ``at`` is when."""

    interaction_id: int
    at: datetime
    customer_id: int
    customer: str
    said: str
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class PulseDay:
    """How somebody said they were doing on a day, 1 to 5."""

    on_day: date
    level: int
    words: str


def job(reader: Reader, staff_id: int, now: datetime) -> Job:
    """The job of somebody who is there."""
    row = reader.row(JOB, {"staff_id": staff_id})
    assert row is not None, "staff are never deleted"
    named = reader.rows(JOB_STANDARDS, {"staff_id": staff_id, "now": to_micros(now)})
    text, allowance, version = row
    return Job(text, allowance, tuple((standard_id, statement) for standard_id, statement in named), version)


def skills(reader: Reader, staff_id: int) -> tuple[tuple[str, int], ...]:
    """Names and levels, the best first."""
    return tuple((name, level) for name, level in reader.rows(SKILLS, {"staff_id": staff_id}))


def trainings(reader: Reader, staff_id: int) -> tuple[Training, ...]:
    """What is due first, then what was taken, the newest first."""
    return tuple(
        Training(training_id, name, why, _day(due_on), _day(taken_on), standard_id)
        for training_id, name, why, due_on, taken_on, standard_id in reader.rows(
            TRAININGS, {"staff_id": staff_id}
        )
    )


def checklist(reader: Reader, staff_id: int, now: datetime, *, always: bool) -> tuple[ChecklistLine, ...]:
    """The standards in force, ticked where they were read, then what is signed off.

    Empty for somebody without a list, unless ``always``: a trainee has the standards to read from the start.
    """
    items = tuple(
        ChecklistLine(ChecklistKind(kind), item_id, what, maybe_from_micros(signed_at), by, contact, customer)
        for item_id, kind, what, contact, customer, by, signed_at in reader.rows(
            CHECKLIST, {"staff_id": staff_id}
        )
    )
    if not items and not always:
        return ()
    to_read = reader.rows(STANDARDS_READ_BY, {"staff_id": staff_id, "now": to_micros(now)})
    return (
        *(
            ChecklistLine(ChecklistKind.READ, standard_id, statement, maybe_from_micros(at), is_standard=True)
            for standard_id, statement, at in to_read
        ),
        *items,
    )


def praise_of(
    reader: Reader, staff_id: int, *, since: datetime, now: datetime, limit: int = _LIMIT
) -> tuple[PraiseLine, ...]:
    """Praise for somebody, the newest first."""
    asked = {"staff_id": staff_id, "since": to_micros(since), "now": to_micros(now), "limit": limit}
    return tuple(PraiseLine(row[0], from_micros(row[1]), *row[2:]) for row in reader.rows(PRAISE_OF, asked))


def not_looked_at(
    reader: Reader, staff_id: int, *, now: datetime, limit: int = _LIMIT
) -> tuple[TraineeContact, ...]:
    """A trainee's contacts of the last 90 days that nobody has looked at, the newest first.

    Empty for who is no trainee.
    """
    return _contacts(reader, NOT_LOOKED_AT, staff_id, now, limit)


def looked_at(
    reader: Reader, staff_id: int, *, now: datetime, limit: int = _LIMIT
) -> tuple[TraineeContact, ...]:
    """A trainee's contacts that were looked at in the last 90 days, with what was said, the newest first."""
    return _contacts(reader, LOOKED_AT, staff_id, now, limit)


def recent_contacts(
    reader: Reader, staff_id: int, *, now: datetime, limit: int = _LIMIT
) -> tuple[TraineeContact, ...]:
    """Somebody's contacts of the last 90 days, whether looked at or not, the newest first."""
    return _contacts(reader, RECENT_CONTACTS, staff_id, now, limit)


def pulses(reader: Reader, staff_id: int, limit: int = _LIMIT) -> tuple[PulseDay, ...]:
    """How somebody said they were doing, the newest first: for them and their managers only."""
    rows = reader.rows(PULSES, {"staff_id": staff_id, "limit": limit})
    return tuple(PulseDay(date.fromisoformat(day), level, words) for day, level, words in rows)


def pulse_asked(reader: Reader, staff_id: int, today: date) -> tuple[bool, int | None]:
    """Whether staff are asked how they are doing, and what this one said today."""
    row = reader.row(PULSE_ASKED, {"staff_id": staff_id, "today": today.isoformat()})
    return (False, None) if row is None else (bool(row[0]), row[1])


def _contacts(
    reader: Reader, sql: str, staff_id: int, now: datetime, limit: int
) -> tuple[TraineeContact, ...]:
    asked = {"staff_id": staff_id, "since": to_micros(now - _LOOKED_BACK), "limit": limit}
    return tuple(TraineeContact(row[0], from_micros(row[1]), *row[2:]) for row in reader.rows(sql, asked))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
