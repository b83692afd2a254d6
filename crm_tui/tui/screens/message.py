"""Message: a template filled in for the customer, put right by hand, handed over to be sent, and logged."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.message import Message

from crm_tui.domain.errors import NotAllowed
from crm_tui.domain.words import Channel, Nature
from crm_tui.i18n import N_, _
from crm_tui.queries.messages import Composed
from crm_tui.queries.template_values import Writer
from crm_tui.queries.templates import Template
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.desk_form import Subject
from crm_tui.tui.screens.message_facts import (
    MessageSubject,
    read_against,
    read_composed,
    read_subject,
    template_options,
)
from crm_tui.tui.screens.message_hand_over import HandOverForm, ways
from crm_tui.tui.screens.message_saving import send_deed
from crm_tui.tui.text import cut
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.notes_field import NotesField, NotesSpec, show_first_gap
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import TextLines

_YES, _NO = "yes", "no"
#: So many cells of what was planned stand beside the other choice on 80 columns.
_PLANNED_ROOM = 40


class Filled(Message, bubble=False):
    """A template, or a snippet, was filled in."""

    def __init__(self, composed: Composed) -> None:
        super().__init__()
        self.composed = composed


class Weighed(Message, bubble=False):
    """What stands against sending it."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__()
        self.reasons = reasons


