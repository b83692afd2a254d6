"""A line of text inside a field: Textual's input with keys in order, undo, no blinking, and every script."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from crm_tui.tui.text import is_plain_script
from crm_tui.tui.widgets.keys_in_order import act_at_once, passed_on
from crm_tui.tui.widgets.letters import letters_of

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

    def let_typing_replace(self) -> None:
        """Select all whenever the input is entered, until it is edited."""
        self.select_on_focus = True
        if self.has_focus:
            self.select_all()

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

    def on_paste(self, event: events.Paste) -> None:
        """Take all of a pasted text, its lines joined: Textual's input keeps the first alone."""
        event.stop()
        event.prevent_default()
        lines = (line.strip() for line in event.text.splitlines())
        self.replace(" ".join(line for line in lines if line), *self.selection)

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
        self.select_on_focus = False
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

    def render_line(self, y: int) -> Strip:
        """The text; where scripts are drawn in more cells than Textual reckons, with the room for them."""
        if is_plain_script(self.value):
            return super().render_line(y)
        style_at = self._style_at if self.has_focus else lambda _: Style.null()
        width = self.scrollable_content_region.width
        strip = letters_of(self.value).strip(self.scroll_offset.x, width, style_at)
        return strip.apply_style(self.rich_style)

    def action_cursor_left(self, select: bool = False) -> None:
        """Go to the letter before, over all its marks."""
        super().action_cursor_left(select)
        self._stand_at(letters_of(self.value).start(self.cursor_position), select)

    def action_cursor_right(self, select: bool = False) -> None:
        """Go to the letter behind, over all its marks."""
        super().action_cursor_right(select)
        self._stand_at(letters_of(self.value).end(self.cursor_position), select)

    def action_delete_right(self) -> None:
        """Take away the letter at the cursor with all its marks; backspace takes what was typed last."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, letters_of(self.value).end(self.cursor_position + 1))
        else:
            self.delete_selection()

    @property
    def content_width(self) -> int:
        """The cells of the text and of the cursor behind it."""
        return super().content_width if is_plain_script(self.value) else letters_of(self.value).width + 1

    # Textual places its cursor, its scrolling and its mouse by these two, and has no public way to do it.
    def _position_to_cell(self, position: int) -> int:
        if is_plain_script(self.value):
            return super()._position_to_cell(position)
        return letters_of(self.value).column(position)

    def _cell_offset_to_index(self, offset: int) -> int:
        if is_plain_script(self.value):
            return super()._cell_offset_to_index(offset)
        return letters_of(self.value).position(offset + self.scroll_offset.x)

    def _style_at(self, position: int) -> Style:
        start, end = sorted(self.selection)
        if letters_of(self.value).start(self.cursor_position) == position:
            return self.get_component_rich_style("input--cursor")
        return self.get_component_rich_style("input--selection") if start <= position < end else Style.null()

    def _stand_at(self, position: int, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else position, position)
