"""Clocks of my cases that are past 75 % of their target: what is to be warned of, while we are open."""

from dataclasses import dataclass
from datetime import date, datetime

from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.words import ClockName
from crm_tui.queries.calendars import written_calendar
from crm_tui.queries.cases import MINE
from crm_tui.store.reader import Reader

# A paused clock is not running, so nothing is warned of while we wait for the customer.
AT_RISK = f"""
SELECT q.case_id, q.name, q.started_at, q.due_at, k.title, c.name
  FROM case_clocks q
  JOIN cases k ON k.id = q.case_id AND k.deleted_at IS NULL
  JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
 WHERE q.state = 'running' AND q.stopped_at IS NULL AND q.warn_at <= :now AND q.due_at > :now AND {MINE}
 ORDER BY q.due_at, q.case_id"""


@dataclass(frozen=True, slots=True)
class CaseWarning:
    """A clock that runs out soon."""

    case_id: int
    clock: ClockName
    started_at: datetime
    due_at: datetime
    title: str
    customer: str

    @property
    def key(self) -> str:
        """What makes it the same clock: one is warned of once."""
        return f"{self.case_id}:{self.clock.value}:{to_micros(self.started_at)}"


def case_warnings(reader: Reader, *, staff_id: int, now: datetime, today: date) -> tuple[CaseWarning, ...]:
    """The clocks at risk of the cases that are mine or of those I stand in for; none while we are closed."""
    rows = reader.rows(
        AT_RISK,
        {"owner_id": staff_id, "now": to_micros(now), "today": today.isoformat()},
    )
    if not rows or not written_calendar(reader).history.is_open(now):
        return ()
    return tuple(
        CaseWarning(case_id, ClockName(name), from_micros(started), from_micros(due), title, customer)
        for case_id, name, started, due, title, customer in rows
    )
