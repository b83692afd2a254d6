"""What a record list shows: columns, rows, and the pages that they come from."""

from collections.abc import Hashable, Sequence
from enum import Enum
from typing import Any, Literal, NamedTuple, Protocol

from crm_tui.store.reader import Reader

#: The id of a record in a list: its number, or what tells it apart where a list mixes kinds of record.
RowId = Hashable

#: The values by which a list is ordered, the last of them unique: where a page begins or ends.
Key = tuple[Any, ...]


class Severity(Enum):
    """How much something asks to be acted on, by the sign that stands for it everywhere (SCREENS.md)."""

    NONE = " "
    NORMAL = "·"
    MET = "✓"
    AT_RISK = "▲"
    LATE = "!"


Tone = Literal["", "dim", "strong", "late", "risk", "met"]


class Cell(NamedTuple):
    """One value of a row with the tone it is said in; ``text`` may be a customer's."""

    text: str
    tone: Tone = ""


class Column(NamedTuple):
    """A column of a list. Without ``width`` it takes a share of the room that is left, by ``weight``.

    A column stands only in lists that are at least ``from_width`` cells wide. Names and notes stand last.
    """

    name: str
    label: str = ""
    width: int | None = None
    align: Literal["left", "right"] = "left"
    weight: int = 1
    from_width: int = 0


class ListRow(NamedTuple):
    """A record as a list shows it: ``cells`` in the order of the columns, ``key`` where it stands.

    ``state`` is the record's own, where what can be done with it depends on that.
    """

    id: RowId
    cells: Sequence[Cell | str]
    key: Key = ()
    severity: Severity = Severity.NONE
    state: str = ""


class Page(NamedTuple):
    """Consecutive rows in the order of the list, and whether there are others on either side."""

    rows: Sequence[ListRow] = ()
    more_before: bool = False
    more_after: bool = False


class PageSource(Protocol):
    """Where the rows of a list come from, in its order, by key: a query with its filter and sort.

    Its methods run in a thread, over that thread's ``reader``, and may raise ``CrmError``. Subclass it to get
    the default of :meth:`locate`.
    """

    def first(self, reader: Reader, limit: int) -> Page:
        """The first ``limit`` rows."""
        ...

    def after(self, reader: Reader, key: Key, limit: int) -> Page:
        """The ``limit`` rows that follow ``key``; the row of that key itself is not among them."""
        ...

    def before(self, reader: Reader, key: Key, limit: int) -> Page:
        """The ``limit`` rows nearest before ``key``, in the order of the list."""
        ...

    def last(self, reader: Reader, limit: int) -> Page:
        """The last ``limit`` rows, in the order of the list."""
        ...

    def locate(self, reader: Reader, row_id: RowId) -> Key | None:
        """Where the record stands now; None when it is not in the list, or nobody knows."""
        return None


class KeysetSource(PageSource):
    """A source over one query that reads from a key in either direction, or from the end."""

    def read_page(
        self, reader: Reader, limit: int, *, after: Any = None, before: Any = None, from_end: bool = False
    ) -> tuple[Sequence[ListRow], bool]:
        """The rows in the order of the list, and whether there are more beyond them."""
        raise NotImplementedError

    def first(self, reader: Reader, limit: int) -> Page:
        """See :class:`PageSource`."""
        rows, more = self.read_page(reader, limit)
        return Page(rows, more_after=more)

    def after(self, reader: Reader, key: Key, limit: int) -> Page:
        """See :class:`PageSource`."""
        rows, more = self.read_page(reader, limit, after=key[0])
        return Page(rows, more_before=True, more_after=more)

    def before(self, reader: Reader, key: Key, limit: int) -> Page:
        """See :class:`PageSource`."""
        rows, more = self.read_page(reader, limit, before=key[0])
        return Page(rows, more_before=more, more_after=True)

    def last(self, reader: Reader, limit: int) -> Page:
        """See :class:`PageSource`."""
        rows, more = self.read_page(reader, limit, from_end=True)
        return Page(rows, more_before=more)
