"""What was offered, conceded and agreed with a customer, or about one agreement or case: the newest first."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.message import Message

from crm_tui.commands.command import Scope
from crm_tui.domain import list_views
from crm_tui.i18n import N_, _
from crm_tui.queries.customer_page import customer
from crm_tui.queries.narrowing import Asked
from crm_tui.queries.negotiations import Move, listed_moves
from crm_tui.store.reader import Reader
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.screens.negotiation_rows import COLUMNS, move_row, said_by
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.text import clean
from crm_tui.tui.widgets.rows import ListRow
from crm_tui.tui.widgets.text_lines import Line


class CustomerRead(Message, bubble=False):
    """With whom we negotiate."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class NegotiationsScreen(ListScreen[Move]):
    """The list of moves, and below it the words of the one at the cursor, whole."""

    LIST = list_views.NEGOTIATIONS
    KIND = "negotiation"
    COLUMNS = COLUMNS
    CARD_LINES = 5
    HEADING = N_("Negotiation")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.CUSTOMER, Scope.DESK)
    FOOTER = ("new", "open", "filter", "view", "log", "follow-up", "promise", "close")

    def __init__(
        self,
        customer_id: int,
        agreement_id: int | None = None,
        case_id: int | None = None,
        move_id: int | None = None,
    ) -> None:
        super().__init__()
        self._customer_id = customer_id
        self._about: dict[str, Any] = {"agreement_id": agreement_id, "case_id": case_id}
        self._start = move_id
        self._customer = ""

    def reads(self) -> Callable[[Reader, Asked], Sequence[Move]]:
        """See :class:`ListScreen`."""
        return partial(listed_moves, customer_id=self._customer_id, **self._about)

    def row(self, one: Move) -> ListRow:
        """See :class:`ListScreen`."""
        return move_row(one, self.telling)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        return _("None yet: offers and counter-offers, ours and theirs. {new} writes one down.").format(
            new=self.shell.keyboard.key_shown("new")
        )

    def card(self, one: Move, width: int) -> Iterable[Line]:
        """Its words."""
        yield ((f"{said_by(one)}   {one.subject}", "strong"),)
        for line in wrapped(" ".join(one.words.split()), width, self.CARD_LINES - 1):
            yield ((line, ""),)

    def read_again(self) -> None:
        """Read the moves, and with whom they are."""
        super().read_again()
        query = partial(customer, customer_id=self._customer_id)
        self.shell.work.read(self, "customer", query, lambda found: CustomerRead(found.name))

    def on_customer_read(self, message: CustomerRead) -> None:
        """Say so in the top line."""
        self._customer = message.name
        self.refresh_frame()

    @property
    def customer_id(self) -> int | None:
        """With whom."""
        return self._customer_id

    def top_left(self) -> str:
        """Their name stands last."""
        return "   ".join(part for part in (super().top_left(), clean(self._customer)) if part)

    def show_rows(self) -> None:
        """The first time the cursor goes to the move that was asked for."""
        super().show_rows()
        if self._start is not None:
            self.rows.select((self.KIND, self._start))
            self._start = None

    def open_record(self, one: Move) -> None:
        """Go to the agreement or case that it is about, else to the customer."""
        if one.agreement_id is not None:
            self.shell.open("agreement", agreement_id=one.agreement_id)
        elif one.case_id is not None:
            self.shell.open("record", kind="case", record_id=one.case_id)
        else:
            self.shell.open("customer", customer_id=self._customer_id)

    def do_new(self) -> None:
        """Write a move down."""
        self.shell.open("negotiate", customer_id=self._customer_id, **self._about)
