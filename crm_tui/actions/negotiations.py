"""Negotiations: each move as it is made, ours and theirs, so that nobody concedes the same thing twice."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.actions.lookups import case_of, read_code
from crm_tui.actions.worth import worth
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import NegotiationMove
from crm_tui.domain.words import PromiseBy
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Agreement, Case, Customer, NegotiationStep


@dataclass(frozen=True, slots=True)
class NewMove:
    """One move, of a negotiation with a customer, about one of their agreements or cases where one is given.

    ``subject`` is what it is about; unless given, the agreement's name or the case's title. ``value`` is in
    1/10,000 of the unit; ``happened_at`` is now unless given.
    """

    move: str
    words: str
    by: str = PromiseBy.OURS.value
    subject: str = ""
    value: int | None = None
    currency: str = ""
    customer_id: int | None = None
    agreement_id: int | None = None
    case_id: int | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedMove:
    """A move as it was written down."""

    id: int
    customer_id: int
    subject: str


def note_move(act: Act, new: NewMove) -> SavedMove:
    """Write a move down.

    Raises NoSuchRecord; InvalidInput, naming the field, without words or anything that it is about, for an
    unknown move, an agreement or case of another customer, and a time to come.
    """
    act.describe("note-move", "negotiation-step")
    move, by = read_code(NegotiationMove, new.move, "move"), read_code(PromiseBy, new.by, "by")
    customer_id, subject = _about(act, new)
    if not new.words.strip():
        raise InvalidInput(
            _("A move needs words."), _("Say what was offered, conceded or agreed."), field="words"
        )
    happened_at = new.happened_at or act.now
    if happened_at > act.now:
        raise InvalidInput(
            _("That has not happened yet."), _("Give the time at which it was said, up to now."), field="at"
        )
    row = act.add(
        NegotiationStep(
            customer_id=customer_id,
            agreement_id=new.agreement_id,
            case_id=new.case_id,
            staff_id=act.actor.staff_id,
            subject=subject,
            move=move.value,
            by=by.value,
            words=new.words.strip(),
            happened_at=happened_at,
            recorded_at=act.now,
            **worth(act, new.value, new.currency),
        )
    )
    act.about("negotiation-step", row.record_id, customer_id)
    return SavedMove(row.record_id, customer_id, subject)


def _about(act: Act, new: NewMove) -> tuple[int, str]:
    """With whom, and what about."""
    customer_id, subject = new.customer_id, new.subject.strip()
    if new.agreement_id is not None:
        agreement = act.get(Agreement, new.agreement_id)
        customer_id = agreement.customer_id if customer_id is None else customer_id
        if agreement.customer_id != customer_id:
            raise InvalidInput(
                _("Agreement {id} is with somebody else.").format(id=new.agreement_id),
                _("Name an agreement with this customer, or none."),
                field="agreement_id",
            )
        subject = subject or agreement.name
    if new.case_id is not None:
        case = act.get(Case, new.case_id)
        customer_id = case.customer_id if customer_id is None else customer_id
        subject = subject or case_of(act, new.case_id, customer_id).title
    if customer_id is None:
        raise InvalidInput(
            _("With whom was it?"), _("Name a customer, an agreement or a case."), field="customer_id"
        )
    act.get(Customer, customer_id)
    if not subject:
        raise InvalidInput(
            _("What was it about?"), _("Say it in a few words: “price of 2027”."), field="subject"
        )
    return customer_id, subject
