"""Find: from anywhere to a customer's page; who is not found is made from what was typed."""

from typing import ClassVar

from crm_tui.i18n import N_, _
from crm_tui.queries.find import Match
from crm_tui.tui.screens.finder import FinderScreen


class FindScreen(FinderScreen):
    """Enter opens the customer. Nobody found: it says so, and a second Enter makes a new one."""

    HEADING: ClassVar[str] = N_("Find")

    def chosen(self, match: Match) -> None:
        """Go to the customer's page, in the place of this one."""
        self.shell.close_page()
        self.shell.open("customer", customer_id=match.id)

    def nobody(self, text: str) -> None:
        """A new customer, with what was typed proposed as number or name."""
        self.shell.close_page()
        proposal = "phone" if is_number(text) else "name"
        self.shell.open("customer-form", **{proposal: text})

    def nobody_found(self) -> str:
        """Say so, and what Enter does now."""
        return _("Nobody is found. Enter again makes a new customer from what you typed.")


def is_number(text: str) -> bool:
    """Whether the text is a phone number rather than a name: digits of any script, and no letter."""
    return any(character.isdigit() for character in text) and not any(map(str.isalpha, text))
