"""How well promises are kept.

Ours in all, by tier, and by person (for that person and managers only); theirs in all, and by who made them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.actor import Actor
from crm_tui.domain.instants import to_micros
from crm_tui.store.reader import Reader

# A promise belongs to the period of the day that was told; one that is open past it is not kept. Nobody
# expects a withdrawn one.
_COUNTED = """
SELECT {group} AS who, sum(p.state = 'kept') AS kept, sum(p.state = 'kept-early') AS kept_early,
       sum(p.state IN ('broken', 'open')) AS not_kept
  FROM promises p
  JOIN customers c ON c.id = p.customer_id AND c.deleted_at IS NULL
  {join}
 WHERE p.by = '{by}' AND p.state <> 'withdrawn' AND p.told_at > :start AND p.told_at <= :end
   AND (p.state <> 'open' OR p.told_at <= :now)
 {only}
 GROUP BY 1
 ORDER BY 1"""
IN_ALL = _COUNTED.format(by="ours", group="''", join="", only="")
BY_TIER = _COUNTED.format(by="ours", group="coalesce(p.tier, '')", join="", only="")
BY_STAFF = _COUNTED.format(
    by="ours",
    group="s.name",
    join="JOIN staff s ON s.id = p.staff_id",
    only="AND (:all OR p.staff_id = :staff_id)",
)
_THEIRS = """
SELECT c.id, c.name, t.kept, t.kept_early, t.not_kept
  FROM ({counted}) t
  JOIN customers c ON c.id = t.who
 ORDER BY t.not_kept DESC, c.sort_key, c.id"""
THEIRS = _THEIRS.format(counted=_COUNTED.format(by="theirs", group="p.customer_id", join="", only=""))
# Asked apart: one statement for both looks at every promise of the period for a single customer.
OF_ONE_CUSTOMER = _THEIRS.format(
    counted=_COUNTED.format(
        by="theirs", group="p.customer_id", join="", only="AND p.customer_id = :customer_id"
    )
)


@dataclass(frozen=True, slots=True)
class KeptRate:
    """How many promises were kept, how many of them early, and how many were not; ``of`` says whose."""

    of: str
    kept: int
    kept_early: int
    not_kept: int

    @property
    def made(self) -> int:
        """All that count."""
        return self.kept + self.kept_early + self.not_kept

    @property
    def rate(self) -> float | None:
        """The share that was kept, 0 to 1; None where none was to be kept."""
        return (self.kept + self.kept_early) / self.made if self.made else None


@dataclass(frozen=True, slots=True)
class TheirRate:
    """How a customer kept what they promised us."""

    customer_id: int
    rate: KeptRate


@dataclass(frozen=True, slots=True)
class KeptRates:
    """The rates of a period; ``by_staff`` has only one's own unless a manager or an admin asks."""

    in_all: KeptRate
    by_tier: tuple[KeptRate, ...]
    by_staff: tuple[KeptRate, ...]


def kept_rates(reader: Reader, *, start: datetime, end: datetime, now: datetime, viewer: Actor) -> KeptRates:
    """How our promises that were told for after ``start`` and up to ``end`` were kept, seen at ``now``.

    A whole day's instant is its end, so that a period of days counts each of its days.
    """
    asked = {
        "start": to_micros(start),
        "end": to_micros(end),
        "now": to_micros(now),
        "staff_id": viewer.staff_id,
        "all": viewer.role.is_in_charge,
    }
    return KeptRates(
        kept_rate(reader, start=start, end=end, now=now),
        tuple(KeptRate(*row) for row in reader.rows(BY_TIER, asked)),
        tuple(KeptRate(*row) for row in reader.rows(BY_STAFF, asked)),
    )


def kept_rate(reader: Reader, *, start: datetime, end: datetime, now: datetime) -> KeptRate:
    """How ours were kept in all, counted as :func:`kept_rates` does."""
    row = reader.row(IN_ALL, {"start": to_micros(start), "end": to_micros(end), "now": to_micros(now)})
    return KeptRate("", 0, 0, 0) if row is None else KeptRate(*row)


def their_rates(
    reader: Reader, *, start: datetime, end: datetime, now: datetime, customer_id: int | None = None
) -> tuple[TheirRate, ...]:
    """How theirs were kept, counted as :func:`kept_rates` counts ours; who kept the fewest stands first."""
    asked = {"start": to_micros(start), "end": to_micros(end), "now": to_micros(now)}
    if customer_id is None:
        rows = reader.rows(THEIRS, asked)
    else:
        rows = reader.rows(OF_ONE_CUSTOMER, {**asked, "customer_id": customer_id})
    return tuple(TheirRate(found_id, KeptRate(name, *counts)) for found_id, name, *counts in rows)


def together(rates: Iterable[TheirRate]) -> KeptRate:
    """The rate of all of them."""
    counted = [one.rate for one in rates]
    return KeptRate(
        "",
        sum(one.kept for one in counted),
        sum(one.kept_early for one in counted),
        sum(one.not_kept for one in counted),
    )
