"""What of somebody's could be handed over: counts, and the customers by name."""

from dataclasses import dataclass

from crm_tui.store.reader import Reader

COUNTS = """
SELECT (SELECT count(*) FROM customers WHERE manager_id = :staff_id AND deleted_at IS NULL),
       (SELECT count(*) FROM cases
         WHERE owner_id = :staff_id AND stage IN ('open', 'waiting') AND deleted_at IS NULL),
       (SELECT count(*) FROM follow_ups WHERE staff_id = :staff_id AND state = 'open'),
       (SELECT count(*) FROM promises WHERE staff_id = :staff_id AND state = 'open')"""
CUSTOMERS = """
SELECT c.id, c.name
  FROM customers c
 WHERE c.deleted_at IS NULL AND c.id IN (
       SELECT id FROM customers WHERE manager_id = :staff_id
       UNION SELECT customer_id FROM cases WHERE owner_id = :staff_id AND stage IN ('open', 'waiting')
       UNION SELECT customer_id FROM follow_ups WHERE staff_id = :staff_id AND state = 'open'
       UNION SELECT customer_id FROM promises WHERE staff_id = :staff_id AND state = 'open')
 ORDER BY c.sort_key, c.id
 LIMIT :limit"""

#: So many customers can be named one by one; more are handed over as a whole, or by command.
_MOST_NAMED = 2_000


@dataclass(frozen=True, slots=True)
class Theirs:
    """How much is theirs; ``named`` are the customers whom any of it concerns, by number and name."""

    customers: int
    cases: int
    follow_ups: int
    promises: int
    named: tuple[tuple[int, str], ...]


def theirs(reader: Reader, staff_id: int) -> Theirs:
    """What of somebody's could be handed over, also when they have left."""
    asked = {"staff_id": staff_id}
    customers, cases, follow_ups, promises = reader.row(COUNTS, asked) or (0, 0, 0, 0)
    named = reader.rows(CUSTOMERS, {**asked, "limit": _MOST_NAMED})
    return Theirs(customers, cases, follow_ups, promises, tuple((number, name) for number, name in named))
