"""Reviews: those that took place, and what a new one looks at."""

from dataclasses import dataclass
from datetime import date, datetime

from crm_tui.domain.instants import from_micros
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Decision
from crm_tui.store.reader import Reader

REVIEWS = """
SELECT r.id, r.standard_id, r.staff_id, s.name, r.from_on, r.to_on, r.due_on, r.decision, r.why, r.next_on,
       r.measured, r.met, r.at
  FROM reviews r
  JOIN staff s ON s.id = r.staff_id
 ORDER BY r.standard_id, r.at, r.id"""


@dataclass(frozen=True, slots=True)
class PastReview:
    """A review that took place: what was found for its period, and what was decided."""

    id: int
    standard_id: int
    staff_id: int
    staff: str
    from_on: date
    to_on: date
    due_on: date | None
    decision: Decision
    why: str
    next_on: date | None
    attainment: Attainment
    at: datetime


def past_reviews(reader: Reader) -> tuple[PastReview, ...]:
    """Every review, those of one standard together, the oldest first."""
    return tuple(
        PastReview(
            review_id,
            standard_id,
            staff_id,
            staff,
            date.fromisoformat(from_on),
            date.fromisoformat(to_on),
            _day(due_on),
            Decision(decision),
            why,
            _day(next_on),
            Attainment(measured, met),
            from_micros(at),
        )
        for review_id, standard_id, staff_id, staff, from_on, to_on, due_on, decision, why, next_on, measured,
        met, at in reader.rows(REVIEWS)
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
