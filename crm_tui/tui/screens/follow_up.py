"""Follow-up: something to do for a customer by a time, planned or changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.contact_load import Exemption, LoadVerdict, Plan
from crm_tui.domain.errors import NotAllowed
from crm_tui.domain.when import When
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.desk_form import DeskForm, Subject, read_customer
from crm_tui.tui.screens.follow_up_facts import (
    PlannedSubject,
    Weighing,
    planned_in_words,
    read_planned,
    weigh_plan,
)
from crm_tui.tui.screens.follow_up_saving import changes_of, edit, join_planned, schedule
from crm_tui.tui.screens.follow_up_specs import JOIN, FollowUpWays, follow_up_specs
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.search_field import Match

_WEIGHED = frozenset({"customer", "when", "channel", "appointment"})
#: Stands for the name of the customer in view for the moment until it is read.
_UNREAD = "…"


class Weighed(Message, bubble=False):
    """Whether the follow-up may be planned as it stands."""

    def __init__(self, weighing: Weighing) -> None:
        super().__init__()
        self.weighing = weighing


class FollowUpScreen(DeskForm):
    """Plans a follow-up for ``customer_id`` or for one that is found in the form; ``follow_up_id`` edits."""

    HEADING = N_("Follow-up")
    ROUTE = "follow-up"
    SUBJECT_LINES = 2

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._subject: PlannedSubject | None = None
        self._weighing: Weighing | None = None

    @property
    def follow_up_id(self) -> int | None:
        """The follow-up that is edited; None for a new one."""
        return self.about.get("follow_up_id")

    def above(self) -> Iterable[Widget]:
        """A new one says in its first field whom it is for."""
        return () if self.follow_up_id is None else super().above()

    @property
    def is_waiting(self) -> bool:
        """What is edited has to be read first."""
        return self.follow_up_id is not None and self._subject is None

    @property
    def start_field(self) -> str | None:
        """With a customer in view, the time is typed first."""
        return "customer" if self.customer_id is None and self.follow_up_id is None else "when"

    def specs(self) -> Sequence[FieldSpec]:
        """The fields of a follow-up."""
        return follow_up_specs(
            FollowUpWays(
                search=partial(
                    facts.search_customers,
                    country=self.business.country,
                    in_view=self.draft_customer_id,
                ),
                lane=self.shell.work.read,
                now=self.shell.state.now,
                zone=self.business.zone,
                describe=self.describe,
                is_open=self.is_open,
                remark=self._remark,
                colleagues=self.colleagues,
                can_join=lambda: self._weighing is not None and self._weighing.join is not None,
                needs_reason=lambda: self._weighing is not None and not self._weighing.verdict.allowed,
                is_new=self.follow_up_id is None,
            )
        )

    def start_values(self) -> Mapping[str, Any]:
        """A call of mine; or what is planned."""
        if self._subject is None:
            me = self.shell.state.actor
            return {"channel": Channel.PHONE.value, "staff": str(me.staff_id) if me else None}
        planned = self._subject.planned
        return {
            "when": planned.due_on if planned.all_day else When(planned.due_at, False, planned.due_on),
            "why": planned.what,
            "channel": planned.channel,
            "staff": str(planned.staff_id),
            "appointment": "yes" if planned.is_appointment else None,
            "override": self._subject.override_why,
        }

    def picks_of_facts(self) -> Sequence[str]:
        """The colleagues."""
        return ("staff",)

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The follow-up, or the customer in view."""
        if self.follow_up_id is None:
            return partial(read_customer, customer_id=self.draft_customer_id)
        return partial(read_planned, follow_up_id=self.follow_up_id, telling=self.telling)

    def on_mount(self) -> None:
        """The customer in view is the one, unless another is typed."""
        if self.follow_up_id is None and self.draft_customer_id is not None:
            self.form.propose("customer", Match(self.draft_customer_id, _UNREAD))

    def subject_read(self, subject: Subject | None) -> None:
        """What is edited is shown; a new one has the name of the customer in view now."""
        if isinstance(subject, PlannedSubject):
            self.about.setdefault("version", subject.planned.version)
            if self._subject is None:
                self._subject = subject
                self.show_form()
        elif subject is not None:
            self.form.propose("customer", Match(subject.customer_id, subject.customer))

    def on_form_changed(self, message: Form.Changed) -> None:
        """What stands against the plan follows it."""
        if message.name == "customer":
            customer = message.form.values().get("customer")
            self.draft_customer_id = customer.id if isinstance(customer, Match) else None
        if message.name in _WEIGHED:
            self._weigh(message.form.values())

    def on_weighed(self, message: Weighed) -> None:
        """One quiet line below the time; going against it asks for a reason."""
        self._show_weighing(message.weighing)

    def deed(self, values: Mapping[str, Any]) -> Deed | None:
        """Join it, plan it, or change what is planned."""
        if self._subject is not None:
            changes = changes_of(values, self._subject.planned)
            if not changes:
                return None
            return partial(
                edit,
                planned=self._subject.planned,
                changes=changes,
                override=values.get("override") or "",
                version=self.about["version"],
            )
        join = self._weighing.join if self._weighing else None
        if values.get("join") == JOIN and join is not None:
            return partial(join_planned, planned=join, why=values["why"])
        return partial(schedule, values=values, when=self.describe(values["when"]))

    def refuse(self, error: Exception) -> None:
        """A plan that was not weighed before it was saved asks for its reason now."""
        if isinstance(error, NotAllowed) and error.reasons and self._weighing is None:
            verdict = LoadVerdict(False, error.reasons, 0, 0, 0, None)
            self._show_weighing(Weighing(verdict, None))
            self.form.go_to("override")
        else:
            super().refuse(error)

    def _weigh(self, values: Mapping[str, Any]) -> None:
        when, customer_id = values.get("when"), self.draft_customer_id
        if customer_id is None or when is None or self._stays_as_planned(values):
            self._show_weighing(None)
            return
        exemption = Exemption.PROMISED if values.get("appointment") else None
        if self._subject is not None:
            exemption = self._subject.exemption
        channel = Channel(values.get("channel") or Channel.PHONE)
        query = partial(
            weigh_plan,
            customer_id=customer_id,
            plan=Plan(when.at, when.all_day, channel, exemption),
            zone=self.business.zone,
            leave_out=self.follow_up_id,
        )
        self.shell.work.read(self, "weigh", query, Weighed)

    def _stays_as_planned(self, values: Mapping[str, Any]) -> bool:
        """What was planned once is weighed again only at another time or on another channel."""
        if self._subject is None:
            return False
        return not {"when", "channel"} & changes_of(values, self._subject.planned).keys()

    def _show_weighing(self, weighing: Weighing | None) -> None:
        self._weighing = weighing
        self.form.field("when").repaint()
        self.form.look_again()

    def _remark(self) -> str:
        weighing = self._weighing
        if weighing is None:
            return ""
        reasons = " ".join(weighing.verdict.reasons)
        if weighing.join is None:
            return f"▲ {reasons}" if reasons else ""
        planned = planned_in_words(weighing.join, self.telling) + weighing.join.what
        if not reasons:
            return _("Planned already: {planned}").format(planned=planned)
        return _("▲ {reasons} Planned already: {planned}").format(reasons=reasons, planned=planned)
