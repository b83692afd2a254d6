"""What every screen of the desk has: the three fixed lines, the registry's keys, its place in the shell.

A screen is one file with a subclass of :class:`DeskScreen`, its ``.tcss`` beside it, and one line in
``tui/routes.py``. For each command that it can do it has a method ``do_<command id>``, or the widget that has
the focus does.
"""

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from crm_tui.commands import keys
from crm_tui.commands.command import Command, Context, Scope
from crm_tui.commands.footer import Entry, footer
from crm_tui.domain.actor import Actor
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.business import Business
from crm_tui.tui.messages import DraftsListed, Failed
from crm_tui.tui.routes import FOR_CUSTOMER, NEEDS_MORE
from crm_tui.tui.shell import Shell, shell_of
from crm_tui.tui.state import Happening, Tone
from crm_tui.tui.widgets.frame import EdgeLine, KeyLine

if TYPE_CHECKING:
    from crm_tui.tui.telling import Telling


class DeskScreen(Screen[None]):
    """A screen of the desk.

    ``HEADING`` is the first word of the top line (a message id); ``SCOPES`` are where its keys hold, the most
    particular first; ``FOOTER`` names the commands that matter here, in the order of their use.
    """

    HEADING: ClassVar[str] = N_("Desk")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.DESK,)
    FOOTER: ClassVar[Sequence[Entry]] = ()

    #: As in Textual, but moving the focus does not paint the whole screen again: 3 to 6 kB each time.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def compose(self) -> ComposeResult:
        """The three lines around the screen's own body."""
        self._take_breakpoints()
        yield EdgeLine(id="where")
        with Vertical(id="body"):
            yield from self.body()
        yield EdgeLine(id="happened")
        yield KeyLine(id="keys")
        yield Static(_("Too small: at least 40 by 10."), id="too-small", markup=False)

    async def ready(self) -> None:
        """Until there is what keys are for."""

    def body(self) -> Iterable[Widget]:
        """What stands between the top line and what just happened."""
        return ()

    @property
    def shell(self) -> Shell:
        """The program around the screen."""
        return shell_of(self)

    @property
    def business(self) -> Business:
        """Whose desk it is."""
        business = self.shell.state.business
        assert business is not None, "only the first start is shown before the business is founded"
        return business

    @property
    def actor(self) -> Actor:
        """Who sits at the desk."""
        actor = self.shell.state.actor
        assert actor is not None, "only the first start is shown before somebody sits at the desk"
        return actor

    @property
    def telling(self) -> "Telling":
        """How times are told now."""
        from crm_tui.tui.telling import telling_of  # with the words for a customer: not for the first screen

        return telling_of(self.shell.state)

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Where the keys hold now; a list adds the scope of the record at its cursor."""
        return self.SCOPES

    @property
    def customer_id(self) -> int | None:
        """The customer in view: the page's, or the one at the cursor."""
        return None

    def context(self) -> Context:
        """What commands look at to say whether they are possible."""
        state = self.shell.state
        return Context(
            scopes=self.scopes,
            role=state.actor.role if state.actor else None,
            customer_id=self.customer_id,
            open_calls=self.shell.open_calls,
            drafts=len(state.drafts),
            cannot_write=state.cannot_write,
        )

    def top_left(self) -> str:
        """The top line's left: where I am. Customers' names stand last."""
        actor = self.shell.state.actor
        return "   ".join(part for part in (_(self.HEADING), actor.name if actor else "") if part)

    def top_right(self) -> str:
        """The top line's right: what the desk as a whole has to say."""
        count = len(self.shell.state.drafts)
        drafts = ngettext("{count} draft", "{count} drafts", count).format(count=count) if count else ""
        return "   ".join(part for part in (self.also_here(), drafts) if part)

    @property
    def place(self) -> str:
        """Where somebody else could be too; empty for a screen that is about no customer."""
        return ""

    def also_here(self) -> str:
        """Who else is at the same place, so that two do not work against each other."""
        others = self.shell.state.others_here if self.place else ()
        return _("also here: {names}").format(names=", ".join(others)) if others else ""

    def refresh_frame(self) -> None:
        """Show the three lines as things are now; only what changed is painted."""
        if not self.is_mounted:
            return
        try:
            where, below = self.query_one("#where", EdgeLine), self.query_one("#happened", EdgeLine)
            keys, told = self.query_one("#keys", KeyLine), self.told()
        except NoMatches:
            return  # An answer can reach a screen that is only being built, or closed already.
        where.show(f" {self.top_left()}", f"{self.top_right()} ")
        below.show(*told)
        keys.show(self.key_pairs(max(0, self.size.width - 2)))

    def told(self) -> tuple[str, str]:
        """The line above the keys, left and right: what just happened."""
        happened = self.shell.state.happened
        return self._happening(happened) if happened else ("", "")

    def key_pairs(self, width: int) -> list[tuple[str, str]]:
        """The footer's keys and titles that fit into the width."""
        return footer(
            self.FOOTER,
            self.shell.keyboard,
            width,
            in_form=Scope.FORM in self.scopes,
            can=lambda command: self.has(command) and self.why_not(command) is None,
        )

    def has(self, command: Command) -> bool:
        """Whether there is anything here that the command does."""
        return command.by_focus or self._handler(command) is not None

    def why_not(self, command: Command) -> str | None:
        """The reason why the command cannot be done here now, or None."""
        reason = command.why_not(self.context())
        if reason is None and not self.has(command):
            return _("“{command}” has nothing to work on here.").format(command=_(command.title))
        return reason

    def holds_or_says(self, holds: bool, otherwise: str) -> bool:
        """``holds``; where it does not, what just happened says ``otherwise``: a key never does nothing."""
        if not holds:
            self.shell.say(otherwise)
        return holds

    def _happening(self, happened: Happening) -> tuple[str, str]:
        line = f" {happened.tone} {happened.sentence}"
        if not happened.undoable:
            return line, ""
        return line, _("{key} undo").format(key=self.shell.keyboard.key_shown("undo")) + " "

    def on_mount(self) -> None:
        """Fill the lines before the first paint."""
        self.refresh_frame()

    def on_screen_resume(self) -> None:
        """What happened meanwhile is told here too."""
        self.refresh_frame()

    @on(events.ScreenResume)
    def _keep_styles(self, event: events.ScreenResume) -> None:
        # They are as they were; applying all of them again takes as long as painting the screen.
        event.refresh_styles = False

    def on_resize(self) -> None:
        """The footer shows what fits."""
        self.refresh_frame()

    def on_drafts_listed(self, message: DraftsListed) -> None:
        """The number of drafts stands in the top line."""
        self.refresh_frame()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Nothing blinks: a blinking cursor also keeps sshd from noticing that nobody is there (BAR.md)."""
        if getattr(event.widget, "cursor_blink", False):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """Tell what could not be done, and what to do about it."""
        self.shell.say(
            " ".join(part for part in (message.error.message, message.error.hint) if part), Tone.WRONG
        )

    async def take_key(self, event: events.Key) -> bool:
        """Do what the key stands for here. False for one that the widgets may have for themselves.

        The application asks before it hands a key on: what is typed ahead of a screen that is still to open
        must not act on the one before it.
        """
        key = keys.pressed(event.key, event.character)
        focused = self.focused
        typing = focused is not None and focused.check_consume_key("a", "a")
        command = self.shell.keyboard.find(key, self.scopes, typing=typing)
        if command is not None:
            await self.perform(command)
        elif not typing and Scope.FORM not in self.scopes and event.key not in self.active_bindings:
            self._say_where(key)
        return command is not None

    async def perform(self, command: Command) -> None:
        """Do the command, or say why it cannot be done."""
        self.shell.state.customer_id = self.customer_id
        reason = self.why_not(command)
        handler = self._handler(command)
        if reason is not None:
            self.shell.say(reason)
            return
        told = self.shell.state.happened
        result = handler() if handler is not None else None
        if inspect.isawaitable(result):
            await result
        if self.shell.state.happened is told:
            self.shell.hush()

    def _take_breakpoints(self) -> None:
        """Know the terminal's size before there are widgets: with them a change of class styles them all."""
        width, height = self.app.size
        for extent, breakpoints in (
            (width, self.app.HORIZONTAL_BREAKPOINTS),
            (height, self.app.VERTICAL_BREAKPOINTS),
        ):
            reached = [name for least, name in breakpoints or () if extent >= least]
            self.add_class(*reached[-1:])

    def _handler(self, command: Command) -> Callable[[], Any] | None:
        """The method for the command, of the nearest from the focused widget up to the application.

        Without one, the screen whose route is the command's id.
        """
        name = f"do_{command.id.replace('-', '_')}"
        start: Widget = self.focused or self
        for node in start.ancestors_with_self:
            if (method := getattr(node, name, None)) is not None:
                return method  # type: ignore[no-any-return]
        if not self.shell.can_open(command.id) or command.id in NEEDS_MORE:
            return None
        about = {"customer_id": self.customer_id} if command.id in FOR_CUSTOMER else {}
        return partial(self.shell.open, command.id, **about)

    def _say_where(self, key: str) -> None:
        """A key that means something elsewhere says where."""
        for command in self.shell.keyboard.commands:
            if key in self.shell.keyboard.keys_of(command) and not command.by_focus:
                where = ", ".join(scope.label for scope in command.scopes)
                self.shell.say(
                    _("“{command}” ({key}) works {where}.").format(
                        command=_(command.title), key=keys.shown(key), where=where
                    )
                )
                return
