"""Plain columns for people to read, safe to print whatever a customer's name holds."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_NEW_LINES = "\n\x85\u2028\u2029"
_FIRST_PICTURE = ord("\N{SYMBOL FOR NULL}")
#: They join letters in Bengali, Persian and emoji: harmless, and the word is wrong without them.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_GAP = "  "


def harmless(text: str) -> str:
    """``text`` on one line, with every character that could act on a terminal shown as a sign."""
    if text.isprintable():
        return text
    return "".join(character if _is_harmless(character) else _sign(character) for character in text)


def _is_harmless(character: str) -> bool:
    return (
        character in _JOINERS
        or character.isprintable()
        or unicodedata.category(character) in ("Zs", "Co", "Cn")
    )


def _sign(character: str) -> str:
    if character in _NEW_LINES:
        return "\N{SYMBOL FOR NEWLINE}"
    code = ord(character)
    if code < 0x20:
        return chr(_FIRST_PICTURE + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


def width(text: str) -> int:
    """The columns that ``text`` takes in most terminals."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows in columns; the last cell is not padded, so names and notes belong there."""
    cells = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [cell + " " * (room - width(cell)) for cell, room in zip(row[:-1], widths, strict=False)]
        yield _GAP.join([*padded, row[-1]]).rstrip()
