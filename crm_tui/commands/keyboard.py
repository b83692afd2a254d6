"""Which key does what: the commands with the user's own keys laid over their defaults."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from crm_tui.commands import keys
from crm_tui.commands.command import Command, Scope
from crm_tui.commands.registry import BY_ID, COMMANDS

NO_CHANGES: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Keyboard:
    """The keys in force. ``changes`` maps command ids to keys, as ``settings.keymap`` has checked them."""

    def __init__(
        self,
        changes: Mapping[str, tuple[str, ...]] = NO_CHANGES,
        commands: Iterable[Command] = COMMANDS,
    ) -> None:
        self.commands = tuple(commands)
        self._keys = {command.id: changes.get(command.id, command.keys) for command in self.commands}

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """Every key of a command."""
        return self._keys[command.id]

    def here(self, scopes: tuple[Scope, ...]) -> list[Command]:
        """The commands that hold under any of these scopes, those of the most particular scope first."""
        return [
            command
            for scope in scopes
            for command in self.commands
            if next((own for own in scopes if own in command.scopes), None) is scope
        ]

    def find(self, key: str, scopes: tuple[Scope, ...], *, typing: bool) -> Command | None:
        """The command that the key stands for under these scopes, or None.

        ``typing`` says that a text field has the focus. There, and anywhere in a form, a key that belongs to
        text is never a command.
        """
        if (typing or Scope.FORM in scopes) and keys.is_text_key(key):
            return None
        for command in self.here(scopes):
            if key in self._keys[command.id] and not command.by_focus:
                return command
        return None

    def key_shown(self, command_id: str, *, form: bool = False) -> str:
        """The first key of a command as it is written on the screen; in a form the first that acts there."""
        for key in self._keys[command_id]:
            if not form or not keys.is_text_key(key) or BY_ID[command_id].by_focus:
                return keys.shown(key)
        return ""
