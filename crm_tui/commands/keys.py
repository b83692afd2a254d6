"""Names of keys: one spelling for the registry, the keymap file, what the terminal sends and what is shown.

A key that types a character is named by the character itself (``/``, ``U``, ``1``); every other key has a
name (``escape``, ``f5``, ``ctrl+s``). Nothing here knows the terminal library.
"""

import unicodedata

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

NAMED_KEYS = frozenset(
    {"escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"}
    | {"up", "down", "left", "right"}
    | {f"f{number}" for number in range(1, 13)}
)

#: What moves about in lists and forms belongs to them, whatever a keymap says.
MOVING_KEYS = frozenset(
    {"enter", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
)

#: What a text field does by itself, besides typing: these never act on the desk while somebody types.
EDITING_KEYS = (
    MOVING_KEYS
    | {"space", "backspace", "delete", "ctrl+left", "ctrl+right", "ctrl+backspace", "ctrl+delete"}
    | {f"ctrl+{letter}" for letter in "acdefkuvwxyz"}
)

# A terminal sends the same byte for these and for Tab, Enter, Enter, backspace and escape.
_SAME_BYTE = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
}

_SHOWN = {
    "escape": "esc",
    "delete": "del",
    "insert": "ins",
    "pageup": "page up",
    "pagedown": "page down",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def is_text_key(key: str) -> bool:
    """Whether the key belongs to a text field: it types a character, or edits the text."""
    return len(key) == 1 or key in EDITING_KEYS


def pressed(key: str, character: str | None) -> str:
    """The name of a key as it came from the terminal; digits of any script count as digits."""
    if character is None or not character.isprintable() or "+" in key:
        return key
    if character == " ":
        return "space"
    return str(unicodedata.digit(character)) if character.isdigit() else character


def parse_key(text: str) -> str:
    """The key that somebody wrote in a keymap file. Raises InvalidInput for what no terminal can send."""
    written = text.strip()
    if len(written) == 1 and written.isprintable() and not written.isspace():
        return written
    key = written.lower()
    if (same := _SAME_BYTE.get(key)) is not None:
        raise InvalidInput(
            _("A terminal cannot tell {key} from {same}.").format(key=key, same=same),
            _("Choose another key."),
        )
    *modifiers, name = key.split("+")
    known = name in NAMED_KEYS or (bool(modifiers) and len(name) == 1 and name.isascii() and name.isalnum())
    if not known or not _sensible(modifiers, name):
        raise InvalidInput(
            _("There is no key “{key}”.").format(key=written),
            _("Write a character such as x, or a name such as f5, ctrl+k, delete or escape."),
        )
    return "+".join([*sorted(modifiers), name])


def _sensible(modifiers: list[str], name: str) -> bool:
    """Shift with a character is that character's own name; the same modifier twice is a slip."""
    if len(set(modifiers)) != len(modifiers) or not set(modifiers) <= {"alt", "ctrl", "shift"}:
        return False
    return "shift" not in modifiers or len(name) > 1


def shown(key: str) -> str:
    """The key as footer, help and README write it."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key
