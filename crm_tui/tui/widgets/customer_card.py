"""The card of a customer, beside the list and in a call."""

from crm_tui.queries.customer_glance import Glance
from crm_tui.tui.shell import shell_of
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.card_lines import card_lines
from crm_tui.tui.widgets.text_lines import TextLines


class CustomerCardView(TextLines):
    """Shows one customer at a glance, as :func:`crm_tui.queries.customer_glance.glance` found them."""

    def show(self, glance: Glance | None) -> None:
        """Show this customer; nothing for None."""
        telling = telling_of(shell_of(self).state)
        self.show_lines([] if glance is None else card_lines(glance, telling, self.size.width))
