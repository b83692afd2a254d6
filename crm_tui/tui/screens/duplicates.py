"""Duplicates: pairs of customers who may be one, and the cards of both below the list."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.customer_glance import Glance, glance
from crm_tui.queries.duplicates import Duplicate, Duplicates, duplicates
from crm_tui.tui.deeds import DeedScreen, Done
from crm_tui.tui.messages import StoreChanged
from crm_tui.tui.widgets.customer_card import CustomerCardView
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow

if TYPE_CHECKING:
    from datetime import datetime

    from crm_tui.store.journal import Act
    from crm_tui.store.reader import Reader

_MOST = 200
_COLUMNS = (Column("score", width=4), Column("why", width=32), Column("names"))


class PairsRead(Message, bubble=False):
    """The likely duplicates, the likeliest first."""

    def __init__(self, found: Duplicates) -> None:
        super().__init__()
        self.found = found


class CardsRead(Message, bubble=False):
    """The two at the cursor."""

    def __init__(self, cards: tuple[Glance, Glance]) -> None:
        super().__init__()
        self.cards = cards


class DuplicatesScreen(DeedScreen):
    """Enter goes to the merge of the pair at the cursor, one key says that they are two."""

    HEADING = N_("Duplicates")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.DUPLICATE, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "not-the-same", "close")
    DEFAULT_CSS = """
    DuplicatesScreen RecordList { height: 1fr; }
    DuplicatesScreen #cards { height: 12; border-top: solid $panel; layout: vertical; }
    DuplicatesScreen CustomerCardView { height: 1fr; width: 1fr; padding: 0 1; }
    DuplicatesScreen.-wide #cards { layout: horizontal; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: Duplicates | None = None

    def body(self) -> Iterable[Widget]:
        """The list, and both cards: side by side where there is room."""
        yield RecordList(_COLUMNS, empty=_("Looking for customers who may be the same …"))
        with Horizontal(id="cards"):
            yield CustomerCardView(id="one")
            yield CustomerCardView(id="other")

    def on_mount(self) -> None:
        """Begin to look."""
        self.read_again()

    def on_store_changed(self, message: StoreChanged) -> None:
        """Others write all day and seldom make a duplicate: it is read when the list is come back to."""

    def on_done(self, message: Done) -> None:
        """One pair fewer."""
        self.read_again()

    def read_again(self) -> None:
        """Look once more; the cursor stays on its pair."""
        self.shell.work.read(self, "pairs", partial(duplicates, limit=_MOST), PairsRead)

    def top_left(self) -> str:
        """How many there are."""
        if self._found is None:
            return _(self.HEADING)
        count = self._found.count
        pairs = ngettext("{count} pair", "{count} pairs", count).format(count=count)
        if self._found.more:
            pairs = _("the likeliest {shown} of {count} pairs").format(shown=_MOST, count=count)
        return f"{_(self.HEADING)}   {pairs}"

    def on_pairs_read(self, message: PairsRead) -> None:
        """Show them."""
        self._found = message.found
        pairs = self.query_one(RecordList)
        pairs.set_empty(_("Nobody here looks like somebody else."))
        pairs.set_rows(
            [
                ListRow(
                    ("duplicate", pair.one_id, pair.other_id),
                    (
                        Cell(str(pair.likeness.score), "dim"),
                        pair.likeness.in_words,
                        f"{pair.one} · {pair.other}",
                    ),
                )
                for pair in message.found.pairs
            ]
        )
        self._read_cards()
        self.refresh_frame()

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The cursor rests: the cards follow."""
        self._read_cards()

    def on_cards_read(self, message: CardsRead) -> None:
        """Show them, unless the cursor has gone on."""
        pair = self._at_cursor
        one, other = message.cards
        if pair and (pair.one_id, pair.other_id) == (one.card.customer.id, other.card.customer.id):
            self._show_cards(one, other)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Merge them: which answers stand is asked."""
        pair = self._at_cursor
        if pair is not None:
            self.shell.open("merge", customer_id=pair.one_id, other_id=pair.other_id)

    def do_not_the_same(self) -> None:
        """They are two."""
        pair = self._at_cursor
        if pair is None:
            self.shell.say(_("There is no pair at the cursor."))
        else:
            self.write("dismiss", partial(_dismiss, one=pair.one_id, other=pair.other_id))

    @property
    def _at_cursor(self) -> Duplicate | None:
        row = self.query_one(RecordList).current
        pairs = () if self._found is None else self._found.pairs
        return next((one for one in pairs if row and row.id == ("duplicate", one.one_id, one.other_id)), None)

    def _read_cards(self) -> None:
        pair = self._at_cursor
        if pair is None:
            self._show_cards(None, None)
            return
        query = partial(_glances, one=pair.one_id, other=pair.other_id, now=self.shell.state.now())
        self.shell.work.read(self, "cards", query, CardsRead)

    def _show_cards(self, one: Glance | None, other: Glance | None) -> None:
        self.query_one("#one", CustomerCardView).show(one)
        self.query_one("#other", CustomerCardView).show(other)


def _glances(reader: "Reader", one: int, other: int, now: "datetime") -> tuple[Glance, Glance]:
    return glance(reader, one, now=now), glance(reader, other, now=now)


def _dismiss(act: "Act", one: int, other: int) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.duplicates import dismiss_duplicate

    dismiss_duplicate(act, one, other)
    return _("Customers {one} and {other} are two; that is remembered.").format(one=one, other=other)
