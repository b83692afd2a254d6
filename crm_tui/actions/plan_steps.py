"""The steps of a plan at work: each becomes a follow-up, joins another, or is left out with the reason."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from crm_tui.actions.follow_up_ends import drop
from crm_tui.actions.follow_ups import NewFollowUp, join_follow_up, schedule_follow_up
from crm_tui.actions.load import OverContactLoad
from crm_tui.actions.lookups import works_here
from crm_tui.actions.reading import reader_of
from crm_tui.domain.growth_words import StepWho, TouchState
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.plan_text import survey_in_words
from crm_tui.domain.plans import Event, Plan, Step, is_near, is_too_late
from crm_tui.domain.when import When, next_open_day
from crm_tui.domain.words import FollowUpState
from crm_tui.i18n import _
from crm_tui.queries.opening_days import opening_days
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, FollowUp, PlanRun, PlanTouch, Staff


def plan_near(act: Act, plan: Plan, run: PlanRun, event: Event) -> list[PlanTouch]:
    """Plan the steps of a run whose day is near; those that were dealt with."""
    near = [touch for touch in waiting(act, run) if is_near(touch.due_on, act.today)]
    for touch in near:
        if touch.step < len(plan.steps):
            _plan(act, plan, plan.steps[touch.step], touch, event)
        else:
            settle(act, touch, TouchState.SKIPPED, _("the plan has no such step any more"))
    return near


def waiting(act: Act, run: PlanRun) -> list[PlanTouch]:
    """The steps of a run that wait for their day, the soonest first."""
    statement = select(PlanTouch).where(
        PlanTouch.run_id == run.record_id, PlanTouch.state == TouchState.WAITING.value
    )
    return list(act.session.exec(statement.order_by(col(PlanTouch.due_on), col(PlanTouch.step))))


def take_back(act: Act, run: PlanRun, why: str) -> None:
    """Drop the follow-ups of a run that are still open; their steps wait again."""
    for touch, follow_up in _still_planned(act, PlanTouch.run_id == run.record_id):
        drop(act, follow_up.record_id, why)
        act.change(touch, state=TouchState.WAITING.value, follow_up_id=None, at=act.now)


def settle(
    act: Act, touch: PlanTouch, state: TouchState, why: str = "", follow_up_id: int | None = None
) -> None:
    """Write down what became of a step."""
    act.change(touch, state=state.value, why=why, follow_up_id=follow_up_id, at=act.now)


def _plan(act: Act, plan: Plan, step: Step, touch: PlanTouch, event: Event) -> None:
    customer = act.get(Customer, event.customer_id)
    refused = _left_in_peace(customer)
    if not refused and is_too_late(touch.due_on, act.today):
        refused = _("its day was over before it could be planned")
    if refused:
        settle(act, touch, TouchState.SKIPPED, refused)
        return
    twin = _planned_already(act, plan, touch, customer.record_id)
    if twin is not None:
        settle(act, touch, TouchState.JOINED, _("the same is planned already"), twin)
        return
    day = next_open_day(max(touch.due_on, act.today), opening_days(reader_of(act)))
    words = step.words if step.survey is None else survey_in_words(step)
    new = NewFollowUp(
        When(end_of_day(day, act.business.zone), True, day),
        words,
        channel=step.channel,
        staff=_whose(act, step, customer, event),
    )
    try:
        saved = schedule_follow_up(act, customer.record_id, new)
    except OverContactLoad as over:
        why = " ".join(over.reasons)
        if over.join is None:
            settle(act, touch, TouchState.SKIPPED, why)
        else:
            join_follow_up(act, over.join, words)
            settle(act, touch, TouchState.JOINED, why, over.join)
    else:
        settle(act, touch, TouchState.PLANNED, "", saved.id)


def _left_in_peace(customer: Customer) -> str:
    """Why nothing comes by itself to this customer, not even joined to something else."""
    if customer.ended_on is not None:
        return _("the relationship has ended")
    return _("they asked not to be contacted") if customer.do_not_contact else ""


def _planned_already(act: Act, plan: Plan, touch: PlanTouch, customer_id: int) -> int | None:
    """The open follow-up of the same step, planned for the customer after another event."""
    same_step = (
        (PlanTouch.step == touch.step) & (PlanRun.plan_id == plan.id) & (PlanRun.customer_id == customer_id)
    )
    for _touch, follow_up in _still_planned(act, same_step):
        return follow_up.record_id
    return None


def _still_planned(act: Act, which: ColumnElement[bool] | bool) -> Iterable[tuple[PlanTouch, FollowUp]]:
    statement = (
        select(PlanTouch, FollowUp)
        .join(PlanRun, col(PlanRun.id) == col(PlanTouch.run_id))
        .join(FollowUp, col(FollowUp.id) == col(PlanTouch.follow_up_id))
        .where(
            which,
            PlanTouch.state == TouchState.PLANNED.value,
            FollowUp.state == FollowUpState.OPEN.value,
        )
    )
    return list(act.session.exec(statement))


def _whose(act: Act, step: Step, customer: Customer, event: Event) -> int:
    """Who does it: as the step says, else who looks after the customer, else who acts; never who has left."""
    candidates = [customer.manager_id, act.actor.staff_id]
    if step.who == StepWho.OWNER:
        candidates.insert(0, event.owner_id)
    elif step.who != StepWho.MANAGER:
        candidates.insert(0, act.session.exec(select(Staff.id).where(Staff.login == step.who)).first())
    return next(who for who in candidates if who is not None and works_here(act, who))
