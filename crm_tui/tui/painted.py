"""What stands in the terminal, so that only the cells that are not there yet are sent.

Textual sends whatever a widget paints, changed or not: a screen that opens is sent three to five times, and
again when it comes forward (BAR.md, "Textual has no cell diff"). Over a slow line that is a second each.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from crm_tui.tui.pace import Pace
from crm_tui.tui.pen import Look, Pen, look_of
from crm_tui.tui.text import is_plain_script

#: Changed cells nearer to each other than this are sent with what stands between them: moving the cursor
#: takes as many bytes.
_GAP = 5

#: What stands in a cell, and how it is drawn. A letter of two cells has nothing in its second one. Text that
#: terminals draw in more or fewer cells than Textual reckons stands whole in its first.
Cell = tuple[str, Look]
#: None in a cell of which it is not known what it shows, or is to show.
Line = list[Cell | None]

_NO_STYLE = Style.null()

_letter = itemgetter(0)
_look = itemgetter(1)


class Painted:
    """The cells that one terminal shows, and those that it is to show; ``pace`` is how it keeps up."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()
        self._size = (0, 0)
        self._wanted: list[Line] = []
        self._shown: list[Line] = []
        self._changed: set[int] = set()

    @property
    def is_owing(self) -> bool:
        """Whether something is to be shown that was not sent yet."""
        return bool(self._changed)

    def forget(self) -> None:
        """Nothing is known of the terminal any more: all that it is to show is sent again."""
        self._shown = _blank(self._size)
        self._changed.update(range(self._size[1]))

    def take(self, update: CompositorUpdate, size: tuple[int, int], console: Console) -> None:
        """Know what the terminal of ``size`` columns and rows is to show."""
        if size != self._size:
            self._size = size
            self._wanted = _blank(size)
            self.forget()
        for row, column, strip in _pieces_of(update):
            if row < size[1]:
                self._want(row, column, _cells(strip, console)[: size[0] - column])

    def write(self) -> str:
        """What brings the terminal from what it shows to what it is to show: nothing while it is behind."""
        if self.pace.is_behind:
            return ""
        pen = Pen()
        for row in sorted(self._changed):
            wanted = self._wanted[row]
            for start, stop in _changes(self._shown[row], wanted):
                pen.move_to(start, row)
                cells = (cell for cell in wanted[start:stop] if cell is not None)
                for look, same in groupby(cells, key=_look):
                    pen.write("".join(map(_letter, same)), look)
                pen.column = stop if stop < self._size[0] else None
            self._shown[row] = wanted.copy()
        self._changed.clear()
        written = pen.done()
        return written + self.pace.sent(len(written))

    def _want(self, row: int, column: int, cells: list[Cell]) -> None:
        line = self._wanted[row]
        end = column + len(cells)
        if line[column:end] != cells:
            for edge in (column, end):
                _cut(line, edge)
            line[column:end] = cells
            self._changed.add(row)


class Changes(CompositorUpdate):
    """An update of which only what is new to the terminal is written."""

    def __init__(self, update: CompositorUpdate, painted: Painted, size: tuple[int, int]) -> None:
        self._update = update
        self._painted = painted
        self._size = size

    def render_segments(self, console: Console) -> str:
        """See :meth:`Painted.write`; Textual asks when it writes, not while painting is held up."""
        self._painted.take(self._update, self._size, console)
        return self._painted.write()


def _pieces_of(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Each piece of a line: the row, the column where it begins, and what it shows."""
    if isinstance(update, LayoutUpdate):
        return _lines_of(update)
    if isinstance(update, ChopsUpdate):
        return _chops_of(update)
    raise TypeError(f"not an update of a whole screen: {update!r}")


def _lines_of(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    for row, strips in enumerate(update.strips, update.region.y):
        yield row, update.region.x, Strip.join(strips)


def _chops_of(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    for row, left, right in update.spans:
        for end, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if strip is not None and column <= right and end > left:
                yield row, column, strip if end <= right else strip.crop(0, right - column)


def _blank(size: tuple[int, int]) -> list[Line]:
    width, height = size
    return [[None] * width for _row in range(height)]


def _cells(strip: Strip, console: Console) -> list[Cell]:
    colours = COLOR_SYSTEMS[console.color_system or "truecolor"]
    cells: list[Cell] = []
    for text, style, control in strip:
        if control:
            continue
        look = look_of(style or _NO_STYLE, colours)
        width = cell_len(text)
        if not is_plain_script(text):
            cells += [(text, look), *[("", look)] * (width - 1)] if width else ()
        elif width == len(text):
            cells += [(letter, look) for letter in text]
        else:
            cells += [(part, look) for letter in text for part in (letter, "")[: cell_len(letter)]]
    return cells


def _goes_on(line: Line, column: int) -> bool:
    """Whether the cell belongs to what stands in one before it."""
    cell = line[column] if column < len(line) else None
    return cell is not None and not cell[0]


def _cut(line: Line, column: int) -> None:
    """What reaches across the left edge of the column is painted over in part, and not whole any more."""
    if not _goes_on(line, column):
        return
    end = column
    while _goes_on(line, end):
        end += 1
    while _goes_on(line, column):
        column -= 1
    line[column:end] = [None] * (end - column)


def _changes(shown: Line, wanted: Line) -> Iterator[tuple[int, int]]:
    """The columns from and to which the line is to show something else than it does."""
    column, width = 0, len(wanted)
    start = stop = 0
    while column < width:
        if wanted[column] is None or wanted[column] == shown[column]:
            column += 1
            continue
        first, column = column, column + 1
        while _goes_on(wanted, first):
            first -= 1
        # What changed with it, and what belongs to that; told here, as a screen that opens is all of it.
        while column < width and (cell := wanted[column]) and (cell != shown[column] or not cell[0]):
            column += 1
        if stop and first - stop < _GAP and None not in wanted[stop:first]:
            stop = column
            continue
        if stop:
            yield start, stop
        start, stop = first, column
    if stop:
        yield start, stop
