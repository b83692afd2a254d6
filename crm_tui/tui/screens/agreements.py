"""Agreements: what was agreed with whom, the one that asks for a decision next first."""

from collections.abc import Iterable
from typing import ClassVar

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.agreements import Agreement, listed_agreements
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.screens import agreement_rows
from crm_tui.tui.screens.agreement_deeds import AgreementDeeds
from crm_tui.tui.widgets.rows import ListRow
from crm_tui.tui.widgets.text_lines import Line


class AgreementsScreen(ListScreen[Agreement], AgreementDeeds):
    """The list, and below it the words of the agreement at the cursor."""

    LIST = list_views.AGREEMENTS
    KIND = "agreement"
    COLUMNS = agreement_rows.COLUMNS
    QUERY = staticmethod(listed_agreements)
    CARD_LINES = 6
    HEADING = N_("Agreements")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.AGREEMENT, Scope.LIST, Scope.DESK)
    FOOTER = (
        "open",
        "filter",
        "new",
        "edit",
        "agreement-renew",
        "agreement-notice",
        "agreement-end",
        "view",
        "log",
        SCREENS_ROW,
    )

    def row(self, one: Agreement) -> ListRow:
        """See :class:`ListScreen`."""
        return agreement_rows.agreement_row(one, self.telling)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        return _("None yet: terms with suppliers, partners or clients. {new} writes one down.").format(
            new=self.shell.keyboard.key_shown("new")
        )

    def card(self, one: Agreement, width: int) -> Iterable[Line]:
        """Its terms and boundaries."""
        return agreement_rows.words_lines(one, width, self.CARD_LINES // 2)

    @property
    def agreement(self) -> Agreement | None:
        """The one at the cursor."""
        return self.record

    def counted(self) -> str:
        """How many there are, and how many ask for a decision."""
        today = self.telling.today
        asking = sum(one.is_near(today) or one.is_overdue(today) for one in self.found)
        told = ngettext("{count} asks for a decision", "{count} ask for a decision", asking)
        return " · ".join([super().counted(), *([told.format(count=asking)] if asking else [])])

    def open_record(self, one: Agreement) -> None:
        """Go to its page."""
        self.shell.open("agreement", agreement_id=one.id)

    def do_new(self) -> None:
        """Write one down."""
        allowed = self.actor.role.is_in_charge
        if self.holds_or_says(allowed, _("Only a manager or an admin writes agreements.")):
            self.shell.open("agreement-form")
