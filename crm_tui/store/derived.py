"""Derived rows: one per customer, written in the same transaction as what they come from (law 5)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from crm_tui.store import case_clocks, derived_health

_FORGET = text("DELETE FROM customer_summaries WHERE id = :id")
_LEARN = """
INSERT INTO customer_summaries (id, last_contact_at, next_due_at, open_cases, open_promises, health)
SELECT c.id,
       (SELECT max(i.happened_at) FROM interactions i
         WHERE i.customer_id = c.id AND i.deleted_at IS NULL AND i.direction <> 'internal'),
       (SELECT min(f.due_at) FROM follow_ups f WHERE f.customer_id = c.id AND f.state = 'open'),
       (SELECT count(*) FROM cases k
         WHERE k.customer_id = c.id AND k.deleted_at IS NULL AND k.stage IN ('open', 'waiting')),
       (SELECT count(*) FROM promises p WHERE p.customer_id = c.id AND p.state = 'open'),
       'steady'
  FROM customers c
 WHERE c.deleted_at IS NULL"""
_LEARN_ONE = text(_LEARN + " AND c.id = :id")

#: Which field of a record names a customer whose derived and search rows its change makes stale.
_CUSTOMER_FIELDS = {
    "customer": ("id",),
    "membership": ("person_id", "organisation_id"),
    **dict.fromkeys(
        ("interaction", "case", "follow-up", "promise", "contact-point", "customer-kind"), ("customer_id",)
    ),
}


def customers_of(kind: str, fields: Mapping[str, Any]) -> tuple[int, ...]:
    """The customers that these fields of a record name, among those that matter here."""
    return tuple(fields[name] for name in _CUSTOMER_FIELDS.get(kind, ()) if fields.get(name) is not None)


def refresh(connection: Connection, customer_ids: Iterable[int], now: datetime) -> None:
    """Write the derived rows of these customers anew, as they are at ``now``."""
    rows = [{"id": customer_id} for customer_id in sorted(customer_ids)]
    if rows:
        connection.execute(_FORGET, rows)
        connection.execute(_LEARN_ONE, rows)
        derived_health.refresh(connection, [row["id"] for row in rows], now)


def rebuild(connection: Connection, now: datetime) -> None:
    """Write all derived rows anew: ``doctor --rebuild``, and the end of a bulk load."""
    connection.execute(text("DELETE FROM customer_summaries"))
    connection.execute(text(_LEARN))
    derived_health.rebuild(connection, now)
    case_clocks.rebuild(connection)
