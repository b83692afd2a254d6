"""What touchpoint plans have to do by themselves: what was missed, and the steps whose day has come near."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.plans import AHEAD, Event, Plan
from crm_tui.queries.plan_events import missed_events
from crm_tui.queries.plans import plans
from crm_tui.store.reader import Reader

#: What is recorded later than this after it happened sets nothing off any more.
_LONGEST_MISSED = timedelta(days=60)

NEAR = """
SELECT DISTINCT r.id
  FROM plan_touches t
  JOIN plan_runs r ON r.id = t.run_id AND r.state = 'running'
  JOIN plans p ON p.id = r.plan_id AND p.runs_since IS NOT NULL
 WHERE t.state = 'waiting' AND t.due_on <= :last
 ORDER BY t.due_on, r.id LIMIT :limit"""
# Nothing waits any more, and nothing that was planned is still to be done.
OVER = """
SELECT r.id
  FROM plan_runs r
 WHERE r.state = 'running'
   AND NOT EXISTS (SELECT 1 FROM plan_touches t WHERE t.run_id = r.id AND t.state = 'waiting')
   AND NOT EXISTS (SELECT 1 FROM plan_touches t JOIN follow_ups f ON f.id = t.follow_up_id
                    WHERE t.run_id = r.id AND t.state = 'planned' AND f.state = 'open')
 ORDER BY r.id LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class PlanWork:
    """Events that set a plan off and have not; ids of runs with a step to plan, and of runs that are over."""

    missed: tuple[tuple[Plan, Event], ...]
    near: tuple[int, ...]
    over: tuple[int, ...]

    @property
    def is_there(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.missed or self.near or self.over)


def plan_work(reader: Reader, *, now: datetime, zone: ZoneInfo, limit: int = 500) -> PlanWork:
    """What there is to do at ``now``; ``limit`` is the most of each."""
    missed = [
        (plan, event)
        for plan in plans(reader)
        if plan.runs_since is not None
        for event in missed_events(reader, plan, max(plan.runs_since, now - _LONGEST_MISSED), now)
    ]
    last = now.astimezone(zone).date() + AHEAD
    near = reader.rows(NEAR, {"last": last.isoformat(), "limit": limit})
    over = reader.rows(OVER, {"limit": limit})
    return PlanWork(tuple(missed[:limit]), tuple(row[0] for row in near), tuple(row[0] for row in over))
