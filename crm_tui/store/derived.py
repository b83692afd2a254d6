"""Derived rows: one per customer, written in the same transaction as what they come from (law 5)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from crm_tui.store import attainment_counts, case_clocks, derived_health
from crm_tui.store.chunks import in_chunks
from crm_tui.store.connection_reader import ConnectionReader

#: What is read off the records by SQL, in the order of the columns.
_READ_OFF = """
       (SELECT max(i.happened_at) FROM interactions i
         WHERE i.customer_id = c.id AND i.deleted_at IS NULL AND i.direction <> 'internal'),
       (SELECT min(f.due_at) FROM follow_ups f WHERE f.customer_id = c.id AND f.state = 'open'),
       (SELECT count(*) FROM cases k
         WHERE k.customer_id = c.id AND k.deleted_at IS NULL AND k.stage IN ('open', 'waiting')),
       (SELECT count(*) FROM promises p WHERE p.customer_id = c.id AND p.state = 'open')"""
_READ_OFF_COLUMNS = ("last_contact_at", "next_due_at", "open_cases", "open_promises")
_COLUMNS = (*_READ_OFF_COLUMNS, "health", "health_turns_at")
_KEPT = f"""
SELECT c.id, {_READ_OFF},
       s.id IS NOT NULL, {", ".join(f"s.{name}" for name in _COLUMNS)}
  FROM json_each(:ids) asked
  JOIN customers c ON c.id = asked.value
  LEFT JOIN customer_summaries s ON s.id = c.id
 WHERE c.deleted_at IS NULL"""
_FORGET = "DELETE FROM customer_summaries WHERE id = ?"
_ADD = f"""
INSERT INTO customer_summaries (id, {", ".join(_COLUMNS)}) VALUES (?, {", ".join("?" for _ in _COLUMNS)})"""
_LEARN_ALL = f"""
INSERT INTO customer_summaries (id, {", ".join(_READ_OFF_COLUMNS)}, health)
SELECT c.id, {_READ_OFF}, 'steady'
  FROM customers c
 WHERE c.deleted_at IS NULL"""

#: Which field of a record names a customer whose derived row its change makes stale.
_CUSTOMER_FIELDS = {
    "customer": "id",
    **dict.fromkeys(("interaction", "case", "follow-up", "promise", "customer-kind"), "customer_id"),
}


def customer_of(kind: str, fields: Mapping[str, Any]) -> int | None:
    """The customer whom these fields of a record name, where a change of it matters here."""
    return fields.get(_CUSTOMER_FIELDS.get(kind, ""))


def refresh(connection: Connection, customer_ids: Iterable[int], now: datetime) -> None:
    """Bring the derived rows of these customers up to date, as they are at ``now``."""
    for some in in_chunks(sorted(customer_ids)):
        _refresh(connection, some, now)


def _refresh(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    """Write what is new, and only the columns that are others: each of them stands in an index."""
    reader = ConnectionReader(connection)
    levels = derived_health.levels(reader, ids, now)
    gone, new = set(ids), []
    changed: defaultdict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for customer_id, *found in reader.rows(_KEPT, {"ids": json.dumps(ids)}):
        gone.remove(customer_id)
        read_off, (is_kept, *kept) = found[: len(_READ_OFF_COLUMNS)], found[len(_READ_OFF_COLUMNS) :]
        wanted = (*read_off, *levels[customer_id])
        if not is_kept:
            new.append((customer_id, *wanted))
            continue
        others = {
            name: value for name, value, old in zip(_COLUMNS, wanted, kept, strict=True) if value != old
        }
        if others:
            changed[tuple(others)].append((*others.values(), customer_id))
    if gone:
        connection.exec_driver_sql(_FORGET, [(customer_id,) for customer_id in sorted(gone)])
    if new:
        connection.exec_driver_sql(_ADD, new)
    for names, rows in changed.items():
        values = ", ".join(f"{name} = ?" for name in names)
        connection.exec_driver_sql(f"UPDATE customer_summaries SET {values} WHERE id = ?", rows)


def rebuild(connection: Connection, now: datetime) -> None:
    """Write all derived rows anew: ``doctor --rebuild``, and the end of a bulk load."""
    connection.exec_driver_sql("DELETE FROM customer_summaries")
    connection.exec_driver_sql(_LEARN_ALL)
    derived_health.rebuild(connection, now)
    case_clocks.rebuild(connection)
    attainment_counts.forget(connection)
