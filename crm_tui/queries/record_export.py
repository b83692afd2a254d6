"""What the desk keeps besides its customers, as tables for files that leave the house: a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from crm_tui.domain.instants import from_micros
from crm_tui.store.reader import Reader

#: Rows a page.
PAGE = 1_000


class Holds(Enum):
    """What the cells of a column hold. AMOUNT is a whole number in 1/10,000."""

    TEXT = auto()
    NUMBER = auto()
    AMOUNT = auto()
    INSTANT = auto()
    DAY = auto()
    FLAG = auto()


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One kind of records: its columns in the order of the file, and the query for its pages.

    The query gives the record's id first, which is the first column.
    """

    columns: dict[str, Holds]
    sql: str


# The last columns are how an import knows the contact and its customer again (exchange/own_keys).
INTERACTIONS = """
SELECT i.id, i.happened_at, i.ended_at, i.customer_id, c.name, s.login, i.channel, i.direction, i.nature,
       i.outcome, i.mood, i.obstacle, i.waited_minutes, i.said, i.cause, i.did, i.good_moment, i.link,
       i.case_id, p.name, p.code,
       CASE WHEN i.external_source = 'crm-tui' THEN i.external_key ELSE i.id || '-' || i.recorded_at END,
       CASE WHEN c.external_key <> '' THEN c.external_source ELSE 'crm-tui' END,
       CASE WHEN c.external_key <> '' THEN c.external_key ELSE c.id || '-' || c.created_at END
  FROM interactions i JOIN customers c ON c.id = i.customer_id JOIN staff s ON s.id = i.staff_id
  LEFT JOIN products p ON p.id = i.product_id
 WHERE i.id > :after AND i.deleted_at IS NULL AND c.deleted_at IS NULL
 ORDER BY i.id LIMIT :limit"""
CASES = """
SELECT k.id, k.opened_at, k.customer_id, c.name, k.nature, k.title, k.stage, s.login, k.solved_at,
       k.closed_at, k.cause, k.resolution, k.reopenings, k.cost, k.cost_currency, k.agreed_at,
       p.name, p.code
  FROM cases k JOIN customers c ON c.id = k.customer_id JOIN staff s ON s.id = k.owner_id
  LEFT JOIN products p ON p.id = k.product_id
 WHERE k.id > :after AND k.deleted_at IS NULL AND c.deleted_at IS NULL
 ORDER BY k.id LIMIT :limit"""
# A row for each line, as other programs list them; the sale's own columns stand in each.
SALES = """
SELECT n.id, a.id, a.sold_on, a.customer_id, c.name, s.login, a.stage, a.promised_on, a.delivered_at,
       a.currency, n.words, p.code, p.category, n.quantity, n.price, n.value, a.note
  FROM sale_lines n
  JOIN sales a ON a.id = n.sale_id
  JOIN customers c ON c.id = a.customer_id
  JOIN staff s ON s.id = a.staff_id
  LEFT JOIN products p ON p.id = n.product_id
 WHERE n.id > :after AND a.deleted_at IS NULL AND c.deleted_at IS NULL
 ORDER BY n.id LIMIT :limit"""
FOLLOW_UPS = """
SELECT f.id, f.due_on, f.due_at, f.all_day, f.customer_id, c.name, s.login, f.channel, f.why, f.state,
       f.case_id
  FROM follow_ups f JOIN customers c ON c.id = f.customer_id JOIN staff s ON s.id = f.staff_id
 WHERE f.id > :after AND c.deleted_at IS NULL
 ORDER BY f.id LIMIT :limit"""
PROMISES = """
SELECT p.id, p.made_at, p.customer_id, c.name, s.login, p.by, p.what, p.told_on, p.told_at, p.safe_on,
       p.safe_at, p.state, p.closed_at, p.closed_why, p.case_id
  FROM promises p JOIN customers c ON c.id = p.customer_id JOIN staff s ON s.id = p.staff_id
 WHERE p.id > :after AND c.deleted_at IS NULL
 ORDER BY p.id LIMIT :limit"""

