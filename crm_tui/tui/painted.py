"""What stands in the terminal, so that only the cells that are not there yet are sent.

Textual sends whatever a widget paints, changed or not: a screen that opens is sent three to five times, and
again when it comes forward (BAR.md, "Textual has no cell diff"). Over a slow line that is a second each.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.control import Control
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from crm_tui.tui.text import is_plain_script

#: Changed cells nearer to each other than this are sent with what stands between them: to move the cursor and
#: set the colours anew takes more bytes.
_GAP = 16

#: A piece of a line: the row, the column where it begins, and what it shows.
Piece = tuple[int, int, Strip]


class Painted:
    """Remembers the lines of one terminal."""

    def __init__(self) -> None:
        self._lines: dict[int, Strip] = {}
        self._size = (0, 0)

    def forget(self) -> None:
        """Nothing is known of the terminal any more: what is painted next is sent as a whole."""
        self._lines.clear()

    def write(self, update: CompositorUpdate, size: tuple[int, int], console: Console) -> str:
        """What brings a terminal of ``size`` columns and rows from what it shows to ``update``."""
        if size != self._size:
            self._size = size
            self.forget()
        if isinstance(update, LayoutUpdate):
            pieces = _lines_of(update)
        elif isinstance(update, ChopsUpdate):
            pieces = _chops_of(update)
        else:
            self.forget()
            return update.render_segments(console)
        return "".join(
            Control.move_to(column, row).segment.text + part.render(console)
            for piece in pieces
            for row, column, part in self._changed(*piece)
        )

    def _changed(self, row: int, column: int, strip: Strip) -> Iterator[Piece]:
        # What a click means, and where one colour is said twice, the terminal does not show.
        piece = strip.discard_meta().simplify()
        end = column + piece.cell_length
        line = self._lines.get(row)
        if line is None:
            yield row, column, piece
            if piece.cell_length == self._size[0]:
                self._lines[row] = piece
            return
        for start, stop in _changes(line.crop(column, end), piece):
            yield row, column + start, piece.crop(start, stop)
        self._lines[row] = Strip.join([line.crop(0, column), piece, line.crop(end)]).simplify()


class Changes(CompositorUpdate):
    """An update of which only what is new to the terminal is written."""

    def __init__(self, update: CompositorUpdate, painted: Painted, size: tuple[int, int]) -> None:
        self._update = update
        self._painted = painted
        self._size = size

    def render_segments(self, console: Console) -> str:
        """See :meth:`Painted.write`; Textual asks when it writes, not while painting is held up."""
        return self._painted.write(self._update, self._size, console)


def _lines_of(update: LayoutUpdate) -> Iterator[Piece]:
    for row, strips in enumerate(update.strips, update.region.y):
        yield row, update.region.x, Strip.join(strips)


def _chops_of(update: ChopsUpdate) -> Iterator[Piece]:
    for row, left, right in update.spans:
        for end, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if strip is not None and column <= right and end > left:
                yield row, column, strip if end <= right else strip.crop(0, right - column)


def _changes(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """The columns from and to which ``new`` shows something else than ``old``."""
    if old == new:
        return []
    before, after = _cells(old), _cells(new)
    if before is None or after is None or len(before) != len(after):
        return [(0, new.cell_length)]
    spans: list[tuple[int, int]] = []
    for column, (was, is_now) in enumerate(zip(before, after, strict=True)):
        if was != is_now:
            if spans and column - spans[-1][1] < _GAP:
                spans[-1] = (spans[-1][0], column + 1)
            else:
                spans.append((column, column + 1))
    return spans


def _cells(strip: Strip) -> list[tuple[str, Style | None]] | None:
    """The cells, or None where a letter may take more or less than one: such text is sent as a whole."""
    if any(control or not is_plain_script(text) for text, _style, control in strip):
        return None
    cells = [(letter, style) for text, style, _ in strip for letter in text]
    return cells if len(cells) == strip.cell_length else None
