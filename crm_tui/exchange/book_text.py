"""Text on its way into a document: whatever was typed, one line that draws only what it says."""

import unicodedata

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
#: Format characters that draw something: Arabic and Syriac number and verse signs.
_VISIBLE_FORMATS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
_HARMFUL = frozenset({"Cc", "Cf", "Cs"})


def one_line(text: str) -> str:
    """``text`` on one line; what would control a terminal or turn the direction of writing is a sign."""
    return " ".join("".join(map(_harmless, " ".join(text.splitlines()))).split())


def _harmless(character: str) -> str:
    if character in _JOINERS or character in _VISIBLE_FORMATS:
        return character
    if character == "\t":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in _HARMFUL else character
