"""Contacts as a table that spreadsheets open and we read back without loss."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from crm_tui.domain.custom_fields import OwnField
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.csv_own import header_of, to_cells
from crm_tui.exchange.own_columns import text_cell
from crm_tui.exchange.safe_file import whole_file


def write_csv(
    records: Iterable[ContactRecord],
    path: Path,
    *,
    own_fields: Sequence[OwnField] = (),
    replace: bool = False,
) -> int:
    """Write the records one by one and return how many; raises InvalidInput as ``whole_file`` does.

    Each of the business's own fields has a column.
    """
    written = 0
    # With the BOM, spreadsheets read Bengali as Bengali. All cells are quoted, so that a spreadsheet that
    # expects another delimiter does not part a cell and find a formula in the rest.
    with whole_file(path, encoding="utf-8-sig", replace=replace) as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(header_of(own_fields))
        for record in records:
            said = dict(record.own_fields)
            own = (text_cell(field, said.get(field.code, "")) for field in own_fields)
            writer.writerow([*to_cells(record), *own])
            written += 1
    return written
