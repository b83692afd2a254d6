"""Sales: those on their way, what was promised first, or all of them, the newest first."""

from collections.abc import Iterable
from functools import partial

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.i18n import N_, _
from crm_tui.queries.sales import Sale, sales, sales_on_their_way
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import RecordScreen
from crm_tui.tui.screens import sale_rows
from crm_tui.tui.widgets.record_list import RecordList

_MOST = 500

#: What the list can show, with what its title says of it.
_VIEWS = (N_("On their way"), N_("Mine on their way"), N_("All, the newest first"))


class SalesRead(Message, bubble=False):
    """The sales of the view."""

    def __init__(self, found: tuple[Sale, ...]) -> None:
        super().__init__()
        self.found = found


class SalesScreen(RecordScreen):
    """The list; its keys are those of a sale."""

    HEADING = N_("Sales")
    FOOTER = ("open", "view", "new", "log", "call", "close", SCREENS_ROW)
    CSS = """
    SalesScreen RecordList { height: 1fr; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Sale, ...] = ()
        self._view = 0

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield RecordList(
            sale_rows.COLUMNS,
            empty=_(
                "Nothing is on its way.\n"
                "{sale} on a customer records what they bought; {view} shows everything that was sold."
            ).format(sale=self.shell.keyboard.key_shown("sale"), view=self.shell.keyboard.key_shown("view")),
            id="sales",
        )

    def on_mount(self) -> None:
        """Begin with what is on its way."""
        self.read_again()

    def read_again(self) -> None:
        """Read the view; the cursor stays on its sale."""
        query = partial(_read, view=self._view, staff_id=self.actor.staff_id)
        self.shell.work.read(self, "sales", query, SalesRead)

    def on_sales_read(self, message: SalesRead) -> None:
        """Show them."""
        self._found = message.found[:_MOST]
        shown = self.query_one(RecordList)
        shown.set_rows(sale_rows.sale_rows(self._found, self.telling))
        count = str(len(self._found))
        if len(message.found) > _MOST:
            count = _("{count} of more than {count}").format(count=_MOST)
        shown.set_title(_("{view}   {count}").format(view=_(_VIEWS[self._view]), count=count))
        self.refresh_frame()

    @property
    def customer_id(self) -> int | None:
        """The customer of the sale at the cursor."""
        one = next((one for one in self._found if ("sale", one.id) == self.at_cursor), None)
        return None if one is None else one.customer_id

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to its page."""
        self.shell.open("sale-page", sale_id=self.at_cursor[1])

    def do_new(self) -> None:
        """Sell something to the customer at the cursor; a list without one has Find."""
        if self.customer_id is None:
            self.shell.say(
                _("Find the customer first; {key} on their page records a sale.").format(
                    key=self.shell.keyboard.key_shown("sale")
                )
            )
            self.shell.open("find")
        else:
            self.shell.open("sale", customer_id=self.customer_id)

    def do_view(self) -> None:
        """On their way, mine on their way, all."""
        self._view = (self._view + 1) % len(_VIEWS)
        self.read_again()


def _read(reader: Reader, view: int, staff_id: int) -> tuple[Sale, ...]:
    if view == 0:
        return sales_on_their_way(reader, limit=_MOST + 1)
    if view == 1:
        return sales_on_their_way(reader, staff_id=staff_id, limit=_MOST + 1)
    return sales(reader, limit=_MOST + 1)
