"""Cases: opened, set waiting, solved, closed, reopened, handed over; each an event at its time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from crm_tui.actions.case_listening import NOTHING_LEARNT, Learnt, learnt_columns
from crm_tui.actions.lookups import find_nature, find_staff, is_in, works_here
from crm_tui.actions.notes import write_note
from crm_tui.actions.plan_runs import complaint_opened, complaint_over, happened, no_longer_so
from crm_tui.actions.tier_events import tier_code
from crm_tui.actions.wording import default_why, nature_label
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import PlanEvent
from crm_tui.domain.words import Stage
from crm_tui.i18n import N_, _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, CaseEvent, Customer, Product

RUNNING = (Stage.OPEN, Stage.WAITING)

_MOVES = ("opened", "stage", "reopened")

#: What can be done with a case, by where it stands.
_WAYS_ON = {
    Stage.OPEN: N_("It can be set waiting, or solved."),
    Stage.WAITING: N_("It can be resumed, or solved."),
    Stage.SOLVED: N_("It can be closed, or reopened with a reason."),
    Stage.CLOSED: N_("It can be reopened with a reason."),
}


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case is about. ``opened_at`` is now unless given.

    ``owner`` is a login or staff id, ``title`` the nature and the note's first words unless given,
    ``product_id`` the product of ours that it is about.
    """

    nature: str
    note: str = ""
    title: str = ""
    owner: int | str | None = None
    opened_at: datetime | None = None
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class SavedCase:
    """A case as it is after the act."""

    id: int
    version: int
    stage: Stage
    owner_id: int


def open_case(act: Act, customer_id: int, new: NewCase) -> SavedCase:
    """Open a case by hand; its note is kept as a note of the case.

    Raises InvalidInput for an unknown nature or owner, or a time to come; NoSuchRecord for the product.
    """
    act.describe("open-case", "case", None, customer_id)
    customer = act.get(Customer, customer_id)
    case = start_case(act, customer, new)
    act.about("case", case.record_id, customer_id)
    if new.note.strip():
        write_note(act, customer_id, new.note, case_id=case.record_id)
    return saved_case(case)


def start_case(act: Act, customer: Customer, new: NewCase) -> Case:
    """The new case itself, with the events that say how it began: its owner, the tier, and its product."""
    nature = find_nature(act, new.nature)
    opened_at = new.opened_at or act.now
    if opened_at > act.now:
        raise InvalidInput(
            _("A case cannot begin in the future."), _("Give a time up to now."), field="opened_at"
        )
    owner_id = _owner(act, customer) if new.owner is None else find_staff(act, new.owner, "owner").record_id
    case = act.add(
        Case(
            customer_id=customer.record_id,
            nature=nature.code,
            title=new.title.strip() or default_why(nature_label(nature.code, nature.label), new.note),
            owner_id=owner_id,
            opened_at=opened_at,
            product_id=None if new.product_id is None else act.get(Product, new.product_id).record_id,
        )
    )
    begun = {"opened": "", "owner": str(owner_id), "tier": tier_code(act, customer)}
    if new.product_id is not None:
        begun["product"] = str(new.product_id)
    act.add_all([_event(act, case, what, value, opened_at) for what, value in begun.items()])
    complaint_opened(act, case)
    return case


def set_waiting(
    act: Act, case_id: int, why: str = "", *, at: datetime | None = None, if_version: int | None = None
) -> SavedCase:
    """We wait for the customer, so the clocks pause."""
    case = find_case(act, case_id, "set-case-waiting", if_version)
    return _move_on(act, case, (Stage.OPEN,), Stage.WAITING, why, at)


def resume(
    act: Act, case_id: int, why: str = "", *, at: datetime | None = None, if_version: int | None = None
) -> SavedCase:
    """We wait no longer."""
    case = find_case(act, case_id, "resume-case", if_version)
    return _move_on(act, case, (Stage.WAITING,), Stage.OPEN, why, at)


def solve(
    act: Act,
    case_id: int,
    learnt: Learnt = NOTHING_LEARNT,
    *,
    at: datetime | None = None,
    if_version: int | None = None,
) -> SavedCase:
    """The matter is resolved; what was learnt is kept with the case. Raises also as ``note_learnt``."""
    case = find_case(act, case_id, "solve-case", if_version)
    saved = _move_on(act, case, RUNNING, Stage.SOLVED, "", at)
    act.change(case, solved_at=at or act.now, **learnt_columns(act, case, learnt))
    complaint_over(act, case)
    happened(act, PlanEvent.SOLVED, case_id)
    return SavedCase(saved.id, case.version, saved.stage, saved.owner_id)


def close(act: Act, case_id: int, *, at: datetime | None = None, if_version: int | None = None) -> SavedCase:
    """Nothing more is to be done or learnt."""
    case = find_case(act, case_id, "close-case", if_version)
    _move_on(act, case, (Stage.SOLVED,), Stage.CLOSED, "", at)
    act.change(case, closed_at=at or act.now)
    return saved_case(case)


