"""What was done: acts with the parts of their sentences, the entries of a record, and the chain."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_tui.domain.acts import BY_ITSELF, LASTING, Change
from crm_tui.domain.chain import HASHED
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.store.reader import Reader

_ACT_COLUMNS = """
SELECT a.id, a.at, a.finished_at, a.staff_id, s.name, a.door, a.verb, a.record_kind, a.record_id,
       a.customer_id, c.name, a.details, a.undoes_act_id, a.undone_by_act_id,
       (SELECT count(*) FROM journal_entries e WHERE e.act_id = a.id),
       (SELECT coalesce(first.verb, undone.verb)
          FROM acts undone LEFT JOIN acts first ON first.id = undone.undoes_act_id
         WHERE undone.id = a.undoes_act_id)
  FROM acts a
  JOIN staff s ON s.id = a.staff_id
  LEFT JOIN customers c ON c.id = a.customer_id
"""

ACTS = (
    _ACT_COLUMNS
    + """
 WHERE a.at >= :since AND a.id < :before
 ORDER BY a.id DESC LIMIT :limit"""
)

ACTS_OF_RECORD = (
    _ACT_COLUMNS
    + """
 WHERE a.at >= :since AND a.id < :before
   AND a.id IN (SELECT act_id FROM journal_entries WHERE record_kind = :kind AND record_id = :record_id)
 ORDER BY a.id DESC LIMIT :limit"""
)

_NOT_MINE = ", ".join(f"'{verb}'" for verb in (*LASTING, *BY_ITSELF))
# What undo would take back; it names it first.
LAST_ACT = (
    _ACT_COLUMNS
    + f"""
 WHERE a.staff_id = :staff_id AND a.undone_by_act_id IS NULL AND a.undoes_act_id IS NULL
   AND a.verb NOT IN ({_NOT_MINE}) AND a.finished_at IS NOT NULL
 ORDER BY a.id DESC LIMIT 1"""
)

# An undo can be done again until its author does something else.
LAST_UNDO = (
    _ACT_COLUMNS
    + """
  JOIN acts done ON done.id = a.undoes_act_id
 WHERE a.staff_id = :staff_id AND a.undone_by_act_id IS NULL AND done.undoes_act_id IS NULL
   AND NOT EXISTS (SELECT 1 FROM acts newer
                    WHERE newer.staff_id = :staff_id AND newer.id > a.id AND newer.undoes_act_id IS NULL)
 ORDER BY a.id DESC LIMIT 1"""
)

ONE_ACT = _ACT_COLUMNS + " WHERE a.id = :id"

KINDS = "SELECT DISTINCT record_kind FROM journal_entries ORDER BY record_kind"

ENTRIES = """
SELECT e.id, e.act_id, e.at, e.staff_id, e.session_id, e.door, e.verb, e.record_kind, e.record_id,
       e.version_before, e.version_after, e.payload_digest, e.prev_hash, e.hash, p.body
  FROM journal_entries e
  LEFT JOIN journal_payloads p ON p.id = e.payload_id
 WHERE e.id > :after ORDER BY e.id LIMIT :limit"""

ENTRIES_OF_ACT = """
SELECT e.verb, e.record_kind, e.record_id, e.version_before, e.version_after, p.body
  FROM journal_entries e
  LEFT JOIN journal_payloads p ON p.id = e.payload_id
 WHERE e.act_id = :act_id ORDER BY e.id"""

_ENTRY_NAMES = ("id", *HASHED, "prev_hash", "hash")

#: Above every id that a database will reach: "from the newest on".
NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act, as the journal lists it; ``undone_verb`` is of the act that it took back, or did again."""

    id: int
    at: datetime
    finished_at: datetime | None
    staff_id: int
    staff: str
    door: str
    verb: str
    record_kind: str
    record_id: int | None
    customer_id: int | None
    customer: str | None
    details: dict[str, Any]
    undoes: int | None
    undone_by: int | None
    changes: int
    undone_verb: str | None = None


def _act_line(row: tuple[Any, ...]) -> ActLine:
    act_id, at, finished_at, *about, details, undoes, undone_by, changes, undone_verb = row
    staff_id, staff, door, verb, record_kind, record_id, customer_id, customer = about
    return ActLine(
        id=act_id,
        at=from_micros(at),
        finished_at=maybe_from_micros(finished_at),
        staff_id=staff_id,
        staff=staff,
        door=door,
        verb=verb,
        record_kind=record_kind,
        record_id=record_id,
        customer_id=customer_id,
        customer=customer,
        details=json.loads(details),
        undoes=undoes,
        undone_by=undone_by,
        changes=changes,
        undone_verb=undone_verb,
    )


def acts(
    reader: Reader,
    *,
    since: datetime | None = None,
    record: tuple[str, int] | None = None,
    before: int = NEWEST,
    limit: int = 100,
) -> list[ActLine]:
    """Acts, newest first, perhaps only those that touched a record (kind, id)."""
    parameters: dict[str, Any] = {
        "since": 0 if since is None else to_micros(since),
        "before": before,
        "limit": limit,
    }
    if record is None:
        return [_act_line(row) for row in reader.rows(ACTS, parameters)]
    parameters.update(kind=record[0], record_id=record[1])
    return [_act_line(row) for row in reader.rows(ACTS_OF_RECORD, parameters)]


def kinds(reader: Reader) -> list[str]:
    """The kinds of record that the journal tells of. Walks all of it: only to say what is wrong with one."""
    return [kind for (kind,) in reader.rows(KINDS)]


def last_act(reader: Reader, staff_id: int) -> ActLine | None:
    """What undo would take back for this member of staff."""
    row = reader.row(LAST_ACT, {"staff_id": staff_id})
    return None if row is None else _act_line(row)


def last_undo(reader: Reader, staff_id: int) -> ActLine | None:
    """The undo that redo would take back for this member of staff."""
    row = reader.row(LAST_UNDO, {"staff_id": staff_id})
    return None if row is None else _act_line(row)


def act(reader: Reader, act_id: int) -> ActLine | None:
    """One act."""
    row = reader.row(ONE_ACT, {"id": act_id})
    return None if row is None else _act_line(row)


def changes(reader: Reader, act_id: int) -> list[Change]:
    """What an act changed, in order."""
    found = []
    for verb, kind, record_id, old, new, body in reader.rows(ENTRIES_OF_ACT, {"act_id": act_id}):
        payload = {"before": None, "after": None} if body is None else json.loads(body)
        found.append(Change(verb, kind, record_id, old, new, payload["before"], payload["after"]))
    return found


def chain(reader: Reader, chunk: int = 5_000) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Every journal entry with its payload, in order, for :func:`crm_tui.domain.chain.first_broken`."""
    after = 0
    while rows := reader.rows(ENTRIES, {"after": after, "limit": chunk}):
        for row in rows:
            yield dict(zip(_ENTRY_NAMES, row[:-1], strict=True)), row[-1]
        after = rows[-1][0]
