"""What Log and Call have in common: the form of a contact, and the caller's card."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.instants import end_of_day
from crm_tui.domain.promises import safe_date
from crm_tui.domain.when import When
from crm_tui.domain.words import Channel, Direction
from crm_tui.queries.products import Product
from crm_tui.queries.vocabulary import OutcomeChoice
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.contact_load import WeighingScreen
from crm_tui.tui.screens.contact_saving import log_deed, makes_promise, past_time
from crm_tui.tui.screens.contact_specs import ContactWays, contact_specs
from crm_tui.tui.screens.contact_steps import IN_SITUATION
from crm_tui.tui.screens.product_rows import product_in_words
from crm_tui.tui.widgets.customer_card import CustomerCardView
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.search_field import Match


class DeskRead(Message, bubble=False):
    """The business's words and colleagues were read."""

    def __init__(self, found: facts.DeskFacts) -> None:
        super().__init__()
        self.found = found


class CallerRead(Message, bubble=False):
    """The customer's card was read."""

    def __init__(self, found: facts.CallerFacts) -> None:
        super().__init__()
        self.found = found


class ContactScreen(WeighingScreen):
    """A contact on its way to being written down. ``number`` is who calls, as a softphone tells it."""

    IS_CALL: ClassVar[bool]
    DEFAULT_CSS = """
    #card { height: 3; padding: 0 1; }
    #card.-whole { height: 10; }
    #form { border-top: solid $foreground 20%; }
    """

    def __init__(
        self,
        *,
        customer_id: int | None = None,
        number: str = "",
        follow_up_id: int | None = None,
        draft: Draft | None = None,
    ) -> None:
        about = {} if follow_up_id is None else {"follow_up_id": follow_up_id}
        super().__init__(customer_id=customer_id, draft=draft, **about)
        self._number = number
        self._caller: facts.CallerFacts | None = None
        self._has_promised = False
        self.began_at: datetime | None = None

    def above(self) -> Iterable[Widget]:
        """The caller's card."""
        yield CustomerCardView(id="card")
        yield from super().above()

    def specs(self) -> Sequence[FieldSpec]:
        """The fields of a contact."""
        business = self.business
        return contact_specs(
            ContactWays(
                search=self._search,
                lane=self.shell.work.read,
                now=self.shell.state.now,
                zone=business.zone,
                country=business.country,
                describe=self._describe,
                describe_next=self.describe_next,
                is_open=self.is_open,
                natures=self.natures,
                outcomes=lambda: facts.outcome_options(self.desk.words if self.desk else None),
                channels=facts.channel_options(),
                colleagues=self.colleagues,
                offers=self._offers,
                products=self.products,
                causes=lambda: self.desk.causes if self.desk else (),
                cases=lambda: facts.case_options(self._caller.open_cases if self._caller else ()),
                has_cases=lambda: bool(self._caller and self._caller.open_cases),
                needs_override=lambda: bool(self.verdict and not self.verdict.allowed),
                playbook=lambda: self.playbook,
                shows_steps=self.shows_steps,
                is_call=self.IS_CALL,
            )
        )

    def start_values(self) -> Mapping[str, Any]:
        """A phone call from outside, unless somebody says otherwise."""
        return {
            "channel": Channel.PHONE.value,
            "direction": self.first_direction.value,
            "waited": self.first_wait,
        }

    @property
    def first_direction(self) -> Direction:
        """Which way the contact went, before anybody says so."""
        return Direction.INBOUND

    @property
    def first_wait(self) -> str | None:
        """How long they waited, before anybody says so."""
        return None

    @property
    def outcomes(self) -> Sequence[OutcomeChoice]:
        """The outcomes there are, once they are read."""
        return self.desk.words.outcomes if self.desk else ()

    def on_mount(self) -> None:
        """Read what the form offers, and who it is about."""
        query = partial(facts.read_desk, today=self.telling.today, follow_up_id=self.follow_up_id)
        self.shell.work.read(self, "desk", query, DeskRead)
        if self.draft_customer_id is not None:
            self._read_caller(self.draft_customer_id)

    def on_desk_read(self, message: DeskRead) -> None:
        """The business's own words take the place of the built-in ones."""
        self.desk = message.found
        planned = message.found.follow_up
        if planned is not None:
            self.form.propose("customer", Match(planned.customer_id, planned.customer, ""))
            self.form.propose("channel", planned.channel)
        if self._number:
            self.form.field("customer").restore({"typed": self._number})
        for name in ("nature", "outcome", "to"):
            self.form.field(name).repaint()
        self.choose_playbook(self.form.values())

    def on_caller_read(self, message: CallerRead) -> None:
        """Show whom we talk to; with one open case, the contact most likely belongs to it."""
        self._caller = message.found
        self.query_one("#card", CustomerCardView).show(message.found.glance)
        self.form.field("case").changed()

    def on_form_changed(self, message: Form.Changed) -> None:
        """What depends on an answer follows it."""
        values = message.form.values()
        if message.name == "customer":
            self._customer_changed(values.get("customer"))
        elif message.name == "told":
            self._propose_safe(values.get("told"))
        elif message.name in IN_SITUATION:
            self.choose_playbook(values)

    def do_call_standard(self) -> None:
        """Show which standards hold for the contact as far as it is written."""
        values = self.form.values()
        known = {name: values.get(name) for name in ("nature", "channel", "direction", "outcome")}
        self.shell.open(
            "standards-holding", customer_id=self.draft_customer_id, product_id=values.get("about"), **known
        )

    def do_may_need(self) -> None:
        """Write down what they may need, and back; what is suggested for them stands there already."""
        suggested = self._suggested()
        if suggested and not self.form.values().get("may_need"):
            self.form.propose("may_need", suggested[0])
        self.form.visit("may_need")

    def do_look_up(self) -> None:
        """What answers a need: its name and price are added to what we did."""
        self.shell.open("look-up", add=self._add_product)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Log the contact."""
        happened_at, ended_at = self.times(values)
        self._has_promised = makes_promise(values)
        return log_deed(
            values,
            happened_at=happened_at,
            ended_at=ended_at,
            follow_up_id=self.follow_up_id,
            playbook_version=self.playbook.version_id if self.playbook else None,
            copy_key=self.shell.keyboard.key_shown("copy-promise"),
        )

    def after_saving(self) -> None:
        """As long as that is offered, the key copies the promise just made, not the one at the cursor."""
        if self._has_promised:
            self.shell.state.promise_told = self.shell.state.happened

    def times(self, values: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
        """When the contact began and ended."""
        now = self.shell.state.now()
        return past_time(values.get("at"), now, self.business.zone), None

    def field_of(self, error: Exception) -> str:
        """The actions' names of fields, in the form's words."""
        renamed = {"happened_at": "at", "told": "told", "what": "promise", "when": "next", "staff": "to"}
        name = getattr(error, "field", "")
        wanted = renamed.get(name, name)
        return wanted if wanted in {spec.name for spec in self.specs()} else ""

    def _add_product(self, product: Product) -> None:
        field = self.form.field("did")
        field.restore("; ".join(filter(None, (str(field.draft or ""), product_in_words(product)))))
        field.changed()

    def _search(self, reader: Reader, text: str) -> Sequence[Match]:
        return facts.search_customers(reader, text, self.business.country, self.draft_customer_id)

    def _suggested(self) -> tuple[str, ...]:
        return tuple(each.product for each in self._caller.glance.suggestions) if self._caller else ()

    def _offers(self) -> Sequence[str]:
        suggested = self._suggested()
        offers = self.desk.offers if self.desk else ()
        return (*suggested, *(offer for offer in offers if offer not in suggested))

    def _describe(self, when: When) -> str:
        return self.telling.due(when.at, when.all_day, when.day)

    def _customer_changed(self, customer: Any) -> None:
        chosen = customer.id if isinstance(customer, Match) else None
        if chosen == self.draft_customer_id and self._caller is not None:
            return
        self._caller = None
        self.draft_customer_id = chosen
        self.query_one("#card", CustomerCardView).show(None)
        if chosen is not None:
            self._read_caller(chosen)

    def _read_caller(self, customer_id: int) -> None:
        query = partial(facts.read_caller, customer_id=customer_id, now=self.shell.state.now())
        self.shell.work.read(self, "caller", query, CallerRead)

    def _propose_safe(self, told: When | None) -> None:
        if told is not None:
            now, zone = self.shell.state.now(), self.business.zone
            safe = safe_date(told, now, zone, self.is_open)
            # A time told for today leaves no earlier day: then what was told is what we aim for.
            self.form.propose("safe", told if end_of_day(safe, zone) > told.at else safe)
