"""Opportunities: what customers may buy next, by the next step, with what it is worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.money import money_in_words
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.opportunities import Opportunity, ValueSum, open_opportunities, open_values
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import RecordScreen
from crm_tui.tui.screens.opportunity_rows import COLUMNS, opportunity_row
from crm_tui.tui.widgets.record_list import RecordList

_MOST = 500


@dataclass
class OpportunitiesRead(Message, bubble=False):
    """The open ones of one owner or of everybody, and what all are worth."""

    found: tuple[Opportunity, ...]
    values: tuple[ValueSum, ...]


class OpportunitiesScreen(RecordScreen):
    """The list of everybody's, or of mine alone."""

    HEADING = N_("Opportunities")
    FOOTER = ("open", "new", "edit", "view", "log", "call", "close", SCREENS_ROW)
    CSS = """
    OpportunitiesScreen RecordList { height: 1fr; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Opportunity, ...] = ()
        self._values = ""
        self._mine = False

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield RecordList(
            COLUMNS,
            empty=_(
                "Nothing is open.\n"
                "An opportunity is what a customer may need next, and who heard it.\n"
                "{key} writes it down while you log a contact; n begins one for a customer."
            ).format(key=self.shell.keyboard.key_shown("may-need", form=True)),
            id="opportunities",
        )

    def on_mount(self) -> None:
        """Begin with everybody's."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        query = partial(
            _read, now=self.shell.state.now(), staff_id=self.actor.staff_id if self._mine else None
        )
        self.shell.work.read(self, "opportunities", query, lambda found: found)

    def on_opportunities_read(self, message: OpportunitiesRead) -> None:
        """Show them."""
        self._found = message.found
        self._values = " · ".join(money_in_words(worth.value, worth.currency) for worth in message.values)
        shown = self.query_one(RecordList)
        shown.set_rows([opportunity_row(one, self.telling) for one in message.found[:_MOST]])
        count = len(message.found)
        title = ngettext("{count} open", "{count} open", count).format(count=count)
        if count > _MOST:
            title = _("{count} of more than {count}").format(count=_MOST)
        shown.set_title(_("Mine   {count}").format(count=title) if self._mine else title)
        self.refresh_frame()

    def top_right(self) -> str:
        """What the open ones are worth, each currency by itself."""
        return "   ".join(part for part in (self._values, super().top_right()) if part)

    @property
    def customer_id(self) -> int | None:
        """The customer of the row at the cursor."""
        one = next((one for one in self._found if ("opportunity", one.id) == self.at_cursor), None)
        return None if one is None else one.customer_id

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to the customer, the cursor on it."""
        if self.customer_id is not None:
            self.shell.open("customer", customer_id=self.customer_id, focus=self.at_cursor)

    def do_new(self) -> None:
        """Begin one for the customer at the cursor; a list without one has Find."""
        if self.customer_id is None:
            self.shell.say(_("Find the customer first; their page writes one down."))
            self.shell.open("find")
        else:
            self.shell.open("opportunity", customer_id=self.customer_id)

    def do_view(self) -> None:
        """Mine, or everybody's."""
        self._mine = not self._mine
        self.read_again()


def _read(reader: Reader, now: datetime, staff_id: int | None) -> OpportunitiesRead:
    return OpportunitiesRead(
        open_opportunities(reader, now=now, staff_id=staff_id, limit=_MOST + 1), open_values(reader)
    )
