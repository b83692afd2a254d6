"""Logging a contact: one act that writes it down and everything that it leads to (CONTRACT.md, ``log``)."""

from dataclasses import replace

from sqlmodel import select

from crm_tui.actions import cases
from crm_tui.actions.case_listening import Learnt
from crm_tui.actions.contact_checks import check_contact
from crm_tui.actions.contact_values import LoggedContact, NewContact
from crm_tui.actions.customers import add_customer
from crm_tui.actions.follow_up_ends import finish
from crm_tui.actions.follow_ups import open_follow_up
from crm_tui.actions.load import remarks_on_contact
from crm_tui.actions.lookups import case_of
from crm_tui.actions.next_steps import next_step
from crm_tui.actions.notices import Notice
from crm_tui.actions.opportunities import NewOpportunity, hear
from crm_tui.actions.plan_runs import happened
from crm_tui.actions.promises import make_promise
from crm_tui.actions.step_ticks import keep_ticks
from crm_tui.actions.tier_events import tier_code
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import PlanEvent
from crm_tui.domain.links import read_link
from crm_tui.domain.words import Appointment, Direction, Kind, Nature, Outcome, Stage
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import (
    Case,
    Customer,
    CustomerKind,
    FollowUp,
    Interaction,
    NatureWord,
    OutcomeWord,
)


def log_contact(act: Act, new: NewContact) -> LoggedContact:
    """Write down a contact, and what follows from it, in one act.

    A complaint, problem or dispute, or whatever nature the business says so of, opens a case unless it was
    solved at first contact or belongs to a running case, which it solves where its outcome is solved; so does
    a request from an internal customer. A missed call makes a call-back. A follow-up that would need an
    override and has none is left out and named in the warnings: the contact took place all the same. Raises
    InvalidInput, naming the field, or NoSuchRecord; nothing was written then.
    """
    act.describe("log-contact", "interaction", None, new.customer_id)
    nature, outcome = check_contact(act, new)
    warnings: list[Notice] = []
    customer = _customer(act, new, warnings)
    customer_id = customer.record_id
    happened_at = new.happened_at or act.now
    planned = None
    if new.closes_follow_up_id is not None:
        planned = open_follow_up(act, new.closes_follow_up_id, "log-contact")
        if planned.customer_id != customer_id:
            raise InvalidInput(
                _("Follow-up {id} belongs to another customer.").format(id=planned.record_id),
                _("Log the contact for that customer, or without the follow-up."),
                field="closes_follow_up",
            )
    case = _given_case(act, new, customer_id, planned)
    if _opens_case(act, new, customer_id, nature, outcome):
        case = _case_for(act, new, customer, case)
    remarks: tuple[Notice, ...] = ()
    if new.direction == Direction.OUTBOUND and not new.automatic and outcome.reached:
        its_case = None if case is None else case.record_id
        remarks = remarks_on_contact(act, customer_id, happened_at, new.channel, its_case, planned)

    row = act.add(
        Interaction(
            customer_id=customer_id,
            staff_id=act.actor.staff_id,
            channel=new.channel,
            direction=new.direction,
            nature=nature.code,
            outcome=outcome.code,
            mood=new.mood or None,
            obstacle=new.obstacle or None,
            waited_minutes=new.waited_minutes,
            happened_at=happened_at,
            ended_at=new.ended_at,
            recorded_at=act.now,
            said=new.said,
            cause=new.cause,
            did=new.did,
            good_moment=new.good_moment,
            link=read_link(new.link),
            automatic=new.automatic,
            case_id=None if case is None else case.record_id,
            tier=tier_code(act, customer) or None,
            product_id=new.product_id,
        )
    )
    act.about("interaction", row.record_id, customer_id)
    warnings.extend(keep_ticks(act, new, row, outcome))
    if planned is not None:
        _close_planned(act, planned, row, outcome)
    if case is not None:
        _carry_case_on(act, case, new, row, outcome)
    case_id = None if case is None else case.record_id
    promise_id = _promise(act, new, row)
    follow_up_id = next_step(act, new, row, nature, warnings)
    happened(act, PlanEvent.SUPPORT, row.record_id)
    happened(act, PlanEvent.FIRST_CONTACT, row.record_id)
    opportunity_id = _opportunity(act, new, row, follow_up_id)
    return LoggedContact(
        row.record_id,
        row.version,
        customer_id,
        case_id,
        follow_up_id,
        promise_id,
        opportunity_id,
        (*warnings, *remarks),
    )


