"""What was offered, conceded and agreed with a customer, or about one agreement or case: the newest first."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.i18n import N_, _
from crm_tui.queries.customer_page import customer
from crm_tui.queries.negotiations import Move, moves
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.screens.negotiation_rows import COLUMNS, move_rows, said_by
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.text import clean
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines

_WORD_LINES = 5


class MovesRead(Message, bubble=False):
    """With whom we negotiate, and the moves."""

    def __init__(self, found: tuple[str, tuple[Move, ...]]) -> None:
        super().__init__()
        self.customer, self.moves = found


class NegotiationsScreen(DeedScreen):
    """The list of moves, and below it the words of the one at the cursor, whole."""

    HEADING = N_("Negotiation")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.CUSTOMER, Scope.DESK)
    FOOTER = ("new", "open", "log", "follow-up", "promise", "close")
    CSS = f"""
    NegotiationsScreen RecordList {{ height: 1fr; }}
    NegotiationsScreen TextLines {{ height: {_WORD_LINES}; padding: 0 1; margin-top: 1; }}
    """

    def __init__(
        self,
        customer_id: int,
        agreement_id: int | None = None,
        case_id: int | None = None,
        move_id: int | None = None,
    ) -> None:
        super().__init__()
        self._customer_id = customer_id
        self._about = {"agreement_id": agreement_id, "case_id": case_id}
        self._start = move_id
        self._customer = ""
        self._moves: tuple[Move, ...] = ()

    def body(self) -> Iterable[Widget]:
        """The list and the words."""
        yield RecordList(
            COLUMNS,
            title=_("Moves"),
            empty=_("None yet: offers and counter-offers, ours and theirs. {new} writes one down.").format(
                new=self.shell.keyboard.key_shown("new")
            ),
        )
        yield TextLines()

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read the moves; the cursor stays on its row."""
        query = partial(_read, customer_id=self._customer_id, about=self._about)
        self.shell.work.read(self, "moves", query, MovesRead)

    @property
    def customer_id(self) -> int | None:
        """With whom."""
        return self._customer_id

    def top_left(self) -> str:
        """With whom."""
        return "   ".join(part for part in (_(self.HEADING), clean(self._customer)) if part)

    def on_moves_read(self, message: MovesRead) -> None:
        """Show them, the first time at the one that was asked for."""
        self._customer, self._moves = message.customer, message.moves
        found = self.query_one(RecordList)
        found.set_rows(move_rows(message.moves, self.telling))
        if self._start is not None:
            found.select(("negotiation", self._start))
            self._start = None
        self._show_words()
        self.refresh_frame()

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """The words of the move at the cursor."""
        self._show_words()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to the agreement or case that it is about, else to the customer."""
        move = self._at_cursor
        if move is None or (move.agreement_id is None and move.case_id is None):
            self.shell.open("customer", customer_id=self._customer_id)
        elif move.agreement_id is not None:
            self.shell.open("agreement", agreement_id=move.agreement_id)
        else:
            self.shell.open("record", kind="case", record_id=move.case_id)

    def on_resize(self) -> None:
        """The words are broken into lines anew."""
        self._show_words()

    def do_new(self) -> None:
        """Write a move down."""
        self.shell.open("negotiate", customer_id=self._customer_id, **self._about)

    @property
    def _at_cursor(self) -> Move | None:
        row = self.query_one(RecordList).current
        at = row.id if row is not None else None
        return next((one for one in self._moves if at == ("negotiation", one.id)), None)

    def _show_words(self) -> None:
        move = self._at_cursor
        width = max(0, self.size.width - 2)
        words = [] if move is None else wrapped(" ".join(move.words.split()), width, _WORD_LINES - 1)
        head = () if move is None else (((f"{said_by(move)}   {move.subject}", "strong"),),)
        self.query_one(TextLines).show_lines([*head, *(((line, ""),) for line in words)])


def _read(reader: Reader, customer_id: int, about: dict[str, int | None]) -> tuple[str, tuple[Move, ...]]:
    found = moves(
        reader, customer_id=customer_id, agreement_id=about["agreement_id"], case_id=about["case_id"]
    )
    return customer(reader, customer_id).name, found
