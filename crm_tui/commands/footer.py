"""The one line of keys at the foot of a screen."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crm_tui.commands.command import Command
from crm_tui.commands.keyboard import Keyboard
from crm_tui.commands.registry import BY_ID
from crm_tui.i18n import N_, _


class Row(NamedTuple):
    """Commands whose keys stand in a row, shown as one: ``1-6 screens``."""

    first: str
    last: str
    title: str


SCREENS_ROW = Row("today", "insights", N_("screens"))

#: What is said of a command: an id of the registry, or several in a row.
Entry = str | Row


def footer(
    entries: Sequence[Entry],
    keyboard: Keyboard,
    width: int,
    *,
    in_form: bool,
    can: Callable[[Command], bool],
) -> list[tuple[str, str]]:
    """(key, title) pairs that fit into ``width`` cells, in the order given, with help as the last.

    What cannot be done now is left out: help and palette have it, with the reason.
    """
    help_pair = (keyboard.key_shown("help", form=in_form), _(BY_ID["help"].title))
    room = width - cells(help_pair)
    pairs = []
    for entry in entries:
        pair = _pair(entry, keyboard, in_form, can)
        if not pair[0]:
            continue
        room -= cells(pair) + 2
        if room < 0:
            break
        pairs.append(pair)
    return [*pairs, help_pair]


def cells(pair: tuple[str, str]) -> int:
    """The width of a pair with the blank between key and title."""
    return len(pair[0]) + 1 + len(pair[1])


def _pair(entry: Entry, keyboard: Keyboard, in_form: bool, can: Callable[[Command], bool]) -> tuple[str, str]:
    """The key, empty where there is none that acts now, and the title."""
    if isinstance(entry, Row):
        return f"{keyboard.key_shown(entry.first)}-{keyboard.key_shown(entry.last)}", _(entry.title)
    command = BY_ID[entry]
    return keyboard.key_shown(entry, form=in_form) if can(command) else "", _(command.title)
