"""Value against effort: sales, contacts and their time, and the cost of making good, by customer or tier."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm_tui.i18n import _
from crm_tui.queries.reports.counted import CONTACT_THEN, SOLD_THEN, sold_then
from crm_tui.queries.reports.parts import added_up
from crm_tui.queries.reports.report import Asked, Column, Value, ValueKind
from crm_tui.store.reader import Reader

#: Minutes from the begin of a contact to its end, where both are known.
MINUTES = "sum((i.ended_at - i.happened_at) / 60000000.0)"
CONTACTS_BY = f"""
SELECT {{of}}, count(*), {MINUTES}
  FROM interactions i
 WHERE {CONTACT_THEN} {{only}}
 GROUP BY 1"""
SOLD_BY = f"""
SELECT {{of}}, s.currency, sum(s.value)
  FROM sales s
 WHERE {SOLD_THEN} {{only}}
 GROUP BY 1, 2"""
# The tier of a case is that of the contact that opened it; one that was opened by hand takes the present one.
_TIER_OF_CASE = """coalesce(
    (SELECT i.tier FROM interactions i WHERE i.case_id = k.id AND i.happened_at = k.opened_at LIMIT 1),
    (SELECT t.code FROM customers c JOIN tiers t ON t.id = c.tier_id WHERE c.id = k.customer_id))"""
# A case belongs to the period in which it was opened, whenever it was paid for.
COST_BY = """
SELECT {of}, k.cost_currency, sum(k.cost)
  FROM cases k
 WHERE k.opened_at >= :start AND k.opened_at < :end AND k.cost IS NOT NULL AND k.deleted_at IS NULL {only}
 GROUP BY 1, 2"""

Rows = Sequence[tuple[Any, ...]]


@dataclass(slots=True)
class Spent:
    """What one customer or tier took and brought; ``value`` and ``cost`` are in 1/10,000 by currency."""

    contacts: int = 0
    minutes: float | None = None
    value: dict[str, int] = field(default_factory=dict)
    cost: dict[str, int] = field(default_factory=dict)

    def rows(self) -> Iterable[tuple[Value, ...]]:
        """A row for each currency; what was spent of time stands in the first, so that it is summed once."""
        contacts: tuple[Value, Value] = (self.contacts, self.minutes)
        for currency in sorted(self.value.keys() | self.cost.keys()) or [""]:
            yield *contacts, self.value.get(currency), self.cost.get(currency), currency or None
            contacts = (None, None)


def spent_by_customer(reader: Reader, asked: Asked, customer_ids: Iterable[int]) -> dict[int, Spent]:
    """What each of these customers took and brought."""
    listed = ", ".join(map(str, customer_ids))

    def of_each(sql: str, alias: str) -> str:
        return sql.format(of=f"{alias}.customer_id", only=f"AND {alias}.customer_id IN ({listed})")

    return _put_together(
        reader.rows(of_each(CONTACTS_BY, "i"), asked.instants),
        reader.rows(of_each(SOLD_BY, "s"), sold_then(asked)),
        reader.rows(of_each(COST_BY, "k"), asked.instants),
    )


def spent_by_tier(reader: Reader, asked: Asked) -> dict[str | None, Spent]:
    """What the customers of each tier took and brought, by the tier that they had then."""
    contacts = added_up(reader, CONTACTS_BY.format(of="i.tier", only=""), asked)
    return _put_together(
        [(tier, *counts) for tier, counts in contacts.items()],
        reader.rows(SOLD_BY.format(of="s.tier", only=""), sold_then(asked)),
        reader.rows(COST_BY.format(of=_TIER_OF_CASE, only=""), asked.instants),
    )


def _put_together(contacts: Rows, sold: Rows, cost: Rows) -> dict[Any, Spent]:
    found: defaultdict[Any, Spent] = defaultdict(Spent)
    for key, count, minutes in contacts:
        found[key].contacts, found[key].minutes = count, minutes
    for key, currency, value in sold:
        found[key].value[currency] = value
    for key, currency, value in cost:
        found[key].cost[currency] = value
    return dict(found)


def spent_columns() -> tuple[Column, ...]:
    """The columns of ``Spent.rows``."""
    return (
        Column("contacts", _("contacts"), ValueKind.COUNT),
        Column("minutes", _("time"), ValueKind.MINUTES),
        Column("value", _("bought for"), ValueKind.AMOUNT),
        Column("cost", _("to make good"), ValueKind.AMOUNT),
        Column("currency", _("currency"), ValueKind.CODE),
    )
