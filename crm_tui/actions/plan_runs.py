"""Touchpoint plans at work: set off by what is recorded, in the same act, and stopped by a complaint.

Whatever records an event says so by one line: :func:`happened`, :func:`complaint_opened`,
:func:`complaint_over`, :func:`no_longer_so`. What nobody said (imports, a long silence) is found by
``plan_upkeep.run_plans``.
"""

from sqlmodel import col, select

from crm_tui.actions.plan_steps import plan_near, settle, take_back, waiting
from crm_tui.actions.reading import reader_of
from crm_tui.domain.growth_words import PlanEvent, RunState, TouchState
from crm_tui.domain.health_facts import COMPLAINTS
from crm_tui.domain.plans import Event, Plan, moved_on
from crm_tui.i18n import _
from crm_tui.queries.complaints import open_complaint
from crm_tui.queries.plan_events import event_of
from crm_tui.queries.plans import plan, plans_on
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, PlanRun, PlanTouch


def happened(act: Act, event: PlanEvent, record_id: int) -> None:
    """Set the plans off that such a record sets off; without any this is one look at a small table.

    What happened before a plan was switched on sets nothing off.
    """
    reader = reader_of(act)
    for each in plans_on(reader, event):
        found = event_of(reader, each, record_id)
        if found is not None and is_new(act, each, found):
            start(act, each, found)


def is_new(act: Act, plan: Plan, event: Event) -> bool:
    """Whether the event sets the plan off, and has not done so before."""
    if plan.runs_since is None or event.at < plan.runs_since or not plan.is_set_off_by(event):
        return False
    ran = select(PlanRun.id).where(
        PlanRun.plan_id == plan.id,
        PlanRun.event_kind == event.record[0],
        PlanRun.event_id == event.record[1],
        PlanRun.started_at == event.at,
    )
    return act.session.exec(ran).first() is None


def start(act: Act, plan: Plan, event: Event) -> list[PlanTouch]:
    """Begin a run, standing still while a complaint is open; the steps that were planned at once."""
    complaint = open_complaint(reader_of(act), event.customer_id)
    run = act.add(
        PlanRun(
            plan_id=plan.id,
            customer_id=event.customer_id,
            event_kind=event.record[0],
            event_id=event.record[1],
            started_at=event.at,
            state=(RunState.RUNNING if complaint is None else RunState.STOPPED).value,
            stopped_by_id=complaint,
            stopped_at=None if complaint is None else act.now,
        )
    )
    day = event.at.astimezone(act.business.zone).date()
    for place, due_on in enumerate(plan.days_from(day)):
        act.add(
            PlanTouch(
                run_id=run.record_id,
                step=place,
                due_on=due_on,
                state=TouchState.WAITING.value,
                is_survey=plan.steps[place].survey is not None,
                at=act.now,
            )
        )
    return plan_near(act, plan, run, event) if complaint is None else []


def complaint_opened(act: Act, case: Case) -> None:
    """Stop the customer's runs while a complaint of theirs is open; any other case stops nothing."""
    if case.nature not in COMPLAINTS:
        return
    why = _("stopped by case {id}: {title}").format(id=case.record_id, title=case.title)
    for run in _runs(act, case.customer_id, RunState.RUNNING):
        take_back(act, run, why)
        act.change(run, state=RunState.STOPPED.value, stopped_by_id=case.record_id, stopped_at=act.now)


def complaint_over(act: Act, case: Case) -> None:
    """Let the runs go on that the case has stopped, their dates moved on by as long as it took.

    Where another complaint is open, they wait for that one.
    """
    other = open_complaint(reader_of(act), case.customer_id)
    for run in _runs(act, case.customer_id, RunState.STOPPED):
        if run.stopped_by_id != case.record_id:
            continue
        if other is not None:
            act.change(run, stopped_by_id=other)
            continue
        assert run.stopped_at is not None, "what was stopped has the time of it"
        stopped_on = run.stopped_at.astimezone(act.business.zone).date()
        for touch in waiting(act, run):
            act.change(touch, due_on=moved_on(touch.due_on, stopped_on, act.today))
        act.change(run, state=RunState.RUNNING.value, stopped_by_id=None, stopped_at=None)
        go_on(act, run)


def no_longer_so(act: Act, record_kind: str, record_id: int, why: str) -> None:
    """End the runs that the record has set off: it was cancelled, deleted or reopened after all."""
    for run in _set_off_by(act, record_kind, record_id):
        end(act, run, why)


def no_longer_about(act: Act, record_kind: str, record_id: int, why: str) -> None:
    """End those of the record's runs whose plan is for products that are no longer among its lines."""
    reader = reader_of(act)
    for run in _set_off_by(act, record_kind, record_id):
        its_plan = plan(reader, run.plan_id)
        event = event_of(reader, its_plan, record_id)
        wanted = its_plan.scope.products
        if wanted and (event is None or event.products.isdisjoint(wanted)):
            end(act, run, why)


def end(act: Act, run: PlanRun, why: str) -> None:
    """End a run: what is planned is dropped, what waits is left out, both for the reason ``why``."""
    take_back(act, run, why)
    for touch in waiting(act, run):
        settle(act, touch, TouchState.SKIPPED, why)
    act.change(run, state=RunState.DONE.value)


def go_on(act: Act, run: PlanRun) -> list[PlanTouch]:
    """Plan the steps of a running run whose day is near; a run whose event is no longer so ends.

    Nothing comes of a plan that is switched off: its steps wait.
    """
    reader = reader_of(act)
    its_plan = plan(reader, run.plan_id)
    if its_plan.runs_since is None:
        return []
    event = event_of(reader, its_plan, run.event_id)
    if event is None or event.at != run.started_at:
        end(act, run, _("what it followed is no longer so"))
        return []
    return plan_near(act, its_plan, run, event)


def _set_off_by(act: Act, record_kind: str, record_id: int) -> list[PlanRun]:
    statement = select(PlanRun).where(
        PlanRun.event_kind == record_kind,
        PlanRun.event_id == record_id,
        PlanRun.state != RunState.DONE.value,
    )
    return list(act.session.exec(statement.order_by(col(PlanRun.id))))


def _runs(act: Act, customer_id: int, state: RunState) -> list[PlanRun]:
    statement = select(PlanRun).where(PlanRun.customer_id == customer_id, PlanRun.state == state.value)
    return list(act.session.exec(statement.order_by(col(PlanRun.id))))