class MessageScreen(HandOverForm):
    """``template`` (the number of a text, as its code) is begun with; ``follow_up_id`` is what it may do."""

    HEADING = N_("Message")
    ROUTE = "message"
    NATURE: ClassVar[Nature] = Nature.COURTESY  # of a message that comes from no template
    SUBJECT_LINES = 2
    FOOTER = ("save", "next-field", "picks", "close")
    DEFAULT_CSS = """
    #form NotesArea { max-height: 11; }
    .-tall NotesArea { max-height: 20; }
    """

    _facts: MessageSubject | None = None
    _against: tuple[str, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """The texts are read before one can be picked."""
        return self._facts is None

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The customer, and the texts in their language."""
        return partial(
            read_subject,
            customer_id=self.its_customer,
            writer=self.writer,
            follow_up_id=self.about.get("follow_up_id"),
        )

    def subject_read(self, subject: Subject | None) -> None:
        """Show the form; with the text that was asked for, or else the list of them."""
        if not isinstance(subject, MessageSubject) or self._facts is not None:
            return
        self._facts = subject
        self.show_form()
        asked = self.about.pop("template", subject.template)
        if self._picked(asked) is not None:
            self.form.call_after_refresh(self.form.propose, "template", asked)
        elif subject.proposed:
            self.form.propose("body", subject.proposed)
        self._weigh(Channel.EMAIL.value)

    def specs(self) -> Sequence[FieldSpec]:
        """A text, its words, how they go out, and why all the same."""
        assert self._facts is not None, "the form is shown once they are read"
        snippets = self._facts.snippets
        return [
            PickSpec(
                name="template",
                label=_("Template"),
                options=template_options(self._facts.messages),
                next_field=lambda _values: "body",
            ),
            PickSpec(name="channel", label=_("By"), options=facts.channel_options(), passed_over=True),
            PickSpec(
                name="does",
                label=_("Does"),
                options=self._what_it_does(),
                passed_over=True,
                visible_when=lambda _values: self._texts.follow_up is not None,
            ),
            TextSpec(name="subject", label=_("Subject"), quiet=True),
            NotesSpec(name="body", label=_("Text"), required=True, hint=_("pick a template, or type")),
            PickSpec(
                name="snippet",
                label=_("Put in"),
                options=template_options(snippets),
                visible_when=lambda _values: bool(snippets),
            ),
            PickSpec(name="hand", label=_("To send"), options=ways()),
            TextSpec(
                name="override",
                label=_("Because"),
                hint=_("why it is sent all the same"),
                visible_when=lambda _values: bool(self._against),
            ),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """A mail; what was planned as a mail is done by it."""
        planned = self._texts.follow_up
        is_mail = planned is not None and planned.channel == Channel.EMAIL
        return {"channel": Channel.EMAIL.value, "does": _YES if is_mail else _NO}

    def on_form_changed(self, message: Form.Changed) -> None:
        """A picked text is filled in, a way to send it is gone."""
        value = message.form.values().get(message.name)
        if value is None or self._facts is None:
            return
        if message.name == "template":
            self._fill(value, "fill")
        elif message.name == "snippet":
            message.form.set_value("snippet", None)
            self._fill(value, "put-in")
        elif message.name in ("channel", "does"):
            self._weigh(message.form.values().get("channel") or Channel.EMAIL.value)
        elif message.name == "hand":
            message.form.set_value("hand", None)
            values = message.form.values()
            text = {"body": values.get("body") or "", "subject": values.get("subject") or ""}
            self.hand_over(value, self._texts.to, text)

    def on_filled(self, message: Filled) -> None:
        """Show the finished text, unless there is one that somebody typed; a snippet goes to the cursor."""
        composed, body = message.composed, self.form.field("body")
        assert isinstance(body, NotesField)
        if composed.template in self._texts.snippets:
            body.area.insert(composed.body)
        else:
            self.form.propose("body", composed.body)
            self.form.propose("subject", composed.subject)
            self.form.propose("channel", composed.template.channel)
            if body.value != composed.body.strip():
                self.shell.say(_("Your own words stay. Empty the text to take the template's."))
                return
            show_first_gap(body.area)
        if composed.empty:
            gaps = ", ".join(f"{{{name}}}" for name in composed.empty)
            self.shell.say(_("Nothing is known for {fields}: fill the gaps in.").format(fields=gaps))

    def on_weighed(self, message: Weighed) -> None:
        """One quiet line; a reason can be given below."""
        self._show_against(message.reasons)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """It is sent: log it."""
        picked = self._picked(values.get("template"))
        return partial(
            send_deed,
            customer_id=self.its_customer,
            name=self._texts.customer,
            values=values,
            nature=picked.nature if picked else self.NATURE.value,
            follow_up_id=self._does,
        )

    def refuse(self, error: Exception) -> None:
        """What was not weighed before asks for its reason now."""
        if isinstance(error, NotAllowed) and error.reasons:
            self._show_against(error.reasons)
            self.form.show_problem("override", error.hint)
        else:
            super().refuse(error)

    @property
    def writer(self) -> Writer:
        """Who writes, and when."""
        return Writer(self.business, self.actor, self.shell.state.now())

    @property
    def _texts(self) -> MessageSubject:
        assert self._facts is not None, "the form is shown once they are read"
        return self._facts

    @property
    def _does(self) -> int | None:
        """The follow-up that is done by it."""
        planned = self._texts.follow_up
        return planned.id if planned is not None and self.form.values().get("does") == _YES else None

    def _what_it_does(self) -> Sequence[Option]:
        planned = self._texts.follow_up
        if planned is None:
            return ()
        return Option(_YES, cut(planned.what, _PLANNED_ROOM), "y"), Option(_NO, _("nothing planned"), "n")

    def _picked(self, code: str | None) -> Template | None:
        found = (*self._texts.messages, *self._texts.snippets)
        return next((one for one in found if str(one.id) == code), None)

    def _fill(self, code: str, topic: str) -> None:
        if (template := self._picked(code)) is not None:
            query = partial(read_composed, to=self._texts.to, template=template, writer=self.writer)
            self.shell.work.read(self, topic, query, Filled)

    def _weigh(self, channel: str) -> None:
        query = partial(
            read_against,
            customer_id=self.its_customer,
            channel=channel,
            writer=self.writer,
            does=self._does,
        )
        self.shell.work.read(self, "weigh", query, Weighed)

    def _show_against(self, reasons: tuple[str, ...]) -> None:
        self._against = reasons
        texts = self._texts
        self.query_one("#subject", TextLines).show_lines(
            [
                ((texts.customer, "strong"),),
                ((f"▲ {' '.join(reasons)}", "risk"),) if reasons else ((texts.words, "dim"),),
            ]
        )
        self.form.look_again()
