"""A sale's page: what was bought, and its way to the customer."""

from collections.abc import Iterable
from functools import partial

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.i18n import N_, _
from crm_tui.queries.sales import SalePage, sale_page
from crm_tui.tui.deeds import RecordScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import sale_rows
from crm_tui.tui.text import clean
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines

_MOST_LINES = 8


class SaleRead(Message, bubble=False):
    """The sale with its lines and its way."""

    def __init__(self, found: SalePage) -> None:
        super().__init__()
        self.found = found


class SaleScreen(RecordScreen):
    """Above what it was worth and was promised for, then its lines, below its way."""

    HEADING = N_("Sale {id}")
    FOOTER = ("open", "next-list", "log", "call", "close")
    DEFAULT_CSS = """
    SaleScreen #words { height: auto; padding: 0 1; margin-bottom: 1; }
    SaleScreen #lines { height: 2; margin-bottom: 1; }
    SaleScreen #way { height: 1fr; }
    """

    def __init__(self, sale_id: int) -> None:
        super().__init__()
        self._sale_id = sale_id
        self._found: SalePage | None = None

    def body(self) -> Iterable[Widget]:
        """Words, lines and way."""
        yield TextLines(id="words")
        yield RecordList(sale_rows.LINE_COLUMNS, title=_("What was bought"), id="lines")
        yield RecordList(sale_rows.STEP_COLUMNS, title=_("Its way"), id="way")

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; cursors stay on their rows."""
        self.shell.work.read(self, "page", partial(sale_page, sale_id=self._sale_id), SaleRead)

    @property
    def customer_id(self) -> int | None:
        """Who bought it."""
        return None if self._found is None else self._found.sale.customer_id

    def top_left(self) -> str:
        """Which one, where it is, and whose."""
        heading = _(self.HEADING).format(id=self._sale_id)
        if self._found is None:
            return heading
        sale = self._found.sale
        return f"{heading} · {sale.stage.label}   {clean(sale.customer)}"

    def on_sale_read(self, message: SaleRead) -> None:
        """Show what was read."""
        self._found = message.found
        sale, telling = message.found.sale, self.telling
        words = sale_rows.head_lines(sale, telling)
        head = self.query_one("#words", TextLines)
        head.styles.height = len(words)
        head.show_lines(words)
        lines = self.query_one("#lines", RecordList)
        lines.styles.height = min(len(message.found.lines), _MOST_LINES) + 1
        lines.set_rows(sale_rows.line_rows(sale, message.found.lines, telling))
        self.query_one("#way", RecordList).set_rows(sale_rows.step_rows(sale, message.found.steps, telling))
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """A sale that is not there has no page."""
        if isinstance(message.error, NoSuchRecord) and self._found is None:
            self.shell.close_page()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to the customer, the cursor on the sale."""
        if self.customer_id is not None:
            focus = ("sale", self._sale_id)
            self.shell.open("customer", customer_id=self.customer_id, focus=focus)
