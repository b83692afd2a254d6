"""How loyal customers are: who comes back, after how many days, who stays away, who left and was won back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from crm_tui.domain.loyalty import loyalty
from crm_tui.i18n import N_, _
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, Value, ValueKind
from crm_tui.queries.vocabulary import tiers
from crm_tui.store.reader import Reader

PURCHASES = """
SELECT s.customer_id, coalesce(t.code, ''), s.sold_on
  FROM sales s
  JOIN customers c ON c.id = s.customer_id AND c.deleted_at IS NULL
  LEFT JOIN tiers t ON t.id = c.tier_id
 WHERE s.deleted_at IS NULL AND s.stage <> 'cancelled' AND s.sold_on <= :to_on
 GROUP BY 1, 2, 3"""
DEPARTED = """
SELECT coalesce(t.code, ''), sum(d.left_on >= :from_on AND d.left_on <= :to_on),
       sum(coalesce(d.won_back_on >= :from_on AND d.won_back_on <= :to_on, 0))
  FROM departures d
  JOIN customers c ON c.id = d.customer_id AND c.deleted_at IS NULL
  LEFT JOIN tiers t ON t.id = c.tier_id
 GROUP BY 1"""
_ALL = "*"


def read(reader: Reader, asked: Asked) -> Table:
    """All together, then by tier as it is now: purchases up to the period's end, departures within it."""
    days = {"from_on": asked.period.from_on.isoformat(), "to_on": asked.period.to_on.isoformat()}
    bought: defaultdict[str, defaultdict[int, list[date]]] = defaultdict(lambda: defaultdict(list))
    for customer_id, tier, sold_on in reader.rows(PURCHASES, days):
        bought[tier][customer_id].append(date.fromisoformat(sold_on))
    departed = {tier: (left, back) for tier, left, back in reader.rows(DEPARTED, days)}
    as_of = min(asked.period.to_on, asked.now.astimezone(asked.zone).date())
    known = [tier.code for tier in tiers(reader)]
    there = [tier for tier in (*known, "") if bought.get(tier) or any(departed.get(tier, ()))]
    rows = [_row(tier, bought[tier].values(), departed, [tier], as_of) for tier in there]
    if rows:
        everybody = [days for found in bought.values() for days in found.values()]
        rows.insert(0, _row(_ALL, everybody, departed, departed, as_of))
    labels = {_ALL: _("all"), **{tier.code: tier.label for tier in tiers(reader)}}
    return Table(
        (
            Column("tier", _("tier"), ValueKind.CODE, labels, _("no tier")),
            Column("buyers", _("buyers"), ValueKind.COUNT),
            Column("again", _("bought again"), ValueKind.SHARE),
            Column("days_between", _("days between"), ValueKind.NUMBER),
            Column("renewed", _("renewed"), ValueKind.COUNT),
            Column("lapsed", _("lapsed"), ValueKind.COUNT),
            Column("left", _("left"), ValueKind.COUNT),
            Column("won_back", _("won back"), ValueKind.COUNT),
        ),
        tuple(rows),
        Plot("tier", ("again",)),
    )


def _row(
    of: str,
    customers: Iterable[Sequence[date]],
    departed: Mapping[str, tuple[int, int]],
    tiers_of: Iterable[str],
    as_of: date,
) -> tuple[Value, ...]:
    found = loyalty(customers, as_of)
    left, back = (sum(departed.get(tier, (0, 0))[place] for tier in tiers_of) for place in (0, 1))
    share = Share(found.came_back, found.buyers)
    return of or None, found.buyers, share, found.usual_gap, found.renewed, found.lapsed, left, back


REPORT = Report(
    "loyalty",
    N_("Loyalty"),
    N_("who buys again, after how many days, who stays away, who left and who was won back"),
    N_("Nobody bought anything or left by the end of this period: a sale is noted on its customer."),
    read,
)
