"""A field for several lines of text, as long as the note is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Size
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from crm_tui.domain.templates import GAP
from crm_tui.tui.text import cells, is_plain_script
from crm_tui.tui.widgets.field import Draft, Field, FieldSpec
from crm_tui.tui.widgets.keys_in_order import act_at_once, passed_on
from crm_tui.tui.widgets.letters import spread

#: What TextArea takes for itself although it belongs to the desk (PRODUCT.md, "F1-F9 reach the form").
_KEYS_OF_THE_DESK = frozenset(f"f{number}" for number in range(1, 13))


def _own_keys() -> list[BindingType]:
    bindings = (binding for binding in TextArea.BINDINGS if isinstance(binding, Binding))
    return [binding for binding in bindings if not _KEYS_OF_THE_DESK & set(binding.key.split(","))]


class NotesArea(TextArea, inherit_bindings=False):
    """The text of a note: keys in order, undo, nothing that blinks, and no function keys of its own."""

    DEFAULT_CSS = """
    NotesArea {
        border: none;
        padding: 0;
        height: auto;
        max-height: 5;
        background: transparent;
        scrollbar-size-vertical: 0;
        &:focus { border: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = _own_keys()

    def __init__(self, *, step: Callable[[int], None], edited: Callable[[], None], placeholder: str) -> None:
        self._narrower = 0
        super().__init__(
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
        )
        self.cursor_blink = False
        self._step = step
        self._edited = edited

    def on_mount(self) -> None:
        """Wear the colours that the desk changes to."""
        self.app.theme_changed_signal.subscribe(self, self._worn)

    def on_unmount(self) -> None:
        """Listen no more: a signal, too, holds on to who listens."""
        self.app.theme_changed_signal.unsubscribe(self)

    def watch(
        self, obj: DOMNode, attribute_name: str, callback: Callable[..., Any], init: bool = True
    ) -> None:
        """Do not watch the application: until its theme changes it holds on to all who ever did, and through
        them to every form that was closed."""
        if obj is not self.app:
            super().watch(obj, attribute_name, callback, init)

    async def on_key(self, event: events.Key) -> None:
        """Take every key that types or edits right here, in the order of typing."""
        if passed_on(self, event):
            return
        if event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            self._step(1 if event.key == "tab" else -1)
        elif not event.is_printable and event.key != "enter":
            await act_at_once(self, event)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the field."""
        event.stop()
        self._wrap_for_the_widest()
        self._edited()

    def on_resize(self) -> None:
        """The lines are wrapped anew."""
        self._wrap_for_the_widest()

    def render_line(self, y: int) -> Strip:
        """A line, with the room that its script needs in the terminal that draws it widest."""
        return spread(super().render_line(y))

    @property
    def wrap_width(self) -> int:
        """The cells, as Textual reckons them, that a line may have."""
        return max(0, super().wrap_width - self._narrower)

    def _worn(self, _theme: Theme) -> None:
        # Setting it anew, to what it was, forgets the colours that are kept.
        self.theme = self.theme

    def _wrap_for_the_widest(self) -> None:
        """Wrap in fewer of Textual's cells until every line has room where it is drawn widest."""
        if not self._narrower and is_plain_script(self.text.replace("\n", "")):
            return
        self._narrower = 0
        room = self.wrap_width
        while True:
            # The one place in Textual that wraps and forgets the lines it has painted.
            self._rewrap_and_refresh_virtual_size()
            widest = max(cells(part) for line in self.wrapped_document.lines for part in line)
            if widest <= room or self.wrap_width <= room // 3:
                break
            self._narrower += widest - room
        self.refresh()


def show_first_gap(area: TextArea) -> None:
    """Select the first gap of a finished text, so that typing fills it; without one, show its beginning."""
    start = area.text.find(GAP)
    if start < 0:
        area.move_cursor((0, 0))
    else:
        row = area.text.count("\n", 0, start)
        column = start - (area.text.rfind("\n", 0, start) + 1)
        area.selection = Selection((row, column), (row, column + len(GAP)))


@dataclass(frozen=True, kw_only=True)
class NotesSpec(FieldSpec):
    """Several lines of text; the value is the text without space around it, or None."""

    def make(self) -> "NotesField":
        """See :class:`FieldSpec`."""
        return NotesField(self)


class NotesField(Field):
    """See :class:`NotesSpec`. Enter begins a new line; tab and F7 leave."""

    def __init__(self, spec: NotesSpec) -> None:
        super().__init__(spec)
        self.area = NotesArea(step=self._step, edited=self.changed, placeholder=spec.hint)

    def compose(self) -> ComposeResult:
        """The text, to the right of the label."""
        self.area.styles.margin = (0, 0, 0, self.label_width)
        yield self.area

    def stops(self) -> Sequence[Widget]:
        """The text."""
        return (self.area,)

    @property
    def value(self) -> str | None:
        """The text."""
        return self.area.text.strip() or None

    @property
    def draft(self) -> Draft:
        """The text as typed; only spaces are nothing."""
        return self.area.text if self.area.text.strip() else ""

    def restore(self, draft: Draft) -> None:
        """Show the text as it was typed, with the cursor behind it."""
        self.area.text = str(draft)
        self.area.move_cursor(self.area.document.end)

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.restore(value or "")

    def body(self, width: int) -> list[Content]:
        """Nothing of its own beside the text."""
        return [Content("")] * max(1, self.area.size.height)

    def fit_children(self, lines: int) -> None:
        """Below the text is room for what the field says."""
        below = lines - max(1, self.area.size.height)
        if self.area.styles.margin.bottom != below:
            self.area.styles.margin = (0, 0, below, self.label_width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the text, and what stands below them."""
        return Widget.get_content_height(self, container, viewport, width)

    def _step(self, steps: int) -> None:
        if self.owner is not None:
            self.owner.step(steps)
