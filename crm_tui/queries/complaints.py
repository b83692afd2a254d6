"""Whether a complaint or dispute of a customer is open, now or at an earlier time."""

from datetime import datetime

from crm_tui.domain.health_facts import COMPLAINTS
from crm_tui.domain.instants import to_micros
from crm_tui.store.reader import Reader

_OF_CUSTOMER = f"""
SELECT id FROM cases
 WHERE customer_id = :customer_id AND deleted_at IS NULL
   AND nature IN ({", ".join(f"'{nature.value}'" for nature in sorted(COMPLAINTS))})"""
OPEN_NOW = _OF_CUSTOMER + " AND stage IN ('open', 'waiting') ORDER BY opened_at, id LIMIT 1"
OPEN_THEN = _OF_CUSTOMER + " AND opened_at <= :at AND coalesce(solved_at, :at + 1) > :at LIMIT 1"


def open_complaint(reader: Reader, customer_id: int) -> int | None:
    """The case, the oldest of several; None where nothing of that sort is open."""
    found = reader.value(OPEN_NOW, {"customer_id": customer_id})
    return None if found is None else int(found)


def was_complaint_open(reader: Reader, customer_id: int, at: datetime) -> bool:
    """Whether one was open at that instant."""
    return reader.row(OPEN_THEN, {"customer_id": customer_id, "at": to_micros(at)}) is not None
