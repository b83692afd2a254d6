"""Derived rows: one per customer, written in the same transaction as what they come from (law 5)."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from crm_tui.store.tables import (
    CustomerKind,
    Record,
)
from crm_tui.store.tables.cases import Case
from crm_tui.store.tables.customers import ContactPoint, Customer, CustomerTag, Membership
from crm_tui.store.tables.interactions import Interaction
from crm_tui.store.tables.work import FollowUp, Promise

_FORGET = text("DELETE FROM customer_summaries WHERE id = :id")
_LEARN = """
INSERT INTO customer_summaries (id, last_contact_at, next_due_at, open_cases, open_promises)
SELECT c.id,
       (SELECT max(i.happened_at) FROM interactions i
         WHERE i.customer_id = c.id AND i.deleted_at IS NULL AND i.direction <> 'internal'),
       (SELECT min(f.due_at) FROM follow_ups f WHERE f.customer_id = c.id AND f.state = 'open'),
       (SELECT count(*) FROM cases k
         WHERE k.customer_id = c.id AND k.deleted_at IS NULL AND k.stage IN ('open', 'waiting')),
       (SELECT count(*) FROM promises p WHERE p.customer_id = c.id AND p.state = 'open')
  FROM customers c
 WHERE c.deleted_at IS NULL"""
_LEARN_ONE = text(_LEARN + " AND c.id = :id")

_OWNED = (Interaction, Case, FollowUp, Promise, ContactPoint, CustomerKind, CustomerTag)


def customers_of(record: Record) -> tuple[int, ...]:
    """The customers whose derived and search rows a change of this record makes stale."""
    if isinstance(record, Customer):
        return (record.record_id,)
    if isinstance(record, Membership):
        return (record.person_id, record.organisation_id)
    if isinstance(record, _OWNED):
        return (record.customer_id,)
    return ()


def refresh(connection: Connection, customer_ids: Iterable[int]) -> None:
    """Write the derived rows of these customers anew."""
    rows = [{"id": customer_id} for customer_id in sorted(customer_ids)]
    if rows:
        connection.execute(_FORGET, rows)
        connection.execute(_LEARN_ONE, rows)


def rebuild(connection: Connection) -> None:
    """Write all derived rows anew: ``doctor --rebuild``, and the end of a bulk load."""
    connection.execute(text("DELETE FROM customer_summaries"))
    connection.execute(text(_LEARN))
