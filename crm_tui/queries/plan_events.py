"""What sets touchpoint plans off: sales, deliveries, solved cases, support contacts, first ones, silences.

Each kind of event is one statement, read for one record as it is written, and for a span of time: for a
preview, and for what was missed while nobody recorded it by hand (imports).
"""

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType
from typing import Any

from crm_tui.domain.growth_words import PlanEvent
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.plans import Event, Plan
from crm_tui.store.reader import Reader

#: A day in the microseconds that instants are stored in.
_DAY = 24 * 60 * 60 * 1_000_000
_KINDS = "(SELECT group_concat(k.kind) FROM customer_kinds k WHERE k.customer_id = c.id)"
_CUSTOMER = """
  JOIN customers c ON c.id = {row}.customer_id AND c.deleted_at IS NULL
  LEFT JOIN tiers t ON t.id = c.tier_id"""
_SALE = f"""
SELECT s.id, c.id, {{at}}, s.staff_id, coalesce(s.tier, t.code), {_KINDS}, NULL,
       (SELECT group_concat(l.product_id) FROM sale_lines l WHERE l.sale_id = s.id)
  FROM {{rows}} {_CUSTOMER.format(row="s")}
 WHERE s.deleted_at IS NULL AND s.stage <> 'cancelled'"""
_CONTACT = f"""
SELECT i.id, c.id, i.happened_at, i.staff_id, coalesce(i.tier, t.code), {_KINDS}, i.nature, NULL
  FROM interactions i {_CUSTOMER.format(row="i")}
  JOIN outcomes o ON o.code = i.outcome AND o.reached = 1
 WHERE i.deleted_at IS NULL AND i.direction <> 'internal'"""
_FIRST = """
   AND NOT EXISTS (SELECT 1 FROM interactions b
                    WHERE b.customer_id = i.customer_id AND b.deleted_at IS NULL
                      AND b.direction <> 'internal' AND b.happened_at <= i.happened_at
                      AND (b.happened_at, b.id) < (i.happened_at, i.id))"""
_SOLVED = f"""
SELECT k.id, c.id, k.solved_at, k.owner_id, t.code, {_KINDS}, k.nature, NULL
  FROM cases k {_CUSTOMER.format(row="k")}
 WHERE k.deleted_at IS NULL AND k.stage IN ('solved', 'closed')"""
# Whose relationship has ended, and who asked not to be contacted, is left in peace.
_SILENT = f"""
SELECT c.id, c.id, u.last_contact_at + :silence, c.manager_id, t.code, {_KINDS}, NULL, NULL
  FROM customer_summaries u
  JOIN customers c ON c.id = u.id AND c.deleted_at IS NULL AND c.ended_on IS NULL AND c.do_not_contact = 0
  LEFT JOIN tiers t ON t.id = c.tier_id
 WHERE u.last_contact_at IS NOT NULL"""
_BOUGHT = _SALE.format(at="s.sold_at", rows="sales s")
_DELIVERED = _SALE.format(
    at="e.happened_at", rows="sale_events e JOIN sales s ON s.id = e.sale_id AND e.what = 'delivered'"
)
_SUPPORT = _CONTACT + " AND i.nature = 'support'"

#: The kind of record behind each event.
RECORDS = MappingProxyType(
    {
        PlanEvent.SALE: "sale",
        PlanEvent.DELIVERED: "sale",
        PlanEvent.SOLVED: "case",
        PlanEvent.SUPPORT: "interaction",
        PlanEvent.FIRST_CONTACT: "interaction",
        PlanEvent.SILENCE: "customer",
    }
)
ONE = MappingProxyType(
    {
        PlanEvent.SALE: _BOUGHT + " AND s.id = :id",
        PlanEvent.DELIVERED: _DELIVERED + " AND s.id = :id",
        PlanEvent.SOLVED: _SOLVED + " AND k.id = :id",
        PlanEvent.SUPPORT: _SUPPORT + " AND i.id = :id",
        PlanEvent.FIRST_CONTACT: _CONTACT + " AND i.id = :id" + _FIRST,
        PlanEvent.SILENCE: _SILENT + " AND u.id = :id",
    }
)
BETWEEN = MappingProxyType(
    {
        event: f"{base} AND {at} >= :start AND {at} < :until ORDER BY {at} LIMIT :limit"
        for event, base, at in (
            (PlanEvent.SALE, _BOUGHT, "s.sold_at"),
            (PlanEvent.DELIVERED, _DELIVERED, "e.happened_at"),
            (PlanEvent.SOLVED, _SOLVED, "k.solved_at"),
            (PlanEvent.SUPPORT, _SUPPORT, "i.happened_at"),
            (PlanEvent.FIRST_CONTACT, _CONTACT + _FIRST, "i.happened_at"),
        )
    }
    | {
        PlanEvent.SILENCE: _SILENT
        + " AND u.last_contact_at >= :start - :silence AND u.last_contact_at < :until - :silence"
        + " ORDER BY u.last_contact_at LIMIT :limit"
    }
)
RUNS_OF_PLAN = """
SELECT event_id, started_at FROM plan_runs
 WHERE plan_id = :plan_id AND started_at >= :start AND started_at < :until"""


def event_of(reader: Reader, plan: Plan, record_id: int) -> Event | None:
    """The event that the record is for the plan; None when it is none, or none any more."""
    row = reader.row(ONE[plan.event], {"id": record_id, "silence": _silence(plan)})
    return None if row is None else _event(plan.event, row)


def events_between(
    reader: Reader, plan: Plan, start: datetime, until: datetime, limit: int = 1_000
) -> tuple[Event, ...]:
    """The events from ``start`` up to ``until`` that the scope of the plan holds for, the earliest first."""
    rows = reader.rows(
        BETWEEN[plan.event],
        {
            "start": to_micros(start),
            "until": to_micros(until),
            "silence": _silence(plan),
            "limit": limit,
        },
    )
    return _in_scope(plan, rows)


def missed_events(reader: Reader, plan: Plan, start: datetime, until: datetime) -> tuple[Event, ...]:
    """Those of :func:`events_between` that set the plan off and have not."""
    about = {"plan_id": plan.id, "start": to_micros(start), "until": to_micros(until)}
    ran = set(reader.rows(RUNS_OF_PLAN, about))
    return tuple(
        event
        for event in events_between(reader, plan, start, until)
        if (event.record[1], to_micros(event.at)) not in ran
    )


def _in_scope(plan: Plan, rows: Iterable[tuple[Any, ...]]) -> tuple[Event, ...]:
    events = (_event(plan.event, row) for row in rows)
    return tuple(event for event in events if plan.is_set_off_by(event))


def _event(event: PlanEvent, row: tuple[Any, ...]) -> Event:
    record_id, customer_id, at, owner_id, tier, kinds, nature, products = row
    return Event(
        record=(RECORDS[event], record_id),
        customer_id=customer_id,
        at=from_micros(at),
        owner_id=owner_id,
        tier=tier or "",
        kinds=frozenset((kinds or "").split(",")) - {""},
        nature=nature or "",
        products=frozenset(int(product) for product in (products or "").split(",") if product),
    )


def _silence(plan: Plan) -> int:
    return (plan.silence_days or 0) * _DAY
