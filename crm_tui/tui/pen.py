"""Writes cells to the terminal with as few bytes as there can be: what is so already is not said again."""

from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style
from textual.strip import Strip

from crm_tui.tui.guard import safe_output

#: Attributes that a blank cell shows: all but bold and dim.
_UNSEEN_ON_BLANKS = frozenset({"", "1", "2", "1;2"})


class Look(NamedTuple):
    """How a cell is drawn, each part in the terminal's own numbers: its attributes, colour and background."""

    attributes: str = ""
    colour: str = "39"
    ground: str = "49"


PLAIN = Look()


@lru_cache(1024)
def look_of(style: Style, colours: ColorSystem) -> Look:
    """The look of a style in a terminal with these colours. What a click means is no part of it."""
    # A link's address is data, and stays here.
    attributes = Strip.render_ansi(style.without_color, colours)
    return Look(attributes, _codes(style.color, colours, True), _codes(style.bgcolor, colours, False))


class Pen:
    """Collects what is to be written, from the look that every update ends with: the plain one.

    ``column`` is where the cursor stands in its row, None where terminals differ.
    """

    def __init__(self) -> None:
        self.column: int | None = None
        self._row = -1
        self._look = PLAIN
        self._written: list[str] = []

    def move_to(self, column: int, row: int) -> None:
        """Go on there."""
        if row != self._row or self.column is None or column < self.column:
            self._written.append(f"\x1b[{row + 1};{column + 1}H")
        elif column > self.column:
            self._written.append(f"\x1b[{column - self.column}C")
        self._row, self.column = row, column

    def write(self, text: str, look: Look) -> None:
        """Write text, of which nothing acts on the terminal. Where it ends is for the caller to say."""
        if look != self._look and not (text.isspace() and self._shows_blanks_alike(look)):
            self._written.append(f"\x1b[{_change(self._look, look)}m")
            self._look = look
        self._written.append(safe_output(text))

    def done(self) -> str:
        """Everything that was written, with the plain look again at its end."""
        if self._look != PLAIN:
            self._written.append("\x1b[0m")
        return "".join(self._written)

    def _shows_blanks_alike(self, look: Look) -> bool:
        both = {look.attributes, self._look.attributes}
        return look.ground == self._look.ground and both <= _UNSEEN_ON_BLANKS


def _change(was: Look, now: Look) -> str:
    if was.attributes == now.attributes:
        return ";".join(new for old, new in zip(was, now, strict=True) if old != new)
    codes = (
        "0",
        now.attributes,
        *(new for plain, new in zip(PLAIN[1:], now[1:], strict=True) if plain != new),
    )
    return ";".join(code for code in codes if code)


def _codes(colour: Color | None, colours: ColorSystem, is_letter: bool) -> str:
    codes = (colour or Color.default()).downgrade(colours).get_ansi_codes(is_letter)
    return ";".join(codes)
