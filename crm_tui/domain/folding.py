"""One spelling for what the eye takes as one: text as the search index keeps it, and as queries ask it.

The rules (DATA.md, "search"): Unicode NFC, which also brings the two spellings of Bengali য় ড় ঢ় together;
case folded; digits of every script in ASCII; control, bidi and zero-width characters gone; white space
collapsed.

Accents of Latin, Greek and Cyrillic letters are stripped here, although the word index would remove them too:
the trigram index does not, and both must find the same people. Only the shared accents (U+0300 to U+036F) go.
Vowel signs and nuktas of Bengali, Devanagari, Arabic and other scripts live in blocks of their own and stay:
without them another name would be found.

Pictures and other symbols stand on their own, between spaces: SQLite's tokenizer knows no character younger
than Unicode 6.1 and takes each for a letter, so that a name could not be found behind a young emoji.
"""

import re
import unicodedata
from functools import lru_cache

#: Raised whenever a rule below changes; a database folded by other rules rebuilds its search.
FOLD_RULES_VERSION = 1

_ACCENTS = re.compile("[\u0300-\u036f]+")
#: Letters with a stroke, and ligatures, that Unicode does not take apart but people type as plain letters.
_PLAIN_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
_SYMBOLS_FROM = 0x2000
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


class _Folded(dict[int, int | str | None]):
    """A table for ``str.translate`` that learns each character when it is first met; None drops it."""

    def __missing__(self, code: int) -> int | str | None:
        self[code] = folded = _folded(code)
        return folded


class _Tokens(dict[int, int | str | None]):
    """As :class:`_Folded`, with a space for whatever stands between words."""

    def __missing__(self, code: int) -> int | str | None:
        category = unicodedata.category(chr(code))
        in_word = category[0] in "LN" or category in ("Co", "Mn", "Mc")
        self[code] = token = code if in_word else " "
        return token


def _folded(code: int) -> int | str | None:
    character = chr(code)
    if character.isspace():
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs") or code in _VARIATION_SELECTORS:
        return None
    if category in ("So", "Sk", "Sc") and code >= _SYMBOLS_FROM:
        return f" {character} "
    return _PLAIN_LETTERS.get(character, code)


_FOLDED = _Folded()
_TOKENS = _Tokens()


def fold(text: str) -> str:
    """The text as the search index keeps it. Folding twice changes nothing."""
    if not text.isascii():
        # Taken apart, then folded: some letters gain an accent by case folding, and lose it here.
        text = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", text.translate(_FOLDED)))
    elif text.isprintable():
        text = text.lower()
    else:
        text = text.lower().translate(_FOLDED)
    return " ".join(text.split())


def words_of(text: str) -> list[str]:
    """The words of the folded text, cut as the search index cuts them (BAR.md, "Bengali")."""
    return words_in(fold(text))


def words_in(folded: str) -> list[str]:
    """The words of a text that is folded already."""
    return folded.translate(_TOKENS).split()


def says(text: str, *said: str | None) -> bool:
    """Whether each word of ``text`` stands somewhere in what is said, in any script, however it is spelled.

    What lists are filtered by: SQL has it too, as a function of that name (:mod:`crm_tui.store.driver`).
    """
    folded = fold(" ".join(part for part in said if part))
    return all(word in folded for word in _words_asked(text))


@lru_cache(maxsize=4)
def _words_asked(text: str) -> tuple[str, ...]:
    # The same few words are asked of each row of a list.
    return tuple(fold(text).split())
