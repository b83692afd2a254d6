"""An opportunity: what a customer may need, what it may be worth, and what is to be done next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.add_on import Suggestion
from crm_tui.domain.errors import NotAllowed
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.queries.opportunities import Opportunity, opportunity
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.contact_facts import channel_options
from crm_tui.tui.screens.desk_form import DeskForm, Subject, read_customer
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.money_field import MoneySpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.suggest_field import SuggestSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.when_field import WhenSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass(frozen=True, slots=True)
class OpportunitySubject(Subject):
    """The opportunity that is changed."""

    one: Opportunity | None = None


class OpportunityForm(DeskForm):
    """Writes one down for ``customer_id``, or changes ``opportunity_id``."""

    HEADING = N_("May need")
    ROUTE = "opportunity"

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._one: Opportunity | None = None
        self._was_refused = False

    @property
    def opportunity_id(self) -> int | None:
        """The one that is changed; None for a new one."""
        return self.about.get("opportunity_id")

    @property
    def is_waiting(self) -> bool:
        """What is changed has to be read first."""
        return self.opportunity_id is not None and self._one is None

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The opportunity, or the customer in view."""
        if self.opportunity_id is None:
            return partial(read_customer, customer_id=self.draft_customer_id)
        return partial(read_opportunity, opportunity_id=self.opportunity_id)

    def subject_read(self, subject: Subject | None) -> None:
        """Show what is changed."""
        if isinstance(subject, OpportunitySubject) and subject.one is not None:
            self.about.setdefault("version", subject.one.version)
            if self._one is None:
                self._one = subject.one
                self.show_form()

    def specs(self) -> Sequence[FieldSpec]:
        """What, its value, and the next step; only the first is needed."""
        return [
            SuggestSpec(
                name="need",
                label=_("May need"),
                required=True,
                hint=_("in their words, or a product with ↓"),
                known=lambda: self.desk.offers if self.desk else (),
            ),
            MoneySpec(name="value", label=_("Value"), quiet=True, currency=self._currency),
            self._when("expected", _("Decide by"), quiet=True),
            self._when("next", _("Next"), is_open=self.is_open),
            TextSpec(
                name="why",
                label=_("Why"),
                quiet=True,
                hint=_("else what they may need"),
                visible_when=_is_planned,
            ),
            PickSpec(
                name="next_channel",
                label=_("by"),
                quiet=True,
                options=channel_options(),
                visible_when=_is_planned,
            ),
            TextSpec(
                name="override",
                label=_("Although"),
                hint=_("why it is planned all the same"),
                visible_when=lambda values: self._was_refused and _is_planned(values),
            ),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """What is known."""
        one = self._one
        if one is None:
            return {}
        return {"need": one.need, "value": one.value, "expected": one.expected_on}

    def deed(self, values: Mapping[str, Any]) -> Deed | None:
        """Write it down, or change it."""
        if self._one is None:
            return partial(_hear, customer_id=self.its_customer, values=values)
        changes = _changes(values, self._one)
        if not changes and values.get("next") is None:
            return None
        return partial(
            _edit, one=self._one, changes=changes, values=values, version=self.about.get("version")
        )

    def refuse(self, error: Exception) -> None:
        """A next step against the contact load asks for its reason now."""
        if isinstance(error, NotAllowed) and error.reasons:
            self._was_refused = True
            self.form.look_again()
            self.form.show_problem("override", " ".join(error.reasons))
        else:
            super().refuse(error)

    @property
    def _currency(self) -> str:
        return (self._one.currency if self._one else "") or self.business.currency

    def _when(self, name: str, label: str, **more: Any) -> WhenSpec:
        return WhenSpec(
            name=name,
            label=label,
            hint=_("3d, fri, 24 nov"),
            now=self.shell.state.now,
            zone=self.business.zone,
            describe=self.describe,
            input_width=20,
            **more,
        )


def read_opportunity(reader: Reader, opportunity_id: int) -> OpportunitySubject:
    """The opportunity, and whose it is. Raises NoSuchRecord."""
    one = opportunity(reader, opportunity_id)
    words = _("{stage}, heard by {name}: ").format(stage=one.stage.label, name=one.heard_by)
    return OpportunitySubject(one.customer_id, one.customer, words, one.need, one)


def _is_planned(values: Values) -> bool:
    return values.get("next") is not None


def _changes(values: Mapping[str, Any], one: Opportunity) -> dict[str, Any]:
    expected = values.get("expected")
    entered = {
        "need": (values.get("need"), one.need),
        "value": (values.get("value"), one.value),
        "expected_on": (None if expected is None else expected.day, one.expected_on),
    }
    return {name: new for name, (new, old) in entered.items() if new != old}


# The actions need the ORM, which the first screen does not wait for.


def _hear(act: "Act", customer_id: int, values: Mapping[str, Any]) -> str:
    from crm_tui.actions.opportunities import NewOpportunity, hear

    expected = values.get("expected")
    new = NewOpportunity(
        values["need"],
        value=values.get("value"),
        expected_on=None if expected is None else expected.day,
        next_step=_next_step(values),
    )
    heard = hear(act, customer_id, new)
    return _("Opportunity {id} is written down.").format(id=heard.id)


def hear_suggestion(act: "Act", customer_id: int, what: Suggestion) -> str:
    """Make an opportunity of a suggestion."""
    from crm_tui.actions.opportunities import NewOpportunity, hear

    heard = hear(act, customer_id, NewOpportunity(product_id=what.product_id))
    return _("Opportunity {id} is written down: {product}").format(id=heard.id, product=what.product)


def _edit(
    act: "Act", one: Opportunity, changes: dict[str, Any], values: Mapping[str, Any], version: int | None
) -> str:
    from crm_tui.actions.opportunities import edit_opportunity

    step = _next_step(values)
    if step is not None:
        changes["next_step"] = step
    edit_opportunity(act, one.id, changes, if_version=version)
    return _("The opportunity is changed. {customer}").format(customer=one.customer)


def _next_step(values: Mapping[str, Any]) -> Any:
    from crm_tui.actions.follow_ups import NewFollowUp

    if values.get("next") is None:
        return None
    return NewFollowUp(
        values["next"],
        values.get("why") or "",
        channel=values.get("next_channel") or Channel.PHONE.value,
        override_why=values.get("override") or "",
    )
