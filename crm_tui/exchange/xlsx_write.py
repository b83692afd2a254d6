"""Workbooks with one sheet, of typed cells: texts, numbers, days and times, and never a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.csv_own import header_of, to_cells
from crm_tui.exchange.own_columns import typed_cell
from crm_tui.exchange.safe_file import whole_bytes
from crm_tui.i18n import _

Cell = str | int | float | date | datetime | None

#: What a cell of a spreadsheet holds; longer ones would be cut by whatever opens the file.
_LONGEST = 32_767
#: Characters that XML cannot hold, or would change, stand in a workbook as _xHHHH_; so does what looks so.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write_xlsx(
    records: Iterable[ContactRecord],
    path: Path,
    *,
    own_fields: Sequence[OwnField] = (),
    replace: bool = False,
) -> int:
    """Write contacts as the rows that our CSV has; returns how many. Raises as :func:`write_sheet`.

    Numbers and days of the business's own fields are such in the sheet as well.
    """
    rows = (_row(record, own_fields) for record in records)
    return write_sheet("contacts", header_of(own_fields), rows, path, replace=replace)


def _row(record: ContactRecord, own_fields: Sequence[OwnField]) -> list[Cell]:
    said = dict(record.own_fields)
    return [*to_cells(record), *(typed_cell(field, said.get(field.code, "")) for field in own_fields)]


def write_sheet(
    title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], path: Path, *, replace: bool = False
) -> int:
    """Write the header and the rows, and return how many rows there were.

    Texts have to be guarded by whoever gives them (:mod:`crm_tui.exchange.csv_safe`): a sheet may become a
    CSV file in other hands. Raises InvalidInput as ``whole_bytes`` does, and for a text that no cell holds.
    """
    # Imported here: it costs 150 ms that no other command needs.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    written = 0
    with whole_bytes(path, replace=replace) as stream:
        book = Workbook(write_only=True)
        sheet = book.create_sheet(title)

        def cell(value: Cell) -> object:
            if not isinstance(value, str):
                return value
            made = WriteOnlyCell(sheet, _escaped(value))
            made.data_type = "s"  # whatever it looks like, it is a text
            return made

        try:
            sheet.append([cell(name) for name in header])
            for row in rows:
                sheet.append([cell(value) for value in row])
                written += 1
        finally:
            # The rows stand in a temporary file until then.
            sheet.close()
        book.save(stream)
    return written


def _escaped(text: str) -> str:
    if len(text) > _LONGEST:
        raise InvalidInput(
            _("A text of {count} characters fits into no cell of a spreadsheet: {text}").format(
                count=len(text), text=text[:40]
            ),
            _("Write the file as csv or json; both hold it whole."),
            field="format",
        )
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
