"""What touchpoint plans do by themselves: by ``crm-tui plan run``, and when Today opens."""

from collections import Counter
from dataclasses import dataclass

from crm_tui.actions.plan_runs import go_on, is_new, start
from crm_tui.actions.reading import reader_of
from crm_tui.domain.growth_words import RunState, TouchState
from crm_tui.queries.plan_work import plan_work
from crm_tui.store.journal import Act
from crm_tui.store.tables import PlanRun, PlanTouch

#: So many runs are written before the desk gets its turn: a transaction lasts at most 250 ms (DATA.md).
_AT_A_TIME = 20


@dataclass(frozen=True, slots=True)
class PlansRan:
    """How many runs began, and how many steps were planned, joined and skipped."""

    started: int
    planned: int
    joined: int
    skipped: int


def run_plans(act: Act) -> PlansRan:
    """Set off what was missed, plan the steps whose day is near, and end the runs that are over.

    Running it again at once does nothing.
    """
    act.describe("run-plans", "plan")
    work = plan_work(reader_of(act), now=act.now, zone=act.business.zone)
    touched: list[PlanTouch] = []
    states: Counter[str] = Counter()
    started = 0
    for count, (plan, event) in enumerate(work.missed, 1):
        if is_new(act, plan, event):
            started += 1
            touched += start(act, plan, event)
        _pause(act, count, touched, states)
    for count, run_id in enumerate(work.near, 1):
        run = act.session.get(PlanRun, run_id)
        if run is not None and run.state == RunState.RUNNING:
            touched += go_on(act, run)
        _pause(act, count, touched, states)
    for count, run_id in enumerate(work.over, 1):
        run = act.get(PlanRun, run_id)
        act.change(run, state=RunState.DONE.value)
        _pause(act, count, touched, states)
    states.update(touch.state for touch in touched)
    return PlansRan(
        started, states[TouchState.PLANNED], states[TouchState.JOINED], states[TouchState.SKIPPED]
    )


def _pause(act: Act, count: int, touched: list[PlanTouch], states: Counter[str]) -> None:
    """Commit what is done now and then; after that the records are read anew."""
    if count % _AT_A_TIME == 0:
        states.update(touch.state for touch in touched)
        touched.clear()
        act.checkpoint()
