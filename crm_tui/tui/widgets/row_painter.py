"""How one row of a record list becomes one line: marker, sign, columns, and nothing measured by Textual."""

from collections.abc import Callable, Sequence
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from crm_tui.tui.text import pad
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity, Tone

MARKER = "▌"
_GAP = "  "

#: Marker, sign, and the space that sets them apart from the first column.
LEAD_WIDTH = 3

_TONES: dict[Severity, Tone] = {
    Severity.LATE: "late",
    Severity.AT_RISK: "risk",
    Severity.MET: "met",
    Severity.NORMAL: "dim",
    Severity.NONE: "",
}


def column_widths(columns: Sequence[Column], width: int) -> list[tuple[int, int]]:
    """For each column that a list of ``width`` cells has room for, its index and its width."""
    shown = [(index, column) for index, column in enumerate(columns) if width >= column.from_width]
    fixed = sum(column.width or 0 for _, column in shown)
    left = max(0, width - LEAD_WIDTH - len(_GAP) * (len(shown) - 1) - fixed)
    weights = sum(column.weight for _, column in shown if column.width is None)
    result: list[tuple[int, int]] = []
    for index, column in shown:
        if column.width is None:
            share = left * column.weight // weights
            left, weights = left - share, weights - column.weight
            result.append((index, share))
        else:
            result.append((index, column.width))
    return result


def handle_width(widths: Sequence[tuple[int, int]]) -> int:
    """The cells from the left edge to the end of the first column: the part of a row that shows the cursor.

    A line over SSH is repainted from its left edge to the last cell that changed, so the cursor is shown on
    the handle of a row, not on all of it (BAR.md: at most 400 bytes for a cursor move).
    """
    return LEAD_WIDTH + (widths[0][1] if widths else 0)


class RowPainter:
    """Paints rows for one width; ``style_of`` gives the style of a tone, ``"cursor"`` or ``"marker"``."""

    def __init__(self, columns: Sequence[Column], width: int, style_of: Callable[[str], Style]) -> None:
        self._columns = columns
        self.width = width
        self._widths = column_widths(columns, width)
        self._style_of = style_of

    @property
    def handle(self) -> int:
        """The cells that change when the cursor comes or goes."""
        return handle_width(self._widths)

    def row(self, row: ListRow, with_cursor: bool) -> Strip:
        """The line of a row."""
        pieces: list[tuple[str, str]] = [
            (MARKER if with_cursor else " ", "cursor" if with_cursor else ""),
            (row.severity.value + " ", _TONES[row.severity]),
        ]
        for place, (index, width) in enumerate(self._widths):
            value = row.cells[index]
            cell = Cell(value) if isinstance(value, str) else value
            pieces.append((pad(cell.text, width, self._columns[index].align), cell.tone))
            if place < len(self._widths) - 1:
                pieces.append((_GAP, ""))
        if with_cursor:
            # Marker, sign and first column.
            pieces[:3] = [(text, "cursor") for text, _tone in pieces[:3]]
        return self._strip(pieces)

    def header(self) -> Strip:
        """The line of the column labels."""
        labels = [
            pad(self._columns[index].label, width, self._columns[index].align)
            for index, width in self._widths
        ]
        return self._strip([(" " * LEAD_WIDTH + _GAP.join(labels), "dim")])

    def title(self, title: Content, marker: str) -> Strip:
        """The title line; what does not fit is left out on the right, and that is seen."""
        segments = title.truncate(max(0, self.width - len(marker)), ellipsis=True).render_segments()
        base = self._style_of("strong")
        styled = [Segment(text, base + style if style else base) for text, style, _ in segments]
        lead = Segment(marker, self._style_of("marker"))
        return Strip([lead, *styled]).adjust_cell_length(self.width, self._style_of(""))

    def words(self, text: str, tone: str) -> Strip:
        """A line of our own words where a row would stand."""
        return self._strip([(" " * LEAD_WIDTH + pad(text, self.width - LEAD_WIDTH), tone)])

    def _strip(self, pieces: Sequence[tuple[str, str]]) -> Strip:
        segments = [
            Segment("".join(text for text, _ in same), self._style_of(tone))
            for tone, same in groupby(pieces, key=lambda piece: piece[1])
        ]
        return Strip(segments).adjust_cell_length(self.width, self._style_of(""))
