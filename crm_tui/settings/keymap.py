"""The user's keymap file, ``keymap.toml``: ``find = ["/", "f5"]``, a command's id and its keys.

The terminal library takes unknown commands and nonsense keys in silence and drops one of two commands with
the same key (BAR.md), so the file is checked here. What is wrong is left out and told; the rest holds.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from crm_tui.commands import keys
from crm_tui.commands.command import Command, Scope, can_meet
from crm_tui.commands.keyboard import Keyboard
from crm_tui.commands.registry import BY_ID, COMMANDS
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.settings import toml_file
from crm_tui.settings.toml_file import TomlFile


class Keymap(NamedTuple):
    """The user's own keys, checked, and sentences about the entries that were left out."""

    changes: dict[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()


def read_keymap(path: Path) -> Keymap:
    """The keymap in the file; without a file every command keeps its own keys."""
    source = toml_file.read(path)
    changes: dict[str, tuple[str, ...]] = {}
    for name, value in source.entries.items():
        try:
            changes[name] = _checked(name, value)
        except InvalidInput as error:
            source.complain(name, error.message)
    _leave_out_clashes(source, changes)
    return Keymap(changes, tuple(source.problems))


def clashes(keyboard: Keyboard) -> Iterator[tuple[Command, Command, str]]:
    """Commands that share a key where both can hold: one of them could not be reached by it."""
    for one, other in combinations(keyboard.commands, 2):
        if one.by_focus or other.by_focus:
            continue
        if not any(can_meet(a, b) for a in one.scopes for b in other.scopes):
            continue
        for key in keyboard.keys_of(one):
            if key in keyboard.keys_of(other):
                yield one, other, key


def _checked(name: str, value: object) -> tuple[str, ...]:
    """The keys of one entry. Raises InvalidInput with the reason why it cannot be used."""
    command = BY_ID.get(name)
    if command is None:
        raise InvalidInput(_("there is no command “{name}”; `crm-tui keys` lists them.").format(name=name))
    if command.by_focus:
        raise InvalidInput(_("the keys of “{name}” are fixed.").format(name=name))
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(item, str) for item in written):
        raise InvalidInput(_("the keys of “{name}” are a text or a list of texts.").format(name=name))
    parsed = tuple(keys.parse_key(item) for item in written)
    if not parsed:
        raise InvalidInput(_("without a key “{name}” could not be reached by one.").format(name=name))
    for key in parsed:
        if key in keys.MOVING_KEYS:
            raise InvalidInput(_("{key} moves about in lists and forms.").format(key=keys.shown(key)))
    _leave_text_alone(command, parsed)
    return parsed


def _leave_text_alone(command: Command, parsed: tuple[str, ...]) -> None:
    """In a form a text key types or edits; a command that works there needs one that does not."""
    if not {Scope.FORM, Scope.CALL} & set(command.scopes):
        return
    outside = Scope.DESK in command.scopes
    taken = [key for key in parsed if keys.is_text_key(key)]
    if taken and (not outside or len(taken) == len(parsed)):
        raise InvalidInput(
            _("in a form {key} belongs to the text; “{name}” needs a key such as f2 or ctrl+s there.").format(
                key=keys.shown(taken[0]), name=command.id
            )
        )


def _leave_out_clashes(source: TomlFile, changes: dict[str, tuple[str, ...]]) -> None:
    """Leave out each changed command that takes a key from another, until none does.

    Leaving one out gives it its own keys back, which another change may have taken: hence the loop. Where
    nothing is changed nothing clashes (a test holds it), and the pairs of all commands need not be compared.
    """
    while changes and (found := next(clashes(Keyboard(changes, COMMANDS)), None)):
        one, other, key = found
        culprit, victim = (other, one) if other.id in changes else (one, other)
        del changes[culprit.id]
        source.complain(
            culprit.id,
            _("{key} is already the key of “{other}”, so “{name}” keeps its own keys.").format(
                key=keys.shown(key), other=victim.id, name=culprit.id
            ),
        )
