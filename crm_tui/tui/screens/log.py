"""Log: a contact that is over is written down."""

from collections.abc import Sequence
from typing import ClassVar

from crm_tui.commands.footer import Entry
from crm_tui.domain.words import Direction
from crm_tui.i18n import N_
from crm_tui.tui.screens.contact import CallerRead, ContactScreen
from crm_tui.tui.widgets.search_field import Match

#: What stands for a name while it is being read.
UNREAD = "…"


class LogScreen(ContactScreen):
    """For the customer in view, or one that is found in it; with a follow-up, saving closes that."""

    HEADING = N_("Log")
    ROUTE = "log"
    IS_CALL: ClassVar[bool] = False
    FOOTER: ClassVar[Sequence[Entry]] = ("save", "next-field", "picks", "steps", "call", "close")

    @property
    def first_direction(self) -> Direction:
        """What we had planned to do went out from us."""
        return Direction.INBOUND if self.follow_up_id is None else Direction.OUTBOUND

    @property
    def start_field(self) -> str | None:
        """With a customer in view, what they said is typed first."""
        return None if self.draft_customer_id is None else "said"

    def on_mount(self) -> None:
        """Keys that are typed ahead meet a form that knows whom it is about, before their name is read."""
        if self.draft_customer_id is not None:
            self.form.propose("customer", Match(self.draft_customer_id, UNREAD))

    def on_caller_read(self, message: CallerRead) -> None:
        """Now the name is known."""
        customer = message.found.glance.card.customer
        self.form.propose("customer", Match(customer.id, customer.name))
