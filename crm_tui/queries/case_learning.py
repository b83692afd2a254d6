"""What was learnt about a case, and which cases are tied to it."""

from dataclasses import dataclass

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

LEARNT = """
SELECT k.understanding, k.understanding_confirmed, k.cause, k.resolution, k.prevention,
       k.cost, k.cost_currency, k.parent_id, k.version
  FROM cases k
 WHERE k.id = :id AND k.deleted_at IS NULL"""
TIED = """
SELECT k.id FROM cases k
  JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
 WHERE k.parent_id = :id AND k.deleted_at IS NULL
 ORDER BY k.opened_at, k.id"""


@dataclass(frozen=True, slots=True)
class CaseLearning:
    """``cost`` is in 1/10,000 of ``currency``, None where nobody said; ``below`` are tied into this one."""

    understanding: str
    confirmed: bool
    cause: str
    resolution: str
    prevention: str
    cost: int | None
    currency: str
    parent_id: int | None
    version: int
    below: tuple[int, ...]


def case_learning(reader: Reader, case_id: int) -> CaseLearning:
    """What was learnt about the case. Raises NoSuchRecord."""
    row = reader.row(LEARNT, {"id": case_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no case {id}.").format(id=case_id),
            _("It may have been deleted, or the number is wrong."),
        )
    understanding, confirmed, cause, resolution, prevention, cost, currency, parent_id, version = row
    return CaseLearning(
        understanding,
        bool(confirmed),
        cause,
        resolution,
        prevention,
        cost,
        currency,
        parent_id,
        version,
        below=tuple(tied for (tied,) in reader.rows(TIED, {"id": case_id})),
    )
