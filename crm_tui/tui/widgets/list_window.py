"""The part of a list that is in memory, and the part of that which is on screen. No widget, no thread."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crm_tui.tui.widgets.rows import ListRow, Page, RowId


@dataclass(eq=False, repr=False)
class ListWindow:
    """Loaded rows around the cursor; ``top`` is the row on the first line, ``height`` the lines there are.

    Methods that move the cursor leave ``top`` where it is while the cursor stays in view.
    """

    page_size: int
    height: int = 1
    rows: list[ListRow] = field(default_factory=list)
    more_before: bool = False
    more_after: bool = False
    cursor: int = 0
    top: int = 0

    @property
    def current(self) -> ListRow | None:
        """The row under the cursor; None while the list is empty."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def wants_after(self) -> bool:
        """Whether the end of what is loaded has come near enough to fetch the next page."""
        return self.more_after and len(self.rows) - (self.top + self.height) < self.page_size // 2

    @property
    def wants_before(self) -> bool:
        """As :attr:`wants_after`, towards the beginning."""
        return self.more_before and self.top < self.page_size // 2

    def move(self, lines: int) -> None:
        """Move the cursor by ``lines``. At the edge of the view, the view jumps by half its height: a jump
        repaints the list once, a row by row scroll would repaint it for each row (BAR.md)."""
        self.cursor = self._within(self.cursor + lines)
        if not self.top <= self.cursor < self.top + self.height:
            self._show(self.height // 2)

    def turn(self, pages: int) -> None:
        """Move cursor and view by whole views; the cursor stays on its line where there are rows."""
        line = self.cursor - self.top
        self.cursor = self._within(self.cursor + pages * self.height)
        self._show(line)

    def place_at(self, index: int, line: int) -> None:
        """Put the cursor on the row at ``index``, shown on ``line`` of the view where that is possible."""
        self.cursor = self._within(index)
        self._show(line)

    def resize(self, height: int) -> None:
        """Take a new number of lines; the cursor stays in view."""
        line = min(self.cursor - self.top, max(0, height - 1))
        self.height = height
        self._show(line)

    def find(self, row_id: RowId) -> int | None:
        """The index of a loaded record."""
        return next((index for index, row in enumerate(self.rows) if row.id == row_id), None)

    def replace(self, page: Page) -> None:
        """Hold the rows of ``page`` and no others. The caller places the cursor."""
        self.rows = list(page.rows)
        self.more_before, self.more_after = page.more_before, page.more_after

    def extend_after(self, page: Page) -> None:
        """Add the rows that follow, and let go of as many far before the view as are not needed."""
        self.rows.extend(page.rows)
        self.more_after = page.more_after
        spare = min(len(self.rows) - self._most_rows, self.top - self.page_size)
        if spare > 0:
            del self.rows[:spare]
            self.cursor -= spare
            self.top -= spare
            self.more_before = True

    def extend_before(self, page: Page) -> None:
        """Add the rows that precede; the view keeps showing what it shows."""
        added: Sequence[ListRow] = page.rows
        self.rows[:0] = added
        self.more_before = page.more_before
        self.cursor += len(added)
        self.top += len(added)
        keep = max(self._most_rows, self.top + self.height + self.page_size)
        if len(self.rows) > keep:
            del self.rows[keep:]
            self.more_after = True

    @property
    def _most_rows(self) -> int:
        return 5 * self.page_size

    def _within(self, index: int) -> int:
        return max(0, min(index, len(self.rows) - 1))

    def _show(self, line: int) -> None:
        last_top = max(0, len(self.rows) - self.height)
        self.top = max(0, min(self.cursor - line, last_top))
