"""The registry as plain rows, for ``crm-tui keys`` and the README's key table."""

from dataclasses import dataclass

from crm_tui.commands import keys
from crm_tui.commands.keyboard import Keyboard
from crm_tui.i18n import _


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One command with everything that a table of keys says about it."""

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    where: tuple[str, ...]


def key_rows(keyboard: Keyboard) -> list[KeyRow]:
    """Every command in the order of the registry; ``keys`` as they are written on the screen."""
    return [
        KeyRow(
            command.id,
            tuple(keys.shown(key) for key in keyboard.keys_of(command)),
            _(command.title),
            _(command.help),
            tuple(scope.label for scope in command.scopes),
        )
        for command in keyboard.commands
    ]


def markdown(rows: list[KeyRow]) -> str:
    """The rows as a Markdown table; a command without a key is reached through the palette."""
    lines = [f"| {_('keys')} | {_('command')} | {_('what it does')} | {_('where')} |", "|---|---|---|---|"]
    for row in rows:
        named = " ".join(f"`{key}`" for key in row.keys) or _("palette")
        lines.append(f"| {named} | `{row.id}` | {row.help} | {', '.join(row.where)} |")
    return "\n".join(lines) + "\n"
