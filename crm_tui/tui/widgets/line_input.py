"""A line of text inside a field: Textual's input with keys in order, undo, and no blinking."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from crm_tui.tui.widgets.keys_in_order import act_at_once, passed_on

_MOST_UNDOS = 200


class LineInput(Input):
    """One line of text. ``entered`` is called for Enter, ``step`` with 1 for tab and -1 for shift+tab,
    ``edited`` whenever the text is another, ``mark`` with 1 for down and -1 for up."""

    DEFAULT_CSS = """
    LineInput {
        border: none;
        height: 1;
        padding: 0;
        background: transparent;
        &:focus { border: none; background-tint: $foreground 0%; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
    ]

    def __init__(
        self,
        *,
        entered: Callable[[], None],
        step: Callable[[int], None],
        edited: Callable[[], None],
        mark: Callable[[int], None] | None = None,
        placeholder: str = "",
    ) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._entered = entered
        self._step = step
        self._edited = edited
        self._mark = mark
        self._undone: list[str] = []
        self._done: list[str] = []
        self._restoring = False

    def set_text(self, text: str) -> None:
        """Hold ``text``, with the cursor behind it; ``edited`` is not called."""
        self._restoring = True
        self.value = text
        self._restoring = False
        self.cursor_position = len(text)

    async def on_key(self, event: events.Key) -> None:
        """Take every key that types or edits right here, in the order of typing."""
        if passed_on(self, event):
            return
        act = self._moves().get(event.key)
        if act is not None:
            event.stop()
            event.prevent_default()
            act()
        elif not event.is_printable:
            await act_at_once(self, event)

    def _moves(self) -> dict[str, Callable[[], None]]:
        moves: dict[str, Callable[[], None]] = {
            "enter": self._entered,
            "tab": partial(self._step, 1),
            "shift+tab": partial(self._step, -1),
        }
        if self._mark is not None:
            moves |= {"down": partial(self._mark, 1), "up": partial(self._mark, -1)}
        return moves

    def watch_value(self, old: str, new: str) -> None:
        """Remember what the text was, for undo."""
        if self._restoring or old == new:
            return
        self._done = [*self._done[1 - _MOST_UNDOS :], old]
        self._undone.clear()
        self._edited()

    def action_undo(self) -> None:
        """Take back the last change of the text."""
        self._swap(self._done, self._undone)

    def action_redo(self) -> None:
        """Do it again."""
        self._swap(self._undone, self._done)

    def _swap(self, source: list[str], target: list[str]) -> None:
        if source:
            target.append(self.value)
            self.set_text(source.pop())
            self._edited()
