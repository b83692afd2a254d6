"""What can be done with a contact that is written down: put right, moved, taken away, marked."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from sqlmodel import col, select

from crm_tui.actions.contact_checks import check_waited
from crm_tui.actions.contact_values import SavedInteraction
from crm_tui.actions.lookups import read_code
from crm_tui.actions.notices import Notice
from crm_tui.actions.plan_runs import no_longer_so
from crm_tui.actions.tier_events import tier_now
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.links import read_link
from crm_tui.domain.words import FollowUpState, Mood, Obstacle
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, Customer, FollowUp, Interaction, Product, Promise

P = TypeVar("P", FollowUp, Promise)


def edit_interaction(
    act: Act, interaction_id: int, changes: Mapping[str, Any], *, if_version: int | None = None
) -> SavedInteraction:
    """Put right what was written about a contact: words, mood, obstacle, waiting time, link, product.

    ``product`` is an id, or None for none. What it was and what it led to stays; a contact logged wrongly is
    undone, or deleted and logged again. Raises InvalidInput for another field or an unknown code;
    NoSuchRecord for the product.
    """
    row = _interaction(act, interaction_id, "edit-interaction", if_version)
    columns: dict[str, Any] = {}
    for field, value in changes.items():
        if field == "product":
            columns["product_id"] = None if value is None else act.get(Product, value).record_id
            continue
        if field not in _READERS:
            raise InvalidInput(
                _("“{field}” of a contact cannot be changed.").format(field=field),
                _("Use one of: {fields}.").format(fields=", ".join((*_READERS, "product"))),
                field=field,
            )
        columns[field] = _READERS[field](value)
    act.change(row, **columns)
    return SavedInteraction(row.record_id, row.version)


def mark_good_moment(
    act: Act, interaction_id: int, good: bool = True, *, if_version: int | None = None
) -> SavedInteraction:
    """Mark a contact as a good moment, or unmark it."""
    row = _interaction(act, interaction_id, "mark-good-moment", if_version)
    act.change(row, good_moment=good)
    return SavedInteraction(row.record_id, row.version)


def delete_interaction(act: Act, interaction_id: int, *, if_version: int | None = None) -> SavedInteraction:
    """Take a contact out of the timeline; undo brings it back. What it led to stays and is named."""
    row = _interaction(act, interaction_id, "delete-interaction", if_version)
    act.change(row, deleted_at=act.now)
    no_longer_so(act, "interaction", interaction_id, _("the contact was deleted"))
    stays = [
        _("Its follow-up {id} stays.").format(id=follow_up.record_id)
        for follow_up in _follow_ups(act, row)
        if follow_up.state == FollowUpState.OPEN
    ]
    stays += [_("Its promise {id} stays.").format(id=promise.record_id) for promise in _promises(act, row)]
    if row.case_id is not None:
        stays.append(_("Case {id} stays.").format(id=row.case_id))
    return SavedInteraction(
        row.record_id, row.version, tuple(Notice("stays", text, (row.customer_id,)) for text in stays)
    )


def move_interaction(
    act: Act, interaction_id: int, to_customer: int, *, if_version: int | None = None
) -> SavedInteraction:
    """Put a contact on the customer that it was with.

    The follow-up and the promise that it made go along, and so does the case that it opened, unless something
    else belongs to that case. A follow-up of the wrong customer that it had closed is open again. Raises
    NoSuchRecord, and InvalidInput when it is there already.
    """
    row = _interaction(act, interaction_id, "move-interaction", if_version)
    act.get(Customer, to_customer)
    from_customer = row.customer_id
    if to_customer == from_customer:
        raise InvalidInput(
            _("The contact is with that customer already."), _("Name another customer."), field="customer"
        )
    case_id, warnings = row.case_id, []
    case = None if case_id is None else act.session.get(Case, case_id)
    if case is not None and not _made_case(act, row, case):
        warnings.append(
            Notice(
                "case-stays",
                _("Case {id} stays where it is: more belongs to it than this contact.").format(id=case_id),
                (from_customer,),
            )
        )
        case_id = None
    elif case is not None:
        act.change(case, customer_id=to_customer)
    made: list[FollowUp | Promise] = [*_follow_ups(act, row), *_promises(act, row)]
    tier = tier_now(act, to_customer)
    act.change(row, customer_id=to_customer, case_id=case_id, tier=tier)
    for part in made:
        kept = None if part.case_id is None else case_id
        act.change(part, customer_id=to_customer, case_id=kept, tier=tier)
    for closed in act.session.exec(
        select(FollowUp).where(FollowUp.customer_id == from_customer, FollowUp.done_by_id == row.record_id)
    ).all():
        act.change(closed, state=FollowUpState.OPEN.value, done_by_id=None, closed_at=None, appointment=None)
        warnings.append(
            Notice(
                "open-again",
                _("Follow-up {id} is open again: this contact was not with that customer.").format(
                    id=closed.record_id
                ),
                (from_customer,),
                closed.record_id,
            )
        )
    return SavedInteraction(row.record_id, row.version, tuple(warnings))


def _interaction(act: Act, interaction_id: int, verb: str, if_version: int | None) -> Interaction:
    row = act.get(Interaction, interaction_id)
    act.describe(verb, "interaction", interaction_id, row.customer_id)
    act.get(Customer, row.customer_id)
    act.expect_version(row, if_version)
    return row


def _follow_ups(act: Act, row: Interaction) -> list[FollowUp]:
    """The follow-ups that the contact made."""
    return list(
        act.session.exec(
            select(FollowUp).where(
                FollowUp.customer_id == row.customer_id, FollowUp.interaction_id == row.record_id
            )
        )
    )


def _promises(act: Act, row: Interaction) -> list[Promise]:
    """The promises that the contact made."""
    return list(
        act.session.exec(
            select(Promise).where(
                Promise.customer_id == row.customer_id, Promise.interaction_id == row.record_id
            )
        )
    )


def _made_case(act: Act, row: Interaction, case: Case) -> bool:
    """Whether the contact opened the case and nothing else belongs to it."""
    if case.opened_at != row.happened_at:
        return False
    others = select(Interaction.id).where(
        Interaction.case_id == case.record_id,
        Interaction.id != row.record_id,
        col(Interaction.deleted_at).is_(None),
    )
    if act.session.exec(others).first() is not None:
        return False
    parts: list[FollowUp | Promise] = [*_parts_of(act, FollowUp, case), *_parts_of(act, Promise, case)]
    return all(part.interaction_id == row.record_id for part in parts)


def _parts_of(act: Act, table: type[P], case: Case) -> Sequence[P]:
    return act.session.exec(
        select(table).where(table.customer_id == case.customer_id, table.case_id == case.record_id)
    ).all()


def _coded(words: type[Mood] | type[Obstacle], field: str) -> Callable[[str | None], str | None]:
    return lambda value: read_code(words, value, field).value if value else None


def _waited(value: int | None) -> int | None:
    check_waited(value)
    return value


_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "said": str,
        "cause": str,
        "did": str,
        "mood": _coded(Mood, "mood"),
        "obstacle": _coded(Obstacle, "obstacle"),
        "waited_minutes": _waited,
        "link": read_link,
    }
)
