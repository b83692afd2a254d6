"""Outreach: what went out to many, or is to go out, the newest first."""

from collections.abc import Iterable
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.growth_words import OutreachState
from crm_tui.i18n import N_, _
from crm_tui.queries.outreach import OutreachRow, outreaches
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.telling import Telling, telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow


class OutreachesRead(Message, bubble=False):
    """What there is."""

    def __init__(self, found: tuple[OutreachRow, ...]) -> None:
        super().__init__()
        self.found = found


class OutreachesScreen(DeedScreen):
    """The list; a new one is drawn up from a saved view of the customers."""

    HEADING = N_("Outreach")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.DESK)
    FOOTER = ("open", "new", "close", SCREENS_ROW)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield RecordList(
            (
                Column("day", _("drawn"), width=10),
                Column("state", _("state"), width=13),
                Column("kind", _("kind"), width=12, from_width=100),
                Column("on", _("gets it"), width=7),
                Column("out", _("left out"), width=8),
                Column("answered", _("answered"), width=8),
                Column("name", _("what")),
            ),
            empty=_(
                "Nothing has gone out to many yet.\n"
                "Narrow Customers to whom it is for and save that view (V); n then draws up the list:\n"
                "those who may hear from us, and of the others why they do not."
            ),
            show_header=True,
        )

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        self.shell.work.read(self, "outreaches", outreaches, OutreachesRead)

    def on_outreaches_read(self, message: OutreachesRead) -> None:
        """Show them."""
        telling = telling_of(self.shell.state)
        self.query_one(RecordList).set_rows([_row(row, telling) for row in message.found])

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Who is on its list."""
        row = message.row
        if row is not None and isinstance(row.id, tuple):
            self.shell.open("outreach", outreach_id=row.id[1])

    def do_new(self) -> None:
        """Draw one up."""
        sentence = _("Only a manager or an admin draws up an outreach.")
        if self.holds_or_says(self.actor.role.is_in_charge, sentence):
            self.shell.open("outreach-form")


def _row(row: OutreachRow, telling: Telling) -> ListRow:
    cells = (
        Cell(telling.day_of(row.drawn_at).isoformat(), "dim"),
        Cell(row.state.label, "dim" if row.state is OutreachState.SENT else ""),
        Cell(row.kind.label, "dim"),
        telling.number(row.on_list),
        Cell(telling.number(row.left_out), "dim"),
        telling.number(row.answered),
        row.name,
    )
    return ListRow(("outreach", row.id), cells)