def reopen(
    act: Act, case_id: int, why: str, *, at: datetime | None = None, if_version: int | None = None
) -> SavedCase:
    """It was not over after all: with the reason, and counted.

    Its owner stays; whose owner has left goes to who would own a new one of this customer.
    """
    case = find_case(act, case_id, "reopen-case", if_version)
    if not why.strip():
        raise InvalidInput(_("This needs a reason."), _("Say why it is not over."), field="why")
    _move_on(act, case, (Stage.SOLVED, Stage.CLOSED), Stage.OPEN, why, at, what="reopened")
    act.change(case, reopenings=case.reopenings + 1, solved_at=None, closed_at=None)
    customer = act.get(Customer, case.customer_id)
    if not works_here(act, case.owner_id):
        act.change(case, owner_id=_owner(act, customer))
        note_event(act, case, "owner", str(case.owner_id), at or act.now, why)
    tier = tier_code(act, customer)
    if tier != _last_tier(act, case):  # it changed while nothing ran that could have moved on with it
        note_event(act, case, "tier", tier, at or act.now)
    no_longer_so(act, "case", case_id, _("the case was reopened: {why}").format(why=why.strip()))
    complaint_opened(act, case)
    return saved_case(case)


def hand_over(
    act: Act, case_id: int, owner: int | str, why: str = "", *, if_version: int | None = None
) -> SavedCase:
    """Give a case to another owner, by login or staff id. Raises InvalidInput for a closed one."""
    case = find_case(act, case_id, "hand-over-case", if_version)
    owner_id = find_staff(act, owner, "owner").record_id
    if case.stage == Stage.CLOSED:
        raise _cannot(case)
    if act.change(case, owner_id=owner_id):
        note_event(act, case, "owner", str(owner_id), act.now, why)
    return saved_case(case)


def last_moved_at(act: Act, case: Case) -> datetime:
    """When the case came to where it stands: nothing can move it on before that."""
    newest = act.session.exec(
        select(CaseEvent.happened_at)
        .where(CaseEvent.case_id == case.record_id, col(CaseEvent.what).in_(_MOVES))
        .order_by(col(CaseEvent.happened_at).desc())
        .limit(1)
    ).first()
    return newest or case.opened_at


def _last_tier(act: Act, case: Case) -> str | None:
    return act.session.exec(
        select(CaseEvent.value)
        .where(CaseEvent.case_id == case.record_id, CaseEvent.what == "tier")
        .order_by(col(CaseEvent.happened_at).desc(), col(CaseEvent.id).desc())
        .limit(1)
    ).first()


def _owner(act: Act, customer: Customer) -> int:
    """The relationship manager when in today, since one person looks after the customer; else who acts."""
    if customer.manager_id is not None and is_in(act, customer.manager_id):
        return customer.manager_id
    return act.actor.staff_id


def find_case(act: Act, case_id: int, verb: str, if_version: int | None) -> Case:
    """The case that an act is about. Raises NoSuchRecord, also where its customer is gone; ChangedSince."""
    case = act.get(Case, case_id)
    act.describe(verb, "case", case_id, case.customer_id)
    act.get(Customer, case.customer_id)
    act.expect_version(case, if_version)
    return case


def _move_on(
    act: Act,
    case: Case,
    stages: Collection[Stage],
    to: Stage,
    why: str,
    at: datetime | None,
    what: str = "stage",
) -> SavedCase:
    """Move the case from one of ``stages``. Raises InvalidInput for another, and for a time out of order."""
    if case.stage not in stages:
        raise _cannot(case)
    happened_at = at or act.now
    if not last_moved_at(act, case) <= happened_at <= act.now:
        raise InvalidInput(
            _("Something happened to case {id} after that time, or the time is still to come.").format(
                id=case.record_id
            ),
            _("Give a time between its last event and now."),
            field="happened_at",
        )
    act.change(case, stage=to.value)
    note_event(act, case, what, to.value, happened_at, why)
    return saved_case(case)


def note_event(act: Act, case: Case, what: str, value: str, happened_at: datetime, why: str = "") -> None:
    """Write down what happened to a case; ``value`` is what it came to."""
    act.add(_event(act, case, what, value, happened_at, why))


def _event(act: Act, case: Case, what: str, value: str, happened_at: datetime, why: str = "") -> CaseEvent:
    return CaseEvent(
        case_id=case.record_id,
        staff_id=act.actor.staff_id,
        what=what,
        value=value,
        why=why.strip(),
        happened_at=happened_at,
        recorded_at=act.now,
    )


def _cannot(case: Case) -> InvalidInput:
    stage = Stage(case.stage)
    return InvalidInput(
        _("Case {id} is {stage}.").format(id=case.record_id, stage=stage.label), _(_WAYS_ON[stage])
    )


def saved_case(case: Case) -> SavedCase:
    """The case as an action hands it out."""
    return SavedCase(case.record_id, case.version, Stage(case.stage), case.owner_id)
