"""The command palette: everything that can be done here, found by typing, run by Enter."""

from crm_tui.commands.command import Command
from crm_tui.i18n import N_, _
from crm_tui.tui.command_page import CommandPage


class PaletteScreen(CommandPage):
    """Names first, for people who do not know the key."""

    HEADING = N_("Commands")

    def widths(self) -> tuple[int, ...]:
        """The command's name and its keys."""
        return (16, 12)

    def columns(self, command: Command, explained: str) -> tuple[str, ...]:
        """Name, keys, and what it does."""
        return (_(command.title), self.keys_of(command), explained)
