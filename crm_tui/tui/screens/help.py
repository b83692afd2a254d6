"""Help: the keys that work here and now, and why others do not."""

from crm_tui.commands.command import Command
from crm_tui.i18n import N_, _
from crm_tui.tui.command_page import CommandPage


class HelpScreen(CommandPage):
    """Keys first, for people who want to learn them."""

    HEADING = N_("Help")

    def widths(self) -> tuple[int, ...]:
        """The keys and the command's name."""
        return (12, 16)

    def columns(self, command: Command, explained: str) -> tuple[str, ...]:
        """Keys, name, and what it does."""
        return (self.keys_of(command), _(command.title), explained)
