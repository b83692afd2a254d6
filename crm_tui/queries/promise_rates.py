"""How well our promises are kept: in all, by tier, and by person (for that person and managers only)."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.actor import Actor
from crm_tui.domain.instants import to_micros
from crm_tui.store.reader import Reader

# A promise belongs to the period of the day that was told; one that is open past it is not kept. Nobody
# expects a withdrawn one.
_COUNTED = """
SELECT {group}, sum(p.state = 'kept'), sum(p.state = 'kept-early'), sum(p.state IN ('broken', 'open'))
  FROM promises p
  JOIN customers c ON c.id = p.customer_id AND c.deleted_at IS NULL
  {join}
 WHERE p.by = 'ours' AND p.state <> 'withdrawn' AND p.told_at > :start AND p.told_at <= :end
   AND (p.state <> 'open' OR p.told_at <= :now)
 {only}
 GROUP BY 1
 ORDER BY 1"""
IN_ALL = _COUNTED.format(group="''", join="", only="")
BY_TIER = _COUNTED.format(group="coalesce(p.tier, '')", join="", only="")
BY_STAFF = _COUNTED.format(
    group="s.name", join="JOIN staff s ON s.id = p.staff_id", only="AND (:all OR p.staff_id = :staff_id)"
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
        next((KeptRate(*row) for row in reader.rows(IN_ALL, asked)), KeptRate("", 0, 0, 0)),
        tuple(KeptRate(*row) for row in reader.rows(BY_TIER, asked)),
        tuple(KeptRate(*row) for row in reader.rows(BY_STAFF, asked)),
    )