_WHOSE = {"customer": Holds.NUMBER, "name": Holds.TEXT, "staff": Holds.TEXT}
_ABOUT = {"product": Holds.TEXT, "product_code": Holds.TEXT}

#: By the name that the command takes.
TABLES = {
    "interactions": RecordTable(
        {
            "id": Holds.NUMBER, "at": Holds.INSTANT, "until": Holds.INSTANT, **_WHOSE, "channel": Holds.TEXT,
            "direction": Holds.TEXT, "nature": Holds.TEXT, "outcome": Holds.TEXT, "mood": Holds.TEXT,
            "obstacle": Holds.TEXT, "waited": Holds.NUMBER, "note": Holds.TEXT, "cause": Holds.TEXT,
            "did": Holds.TEXT, "good_moment": Holds.FLAG, "link": Holds.TEXT, "case": Holds.NUMBER,
            **_ABOUT, "crm-tui key": Holds.TEXT, "crm-tui customer source": Holds.TEXT,
            "crm-tui customer key": Holds.TEXT,
        },
        INTERACTIONS,
    ),
    "cases": RecordTable(
        {
            "id": Holds.NUMBER, "opened": Holds.INSTANT, "customer": Holds.NUMBER, "name": Holds.TEXT,
            "nature": Holds.TEXT, "title": Holds.TEXT, "stage": Holds.TEXT, "owner": Holds.TEXT,
            "solved": Holds.INSTANT, "closed": Holds.INSTANT, "cause": Holds.TEXT, "resolution": Holds.TEXT,
            "reopenings": Holds.NUMBER, "cost": Holds.AMOUNT, "cost_currency": Holds.TEXT,
            "agreed": Holds.INSTANT, **_ABOUT,
        },
        CASES,
    ),
    "sales": RecordTable(
        {
            "id": Holds.NUMBER, "sale": Holds.NUMBER, "sold": Holds.DAY, **_WHOSE, "stage": Holds.TEXT,
            "promised": Holds.DAY, "delivered": Holds.INSTANT, "currency": Holds.TEXT, "product": Holds.TEXT,
            "product_code": Holds.TEXT, "category": Holds.TEXT, "quantity": Holds.AMOUNT,
            "price": Holds.AMOUNT, "value": Holds.AMOUNT, "note": Holds.TEXT,
        },
        SALES,
    ),
    "follow-ups": RecordTable(
        {
            "id": Holds.NUMBER, "due": Holds.DAY, "due_at": Holds.INSTANT, "all_day": Holds.FLAG, **_WHOSE,
            "channel": Holds.TEXT, "why": Holds.TEXT, "state": Holds.TEXT, "case": Holds.NUMBER,
        },
        FOLLOW_UPS,
    ),
    "promises": RecordTable(
        {
            "id": Holds.NUMBER, "made": Holds.INSTANT, **_WHOSE, "by": Holds.TEXT, "what": Holds.TEXT,
            "told": Holds.DAY, "told_at": Holds.INSTANT, "safe": Holds.DAY, "safe_at": Holds.INSTANT,
            "state": Holds.TEXT, "closed": Holds.INSTANT, "closed_why": Holds.TEXT, "case": Holds.NUMBER,
        },
        PROMISES,
    ),
}  # fmt: skip


def exported_records(reader: Reader, table: RecordTable, page: int = PAGE) -> Iterator[list[Any]]:
    """Every record of live customers, the oldest first: instants aware, days as dates, None for nothing."""
    holds = list(table.columns.values())
    after = 0
    while rows := reader.rows(table.sql, {"after": after, "limit": page}):
        after = rows[-1][0]
        for row in rows:
            yield [_value(kind, value) for kind, value in zip(holds, row, strict=True)]


def _value(holds: Holds, value: Any) -> Any:
    if value is None or value == "":
        return None
    if holds is Holds.INSTANT:
        return from_micros(value)
    if holds is Holds.DAY:
        return date.fromisoformat(value)
    return bool(value) if holds is Holds.FLAG else value
