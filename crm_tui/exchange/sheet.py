"""A sheet of a workbook (XLSX, ODS) as the rows that a CSV file of it would give."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import Skipped
from crm_tui.exchange.encoding import unreadable
from crm_tui.i18n import _

_ZIP = b"PK\x03\x04"
#: A member that only workbooks of the kind have.
_MEMBERS = {"xl/workbook.xml": "xlsx", "content.xml": "ods"}
_HEAD_ROWS = 100


def workbook_format(path: Path) -> str:
    """ "xlsx" or "ods" for a file that is one, by what is in it; empty for any other."""
    suffix = path.suffix.casefold().removeprefix(".")
    try:
        if not path.is_file():  # a pipe would be waited for
            return ""
        with path.open("rb") as file:
            if file.read(len(_ZIP)) != _ZIP:
                return ""
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and b"opendocument.spreadsheet" not in archive.read("mimetype")[:100]:
                return ""
    except (BadZipFile, NotImplementedError, RuntimeError):
        # Cut off or damaged: its name says what it was, and the reading of it what is wrong.
        return suffix if suffix in _MEMBERS.values() else ""
    except OSError:
        return ""
    return next((found for member, found in _MEMBERS.items() if member in names), "")


class SheetTable:
    """The rows of one sheet; each reading starts a process that reads the workbook.

    Raises InvalidInput when the workbook is damaged, protected, claims more cells than fit into memory, or
    has no sheet of the name. Of such a workbook no row is given at all.
    """

    label = "Unicode"

    def __init__(self, path: Path, sheet: str = "") -> None:
        self.path = path
        self.format = workbook_format(path)
        try:
            self.size = path.stat().st_size
        except OSError as error:
            raise unreadable(path, error) from error
        self.bytes_read = 0
        with self._read(sheet) as (about, rows):
            self.sheet = str(about["sheet"])
            self.sheets = tuple(map(str, about["sheets"]))
            self._first = list(islice(rows, _HEAD_ROWS))
        others = [name for name in self.sheets if name != self.sheet]
        self.notes: tuple[str, ...] = ()
        if others:
            sentence = _(
                "The sheet “{sheet}” was read; besides it there are: {others}. --sheet names another."
            )
            self.notes = (sentence.format(sheet=self.sheet, others=", ".join(others)[:300]),)

    def first_rows(self) -> list[list[str]]:
        """The cells of its first rows."""
        return [cells for _line, cells in self._first]

    def rows(self) -> Iterator[tuple[int, list[str]] | Skipped]:
        """Each row that holds something, with its number in the sheet."""
        self.bytes_read = 0
        with self._read(self.sheet) as (_about, rows):
            yield from rows
        self.bytes_read = self.size

    @contextmanager
    def _read(self, sheet: str) -> Iterator[tuple[dict[str, Any], Iterator[tuple[int, list[str]]]]]:
        child = subprocess.Popen(
            [sys.executable, "-m", "crm_tui.exchange.sheet_child", str(self.path), sheet],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
        )
        assert child.stdout is not None, "the child's stdout is a pipe"
        try:
            # It writes nothing before the whole workbook is read: a broken one gives no rows at all.
            about = _parsed(child.stdout.readline())
            if not isinstance(about, dict) or "error" in about:
                raise self._refused(about if isinstance(about, dict) else {"error": "large"}, sheet)
            yield about, self._rows(child.stdout)
        finally:
            child.kill()
            child.wait()
            child.stdout.close()

    def _rows(self, lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
        for line in lines:
            found = _parsed(line)
            if isinstance(found, dict) and "end" in found:
                return
            if not isinstance(found, list):
                break
            yield found[0], found[1]
        raise self._refused({"error": "large"}, "")

    def _refused(self, about: dict[str, Any], sheet: str) -> InvalidInput:
        name = self.path.name
        match about["error"]:
            case "no-sheet":
                return InvalidInput(
                    _("{file} has no sheet “{sheet}”.").format(file=name, sheet=sheet),
                    _("Its sheets are: {names}.").format(names=", ".join(about["sheets"])[:300]),
                    field="sheet",
                )
            case "password":
                return InvalidInput(
                    _("{file} is protected by a password.").format(file=name),
                    _("Open it in the spreadsheet program and save it without one."),
                )
            case "large":
                return InvalidInput(
                    _("{file} claims more cells than there is memory for.").format(file=name),
                    _("Delete empty columns and rows around the table, or save the sheet as CSV."),
                )
        return InvalidInput(
            _("{file} is damaged, or no workbook at all; nothing of it was read.").format(file=name),
            _("Open it in the spreadsheet program and save it again, or save the sheet as CSV."),
        )


def _parsed(line: str) -> Any:
    """The line's JSON; None for what a process that was ended has left of one."""
    try:
        return json.loads(line)
    except ValueError:
        return None
