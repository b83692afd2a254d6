"""Handing over: customers and the work for them go from one member of staff to another, in one act.

What was done stays under the name of who did it: the cases' events say who owned them until when, and the
journal who looked after whom. Undo takes the whole of it back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import col, select

from crm_tui.actions import cases
from crm_tui.actions.lookups import find_staff, is_in
from crm_tui.actions.staff import require_self_or_manager
from crm_tui.domain.errors import InvalidInput, NoSuchRecord
from crm_tui.domain.words import FollowUpState, PromiseState
from crm_tui.i18n import _
from crm_tui.store.chunks import in_chunks
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, Customer, FollowUp, Promise, Staff

T = TypeVar("T", Case, FollowUp, Promise)


@dataclass(frozen=True, slots=True)
class What:
    """What goes along: whom they look after, their open cases, their open follow-ups, open promises."""

    customers: bool = True
    cases: bool = True
    follow_ups: bool = True
    promises: bool = True


EVERYTHING = What()


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How much went from one to the other; ``warnings`` are sentences."""

    customers: int
    cases: int
    follow_ups: int
    promises: int
    warnings: tuple[str, ...] = ()


def hand_over(
    act: Act,
    whose: int | str,
    to: int | str,
    *,
    what: What = EVERYTHING,
    only_customers: Collection[int] | None = None,
    why: str = "",
) -> HandedOver:
    """Give what is somebody's to a colleague, for good; for days away there are absences.

    Both are logins or staff ids; who gives may have left. ``only_customers`` narrows all of it to what
    concerns these customers.
    Raises NotAllowed for another's work unless the actor is a manager; NoSuchRecord for a login that never
    was; InvalidInput for a receiver who has left or is the same person, when nothing is chosen, and when
    there is nothing to give.
    """
    row = somebody(act, whose)
    act.describe("hand-over", "staff", row.record_id)
    require_self_or_manager(act, row)
    receiver = find_staff(act, to, "to")
    if receiver.id == row.id:
        raise InvalidInput(
            _("{name} has it already.").format(name=row.name), _("Name a colleague."), field="to"
        )
    if what == What(False, False, False, False):
        raise InvalidInput(
            _("Nothing was chosen to hand over."),
            _("Choose customers, cases, follow-ups or promises."),
            field="what",
        )
    moved = HandedOver(
        _customers(act, row, receiver, only_customers) if what.customers else 0,
        _cases(act, row, receiver, only_customers, why) if what.cases else 0,
        _follow_ups(act, row, receiver, only_customers) if what.follow_ups else 0,
        _promises(act, row, receiver, only_customers) if what.promises else 0,
        () if is_in(act, receiver.record_id) else (_("{name} is away today.").format(name=receiver.name),),
    )
    if not (moved.customers or moved.cases or moved.follow_ups or moved.promises):
        raise InvalidInput(
            _("Nothing of that is {name}'s.").format(name=row.name),
            _("Choose more, or another colleague's work."),
            field="what",
        )
    return moved


def somebody(act: Act, who: int | str) -> Staff:
    """Who has this staff id, or this login, or had it last. Raises NoSuchRecord."""
    if isinstance(who, int):
        return act.get(Staff, who)
    rows = act.session.exec(
        select(Staff)
        .where(Staff.login == who.strip())
        .order_by(col(Staff.left_on).is_(None).desc(), col(Staff.left_on).desc(), col(Staff.id).desc())
    ).all()
    if not rows:
        raise NoSuchRecord(
            _("Nobody here has or had the login “{login}”.").format(login=who),
            _("List the logins with `crm-tui staff list`."),
        )
    return rows[0]


def _customers(act: Act, row: Staff, to: Staff, only: Collection[int] | None) -> int:
    statement = select(Customer).where(Customer.manager_id == row.id, col(Customer.deleted_at).is_(None))
    found = [customer for customer in act.session.exec(statement) if only is None or customer.id in only]
    for customer in found:
        act.change(customer, manager_id=to.record_id)
    return len(found)


def _cases(act: Act, row: Staff, to: Staff, only: Collection[int] | None, why: str) -> int:
    statement = select(Case).where(
        Case.owner_id == row.id,
        col(Case.stage).in_([stage.value for stage in cases.RUNNING]),
        col(Case.deleted_at).is_(None),
    )
    found = _of_customers(act, act.session.exec(statement).all(), only)
    for case in found:
        cases.hand_over(act, case.record_id, to.record_id, why)
    return len(found)


def _follow_ups(act: Act, row: Staff, to: Staff, only: Collection[int] | None) -> int:
    statement = select(FollowUp).where(
        FollowUp.staff_id == row.id, FollowUp.state == FollowUpState.OPEN.value
    )
    found = _of_customers(act, act.session.exec(statement).all(), only)
    for follow_up in found:
        act.change(follow_up, staff_id=to.record_id)
    return len(found)


def _promises(act: Act, row: Staff, to: Staff, only: Collection[int] | None) -> int:
    statement = select(Promise).where(Promise.staff_id == row.id, Promise.state == PromiseState.OPEN.value)
    found = _of_customers(act, act.session.exec(statement).all(), only)
    for promise in found:
        act.change(promise, staff_id=to.record_id)
    return len(found)


def _of_customers(act: Act, records: Sequence[T], only: Collection[int] | None) -> list[T]:
    """Those of customers who are there, and among those asked for: what belongs to a deleted one rests."""
    asked = {record.customer_id for record in records}
    there: set[int | None] = set()
    for some in in_chunks(sorted(asked if only is None else asked & set(only))):
        there |= set(
            act.session.exec(
                select(Customer.id).where(col(Customer.id).in_(some), col(Customer.deleted_at).is_(None))
            )
        )
    return [record for record in records if record.customer_id in there]
