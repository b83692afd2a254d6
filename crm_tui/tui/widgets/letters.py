"""Where typed letters stand in the terminal that draws them widest, so that none is painted over.

Textual's own fields reckon the cells of a text in one way; terminals draw vowel signs, joiners and emoji in
others (BAR.md, "Learnt about the terminal"). Here a letter is what a reader sees as one, with its marks.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from crm_tui.tui.text import cells, graphemes, is_plain_script

#: Where the guard lets a run of complex script end, so that the room of each run follows it directly.
_BEFORE_GAP = re.compile(r"(?<=\S)(?= {2})")


class Letters:
    """The letters of a line of text. Positions are indexes into it, columns are cells from its start."""

    def __init__(self, text: str) -> None:
        self._letters = list(graphemes(text))
        self._positions = list(accumulate(map(len, self._letters), initial=0))
        self._columns = list(accumulate(map(cells, self._letters), initial=0))

    @property
    def width(self) -> int:
        """The cells of the whole text."""
        return self._columns[-1]

    def start(self, position: int) -> int:
        """Where the letter begins that has ``position`` in it."""
        return self._positions[self._at(self._positions, position)]

    def end(self, position: int) -> int:
        """Where the letter ends that has ``position`` in it; between two letters that is ``position``."""
        return self._positions[bisect_left(self._positions, position)]

    def column(self, position: int) -> int:
        """The column of the letter that has ``position`` in it."""
        return self._columns[self._at(self._positions, position)]

    def position(self, column: int) -> int:
        """The position of the letter drawn at ``column``; behind the text it is the text's end."""
        return self._positions[self._at(self._columns, column)]

    def strip(self, left: int, width: int, style_at: Callable[[int], Style]) -> Strip:
        """What is seen of the text and a space behind it from column ``left`` on, ``width`` cells wide.

        ``style_at`` gives the style of the letter that begins at a position.
        """
        letters = zip((*self._letters, " "), self._positions, self._columns, strict=True)
        ends = (*self._columns[1:], self.width + 1)
        shown = [
            letter
            for letter, end in zip(letters, ends, strict=True)
            if left <= letter[2] and end <= left + width
        ]
        segments = [Segment(" " * (shown[0][2] - left))] if shown else []
        for style, same in groupby(shown, key=lambda letter: style_at(letter[1])):
            segments += _with_room("".join(letter for letter, _, _ in same), style)
        return Strip(segments).extend_cell_length(width)

    @staticmethod
    def _at(starts: list[int], place: int) -> int:
        return max(0, bisect_right(starts, place) - 1)


@lru_cache(16)
def letters_of(text: str) -> Letters:
    """The letters of ``text``; a field asks several times for each key."""
    return Letters(text)


def spread(strip: Strip) -> Strip:
    """``strip`` with the room that its complex scripts need, taken from the spaces at its end."""
    if all(is_plain_script(text) for text, _, _ in strip):
        return strip
    segments = [piece for text, style, _ in strip for piece in _with_room(text, style or Style.null())]
    return Strip(segments).crop(0, strip.cell_length)


def _with_room(text: str, style: Style) -> list[Segment]:
    if is_plain_script(text):
        return [Segment(text, style)]
    return [
        Segment(piece + " " * (cells(piece) - cell_len(piece)), style) for piece in _BEFORE_GAP.split(text)
    ]
