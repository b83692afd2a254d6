"""A table that is being read, whether it stands in a CSV file or in a sheet of a workbook."""

import io
from collections.abc import Iterator, Sequence
from io import FileIO
from pathlib import Path
from typing import Protocol

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import Skipped
from crm_tui.exchange.csv_rows import delimiter_of, read_rows
from crm_tui.exchange.encoding import TextFile, inspect
from crm_tui.exchange.sheet import SheetTable, workbook_format
from crm_tui.i18n import _


class Table(Protocol):
    """Rows of cells from one file; reading them again reads the file again from its start.

    ``label`` says for people how the file is encoded, ``notes`` are sentences about it, ``bytes_read`` of its
    ``size`` is how far the last reading is, a buffer ahead of its rows. ``sheet`` is the one of a workbook's
    ``sheets`` that is read.
    """

    @property
    def path(self) -> Path: ...
    @property
    def format(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def notes(self) -> Sequence[str]: ...
    @property
    def bytes_read(self) -> int: ...
    @property
    def sheet(self) -> str: ...
    @property
    def sheets(self) -> Sequence[str]: ...

    def first_rows(self) -> list[list[str]]:
        """The cells of its first rows."""

    def rows(self) -> Iterator[tuple[int, list[str]] | Skipped]:
        """Each row that holds something, with the line on which it begins; the names of columns too."""


class TextTable:
    """The rows of a CSV file with any usual delimiter."""

    format = "csv"
    sheet = ""
    sheets: Sequence[str] = ()

    def __init__(self, file: TextFile) -> None:
        self._file = file
        self.path, self.size, self.label, self.notes = file.path, file.size, file.label, file.notes
        self.delimiter = delimiter_of(file.head)
        self._raw: FileIO | None = None

    @property
    def bytes_read(self) -> int:
        """How far the last reading is."""
        raw = self._raw
        if raw is None:
            return 0
        # The file is closed at the end of the reading, maybe in another thread than the one asking.
        try:
            return min(raw.tell(), self.size)
        except ValueError:
            return self.size

    def first_rows(self) -> list[list[str]]:
        """The cells of its first rows."""
        lines = io.StringIO(self._file.head, newline="")
        rows = [row[1] for row in read_rows(lines, self.delimiter) if not isinstance(row, Skipped)]
        # The head may end within a row; the last one is no witness then.
        return rows[:-1] if len(rows) > 1 and self._file.head_is_cut else rows

    def rows(self) -> Iterator[tuple[int, list[str]] | Skipped]:
        """Each row that holds something, with the line on which it begins."""
        with self.path.open("rb", buffering=0) as raw, io.BufferedReader(raw) as buffered:
            self._raw = raw
            lines = io.TextIOWrapper(buffered, self._file.codec, errors="replace", newline="")
            yield from read_rows(lines, self.delimiter)


def open_table(path: Path, sheet: str = "") -> Table:
    """The table in a file, told by what is in it; of a workbook the sheet, or the first with rows.

    Raises InvalidInput when the file cannot be read, is no table, or has no sheet of the name.
    """
    if workbook_format(path):
        return SheetTable(path, sheet)
    file = inspect(path)
    if sheet:
        raise not_a_workbook(path)
    return TextTable(file)


def first_cells(rows: Sequence[Sequence[str]], count: int) -> list[str]:
    """The first thing that stands in each of so many columns; empty where nothing does."""
    return [
        next((row[at].strip() for row in rows if at < len(row) and row[at].strip()), "")
        for at in range(count)
    ]


def not_a_workbook(path: Path) -> InvalidInput:
    """The error for a sheet that is named in a file without sheets."""
    return InvalidInput(
        _("{file} is no workbook and has no sheets.").format(file=path.name),
        _("Leave --sheet out."),
        field="sheet",
    )
