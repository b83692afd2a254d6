"""The painting half of the record list: title, labels, rows and cursor, line by line."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from crm_tui.tui.text import in_lines, plain
from crm_tui.tui.widgets.list_window import ListWindow
from crm_tui.tui.widgets.row_painter import LEAD_WIDTH, MARKER, RowPainter
from crm_tui.tui.widgets.rows import Column


class RowView(Widget, can_focus=True):
    """Paints a :class:`ListWindow`, and repaints no more than what has changed.

    The first line is the title, where focus is marked; give no title and there is none.
    """

    DEFAULT_CSS = """
    RowView {
        height: 1fr;
        width: 1fr;
        & > .rows--strong { text-style: bold; }
        & > .rows--marker { color: $accent; text-style: bold; }
        & > .rows--dim { color: $text-muted; }
        & > .rows--late { color: $error; text-style: bold; }
        & > .rows--risk { color: $warning; text-style: bold; }
        & > .rows--met { color: $success; }
        & > .rows--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold;
        }
        &.-collapsed { height: 1; }
    }
    """

    # Few: Textual reckons each of them for each list whenever styles are applied.
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--strong",
        "rows--marker",
        "rows--dim",
        "rows--late",
        "rows--risk",
        "rows--met",
        "rows--cursor",
    }

    def __init__(
        self,
        columns: Sequence[Column],
        window: ListWindow,
        *,
        title: str | Content | None = None,
        empty: str = "",
        show_header: bool = False,
        keep_cursor: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        """``empty`` is shown when there are no rows: what the list is for, and the key that fills it.
        ``keep_cursor`` shows the cursor also without focus, for a list that a filter field drives."""
        super().__init__(id=id, classes=classes)
        self._columns = columns
        self._window = window
        self._title = plain(title) if isinstance(title, str) else title
        self._empty = empty
        self._show_header = show_header
        self._keep_cursor = keep_cursor
        self._loaded = False
        self._painter: RowPainter | None = None
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._styles: dict[str, Style] = {}

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show as many other columns; what the rows have for them is painted at once."""
        self._columns = columns
        self.take_size()
        self.refresh()

    def set_title(self, title: str | Content) -> None:
        """Say something else on the title line; only that line is repainted."""
        content = plain(title) if isinstance(title, str) else title
        if self._title is None:
            self._title = content
            self.take_size()
            self.refresh()
        elif not content.is_same(self._title):
            self._title = content
            self.refresh(Region(0, 0, self.size.width, 1))

    def set_empty(self, empty: str) -> None:
        """Say something else while there are no rows."""
        if empty != self._empty:
            self._empty = empty
            if self._loaded and not self._window.rows:
                self.refresh()

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the title line alone, as the panels of Today do on a small screen; or everything again."""
        self.set_class(collapsed, "-collapsed")

    def take_size(self) -> None:
        """Lay the columns out for the present size."""
        self._painter = None
        self._strips.clear()
        self._window.resize(max(1, self.size.height - self.head_height))

    def lines_shown(self) -> list[object]:
        """What is painted on each line below the head, to compare by."""
        window = self._window
        return [
            (row.severity, tuple(row.cells), window.top + line == window.cursor)
            for line, row in enumerate(window.rows[window.top : window.top + window.height])
        ]

    def repaint_changed(self, before: list[object]) -> None:
        """Repaint the lines that are not what they were: of what others write, often a single one."""
        after = self.lines_shown()
        self._strips.clear()
        if not before or not after:
            self.refresh()
            return
        lines = [line for line, (old, new) in enumerate(zip_longest(before, after)) if old != new]
        if lines:
            self.refresh(*(Region(0, self.head_height + line, self.size.width, 1) for line in lines))

    def renumber_rows(self) -> None:
        """The rows on screen are what they were, at other places of the window."""
        self._strips.clear()

    def repaint_after(self, move: Callable[[], None]) -> bool:
        """Do ``move`` and repaint what it changed: two handles, or everything when the view has moved.
        Returns whether anything changed."""
        window = self._window
        cursor, top = window.cursor, window.top
        move()
        if window.top != top:
            self.refresh()
        elif window.cursor != cursor:
            self.refresh(self._handle_region(cursor), self._handle_region(window.cursor))
        return (window.cursor, window.top) != (cursor, top)

    def render_line(self, y: int) -> Strip:
        """One line: the title, the column labels, a row, or what an empty list says."""
        if y < self.head_height:
            return self._head_line(y)
        line = y - self.head_height
        index = self._window.top + line
        if index < len(self._window.rows):
            return self._row_line(index)
        if self._loaded and not self._window.rows:
            room = self.size.width - LEAD_WIDTH
            lines = [piece for text in self._empty.splitlines() for piece in in_lines(text, room) or [""]]
            if line < len(lines):
                return self._paint.words(lines[line], "dim")
        return Strip.blank(self.size.width, self._style_of(""))

    @property
    def head_height(self) -> int:
        """The lines above the first row."""
        return (self._title is not None) + self._show_header

    def on_focus(self, event: events.Focus) -> None:
        """Mark the title line. Textual's own handler would repaint the whole list."""
        event.prevent_default()
        self._focus_changed(True)

    def on_blur(self, event: events.Blur) -> None:
        """As on focus."""
        event.prevent_default()
        self._focus_changed(False)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Leave the styles alone: the list has none for focus, and applying them would repaint it."""

    def notify_style_update(self) -> None:
        """Forget what was painted in other styles."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def _focus_changed(self, has_focus: bool) -> None:
        self.has_focus = has_focus
        self.refresh(Region(0, 0, 1, 1), self._handle_region(self._window.cursor))
        if self.parent is not None:
            told = events.DescendantFocus(self) if has_focus else events.DescendantBlur(self)
            self.parent.post_message(told)

    def _handle_region(self, index: int) -> Region:
        return Region(0, self.head_height + index - self._window.top, self._paint.handle, 1)

    def _head_line(self, y: int) -> Strip:
        if y == 0 and self._title is not None:
            return self._paint.title(self._title, MARKER if self.has_focus else " ")
        return self._paint.header()

    def _row_line(self, index: int) -> Strip:
        with_cursor = index == self._window.cursor and (self.has_focus or self._keep_cursor)
        strip = self._strips.get((index, with_cursor))
        if strip is None:
            strip = self._strips[index, with_cursor] = self._paint.row(self._window.rows[index], with_cursor)
        return strip

    @property
    def _paint(self) -> RowPainter:
        # A list that was hidden is painted in its new size before it is told of it.
        if self._painter is None or self._painter.width != self.size.width:
            self._strips.clear()
            self._painter = RowPainter(self._columns, self.size.width, self._style_of)
        return self._painter

    def _style_of(self, tone: str) -> Style:
        if tone not in self._styles:
            own = self.get_component_rich_style(f"rows--{tone}") if tone else self.rich_style
            self._styles[tone] = own
        return self._styles[tone]
