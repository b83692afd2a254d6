"""The one list for records: virtual, paged by key, painted line by line (ARCHITECTURE.md, law 10)."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from crm_tui.domain.errors import CrmError
from crm_tui.store.reader import Reader
from crm_tui.tui.messages import Failed
from crm_tui.tui.widgets.list_reader import Apply, Lane, ListReader, PageRead, Read
from crm_tui.tui.widgets.list_window import ListWindow
from crm_tui.tui.widgets.row_view import RowView
from crm_tui.tui.widgets.rows import Column, Key, ListRow, Page, PageSource, RowId

#: A cursor that has not moved for this long rests: what stands beside the list may follow it (BAR.md).
REST_SECONDS = 0.15

_WHEEL_ROWS = 3


class _OfList(Message):
    """Something that happened in ``list`` while ``row`` was under its cursor."""

    def __init__(self, list: "RecordList", row: ListRow | None) -> None:  # noqa: A002 - as the others are
        super().__init__()
        self.list = list
        self.row = row

    @property
    def control(self) -> "RecordList":
        """The list that it happened in, for selectors."""
        return self.list


class RecordList(RowView):
    """A list of records, of any length: it holds a few pages of rows around its cursor.

    Its rows are all at hand (:meth:`set_rows`), or come page by page from a source (:meth:`set_source`),
    which ``lane`` runs in a thread. ``page_size`` is in rows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False, id="list.up"),
        Binding("down,j", "move(1)", show=False, id="list.down"),
        Binding("pageup", "turn(-1)", show=False, id="list.page_up"),
        Binding("pagedown", "turn(1)", show=False, id="list.page_down"),
        Binding("home", "first", show=False, id="list.first"),
        Binding("end", "last", show=False, id="list.last"),
        Binding("enter", "open", show=False, id="list.open"),
    ]

    class Highlighted(_OfList):
        """The cursor is on another row; None when the list has become empty. Sent for every step."""

    class Rested(_OfList):
        """The cursor has stayed on its row for a moment: time to show its card."""

    class Opened(_OfList):
        """Enter, or a click on the row under the cursor."""

    class Loaded(_OfList):
        """The rows are those of the source now: after the first page and each refresh."""

    class LoadFailed(Message):
        """The source could not answer; what was on screen stays there."""

        def __init__(self, list: "RecordList", error: CrmError) -> None:  # noqa: A002 - as the others are
            super().__init__()
            self.list = list
            self.error = error

        @property
        def control(self) -> "RecordList":
            """The list that it happened in, for selectors."""
            return self.list

    def __init__(
        self,
        columns: Sequence[Column],
        lane: Lane | None = None,
        *,
        title: str | Content | None = None,
        empty: str = "",
        show_header: bool = False,
        keep_cursor: bool = False,
        page_size: int = 120,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        """``lane`` is only needed for rows from a source; the rest as :class:`RowView`."""
        super().__init__(
            columns,
            ListWindow(page_size),
            title=title,
            empty=empty,
            show_header=show_header,
            keep_cursor=keep_cursor,
            id=id,
            classes=classes,
        )
        self._page_size = page_size
        self._source: PageSource | None = None
        self._wanted: RowId | None = None
        self._reader = ListReader(self, lane) if lane else None
        self._rest_timer: Timer | None = None

    @property
    def current(self) -> ListRow | None:
        """The row under the cursor."""
        return self._window.current

    @property
    def rows_at_hand(self) -> Sequence[ListRow]:
        """The rows that are loaded now, of which there may be more in the source."""
        return tuple(self._window.rows)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows, all at hand; the cursor stays on its record and on its line."""
        self._source = None
        self._show(Page(rows), self._line, self._window.cursor, self.current and self.current.id)

    def set_source(self, source: PageSource, select: RowId | None = None) -> None:
        """Show another list of records, from its beginning or with the cursor on ``select``."""
        self._source = source
        self._loaded = False
        self._wanted = None
        if select is None:
            self._ask_for(lambda reader: source.first(reader, self._page_size), line=0)
        else:
            self.select(select)

    def refresh_rows(self) -> None:
        """Read again what is shown. Selection and scroll stay with their record (law 9): if it has moved
        out of reach they follow it; if it is gone, the row that took its place is selected."""
        if self._source is None:
            return
        if self._wanted is not None:
            # What was asked to be selected is on its way, and this answer would take its place.
            self._find_again(self._source, self._wanted)
            return
        window, source = self._window, self._source
        selected = window.current.id if window.current else None
        # The row before which the list is known: what is above it stays out of memory.
        edge = window.rows[0].key if window.rows and window.more_before else None
        limit = max(len(window.rows), self._page_size)

        def read(reader: Reader) -> Page:
            page = source.first(reader, limit) if edge is None else source.after(reader, edge, limit)
            if selected is None or any(row.id == selected for row in page.rows):
                return page
            key = source.locate(reader, selected)
            return page if key is None else _around(source, reader, key, limit)

        index = window.cursor if edge is None else window.cursor - 1
        line = self._line

        def apply(page: Page) -> None:
            # Whoever moved the cursor meanwhile is not taken back to where it was.
            now = window.current
            if now is not None and now.id != selected and any(row.id == now.id for row in page.rows):
                self._show(page, self._line, 0, now.id)
            else:
                self._show(page, line, index, selected)

        self._replace(read, apply)

    def select(self, row_id: RowId) -> None:
        """Put the cursor on a record, wherever in the list it is; on the first row if it is not in it."""
        index = self._window.find(row_id) if self._loaded else None
        source = self._source
        if index is not None:
            self._move(index - self._window.cursor)
        elif source is not None:
            self._find_again(source, row_id)

    def action_move(self, lines: int) -> None:
        """Move the cursor by so many rows."""
        self._move(lines)

    def action_turn(self, pages: int) -> None:
        """Move the cursor by so many screens."""
        if self.repaint_after(partial(self._window.turn, pages)):
            self._moved()

    def action_first(self) -> None:
        """Go to the first row of all."""
        source = self._source
        if source is not None and self._window.more_before:
            self._ask_for(lambda reader: source.first(reader, self._page_size), line=0)
        else:
            self._move(-self._window.cursor)

    def action_last(self) -> None:
        """Go to the last row of all."""
        source = self._source
        if source is not None and self._window.more_after:
            bottom = self._window.height - 1
            self._ask_for(lambda reader: source.last(reader, self._page_size), line=bottom, index=-1)
        elif self.repaint_after(partial(self._window.place_at, len(self.rows_at_hand), self._window.height)):
            self._moved()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.current is not None:
            self._say(self.Opened)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on the cursor opens."""
        index = self._window.top + event.y - self.head_height
        if event.y < self.head_height or index >= len(self._window.rows):
            return
        if index == self._window.cursor:
            self.action_open()
        else:
            self._move(index - self._window.cursor)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor: the list has no place apart from it."""
        event.stop()
        self._move(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As downwards."""
        event.stop()
        self._move(-_WHEEL_ROWS)

    def on_resize(self) -> None:
        """Take the room there is; a higher list may want more rows."""
        self.take_size()
        self._fetch_ahead()

    def on_page_read(self, message: PageRead) -> None:
        """A page has come from the thread."""
        if self._reader is not None:
            self._reader.take(message)

    def on_failed(self, message: Failed) -> None:
        """The thread could not read."""
        if self._reader is not None:
            self._reader.failed()
        self.post_message(self.LoadFailed(self, message.error))

    @property
    def _line(self) -> int:
        return self._window.cursor - self._window.top

    def _move(self, lines: int) -> None:
        if self.repaint_after(partial(self._window.move, lines)):
            self._moved()

    def _moved(self) -> None:
        self._announce()
        self._fetch_ahead()

    def _announce(self) -> None:
        self._say(self.Highlighted)
        if self._rest_timer is not None:
            self._rest_timer.stop()
        self._rest_timer = self.set_timer(REST_SECONDS, partial(self._say, self.Rested))

    def _say(self, what: type[_OfList]) -> None:
        self.post_message(what(self, self.current))

    def _find_again(self, source: PageSource, row_id: RowId) -> None:
        middle = self._window.height // 2
        self._ask_for(lambda reader: self._find(source, reader, row_id), line=middle, row_id=row_id)
        self._wanted = row_id

    def _find(self, source: PageSource, reader: Reader, row_id: RowId) -> Page:
        key = source.locate(reader, row_id)
        if key is None:
            return source.first(reader, self._page_size)
        return _around(source, reader, key, self._page_size)

    def _ask_for(self, read: Read, *, line: int, index: int = 0, row_id: RowId | None = None) -> None:
        self._replace(read, lambda page: self._show(page, line, index, row_id))

    def _replace(self, read: Read, apply: Apply) -> None:
        if self._reader is None:
            raise TypeError("a list needs a lane to read from a source")
        self._reader.replace(read, apply)

    def _show(self, page: Page, line: int, index: int, row_id: RowId | None) -> None:
        """Hold ``page``, with the cursor on the record ``row_id`` or else on the row at ``index``."""
        self._wanted = None
        window = self._window
        before, shown = window.current, self.lines_shown()
        window.replace(page)
        found = None if row_id is None else window.find(row_id)
        if found is None:
            found = index if index >= 0 else len(page.rows) + index
        window.place_at(found, line)
        self._loaded = True
        self.repaint_changed(shown)
        now = window.current
        if (before and before.id) != (now and now.id):
            self._announce()
        self._say(self.Loaded)
        self._fetch_ahead()

    def _fetch_ahead(self) -> None:
        window, source, reader = self._window, self._source, self._reader
        if not self._loaded or not window.rows or source is None or reader is None:
            return
        first, last = window.rows[0].key, window.rows[-1].key
        if window.wants_after:
            reader.extend(lambda db: source.after(db, last, self._page_size), self._extend_after)
        elif window.wants_before:
            reader.extend(lambda db: source.before(db, first, self._page_size), self._extend_before)

    def _extend_after(self, page: Page) -> None:
        self._window.extend_after(page)
        self.renumber_rows()
        self._fetch_ahead()

    def _extend_before(self, page: Page) -> None:
        self._window.extend_before(page)
        self.renumber_rows()
        self._fetch_ahead()


def _around(source: PageSource, reader: Reader, key: Key, limit: int) -> Page:
    """A page with the row at ``key`` and rows on both sides of it."""
    before = source.before(reader, key, limit // 2)
    if not before.rows:
        return source.first(reader, limit)
    after = source.after(reader, before.rows[-1].key, limit)
    return Page((*before.rows, *after.rows), before.more_before, after.more_after)
