"""Digits of any script, and marks that nobody sees: what typed text goes through before it is read."""

import unicodedata


class _Plain(dict[int, int | str | None]):
    """A translation table that learns each character the first time it is met.

    Decimal digits become ASCII, invisible format characters (bidi controls, zero-width joiners and spaces)
    vanish: numbers copied from a chat or an address book are wrapped in them.
    """

    def __missing__(self, code: int) -> int | str | None:
        character = chr(code)
        digit = unicodedata.decimal(character, None)
        plain: int | str | None = code
        if digit is not None:
            plain = str(digit)
        elif unicodedata.category(character) == "Cf":
            plain = None
        self[code] = plain
        return plain


_PLAIN = _Plain()


def plain_digits(text: str) -> str:
    """The text with the digits of every script in ASCII, and without invisible format characters."""
    return text if text.isascii() else text.translate(_PLAIN)
