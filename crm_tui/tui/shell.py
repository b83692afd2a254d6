"""What a screen may ask of the program around it; ``app.py`` is the one that answers.

Screens know this protocol and not the application itself, so that nothing imports in a circle.
"""

from typing import Any, Protocol, cast

from textual.screen import Screen
from textual.widget import Widget

from crm_tui.commands.keyboard import Keyboard
from crm_tui.tui.drafting import Drafting
from crm_tui.tui.state import DeskState, Tone
from crm_tui.tui.workers import Workers


class Shell(Protocol):
    """The program around the screens."""

    keyboard: Keyboard
    state: DeskState
    work: Workers
    drafting: Drafting

    @property
    def is_resting(self) -> bool:
        """Whether nobody has pressed a key for 30 seconds."""
        ...

    @property
    def open_calls(self) -> int:
        """How many calls are open besides what is in front."""
        ...

    def open(self, route: str, **about: Any) -> None:
        """Open a screen by its route; ``about`` is passed to it."""
        ...

    def can_open(self, route: str) -> bool:
        """Whether there is such a screen."""
        ...

    def close_page(self) -> None:
        """Close the page in front; on a main screen nothing happens."""
        ...

    def say(self, sentence: str, tone: Tone = Tone.NOTE, *, undoable: bool = False) -> None:
        """Tell what just happened, on the screen in front."""
        ...

    def hush(self) -> None:
        """Take away what was told: the user has gone on."""
        ...

    def list_drafts(self) -> None:
        """Read again which drafts wait."""
        ...


def shell_of(widget: Widget | Screen[Any]) -> Shell:
    """The shell that a widget runs in."""
    return cast(Shell, widget.app)
