"""What customers and notes are found by: folded text beside the full-text tables that index it (DATA.md).

The rules of folding carry a number; when it moves, the next start rebuilds the search (``stamp``).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from crm_tui.domain.folding import fold
from crm_tui.domain.phones import digits_for_search
from crm_tui.store import ddl
from crm_tui.store.chunks import in_chunks
from crm_tui.store.connection_reader import ConnectionReader

_CHUNK = 5_000
#: So many bytes of words an index holds before it writes them down, while it is rebuilt and else. What it
#: writes has to be merged: by SQLite's megabyte the words of millions of notes are merged again and again.
_HELD_IN_REBUILD, _HELD = 128 << 20, 1 << 20

# Who was merged into them is still found by the old name, and leads to them.
_CUSTOMERS = """
SELECT c.id, c.name, c.address_as,
       (WITH RECURSIVE gone (id) AS (
          SELECT gone_id FROM merges WHERE kept_id = c.id AND unmerged_at IS NULL
           UNION
          SELECT m.gone_id FROM gone g JOIN merges m ON m.kept_id = g.id AND m.unmerged_at IS NULL)
        SELECT group_concat(o.name, ' ') FROM gone g JOIN customers o ON o.id = g.id),
       (SELECT group_concat(o.name, ' ') FROM memberships m JOIN customers o ON o.id = m.organisation_id
         WHERE m.person_id = c.id AND m.to_on IS NULL AND o.deleted_at IS NULL),
       (SELECT group_concat(coalesce(nullif(p.normal, ''), p.value), char(10)) FROM contact_points p
         WHERE p.customer_id = c.id AND p.type = 'phone'),
       (SELECT group_concat(p.value, ' ') FROM contact_points p
         WHERE p.customer_id = c.id AND p.type IN ('email', 'handle'))
  FROM customers c
 WHERE c.deleted_at IS NULL"""
_THESE_CUSTOMERS = _CUSTOMERS + " AND c.id IN (SELECT value FROM json_each(:ids))"
_SOME_CUSTOMERS = _CUSTOMERS + " AND c.id > :after ORDER BY c.id LIMIT :limit"
_KEEP_CUSTOMER = """
INSERT INTO customer_search (id, words, digits, mails) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET words = excluded.words, digits = excluded.digits, mails = excluded.mails"""
_FORGET_CUSTOMER = "DELETE FROM customer_search WHERE id = ?"

_NOTES = "SELECT id, customer_id, said, cause, did FROM interactions WHERE deleted_at IS NULL"
_THESE_NOTES = _NOTES + " AND id IN (SELECT value FROM json_each(:ids))"
_SOME_NOTES = _NOTES + " AND id > :after ORDER BY id LIMIT :limit"
_KEEP_NOTE = """
INSERT INTO note_search (id, customer_id, words) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, words = excluded.words"""
_FORGET_NOTE = "DELETE FROM note_search WHERE id = ?"
#: Which fields of a record name customers who are found by another text once it changes.
_CUSTOMER_FIELDS = {
    "customer": ("id",),
    "membership": ("person_id", "organisation_id"),
    "contact-point": ("customer_id",),
}
_MEMBERS = """
SELECT m.person_id
  FROM json_each(:ids) asked JOIN memberships m ON m.organisation_id = asked.value AND m.to_on IS NULL"""


def _customer_row(row: Sequence[Any]) -> tuple[Any, ...]:
    customer_id, name, address_as, old_names, organisations, phones, mails = row
    return (
        customer_id,
        fold(" ".join(part for part in (name, organisations, address_as, old_names) if part)),
        " ".join(digits_for_search(phone) for phone in (phones or "").split("\n") if phone),
        fold(mails or ""),
    )


def _note_row(row: Sequence[Any]) -> tuple[Any, ...] | None:
    interaction_id, customer_id, *parts = row
    words = _fold_note(" ".join(part for part in parts if part))
    return (interaction_id, customer_id, words) if words else None


# Much is said again and again, and scripts besides the plain one take long to fold.
_fold_note = lru_cache(maxsize=10_000)(fold)


def customers_of(kind: str, fields: Mapping[str, Any]) -> tuple[int, ...]:
    """The customers that these fields of a record name, among those that matter here."""
    return tuple(fields[name] for name in _CUSTOMER_FIELDS.get(kind, ()) if fields.get(name) is not None)


def members_of(connection: Connection, customer_ids: Iterable[int]) -> set[int]:
    """The people who are found by the name of one of these customers, which are organisations."""
    asked = {"ids": json.dumps(sorted(customer_ids))}
    return {row[0] for row in ConnectionReader(connection).rows(_MEMBERS, asked)}


def refresh_customers(connection: Connection, customer_ids: Iterable[int]) -> None:
    """Fold these customers anew; the triggers carry it into the full-text tables."""
    for ids in in_chunks(sorted(customer_ids)):
        found = ConnectionReader(connection).rows(_THESE_CUSTOMERS, {"ids": json.dumps(ids)})
        _keep(connection, ids, [_customer_row(row) for row in found], _KEEP_CUSTOMER, _FORGET_CUSTOMER)


def refresh_notes(connection: Connection, interaction_ids: Iterable[int]) -> None:
    """Fold the words of these interactions anew."""
    for ids in in_chunks(sorted(interaction_ids)):
        found = ConnectionReader(connection).rows(_THESE_NOTES, {"ids": json.dumps(ids)})
        notes = [note for note in map(_note_row, found) if note is not None]
        _keep(connection, ids, notes, _KEEP_NOTE, _FORGET_NOTE)


def _keep(
    connection: Connection,
    ids: Sequence[int],
    rows: list[tuple[Any, ...]],
    keep: str,
    forget: str,
) -> None:
    gone = set(ids).difference(row[0] for row in rows)
    if gone:
        connection.exec_driver_sql(forget, [(record_id,) for record_id in sorted(gone)])
    if rows:
        connection.exec_driver_sql(keep, rows)


def _chunks(connection: Connection, statement: str) -> Iterator[list[tuple[Any, ...]]]:
    reader, after = ConnectionReader(connection), 0
    while rows := reader.rows(statement, {"after": after, "limit": _CHUNK}):
        yield rows
        after = rows[-1][0]


def rebuild(connection: Connection) -> None:
    """Fold everything anew and rebuild the full-text tables at once: half the triggers' cost (DATA.md)."""
    for trigger in ddl.SEARCH_TRIGGER_NAMES:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
    connection.exec_driver_sql("DELETE FROM customer_search")
    connection.exec_driver_sql("DELETE FROM note_search")
    for rows in _chunks(connection, _SOME_CUSTOMERS):
        connection.exec_driver_sql(_KEEP_CUSTOMER, [_customer_row(row) for row in rows])
    for rows in _chunks(connection, _SOME_NOTES):
        kept = [note for note in map(_note_row, rows) if note is not None]
        if kept:
            connection.exec_driver_sql(_KEEP_NOTE, kept)
    for index in ddl.SEARCH_INDEXES:
        _hold(connection, index, _HELD_IN_REBUILD)
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
        _hold(connection, index, _HELD)
    for trigger in ddl.SEARCH_TRIGGERS:
        connection.exec_driver_sql(trigger)


def _hold(connection: Connection, index: str, size: int) -> None:
    connection.exec_driver_sql(f"INSERT INTO {index}({index}, rank) VALUES ('hashsize', {size})")
