"""What stands against a contact, and against its next step: told in a quiet line each while it is written."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.contact_load import STILL_TO_ANSWER, Exemption, LoadVerdict
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.when import When
from crm_tui.domain.words import Channel, Direction, Outcome
from crm_tui.i18n import _
from crm_tui.queries.load import against_contact
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.contact_steps import StepsScreen
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.search_field import Match
from crm_tui.tui.widgets.text_lines import TextLines

#: The answers that say whether the next step, and the contact itself, burden the customer.
_WEIGHS_NEXT = frozenset({"customer", "next", "next_channel", "outcome", "nature", "case", "direction"})
_WEIGHS_CONTACT = frozenset({"customer", "channel", "direction", "outcome", "nature", "case", "at"})

NO_CASE = (None, "none")


class Weighed(Message, bubble=False):
    """Whether the next step may be planned as it stands."""

    def __init__(self, verdict: LoadVerdict) -> None:
        super().__init__()
        self.verdict = verdict


class Remarked(Message, bubble=False):
    """What stands against the contact itself: nothing in most cases."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__()
        self.reasons = reasons


class AgainstLine(TextLines):
    """What stands against the contact, in one line; without it, no line."""

    DEFAULT_CSS = """
    AgainstLine { display: none; height: 1; margin: 0 1; }
    AgainstLine.-shown { display: block; }
    """

    def show_reasons(self, reasons: tuple[str, ...]) -> None:
        """Show these, or nothing."""
        self.show_lines([[("▲ ", "risk"), (" ".join(reasons), "")]] if reasons else [])
        self.set_class(bool(reasons), "-shown")


class WeighingScreen(StepsScreen):
    """A contact form that says what stands against the contact, and against what is planned after it."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self.verdict: LoadVerdict | None = None
        self._weighs_contact = False

    def above(self) -> Iterable[Widget]:
        """The line that says what stands against the contact, where anything does."""
        yield AgainstLine()

    @property
    def follow_up_id(self) -> int | None:
        """The follow-up that this contact does."""
        return self.about.get("follow_up_id")

    def times(self, values: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
        """When the contact began and ended. Raises InvalidInput for a time that cannot be read."""
        raise NotImplementedError

    def on_form_changed(self, message: Form.Changed) -> None:
        """What depends on an answer is weighed anew."""
        values = message.form.values()
        if message.name in _WEIGHS_NEXT:
            self._weigh_next(values)
        if message.name in _WEIGHS_CONTACT:
            self._weigh_contact(values)

    def on_weighed(self, message: Weighed) -> None:
        """One quiet line beside the next step; going against it asks for a reason."""
        self.verdict = message.verdict
        self.form.field("next").repaint()
        self.form.field("override").changed()

    def on_remarked(self, message: Remarked) -> None:
        """One quiet line below the card: the contact is logged all the same."""
        self.query_one(AgainstLine).show_reasons(message.reasons if self._weighs_contact else ())

    def describe_next(self, when: When) -> str:
        """The time of the next step in words, and what stands against it."""
        shown = self.telling.due_exactly(when.at, when.all_day, when.day)
        verdict = self.verdict
        if verdict is None:
            return shown
        if not verdict.allowed:
            return _("{when} ▲ {reasons}").format(when=shown, reasons=" ".join(verdict.reasons))
        if verdict.join is not None:
            return _("{when} (something is planned near then already)").format(when=shown)
        return shown

    def _weigh_next(self, values: Mapping[str, Any]) -> None:
        customer, when = values.get("customer"), values.get("next")
        if not isinstance(customer, Match) or when is None:
            self.verdict = None
            return
        query = partial(
            facts.weigh,
            customer_id=customer.id,
            when=when,
            channel=values.get("next_channel") or Channel.PHONE.value,
            exemption=self._exemption(values),
            zone=self.business.zone,
        )
        self.shell.work.read(self, "weigh", query, Weighed)

    def _exemption(self, values: Mapping[str, Any]) -> Exemption | None:
        """As the log itself will see it: somebody who waits for an answer is not burdened by it."""
        if values.get("outcome") == Outcome.PROMISED:
            return Exemption.PROMISED
        if values.get("direction") == Direction.INBOUND and values.get("outcome") in STILL_TO_ANSWER:
            return Exemption.ANSWER
        return Exemption.OPEN_CASE if self._is_in_case(values) else None

    def _is_in_case(self, values: Mapping[str, Any]) -> bool:
        opens = self.desk is not None and any(
            nature.code == values.get("nature") and nature.opens_case for nature in self.desk.words.natures
        )
        return (opens and values.get("outcome") != Outcome.SOLVED) or values.get("case") not in NO_CASE

    def _weigh_contact(self, values: Mapping[str, Any]) -> None:
        customer, channel = values.get("customer"), values.get("channel")
        # Nobody reached is no burden: the log itself says nothing then.
        in_vain = any(word.code == values.get("outcome") and not word.reached for word in self.outcomes)
        is_ours = values.get("direction") == Direction.OUTBOUND and not in_vain
        if not is_ours or not isinstance(customer, Match) or channel is None:
            self._weighs_contact = False
            self.query_one(AgainstLine).show_reasons(())
            return
        self._weighs_contact = True
        query = partial(
            against_contact,
            customer_id=customer.id,
            at=self._began(values),
            channel=Channel(channel),
            zone=self.business.zone,
            in_case=self._is_in_case(values),
            does=self.follow_up_id,
        )
        self.shell.work.read(self, "against", query, Remarked)

    def _began(self, values: Mapping[str, Any]) -> datetime:
        try:
            began_at, _ended_at = self.times(values)
        except InvalidInput:
            began_at = None  # Half typed: it is weighed again with the next key.
        return began_at or self.shell.state.now()
