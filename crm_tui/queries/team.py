"""What each member of staff has on their hands: whom they look after, and what they still have to do."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.instants import to_micros
from crm_tui.store.reader import Reader

OPEN_FOLLOW_UPS = """
SELECT staff_id, count(*), sum(due_at <= :now)
  FROM follow_ups
 WHERE state = 'open'
 GROUP BY staff_id"""
LOOKED_AFTER = """
SELECT manager_id, count(*)
  FROM customers
 WHERE manager_id IS NOT NULL AND deleted_at IS NULL
 GROUP BY manager_id"""


@dataclass(frozen=True, slots=True)
class Hands:
    """Customers looked after, open follow-ups, and those of them that are late."""

    customers: int = 0
    follow_ups: int = 0
    late: int = 0


def on_their_hands(reader: Reader, now: datetime) -> dict[int, Hands]:
    """By staff id; who has nothing to do is left out."""
    follow_ups = {
        staff_id: (count, late)
        for staff_id, count, late in reader.rows(OPEN_FOLLOW_UPS, {"now": to_micros(now)})
    }
    customers = dict(reader.rows(LOOKED_AFTER))
    return {
        staff_id: Hands(customers.get(staff_id, 0), *follow_ups.get(staff_id, (0, 0)))
        for staff_id in follow_ups.keys() | customers.keys()
    }
