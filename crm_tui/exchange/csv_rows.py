"""The rows of a CSV file, each with the line on which it began.

Quotation marks that are never closed cost their own line and not the rest of the file.
"""

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator

from crm_tui.exchange.contact import Skipped
from crm_tui.i18n import _

DELIMITERS = ",;\t|"
#: The longest cell: a long note fits, a quotation mark that swallows a large file does not.
_CELL_LIMIT = 16 << 20
_ROWS_LOOKED_AT = 20
_NAMED_DELIMITER = re.compile(r"sep=(.)\r?\n?$", re.IGNORECASE)


def delimiter_of(head: str) -> str:
    """The delimiter under which the first rows have the most cells in common; a comma if none parts them."""
    named = _NAMED_DELIMITER.match(head.split("\n", 1)[0])
    if named:
        return named[1]
    lines = [line for line in io.StringIO(head, newline="") if line.strip()]
    # The head may end within a row: its last line is no witness, unless it is the only one.
    lines = lines[:_ROWS_LOOKED_AT] if len(lines) > _ROWS_LOOKED_AT else lines[:-1] or lines
    best = max(DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))
    return best if _agreement(lines, best) > (0, 0) else ","


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if len(cells) > 1)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, rows = max(widths.items(), key=lambda item: item[1] * item[0])
    return rows * width, width


class _Feed:
    """The lines of a file, remembering those of the row being read, so that they can be read again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.line = 1  # where the row being read began
        self.ended = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line

    def next_row(self) -> None:
        self.line += len(self.taken)
        self.taken = []

    def give_up_first(self) -> None:
        """Let the lines after the first be read again, as rows of their own."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.taken = self.taken[:1]
        self.ended = False


def read_rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]] | Skipped]:
    """Each row as its first line's number and its cells; rows without any text are left out."""
    # The limit belongs to the process, not to a reader; the default is less than a long note in UTF-8.
    csv.field_size_limit(_CELL_LIMIT)
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        feed.next_row()
        try:
            cells = next(reader)
            whole = not feed.ended  # a whole row never asks for a line after its last
        except StopIteration:
            return
        except csv.Error:
            whole = False
        if whole:
            if _NAMED_DELIMITER.match(feed.taken[0]) and feed.line == 1:
                continue
            if any(cell.strip() for cell in cells):
                yield feed.line, cells
            continue
        yield Skipped(
            feed.line,
            _("A quotation mark is opened on this line and never closed, so the line was not read."),
        )
        feed.give_up_first()
        reader = csv.reader(feed, delimiter=delimiter)
