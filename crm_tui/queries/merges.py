"""Merges of a customer: who went into them, and by which act, so that they can be parted again."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.instants import from_micros
from crm_tui.store.reader import Reader

MERGES_OF_CUSTOMER = """
SELECT m.act_id, m.gone_id, g.name, m.at, s.name
  FROM merges m JOIN customers g ON g.id = m.gone_id JOIN staff s ON s.id = m.staff_id
 WHERE m.kept_id = :id AND m.unmerged_at IS NULL
 ORDER BY m.id DESC"""
ACTS_SINCE = """
SELECT count(*) FROM acts
 WHERE id > :act_id AND customer_id = :id AND undone_by_act_id IS NULL AND undoes_act_id IS NULL
   AND finished_at IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class MergeLine:
    """Who was merged into a customer: the act that did it, their old number and name, when, and by whom."""

    act_id: int
    gone_id: int
    name: str
    at: datetime
    staff: str


def merges_of(reader: Reader, customer_id: int) -> tuple[MergeLine, ...]:
    """Who was merged into the customer and not parted since, the last first."""
    return tuple(
        MergeLine(act_id, gone_id, name, from_micros(at), staff)
        for act_id, gone_id, name, at, staff in reader.rows(MERGES_OF_CUSTOMER, {"id": customer_id})
    )


def acts_since(reader: Reader, customer_id: int, act_id: int) -> int:
    """How many acts concerned the customer after this one, and still stand."""
    return int(reader.value(ACTS_SINCE, {"id": customer_id, "act_id": act_id}))
