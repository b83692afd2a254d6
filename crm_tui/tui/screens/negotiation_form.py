"""A move of a negotiation: whose it was, what was said, and of how much."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.growth_words import NegotiationMove
from crm_tui.domain.words import PromiseBy
from crm_tui.i18n import N_, _
from crm_tui.queries.agreements import agreement
from crm_tui.queries.cases import case
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject, read_customer
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.money_field import MoneySpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_MOVE_KEYS = {
    NegotiationMove.OFFER: "o",
    NegotiationMove.COUNTER_OFFER: "c",
    NegotiationMove.CONCESSION: "n",
    NegotiationMove.AGREED: "a",
}


class NegotiationForm(DeskForm):
    """A move with a customer, about ``agreement_id``, ``case_id``, or what is typed."""

    HEADING = N_("A move of a negotiation")
    ROUTE = "negotiate"
    SUBJECT_LINES = 2

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The agreement, the case, or the customer as a whole."""
        return partial(
            _read_subject,
            customer_id=self.draft_customer_id,
            agreement_id=self.about.get("agreement_id"),
            case_id=self.about.get("case_id"),
        )

    def specs(self) -> Sequence[FieldSpec]:
        """What about unless that is known, whose move, what kind, and its words."""
        about = TextSpec(name="subject", label=_("About"), required=True, hint=_("price of 2027"))
        return [
            *(() if self._is_about_a_record else (about,)),
            PickSpec(
                name="by",
                label=_("Whose"),
                required=True,
                options=[
                    Option(PromiseBy.OURS.value, PromiseBy.OURS.label, "o"),
                    Option(PromiseBy.THEIRS.value, PromiseBy.THEIRS.label, "t"),
                ],
            ),
            PickSpec(
                name="move",
                label=_("Move"),
                required=True,
                options=[Option(move.value, move.label, key) for move, key in _MOVE_KEYS.items()],
            ),
            NotesSpec(
                name="words", label=_("Words"), required=True, hint=_("what was offered, conceded, agreed")
            ),
            MoneySpec(
                name="value", label=_("Amount"), quiet=True, hint=_("of it"), currency=self.business.currency
            ),
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write it down."""
        fields = {name: values.get(name) for name in ("move", "words", "by", "value")}
        fields |= {name: self.about.get(name) for name in ("agreement_id", "case_id")}
        fields |= {"subject": values.get("subject") or "", "customer_id": self.its_customer}
        return partial(_note, fields=fields)

    @property
    def _is_about_a_record(self) -> bool:
        return self.about.get("agreement_id") is not None or self.about.get("case_id") is not None


def _read_subject(
    reader: Reader, customer_id: int | None, agreement_id: int | None, case_id: int | None
) -> Subject | None:
    if agreement_id is not None:
        agreed = agreement(reader, agreement_id)
        words = _("agreement {id}: ").format(id=agreement_id)
        return Subject(agreed.customer_id, agreed.customer, words, agreed.name)
    if case_id is not None:
        found = case(reader, case_id).case
        return Subject(found.customer_id, found.customer, _("case {id}: ").format(id=case_id), found.title)
    return read_customer(reader, customer_id)


def _note(act: "Act", fields: Mapping[str, Any]) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.negotiations import NewMove, note_move

    saved = note_move(act, NewMove(**fields))
    return _("Written down about: {subject}").format(subject=saved.subject)
