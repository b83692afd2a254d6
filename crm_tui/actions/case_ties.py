"""Several cases with one cause, tied into a case above them that somebody of ours looks after."""

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from crm_tui.actions.cases import RUNNING, NewCase, SavedCase, saved_case, start_case
from crm_tui.actions.memberships import make_organisation
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.words import Form, Kind, Nature, Stage
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, Customer, CustomerKind


def tie_cases(
    act: Act,
    case_ids: Iterable[int],
    *,
    title: str = "",
    owner: int | str | None = None,
    above: int | None = None,
) -> SavedCase:
    """Tie cases into the case ``above``, or into a new one of our own, whose cause is theirs.

    The new one is a problem of the house: its customer is the business itself, its owner who acts unless one
    is named. Raises NoSuchRecord; InvalidInput for fewer cases than make a tie, for one that is tied
    elsewhere or has others below it, and for a case above that is over, or tied into another itself.
    """
    act.describe("tie-cases", "case")
    cases = [act.get(Case, case_id) for case_id in dict.fromkeys(case_ids)]
    for case in cases:
        act.get(Customer, case.customer_id)
        _check_free(act, case, above)
    parent = _new_above(act, cases, title, owner) if above is None else _known_above(act, cases, above)
    act.about("case", parent.record_id, parent.customer_id)
    for case in cases:
        act.change(case, parent_id=parent.record_id)
    return saved_case(parent)


def untie_case(act: Act, case_id: int) -> SavedCase:
    """Take a case out of the one above it. Raises InvalidInput where there is none."""
    case = act.get(Case, case_id)
    act.describe("untie-case", "case", case_id, case.customer_id)
    if case.parent_id is None:
        raise InvalidInput(_("Case {id} is not tied into another.").format(id=case_id))
    act.change(case, parent_id=None)
    return saved_case(case)


def _new_above(act: Act, cases: Sequence[Case], title: str, owner: int | str | None) -> Case:
    if len(cases) < 2:
        raise InvalidInput(_("There is nothing to tie: name two cases at least."), field="cases")
    cause = next((case.cause for case in cases if case.cause), "")
    new = NewCase(Nature.PROBLEM.value, cause, title.strip(), act.actor.staff_id if owner is None else owner)
    parent = start_case(act, _house(act), new)
    act.change(parent, cause=cause)
    return parent


def _known_above(act: Act, cases: Sequence[Case], above: int) -> Case:
    if not cases:
        raise InvalidInput(_("There is nothing to tie: name a case."), field="cases")
    parent = act.get(Case, above)
    act.get(Customer, parent.customer_id)
    if parent.parent_id is not None:
        raise InvalidInput(
            _("Case {id} is itself tied into case {above}.").format(id=above, above=parent.parent_id),
            _("Tie them into that one."),
            field="above",
        )
    if parent.stage not in RUNNING:
        raise InvalidInput(
            _("Case {id} is {stage}.").format(id=above, stage=Stage(parent.stage).label),
            _("Reopen it first, or tie them into a new one."),
            field="above",
        )
    return parent


def _check_free(act: Act, case: Case, above: int | None) -> None:
    if case.record_id == above:
        raise InvalidInput(
            _("Case {id} cannot be tied into itself.").format(id=above),
            _("Name the others, and the one above them by itself."),
            field="cases",
        )
    below = select(Case.id).where(Case.parent_id == case.record_id, col(Case.deleted_at).is_(None))
    if act.session.exec(below).first() is not None:
        raise InvalidInput(
            _("Case {id} has others below it.").format(id=case.record_id),
            _("Tie the others into it instead."),
            field="cases",
        )
    if case.parent_id is not None and case.parent_id != above:
        raise InvalidInput(
            _("Case {id} is tied into case {above} already.").format(id=case.record_id, above=case.parent_id),
            _("Tie the others into that one, or take it out first."),
            field="cases",
        )


def _house(act: Act) -> Customer:
    """The business as its own customer, which problems of the house belong to; made when first needed."""
    name = act.business.name
    found = act.session.exec(
        select(Customer)
        .join(CustomerKind, col(CustomerKind.customer_id) == col(Customer.id))
        .where(
            Customer.sort_key == fold(name),
            Customer.form == Form.ORGANISATION.value,
            CustomerKind.kind == Kind.INTERNAL.value,
            col(Customer.deleted_at).is_(None),
        )
        .limit(1)
    ).first()
    if found is not None:
        return found
    house = act.get(Customer, make_organisation(act, name))
    act.add(CustomerKind(customer_id=house.record_id, kind=Kind.INTERNAL.value))
    return house
