"""A page that lists commands and narrows them by what is typed: help and the palette are both this."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from crm_tui.commands import keys
from crm_tui.commands.command import Command, Scope
from crm_tui.i18n import _
from crm_tui.tui.choice_list import Choice, ChoiceList
from crm_tui.tui.screens.base import DeskScreen


class CommandPage(DeskScreen):
    """Commands that hold on the screen ``below``, as they stand there now; Enter does the marked one."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ()

    def __init__(self, below: DeskScreen) -> None:
        super().__init__()
        self._below = below
        self._in_form = Scope.FORM in below.scopes

    def body(self) -> Iterable[Widget]:
        """The line to type in, and the commands."""
        yield Input(placeholder=_("type to narrow"), id="typed")
        yield ChoiceList(self.widths(), _("No command is called so."))

    def widths(self) -> tuple[int, ...]:
        """The widths of all columns but the last."""
        raise NotImplementedError

    def columns(self, command: Command, explained: str) -> tuple[str, ...]:
        """The columns of a command; ``explained`` is its help, or why it cannot be done now."""
        raise NotImplementedError

    def keys_of(self, command: Command) -> str:
        """The keys of a command that act on the screen below."""
        return " ".join(
            keys.shown(key)
            for key in self.shell.keyboard.keys_of(command)
            if not self._in_form or command.by_focus or not keys.is_text_key(key)
        )

    def on_mount(self) -> None:
        """Start with everything."""
        self._narrow("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list by what is typed."""
        self._narrow(event.value)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do the marked command, on the screen below."""
        choice = self.query_one(ChoiceList).chosen
        if choice is None:
            return
        command = next(command for command in self._offered() if command.id == choice.key)
        below = self._below
        self.shell.close_page()
        if not command.by_focus:
            below.call_after_refresh(below.perform, command)

    async def on_key(self, event: events.Key) -> None:
        """Move the mark while typing goes on."""
        moves = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if event.key in moves:
            event.stop()
            self.query_one(ChoiceList).move(moves[event.key])
            self.refresh_frame()
        elif event.key in ("escape", "f1"):
            event.stop()
            self.shell.close_page()

    def key_pairs(self, width: int) -> list[tuple[str, str]]:
        """The two keys that this page has of its own."""
        return [(keys.shown("enter"), _("do it")), (keys.shown("escape"), _("close"))]

    def told(self) -> tuple[str, str]:
        """In the place of what just happened: all that there is to say of the marked command."""
        choice = self.query_one(ChoiceList).chosen
        return f"  {choice.columns[-1]}" if choice else "", ""

    def _offered(self) -> list[Command]:
        """What there is to do below, and what is not possible but has a reason to give; in a form first what
        is only done in forms."""
        context = self._below.context()
        offered = [
            command
            for command in self.shell.keyboard.here(self._below.scopes)
            if self._below.has(command) or command.why_not(context) is not None
        ]
        return sorted(offered, key=lambda command: self._in_form and Scope.DESK in command.scopes)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        found: list[tuple[bool, bool, Choice]] = []
        for command in self._offered():
            title = _(command.title).casefold()
            text = f"{title} {_(command.help)} {self.keys_of(command)}".casefold()
            if all(word in text for word in words):
                reason = self._below.why_not(command)
                columns = self.columns(command, _(command.help) if reason is None else reason)
                choice = Choice(command.id, columns, is_dim=reason is not None)
                found.append((reason is not None, not title.startswith(typed.casefold()), choice))
        found.sort(key=lambda one: one[:2])
        self.query_one(ChoiceList).show([choice for *_rank, choice in found])
        self.refresh_frame()
