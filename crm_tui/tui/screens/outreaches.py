"""Outreach: what went out to many, or is to go out, the newest first."""

from typing import ClassVar

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.domain.growth_words import OutreachState
from crm_tui.i18n import N_, _
from crm_tui.queries.outreach import OutreachRow, listed_outreaches
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.widgets.rows import Cell, Column, ListRow


class OutreachesScreen(ListScreen[OutreachRow]):
    """The list; a new one is drawn up from a saved view of the customers."""

    LIST = list_views.OUTREACHES
    KIND = "outreach"
    COLUMNS = (
        Column("day", N_("drawn"), width=10),
        Column("state", N_("state"), width=13),
        Column("kind", N_("kind"), width=12, from_width=100),
        Column("on", N_("gets it"), width=7),
        Column("out", N_("left out"), width=8),
        Column("answered", N_("answered"), width=8),
        Column("name", N_("what")),
    )
    QUERY = staticmethod(listed_outreaches)
    HEADING = N_("Outreach")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.DESK)
    FOOTER = ("open", "filter", "new", "view", "close", SCREENS_ROW)

    def row(self, one: OutreachRow) -> ListRow:
        """See :class:`ListScreen`."""
        telling = self.telling
        cells = (
            Cell(telling.day_of(one.drawn_at).isoformat(), "dim"),
            Cell(one.state.label, "dim" if one.state is OutreachState.SENT else ""),
            Cell(one.kind.label, "dim"),
            telling.number(one.on_list),
            Cell(telling.number(one.left_out), "dim"),
            telling.number(one.answered),
            one.name,
        )
        return ListRow((self.KIND, one.id), cells)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        return _(
            "Nothing has gone out to many yet.\n"
            "Narrow Customers to whom it is for and save that view (V); n then draws up the list:\n"
            "those who may hear from us, and of the others why they do not."
        )

    def open_record(self, one: OutreachRow) -> None:
        """Who is on its list."""
        self.shell.open("outreach", outreach_id=one.id)

    def do_new(self) -> None:
        """Draw one up."""
        sentence = _("Only a manager or an admin draws up an outreach.")
        if self.holds_or_says(self.actor.role.is_in_charge, sentence):
            self.shell.open("outreach-form")
