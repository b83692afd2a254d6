"""A one-to-one on a page of its own: for the two of them, with the figures as they stood on the day."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from crm_tui.commands.command import Scope
from crm_tui.domain.standard_text import share_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.one_to_ones import OneToOne, one_to_one
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens.member_rows import figures_lines
from crm_tui.tui.telling import telling_of
from crm_tui.tui.text import plain


class TalkRead(Message, bubble=False):
    """The talk was read."""

    def __init__(self, talk: OneToOne) -> None:
        super().__init__()
        self.talk = talk


class OneToOneScreen(DeedScreen):
    """What was said, and below it the figures that it began with."""

    HEADING = N_("One-to-one")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.DESK,)
    FOOTER = ("edit", "close")
    DEFAULT_CSS = """
    OneToOneScreen VerticalScroll { padding: 1 2; scrollbar-size-vertical: 1; }
    OneToOneScreen #text { height: auto; }
    """

    def __init__(self, one_to_one_id: int) -> None:
        super().__init__()
        self._number = one_to_one_id
        self._talk: OneToOne | None = None

    def body(self) -> Iterable[Widget]:
        """The text; the arrows scroll it."""
        with VerticalScroll():
            yield Static(markup=False, id="text")

    def on_mount(self) -> None:
        """Read the talk."""
        self.query_one(VerticalScroll).focus()
        self.read_again()

    def read_again(self) -> None:
        """The text is replaced; where it is scrolled to stays."""
        actor = self.shell.state.actor
        if actor is not None:
            query = partial(one_to_one, one_to_one_id=self._number, viewer=actor)
            self.shell.work.read(self, "talk", query, TalkRead)

    def on_talk_read(self, message: TalkRead) -> None:
        """Show it."""
        self._talk = talk = message.talk
        blocks = [
            (_("went well"), talk.went_well),
            (_("was hard"), talk.was_hard),
            (_("goals"), talk.goals),
            (_("training"), talk.training),
            (_("as it stood that day"), _figures(talk)),
        ]
        parts = [
            Content("\n").join([plain(heading).stylize("$text-muted"), plain(text)])
            for heading, text in blocks
            if text
        ]
        self.query_one("#text", Static).update(Content("\n\n").join(parts))
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """What is gone, or nobody else's business, has no page."""
        if message.topic == "talk":
            self.shell.close_page()

    def top_left(self) -> str:
        """Who talked about which days."""
        if self._talk is None:
            return _(self.HEADING)
        telling, period = telling_of(self.shell.state), self._talk.period
        return _("One-to-one   {first} to {last}   {name} with {manager}").format(
            first=telling.long_day(period.from_on),
            last=telling.long_day(period.to_on),
            name=self._talk.name,
            manager=self._talk.manager,
        )

    def do_edit(self) -> None:
        """Change what was written down."""
        actor = self.shell.state.actor
        if self._talk is None or actor is None:
            return
        if not actor.role.is_in_charge or actor.staff_id == self._talk.staff_id:
            self.shell.say(_("The manager who wrote it changes it; tell them what is missing."))
        else:
            self.shell.open("one-to-one-form", staff_id=self._talk.staff_id, one_to_one_id=self._number)


def _figures(talk: OneToOne) -> str:
    counts, *_shares = figures_lines(talk.figures, most=0)
    said = ["".join(text for text, _tone in counts[1:])]
    said += [
        _("{share}   {statement}").format(share=share_in_words(one.attainment), statement=one.statement)
        for one in talk.figures.standards
    ]
    return "\n".join(said)
