"""Opportunities: what customers may buy next, by the next step, and what became of it."""

from textual.message import Message

from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.domain.money import money_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.opportunities import Opportunity, ValueSum, listed_opportunities, open_values
from crm_tui.tui.deeds import RecordScreen
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.screens.opportunity_rows import COLUMNS, opportunity_row
from crm_tui.tui.widgets.rows import ListRow


class ValuesRead(Message, bubble=False):
    """What the open ones are worth."""

    def __init__(self, found: tuple[ValueSum, ...]) -> None:
        super().__init__()
        self.found = found


class OpportunitiesScreen(ListScreen[Opportunity], RecordScreen):
    """The list; its keys are those of an opportunity."""

    LIST = list_views.OPPORTUNITIES
    KIND = "opportunity"
    COLUMNS = COLUMNS
    QUERY = staticmethod(listed_opportunities)
    HEADING = N_("Opportunities")
    FOOTER = ("open", "filter", "new", "edit", "view", "log", "call", "close", SCREENS_ROW)

    def __init__(self) -> None:
        super().__init__()
        self._values = ""

    def row(self, one: Opportunity) -> ListRow:
        """See :class:`ListScreen`."""
        return opportunity_row(one, self.telling)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        key = self.shell.keyboard.key_shown
        return _(
            "Nothing is open.\n"
            "An opportunity is what a customer may need next, and who heard it.\n"
            "{key} writes it down while you log a contact; {new} begins one for a customer."
        ).format(key=key("may-need", form=True), new=key("new"))

    def read_again(self) -> None:
        """Read the list, and what all open ones are worth."""
        super().read_again()
        self.shell.work.read(self, "values", open_values, ValuesRead)

    def on_values_read(self, message: ValuesRead) -> None:
        """Say it in the top line."""
        worth = " · ".join(money_in_words(each.value, each.currency) for each in message.found)
        self._values = _("{worth} open").format(worth=worth) if worth else ""
        self.refresh_frame()

    def top_right(self) -> str:
        """What all open ones are worth, whatever the list shows; each currency by itself."""
        return "   ".join(part for part in (self._values, super().top_right()) if part)

    @property
    def customer_id(self) -> int | None:
        """The customer of the row at the cursor."""
        return None if self.record is None else self.record.customer_id

    def open_record(self, one: Opportunity) -> None:
        """Go to the customer, the cursor on it."""
        self.shell.open("customer", customer_id=one.customer_id, focus=(self.KIND, one.id))

    def do_new(self) -> None:
        """Begin one for the customer at the cursor; a list without one has Find."""
        if self.customer_id is None:
            self.shell.say(_("Find the customer first; their page writes one down."))
            self.shell.open("find")
        else:
            self.shell.open("opportunity", customer_id=self.customer_id)
