"""Log: a contact that is over is written down."""

from collections.abc import Sequence
from typing import ClassVar

from crm_tui.commands.footer import Entry
from crm_tui.domain.words import Direction
from crm_tui.i18n import N_
from crm_tui.tui.screens.contact import CallerRead, ContactScreen
from crm_tui.tui.widgets.search_field import Match


class LogScreen(ContactScreen):
    """For the customer in view, or one that is found in it; with a follow-up, saving closes that."""

    HEADING = N_("Log")
    ROUTE = "log"
    IS_CALL: ClassVar[bool] = False
    FOOTER: ClassVar[Sequence[Entry]] = ("save", "next-field", "picks", "call", "close")

    @property
    def first_direction(self) -> Direction:
        """What we had planned to do went out from us."""
        return Direction.INBOUND if self.follow_up_id is None else Direction.OUTBOUND

    @property
    def start_field(self) -> str | None:
        """With a customer in view, what they said is typed first."""
        return None if self.draft_customer_id is None else "said"

    def on_caller_read(self, message: CallerRead) -> None:
        """The customer in view is the one, unless another is typed."""
        super().on_caller_read(message)
        customer = message.found.glance.card.customer
        self.form.propose("customer", Match(customer.id, customer.name))
