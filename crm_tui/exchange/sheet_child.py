"""Reads a sheet of a workbook in a process of its own: ``python -m crm_tui.exchange.sheet_child FILE SHEET``.

A small file can claim any number of cells, and the library that reads it takes the memory for all of them at
once, or ends the process. Here that costs nothing but this process, which may take only so much of both. It
writes a line of JSON for what it has read, then one for each row; on failure a single line with a code.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum, load_workbook

#: Bytes of memory: a cell takes some 32 besides its text, so that ten million fit.
_MEMORY = 1 << 30
_SECONDS = 120
#: Spreadsheets keep so many digits of a number; the rest is where a binary fraction is no decimal one.
_DIGITS = ".15g"


class _Refused(Exception):
    """What cannot be read, as a code."""


def cell_text(value: Any) -> str:
    """A cell as a CSV file of the same sheet would hold it, days and times as in ISO 8601."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return format(Decimal(format(value, _DIGITS)), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    # The library knows how workbooks spell characters that XML cannot hold, save for these two.
    return str(value).replace("_xFFFE_", "\ufffe").replace("_xFFFF_", "\uffff")


def rows_of(path: str, wanted: str) -> Iterator[dict[str, Any] | list[Any]]:
    """What was read, then each row that holds something: its number from 1 and its cells."""
    workbook = load_workbook(path)
    visible = [
        sheet.name for sheet in workbook.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible
    ] or workbook.sheet_names
    if wanted and wanted not in workbook.sheet_names:
        yield {"error": "no-sheet", "sheets": visible}
        return
    name, sheet = _chosen(workbook, [wanted] if wanted else visible)
    yield {"sheet": name, "sheets": visible}
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [cell_text(value) for value in row]
        if any(cell.strip() for cell in cells):
            yield [number, cells]


def _chosen(workbook: CalamineWorkbook, names: list[str]) -> tuple[str, Any]:
    """The first sheet with something in it, or the first."""
    if not names:
        raise _Refused("damaged")
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.height:
            return name, sheet
    return names[0], workbook.get_sheet_by_name(names[0])


def _limited() -> None:
    """Take no more memory and time than a workbook needs, where the system can hold us to it."""
    try:
        import resource
    except ImportError:  # no such limits on Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(path: str, wanted: str) -> None:
    """Write the sheet to stdout. Ends by a signal when it would need more than it may take."""
    _limited()
    try:
        for item in rows_of(path, wanted):
            sys.stdout.write(json.dumps(item) + "\n")
        sys.stdout.write(json.dumps({"end": True}) + "\n")
    except PasswordError:
        sys.stdout.write(json.dumps({"error": "password"}) + "\n")
    except (CalamineError, _Refused, OSError, ValueError, MemoryError):
        sys.stdout.write(json.dumps({"error": "damaged"}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
