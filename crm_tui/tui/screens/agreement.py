"""An agreement's page: its terms and boundaries, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.words import PromiseBy
from crm_tui.i18n import N_, _
from crm_tui.queries.agreements import Agreement, AgreementEvent, agreement, agreement_events
from crm_tui.queries.negotiations import Move, moves
from crm_tui.queries.promises import Promise, promises_of
from crm_tui.store.reader import Reader
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import agreement_rows
from crm_tui.tui.screens.agreement_deeds import AgreementDeeds
from crm_tui.tui.text import clean
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines

#: A screen of so many lines has room for all of the terms.
_TALL = 30
_FEW_LINES, _MANY_LINES = 3, 8
_MOST_PROMISES = 4


@dataclass
class AgreementRead(Message, bubble=False):
    """The agreement, what became of it, and what they promised us."""

    agreement: Agreement
    events: tuple[AgreementEvent, ...]
    moves: tuple[Move, ...]
    promises: tuple[Promise, ...]


class AgreementScreen(AgreementDeeds):
    """Above when it holds and its words, below its history."""

    HEADING = N_("Agreement {id}")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.AGREEMENT, Scope.LIST, Scope.DESK)
    FOOTER = (
        "open",
        "negotiate",
        "agreement-renew",
        "agreement-notice",
        "agreement-end",
        "edit",
        "next-list",
        "log",
        "follow-up",
        "close",
    )
    DEFAULT_CSS = """
    AgreementScreen #words { height: auto; padding: 0 1; margin-bottom: 1; }
    AgreementScreen #history { height: 1fr; }
    """

    def __init__(self, agreement_id: int) -> None:
        super().__init__()
        self._agreement_id = agreement_id
        self._found: AgreementRead | None = None

    def body(self) -> Iterable[Widget]:
        """Words, what they promised, and the history."""
        yield TextLines(id="words")
        yield RecordList(agreement_rows.HISTORY_COLUMNS, title=_("What became of it"), id="history")
        promises = RecordList(agreement_rows.HISTORY_COLUMNS, title=_("They promised"), id="promises")
        promises.display = False
        yield promises

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its row."""
        agreement_id = self._agreement_id

        def read(reader: Reader) -> AgreementRead:
            found = agreement(reader, agreement_id)
            theirs = (one for one in promises_of(reader, found.customer_id) if one.by is PromiseBy.THEIRS)
            return AgreementRead(
                found,
                agreement_events(reader, agreement_id),
                moves(reader, agreement_id=agreement_id),
                tuple(theirs),
            )

        self.shell.work.read(self, "page", read, lambda found: found)

    @property
    def agreement(self) -> Agreement | None:
        """The agreement of the page."""
        return None if self._found is None else self._found.agreement

    def top_left(self) -> str:
        """Which one, and with whom."""
        heading = _(self.HEADING).format(id=self._agreement_id)
        if self.agreement is None:
            return heading
        named = _("{name}: {customer}").format(name=self.agreement.name, customer=self.agreement.customer)
        return f"{heading} · {self.agreement.state.label}   {clean(named)}"

    def on_agreement_read(self, message: AgreementRead) -> None:
        """Show what was read."""
        self._found = message
        rows = agreement_rows.history_rows(message.events, message.moves, self.telling)
        self.query_one("#history", RecordList).set_rows(rows)
        promises = self.query_one("#promises", RecordList)
        promises.display = bool(message.promises)
        promises.styles.height = 1 + min(len(message.promises), _MOST_PROMISES)
        promises.set_rows(agreement_rows.promise_rows(message.promises, self.telling))
        self._show()
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """An agreement that is not there has no page."""
        if isinstance(message.error, NoSuchRecord) and self._found is None:
            self.shell.close_page()

    def on_resize(self) -> None:
        """The words are broken into lines anew."""
        self._show()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Read the move or the promise whole; else go to the customer."""
        row = message.row.id if message.row is not None else None
        if self.agreement is None or not isinstance(row, tuple):
            return
        kind, number = row
        if kind == "promise":
            self.shell.open("record", kind=kind, record_id=number)
        elif kind == "negotiation":
            about = {"customer_id": self.agreement.customer_id, "agreement_id": self.agreement.id}
            self.shell.open("negotiations", **about, move_id=number)
        else:
            self.shell.open("customer", customer_id=self.agreement.customer_id)

    def _show(self) -> None:
        if self.agreement is None:
            return
        most = _MANY_LINES if self.size.height >= _TALL else _FEW_LINES
        lines = agreement_rows.head_lines(self.agreement, self.telling, max(0, self.size.width - 2), most)
        words = self.query_one("#words", TextLines)
        words.styles.height = len(lines)
        words.show_lines(lines)
