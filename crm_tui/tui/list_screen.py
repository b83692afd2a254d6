"""A screen whose body is one list of records: read, narrowed, seen through views, with a card below it.

To add one: name the list and its built-in views in :mod:`crm_tui.domain.list_views`, write a query that takes
:class:`~crm_tui.queries.narrowing.Asked`, and inherit :class:`ListScreen`.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.i18n import _
from crm_tui.queries.narrowing import MOST_LISTED, Asked
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.narrowed import Narrowed
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Column, ListRow
from crm_tui.tui.widgets.text_lines import Line, TextLines


class Listed(Protocol):
    """What every record has that is listed."""

    @property
    def id(self) -> int:
        """Its number."""


R = TypeVar("R", bound=Listed)


class RowsRead(Message, bubble=False):
    """The records of the list were read."""

    def __init__(self, found: Sequence[Any]) -> None:
        super().__init__()
        self.found = found


class ListScreen(Narrowed, DeedScreen, Generic[R]):
    """The filter, the list, and below it ``CARD_LINES`` lines about the record at the cursor."""

    #: The first part of its rows' ids.
    KIND: ClassVar[str]
    #: Labels are message ids; where a column has one they stand above the list.
    COLUMNS: ClassVar[Sequence[Column]]
    #: What reads the records; it runs in a thread.
    QUERY: ClassVar["staticmethod[[Reader, Asked], Sequence[Any]]"]
    CARD_LINES: ClassVar[int] = 0
    DEFAULT_CSS = """
    ListScreen #card { padding: 0 1; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[R] = ()
        self._more = False

    def reads(self) -> Callable[[Reader, Asked], Sequence[R]]:
        """``QUERY``, with what else it is to be asked."""
        return self.QUERY

    def row(self, one: R) -> ListRow:
        """A record as the list shows it, with the id ``(KIND, its number)``."""
        raise NotImplementedError

    def none_yet(self) -> str:
        """What the list says before there is any: what it is for, and the key that fills it."""
        raise NotImplementedError

    def card(self, one: R, width: int) -> Iterable[Line]:
        """The lines about a record."""
        return ()

    def open_record(self, one: R) -> None:
        """Enter on a record."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The filter, the list and the card."""
        columns = [
            column._replace(label=_(column.label)) if column.label else column for column in self.COLUMNS
        ]
        has_labels = any(column.label for column in columns)
        rows = RecordList(columns, show_header=has_labels, keep_cursor=True, id=self.LIST)
        yield self.filter_line(rows)
        yield rows
        if self.CARD_LINES:
            card = TextLines(id="card")
            card.styles.height = self.CARD_LINES
            yield card

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.set_focus(self.rows)
        self.read_again()

    def narrowed(self) -> None:
        """See :class:`Narrowed`."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        self.read_saved_views()
        asked = Asked(self.actor, self.shell.state.now(), self.business.zone, self.views.narrowing)
        self.shell.work.read(self, "rows", partial(_read, self.reads(), asked), RowsRead)

    def on_rows_read(self, message: RowsRead) -> None:
        """Show them."""
        self.found = message.found[:MOST_LISTED]
        self._more = len(message.found) > MOST_LISTED
        self.show_rows()

    def show_rows(self) -> None:
        """Show the records as they are known now."""
        self.rows.set_empty(self.why_empty(self.none_yet()))
        self.rows.set_rows([self.row(one) for one in self.found])
        self.show_card()
        self.refresh_frame()

    def show_card(self) -> None:
        """Tell of the record at the cursor."""
        if self.CARD_LINES:
            card, one = self.query_one("#card", TextLines), self.record
            width = card.content_size.width
            card.show_lines([] if one is None else list(self.card(one, width))[: self.CARD_LINES])

    @property
    def record(self) -> R | None:
        """The record at the cursor of the list, also while the filter is typed."""
        row = self.rows.current if self.is_mounted else None
        return next((one for one in self.found if row and row.id == (self.KIND, one.id)), None)

    def top_left(self) -> str:
        """Where I am, through which view, what there is, and what it is narrowed by."""
        said = (self.heading(), self.view_in_words(), self.counted(), self.filter_in_words())
        return "   ".join(part for part in said if part)

    def heading(self) -> str:
        """What the list is of."""
        return _(self.HEADING)

    def counted(self) -> str:
        """How many there are, as the top line says it."""
        count = self.telling.number(len(self.found))
        return _("{count} of more than {count}").format(count=count) if self._more else count

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The cursor rests: the card follows."""
        self.show_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Enter."""
        if self.record is not None:
            self.open_record(self.record)

    def on_resize(self) -> None:
        """The card is laid out anew."""
        self.show_card()


def _read(query: Callable[[Reader, Asked], Sequence[R]], asked: Asked, reader: Reader) -> Sequence[R]:
    return query(reader, asked)
