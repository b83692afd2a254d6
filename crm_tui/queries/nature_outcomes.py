"""Nature by outcome: what contacts were about in a period, and what they led to."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from crm_tui.domain.instants import to_micros
from crm_tui.queries.periods import Period
from crm_tui.store.reader import Reader

# Notes are no contacts, and what colleagues ask of us stays outside the customers' figures.
NATURE_OUTCOMES = """
SELECT i.nature, i.outcome, count(*)
  FROM interactions i
 WHERE i.happened_at >= :start AND i.happened_at < :end AND i.deleted_at IS NULL
   AND i.direction <> 'internal'
   AND i.customer_id NOT IN (SELECT n.customer_id FROM customer_kinds n WHERE n.kind = 'internal')
 GROUP BY i.nature, i.outcome"""


@dataclass(frozen=True, slots=True)
class NatureOutcomes:
    """The contacts of one nature by their outcome, those that came most often first."""

    nature: str
    outcomes: Mapping[str, int]

    @property
    def contacts(self) -> int:
        """How many there were."""
        return sum(self.outcomes.values())


def nature_outcomes(reader: Reader, period: Period, zone: ZoneInfo) -> tuple[NatureOutcomes, ...]:
    """What the contacts of a period were about, the commonest nature first."""
    instants = {"start": to_micros(period.start(zone)), "end": to_micros(period.end(zone))}
    found: dict[str, dict[str, int]] = {}
    for nature, outcome, count in reader.rows(NATURE_OUTCOMES, instants):
        found.setdefault(nature, {})[outcome] = count
    rows = [
        NatureOutcomes(nature, dict(sorted(outcomes.items(), key=lambda item: (-item[1], item[0]))))
        for nature, outcomes in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.contacts, row.nature)))
