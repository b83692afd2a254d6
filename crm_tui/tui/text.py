"""The one gate through which customers' text reaches the screen (ARCHITECTURE.md, law 6).

Whatever a customer's name or note holds, what leaves this module is harmless and has a known width: control
and direction characters become visible signs, markup is never read, and the room that a text takes is the
room of the widest of the ways in which terminals draw it (BAR.md, "Learnt about the terminal").
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.content import Content

ELLIPSIS = "…"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"

_NEW_LINE_PICTURE = "\N{SYMBOL FOR NEWLINE}"
_DELETE_PICTURE = "\N{SYMBOL FOR DELETE}"
_FIRST_PICTURE = ord("\N{SYMBOL FOR NULL}")
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"

#: Format characters of category Cf that draw something: Arabic and Syriac number and verse signs.
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")

#: More marks than this on one letter are not writing but an attempt to paint over the lines around it.
_MOST_MARKS = 6

#: The first and the last of each range in which every terminal draws one code point in the same number of
#: cells: Latin, Greek, Cyrillic, punctuation and signs, box drawing, kana, Chinese characters, Hangul
#: syllables.
_PLAIN_SCRIPTS = (
    " ~\u00a0\u00ac\u00ae\u02ff\u0370\u0482\u048a\u052f\u1e00\u1fff\u2010\u2027\u2030\u205e"
    "\u2070\u20cf\u2100\u22ff\u2400\u2426\u2500\u25fc\u2713\u2713\u2717\u2717\u2800\u28ff"
    "\u3001\u3029\u3041\u3096\u30a0\u30ff\u3400\u4dbf\u4e00\u9fff\uac00\ud7a3\uff01\uff60\ufffd\ufffd"
)
#: Where those ranges begin, and where they are over, by turns.
_PLAIN_EDGES = tuple(ord(edge) + place % 2 for place, edge in enumerate(_PLAIN_SCRIPTS))

#: What words are written with, unlike emoji: letters, marks, numbers, punctuation and spaces.
_WRITING = frozenset("LMNPZ")
#: Asks for the coloured form of a sign, which may be wider.
_AS_EMOJI = "\N{VARIATION SELECTOR-16}"

_CACHED_LENGTH = 512


def is_plain_script(text: str) -> bool:
    """Whether every terminal draws ``text`` in the cells that Textual reckons with."""
    return text.isprintable() if text.isascii() else all(map(_is_plain, text))


def clean(text: str) -> str:
    """``text`` on one line, with control, direction and stray invisible characters made visible."""
    if text.isascii() and text.isprintable():
        return text
    return _clean_cached(text) if len(text) < _CACHED_LENGTH else replace_hazards(text, _picture)


def plain(text: str) -> "Content":
    """``text`` as content for a widget: harmless, never read as markup, and with the room it needs."""
    from textual.content import Content

    return Content("\n".join(_with_room(clean(line)) for line in text.splitlines()))


def cells(text: str) -> int:
    """The cells that ``text``, already clean, takes in the terminal that draws it widest."""
    if is_plain_script(text):
        return cell_len(text)
    if all(map(_is_written, text)) and unicodedata.category(text[0])[0] != "M":
        # Words: the sum over their code points is the widest reckoning, and needs no library.
        return sum(map(_letter_cells, text))
    return sum(_grapheme_cells(grapheme) for grapheme in graphemes(text))


def graphemes(text: str) -> "Iterator[str]":
    """The letters of ``text`` as readers see them: with their vowel signs, joiners and variants."""
    if is_plain_script(text):
        return iter(text)
    # 40 ms and 2 MB that are paid when the first text in a complex script is cut, not when it is measured.
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def cut(text: str, room: int) -> str:
    """``text`` made harmless and cut to at most ``room`` cells, with an ellipsis for the rest."""
    if room <= 0:
        return ""
    # A letter with its marks stays below this many code points, so that a note of any length costs the same.
    longest = room * (_MOST_MARKS + 4)
    whole = clean(text[:longest])
    if len(text) <= longest and cells(whole) <= room:
        return whole
    left = room - 1

    def fits(grapheme: str) -> bool:
        nonlocal left
        left -= _grapheme_cells(grapheme)
        return left >= 0

    return "".join(takewhile(fits, graphemes(whole))) + ELLIPSIS


def pad(text: str, room: int, align: Literal["left", "right"] = "left") -> str:
    """``text`` cut and padded so that Textual reckons exactly ``room`` cells for it.

    The spaces that a complex script may need when a terminal draws it wider follow it directly, where
    :mod:`crm_tui.tui.guard` finds them.
    """
    shown = cut(text, room)
    spare = room - cell_len(shown)
    if align == "left":
        return shown + " " * spare
    before = room - cells(shown)
    return " " * before + shown + " " * (spare - before)


def in_lines(text: str, room: int) -> list[str]:
    """``text`` made harmless, in lines of at most ``room`` cells, broken between words."""
    lines: list[str] = []
    for word in clean(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and cells(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [cut(line, room) for line in lines]


def replace_hazards(text: str, replacement: "Callable[[str], str]") -> str:
    """``text`` with every character that could act on a terminal passed through ``replacement``."""
    result: list[str] = []
    marks = 0
    for index, character in enumerate(text):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MOST_MARKS:
            continue
        if character in _JOINERS:
            harmful = not _joins(result, text[index + 1 : index + 2])
        else:
            harmful = category in ("Cc", "Cs", "Zl", "Zp") or (
                category == "Cf" and character not in _VISIBLE_FORMATS
            )
        result.append(replacement(character) if harmful else character)
    return "".join(result)


@lru_cache(4096)
def _is_plain(character: str) -> bool:
    # A regular expression for these ranges takes longer to compile than the first screen to paint.
    return bisect_right(_PLAIN_EDGES, ord(character)) % 2 == 1


@lru_cache(4096)
def _is_written(character: str) -> bool:
    if character == _AS_EMOJI:
        return False
    return character in _JOINERS or unicodedata.category(character)[0] in _WRITING


@lru_cache(4096)
def _letter_cells(character: str) -> int:
    """The cells of a letter or a mark; a spacing vowel sign has one of its own in the widest terminal."""
    return 1 if unicodedata.category(character) == "Mc" else cell_len(character)


@lru_cache(4096)
def _clean_cached(text: str) -> str:
    return replace_hazards(text, _picture)


def _picture(character: str) -> str:
    code = ord(character)
    if character in "\n\x85\u2028\u2029":
        return _NEW_LINE_PICTURE
    if code < 0x20:
        return chr(_FIRST_PICTURE + code)
    return _DELETE_PICTURE if code == 0x7F else UNKNOWN


def _joins(before: list[str], after: str) -> bool:
    """Whether a joiner stands between two characters that it can join, as Bengali, Persian and emoji need."""
    if not before or not before[-1] or not after:
        return False
    return unicodedata.category(before[-1][-1])[0] in "LMS" and unicodedata.category(after)[0] in "LMS"


@lru_cache(4096)
def _grapheme_cells(grapheme: str) -> int:
    """The widest of three reckonings; the last counts each code point, spacing vowel signs as one cell."""
    if is_plain_script(grapheme):
        return cell_len(grapheme)
    from wcwidth import wcswidth, wcwidth

    each = (1 if unicodedata.category(point) == "Mc" else wcwidth(point) for point in grapheme)
    return max(cell_len(grapheme), wcswidth(grapheme), sum(max(0, width) for width in each))


def _with_room(line: str) -> str:
    return line + " " * (cells(line) - cell_len(line))
