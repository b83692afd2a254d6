"""An agreement's page: its terms and boundaries, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.i18n import N_, _
from crm_tui.queries.agreements import Agreement, AgreementEvent, agreement, agreement_events
from crm_tui.store.reader import Reader
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import agreement_rows
from crm_tui.tui.screens.agreement_deeds import AgreementDeeds
from crm_tui.tui.text import clean
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Column
from crm_tui.tui.widgets.text_lines import TextLines

#: A screen of so many lines has room for all of the terms.
_TALL = 30
_FEW_LINES, _MANY_LINES = 3, 8

_HISTORY = (Column("day", width=8), Column("what", width=14), Column("who", width=16, from_width=90),
            Column("words"))  # fmt: skip


@dataclass
class AgreementRead(Message, bubble=False):
    """The agreement, and what became of it."""

    agreement: Agreement
    events: tuple[AgreementEvent, ...]


class AgreementScreen(AgreementDeeds):
    """Above when it holds and its words, below its history."""

    HEADING = N_("Agreement {id}")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.AGREEMENT, Scope.LIST, Scope.DESK)
    FOOTER = (
        "open",
        "agreement-renew",
        "agreement-notice",
        "agreement-end",
        "edit",
        "log",
        "follow-up",
        "close",
    )
    CSS = """
    AgreementScreen #words { height: auto; padding: 0 1; margin-bottom: 1; }
    AgreementScreen RecordList { height: 1fr; }
    """

    def __init__(self, agreement_id: int) -> None:
        super().__init__()
        self._agreement_id = agreement_id
        self._found: AgreementRead | None = None

    def body(self) -> Iterable[Widget]:
        """Words and history."""
        yield TextLines(id="words")
        yield RecordList(_HISTORY, title=_("What became of it"), id="history")

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its row."""
        agreement_id = self._agreement_id

        def read(reader: Reader) -> AgreementRead:
            return AgreementRead(agreement(reader, agreement_id), agreement_events(reader, agreement_id))

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
        rows = agreement_rows.event_rows(message.events, self.telling)
        self.query_one("#history", RecordList).set_rows(rows)
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
        """Go to the customer."""
        if self.customer_id is not None:
            self.shell.open("customer", customer_id=self.customer_id)

    def _show(self) -> None:
        if self.agreement is None:
            return
        most = _MANY_LINES if self.size.height >= _TALL else _FEW_LINES
        lines = agreement_rows.head_lines(self.agreement, self.telling, max(0, self.size.width - 2), most)
        words = self.query_one("#words", TextLines)
        words.styles.height = len(lines)
        words.show_lines(lines)
