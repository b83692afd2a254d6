"""Reviews of standards and policies that are overdue, for those who should see to them."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from crm_tui.domain.instants import to_micros
from crm_tui.domain.words import Role
from crm_tui.queries.people import stood_in_for
from crm_tui.store.reader import Reader

#: The owner's, and whom they stand in for; without an owner who still works here, of those in charge.
_MINE = """
   AND (owner_id IN (SELECT value FROM json_each(:owners))
        OR (:in_charge AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.id = owner_id AND s.left_on IS NULL)))
 ORDER BY next_review_on, 1"""
STANDARDS_OVERDUE = (
    """
SELECT std.id, v.statement, std.next_review_on
  FROM standards std
  JOIN standard_versions v ON v.id = (
       SELECT w.id FROM standard_versions w
        WHERE w.standard_id = std.id AND w.valid_from <= :now ORDER BY w.number DESC LIMIT 1)
 WHERE std.retired_at IS NULL AND std.next_review_on < :today"""
    + _MINE
)
POLICIES_OVERDUE = (
    """
SELECT policy.id, policy.name, policy.next_review_on
  FROM policies policy
 WHERE policy.retired_at IS NULL AND policy.next_review_on < :today"""
    + _MINE
)


@dataclass(frozen=True, slots=True)
class ReviewOverdue:
    """A standard or policy past the date of its review; ``what`` is its sentence or name."""

    kind: Literal["standard", "policy"]
    id: int
    what: str
    due_on: date


def reviews_overdue(
    reader: Reader, *, now: datetime, today: date, staff_id: int, role: Role
) -> tuple[ReviewOverdue, ...]:
    """What this member of staff should have reviewed before today, longest overdue first."""
    asked = {
        "now": to_micros(now),
        "today": today.isoformat(),
        "owners": json.dumps([staff_id, *stood_in_for(reader, staff_id, today)]),
        "in_charge": role.is_in_charge,
    }
    kinds: tuple[tuple[Literal["standard", "policy"], str], ...] = (
        ("standard", STANDARDS_OVERDUE),
        ("policy", POLICIES_OVERDUE),
    )
    found = [
        ReviewOverdue(kind, record_id, what, date.fromisoformat(due_on))
        for kind, sql in kinds
        for record_id, what, due_on in reader.rows(sql, asked)
    ]
    return tuple(sorted(found, key=lambda review: review.due_on))
