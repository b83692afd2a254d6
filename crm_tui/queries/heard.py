"""Interests and things heard: notes with a day, of a customer or of the market."""

from dataclasses import dataclass
from datetime import date

from crm_tui.domain.growth_words import HeardKind
from crm_tui.queries.periods import Period
from crm_tui.store.reader import Reader

HEARD = """
SELECT h.id, h.kind, h.on_day, h.words, c.id, coalesce(c.name, ''), s.name, h.version
  FROM heard_notes h
  JOIN staff s ON s.id = h.staff_id
  LEFT JOIN customers c ON c.id = h.customer_id AND c.deleted_at IS NULL
 WHERE h.on_day >= :from_on AND h.on_day <= :to_on AND h.deleted_at IS NULL
 ORDER BY h.on_day, h.id"""


@dataclass(frozen=True, slots=True)
class Heard:
    """A note: what was heard on a day, and who wrote it down. ``customer_id`` is None for one of nobody's."""

    id: int
    kind: HeardKind
    on_day: date
    words: str
    customer_id: int | None
    customer: str
    staff: str
    version: int


def heard_in(reader: Reader, period: Period) -> tuple[Heard, ...]:
    """The notes of these days, the oldest first."""
    days = {"from_on": period.from_on.isoformat(), "to_on": period.to_on.isoformat()}
    return tuple(
        Heard(note_id, HeardKind(kind), date.fromisoformat(day), *rest)
        for note_id, kind, day, *rest in reader.rows(HEARD, days)
    )
