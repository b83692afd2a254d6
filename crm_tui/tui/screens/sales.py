"""Sales: those on their way, what was promised first, or all of them, the newest first."""

from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.i18n import N_, _
from crm_tui.queries.sales import Sale, listed_sales
from crm_tui.tui.deeds import RecordScreen
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.screens import sale_rows
from crm_tui.tui.widgets.rows import ListRow


class SalesScreen(ListScreen[Sale], RecordScreen):
    """The list; its keys are those of a sale."""

    LIST = list_views.SALES
    KIND = "sale"
    COLUMNS = sale_rows.COLUMNS
    QUERY = staticmethod(listed_sales)
    HEADING = N_("Sales")
    FOOTER = ("open", "filter", "view", "new", "log", "call", "close", SCREENS_ROW)

    def row(self, one: Sale) -> ListRow:
        """See :class:`ListScreen`."""
        return sale_rows.sale_row(one, self.telling)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        key = self.shell.keyboard.key_shown
        return _(
            "Nothing is on its way.\n"
            "{sale} on a customer records what they bought; {view} shows everything that was sold."
        ).format(sale=key("sale"), view=key("view"))

    @property
    def customer_id(self) -> int | None:
        """The customer of the sale at the cursor."""
        return None if self.record is None else self.record.customer_id

    def open_record(self, one: Sale) -> None:
        """Go to its page."""
        self.shell.open("sale-page", sale_id=one.id)

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
