"""What a touchpoint plan brought: who bought again after its event, with a step of it done and without."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.plans import BOUGHT_AGAIN_DAYS, BoughtAgain, Event, Plan, bought_again
from crm_tui.queries.plan_events import events_between
from crm_tui.store.reader import Reader

#: How far back events are looked at, besides the days in which somebody can have bought again.
_DAYS_BACK = 365
_MOST_EVENTS = 50_000

DONE = """
SELECT DISTINCT r.event_id, r.started_at
  FROM plan_runs r
  JOIN plan_touches t ON t.run_id = r.id
  JOIN follow_ups f ON f.id = t.follow_up_id AND f.state = 'done'
 WHERE r.plan_id = :plan_id"""
SALES = """
SELECT customer_id, sold_at FROM sales
 WHERE deleted_at IS NULL AND stage <> 'cancelled' AND sold_at >= :start
 ORDER BY sold_at"""


@dataclass(frozen=True, slots=True)
class PlanResult:
    """Who bought again within ``days``: after events with a step of the plan done, and after those without.

    ``too_young`` are events whose days are not over yet, so that they count for neither.
    """

    days: int
    with_plan: BoughtAgain
    without: BoughtAgain
    too_young: int


def plan_result(reader: Reader, plan: Plan, *, now: datetime, days: int = BOUGHT_AGAIN_DAYS) -> PlanResult:
    """What it brought, by the events of the last year whose ``days`` are over."""
    until = now - timedelta(days=days)
    start = until - timedelta(days=_DAYS_BACK)
    events = events_between(reader, plan, start, until, _MOST_EVENTS)
    young = events_between(reader, plan, until, now, _MOST_EVENTS)
    done = set(reader.rows(DONE, {"plan_id": plan.id}))
    sales: dict[int, list[datetime]] = defaultdict(list)
    for customer_id, sold_at in reader.rows(SALES, {"start": to_micros(start)}):
        sales[customer_id].append(from_micros(sold_at))

    def count(with_plan: bool) -> BoughtAgain:
        chosen = [event for event in events if (_key(event) in done) is with_plan]
        return bought_again([(event.at, sales.get(event.customer_id, ())) for event in chosen], days)

    return PlanResult(days, count(True), count(False), len(young))


def _key(event: Event) -> tuple[int, int]:
    return event.record[1], to_micros(event.at)
