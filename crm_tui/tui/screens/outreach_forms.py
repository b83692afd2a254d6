"""Forms about outreach: drawing one up, and an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message

from crm_tui.domain.growth_words import OutreachKind, TemplateKind
from crm_tui.domain.list_views import CUSTOMERS
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.queries.outreach import Weighed, weigh_segment
from crm_tui.queries.saved_views import ListView, saved_views
from crm_tui.queries.templates import templates
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen, Written
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_KIND_KEYS = {
    OutreachKind.ANNOUNCEMENT: "a",
    OutreachKind.NEWSLETTER: "n",
    OutreachKind.VIDEO: "v",
    OutreachKind.TUTORIAL: "t",
}
_CHANNEL_KEYS = {Channel.EMAIL: "e", Channel.LETTER: "l", Channel.SOCIAL: "s", Channel.PHONE: "p"}


@dataclass
class SegmentsRead(Message, bubble=False):
    """The saved views of the customers, and the names of the messages there are."""

    found: tuple[ListView, ...]
    templates: tuple[str, ...]


@dataclass
class SegmentWeighed(Message, bubble=False):
    """Everybody in the segment was weighed."""

    weighed: list[Weighed]


class OutreachForm(FormScreen):
    """What goes out, and to which segment. The weighing is done before the act, so that nobody waits."""

    HEADING = N_("Draw up an outreach")
    ROUTE = "outreach-form"

    def __init__(self, draft: Draft | None = None) -> None:
        super().__init__(draft=draft)
        self._segments: tuple[ListView, ...] | None = None
        self._templates: tuple[str, ...] = ()
        self._values: Mapping[str, Any] = {}

    @property
    def is_waiting(self) -> bool:
        """Whether the segments are not read yet."""
        return self._segments is None

    def on_mount(self) -> None:
        """Read the segments."""
        query = partial(_read_choices, staff_id=self.actor.staff_id)
        self.shell.work.read(self, "segments", query, lambda found: found)

    def on_segments_read(self, message: SegmentsRead) -> None:
        """Show the form, or say what comes before it."""
        self._segments, self._templates = message.found, message.templates
        if message.found:
            self.show_form()
            return
        self.shell.close_page()
        key = self.shell.keyboard.key_shown("save-view")
        self.shell.say(
            _("There is no segment yet: narrow Customers and save the view with {key}.").format(key=key)
        )

    def specs(self) -> Sequence[FieldSpec]:
        """Three answers make one; what is sent may be said too."""
        assert self._segments is not None, "the form is shown once they are read"
        segments = TypedChoice([(str(view.id), view.name) for view in self._segments])
        messages = TypedChoice([(name, name) for name in self._templates])
        kinds = [Option(kind.value, kind.label, key) for kind, key in _KIND_KEYS.items()]
        channels = [Option(channel.value, channel.label, key) for channel, key in _CHANNEL_KEYS.items()]
        return (
            TextSpec(name="name", label=_("What"), required=True, hint=_("such as spring opening")),
            ReadSpec(
                name="view",
                label=_("Segment"),
                required=True,
                hint=_("letters of a saved view"),
                read=segments.read,
                told=segments.told,
            ),
            PickSpec(name="channel", label=_("By"), required=True, options=channels),
            PickSpec(name="kind", label=_("Kind"), required=True, options=kinds),
            ReadSpec(
                name="template",
                label=_("Template"),
                quiet=True,
                hint=_("letters of its name"),
                read=messages.read,
                told=messages.told,
            ),
            TextSpec(name="link", label=_("Link"), quiet=True, hint=_("where the video or tutorial stands")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """Most go out by mail."""
        return {"channel": Channel.EMAIL.value, "kind": OutreachKind.ANNOUNCEMENT.value}

    def on_form_saved(self, message: Form.Saved) -> None:
        """Weigh everybody in the segment first."""
        message.prevent_default()
        state = self.shell.state
        if self._saving or state.business is None:
            return
        self._saving = True
        self._values = message.values
        business, now = state.business, state.now()
        narrowing, channel = self._segment().narrowing, Channel(message.values["channel"])
        self.shell.say(_("Weighing everybody in the segment …"))

        def weigh(reader: Reader) -> SegmentWeighed:
            return SegmentWeighed(
                list(
                    weigh_segment(
                        reader, narrowing, channel, now=now, zone=business.zone, country=business.country
                    )
                )
            )

        self.shell.work.read(self, "save", weigh, lambda found: found)

    def on_segment_weighed(self, message: SegmentWeighed) -> None:
        """Now it is drawn up."""
        deed = partial(_draw_up, values=self._values, segment=self._segment(), weighed=message.weighed)
        self.shell.work.write(self, "save", deed, Written)

    def _segment(self) -> ListView:
        return next(view for view in self._segments or () if str(view.id) == self._values["view"])


def _read_choices(reader: Reader, staff_id: int) -> SegmentsRead:
    messages = templates(reader, staff_id, kind=TemplateKind.MESSAGE)
    return SegmentsRead(
        saved_views(reader, staff_id=staff_id, list_name=CUSTOMERS),
        tuple(dict.fromkeys(one.name for one in messages)),
    )


def _draw_up(act: "Act", values: Mapping[str, Any], segment: ListView, weighed: list[Weighed]) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.outreach import NewOutreach, draw_up

    drawn = draw_up(
        act,
        NewOutreach(
            values["name"],
            values["kind"],
            values["channel"],
            segment.name,
            segment.narrowing,
            values.get("template") or "",
            values.get("link") or "",
        ),
        weighed,
    )
    return _("Drawn up: {on} on the list, {out} left out. {name}").format(
        on=drawn.on_list, out=sum(drawn.left_out.values()), name=values["name"]
    )


class AnswerForm(FormScreen):
    """What they said; it may be nothing but that they answered."""

    HEADING = N_("Their answer")
    ROUTE = "outreach-answer"
    FOOTER = ("save", "close")

    def __init__(
        self, outreach_id: int | None = None, customer_id: int | None = None, draft: Draft | None = None
    ) -> None:
        super().__init__(customer_id=customer_id, draft=draft, outreach_id=outreach_id)

    def specs(self) -> Sequence[FieldSpec]:
        """The line."""
        return [TextSpec(name="words", label=_("They said"), hint=_("such as: wants to come"))]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Count it."""
        return partial(
            _answer,
            outreach_id=self.about["outreach_id"],
            customer_id=self.customer_id,
            words=values.get("words") or "",
        )


def _answer(act: "Act", outreach_id: int, customer_id: int | None, words: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.outreach import note_answer

    assert customer_id is not None, "the form is about the customer at the cursor"
    note_answer(act, outreach_id, customer_id, words)
    return _("The answer is counted.")
