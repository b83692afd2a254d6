"""Complaints by what they came from and what they were about, as the reports on them share it."""

from collections import Counter
from dataclasses import dataclass

from crm_tui.domain.folding import fold
from crm_tui.domain.words import Nature
from crm_tui.queries.event_sources import NOT_INTERNAL
from crm_tui.queries.reports.counted import CONTACT_THEN
from crm_tui.queries.reports.report import Asked
from crm_tui.store.reader import Reader

# A complaint is its case; one that was solved at first contact has none.
COMPLAINTS = f"""
SELECT k.product_id, k.cause, k.stage IN ('open', 'waiting'), count(*)
  FROM cases k
 WHERE k.nature = :complaint AND k.opened_at >= :start AND k.opened_at < :end AND k.deleted_at IS NULL
   AND {NOT_INTERNAL.format(customer="k.customer_id")}
 GROUP BY 1, 2, 3
 UNION ALL
SELECT i.product_id, i.cause, 0, count(*)
  FROM interactions i
 WHERE i.nature = :complaint AND i.case_id IS NULL AND {CONTACT_THEN}
 GROUP BY 1, 2"""


@dataclass(frozen=True, slots=True)
class Complaints:
    """So many of one cause about one product, as it was spelled most often; both are None where unknown."""

    product_id: int | None
    cause: str | None
    count: int
    open: int


def complaints(reader: Reader, asked: Asked, *, by_product: bool) -> list[Complaints]:
    """Those of the period by cause, or by product and cause: the commonest cause first, no cause last."""
    counted: Counter[tuple[int | None, str]] = Counter()
    running: Counter[tuple[int | None, str]] = Counter()
    spelled: dict[str, str] = {}
    rows = reader.rows(COMPLAINTS, {**asked.instants, "complaint": Nature.COMPLAINT})
    for product_id, cause, runs, count in sorted(rows, key=lambda row: -row[3]):
        key = (product_id if by_product else None, fold(cause))
        spelled.setdefault(key[1], cause.strip() if key[1] else "")
        counted[key] += count
        running[key] += count * runs
    ordered = sorted(counted, key=lambda key: (not key[1], -counted[key], key[1]))
    return [Complaints(key[0], spelled[key[1]] or None, counted[key], running[key]) for key in ordered]