def _customer(act: Act, new: NewContact, warnings: list[Notice]) -> Customer:
    if new.new_customer is not None:
        saved = add_customer(act, new.new_customer)
        warnings.extend(saved.warnings)
        return act.get(Customer, saved.id)
    assert new.customer_id is not None  # check_contact has seen to it
    return act.get(Customer, new.customer_id)


def _given_case(act: Act, new: NewContact, customer_id: int, planned: FollowUp | None) -> Case | None:
    """The case that it belongs to: the one named, else the running one of the follow-up that it did."""
    if new.case_id is not None:
        return case_of(act, new.case_id, customer_id)
    if planned is not None and planned.case_id is not None:
        case = act.get(Case, planned.case_id)
        return case if case.stage in cases.RUNNING else None
    return None


def _opens_case(
    act: Act, new: NewContact, customer_id: int, nature: NatureWord, outcome: OutcomeWord
) -> bool:
    """Whether the customer brought a matter that is not solved. Nobody reached by us has brought none."""
    if outcome.solves or new.direction == Direction.INTERNAL:
        return False
    if new.direction == Direction.OUTBOUND and not outcome.reached:
        return False
    if nature.opens_case:
        return True
    return nature.code == Nature.REQUEST and _is_internal(act, customer_id)


def _is_internal(act: Act, customer_id: int) -> bool:
    statement = select(CustomerKind.id).where(
        CustomerKind.customer_id == customer_id, CustomerKind.kind == Kind.INTERNAL.value
    )
    return act.session.exec(statement).first() is not None


def _case_for(act: Act, new: NewContact, customer: Customer, given: Case | None) -> Case:
    """The running case that was given, else a new one, which began when the contact did."""
    if given is None:
        matter = cases.NewCase(
            new.nature, new.said, opened_at=new.happened_at or act.now, product_id=new.product_id
        )
        return cases.start_case(act, customer, matter)
    if given.stage not in cases.RUNNING:
        raise InvalidInput(
            _("Case {id} is {stage}, and this is not solved.").format(
                id=given.record_id, stage=Stage(given.stage).label
            ),
            _("Reopen that case first, or log it without one, which opens a new one."),
            field="case",
        )
    return given


def _close_planned(act: Act, planned: FollowUp, row: Interaction, outcome: OutcomeWord) -> None:
    came = Appointment.DID_NOT_COME if outcome.code == Outcome.NO_SHOW else Appointment.CAME
    finish(act, planned.record_id, at=row.happened_at, interaction_id=row.record_id, appointment=came)


def _carry_case_on(act: Act, case: Case, new: NewContact, row: Interaction, outcome: OutcomeWord) -> None:
    """Solve the case, or end our waiting when the customer got in touch."""
    if outcome.solves and case.stage in cases.RUNNING:
        learnt = Learnt(cause=new.cause or None, resolution=new.did or None)
        cases.solve(act, case.record_id, learnt, at=row.happened_at)
        return
    waited = case.stage == Stage.WAITING and new.direction == Direction.INBOUND
    if waited and row.happened_at >= cases.last_moved_at(act, case):
        cases.resume(act, case.record_id, at=row.happened_at)


def _promise(act: Act, new: NewContact, row: Interaction) -> int | None:
    if new.promise is None:
        return None
    promise = replace(new.promise, case_id=new.promise.case_id or row.case_id)
    return make_promise(
        act, row.customer_id, promise, made_at=row.happened_at, interaction_id=row.record_id
    ).id


def _opportunity(act: Act, new: NewContact, row: Interaction, follow_up_id: int | None) -> int | None:
    """What was heard that they may need; what follows from the contact, unless a case, is its next step."""
    if not new.may_need.strip():
        return None
    heard = NewOpportunity(new.may_need, heard_at=row.happened_at)
    step = follow_up_id if row.case_id is None else None
    return hear(act, row.customer_id, heard, interaction_id=row.record_id, follow_up_id=step).id
