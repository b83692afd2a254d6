"""Contacts as a table that spreadsheets open and we read back without loss."""

import csv
from collections.abc import Iterable
from pathlib import Path

from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.csv_own import HEADER, to_cells
from crm_tui.exchange.safe_file import whole_file


def write_csv(records: Iterable[ContactRecord], path: Path, *, replace: bool = False) -> int:
    """Write the records one by one and return how many; raises InvalidInput as ``whole_file`` does."""
    written = 0
    # With the BOM, spreadsheets read Bengali as Bengali. All cells are quoted, so that a spreadsheet that
    # expects another delimiter does not part a cell and find a formula in the rest.
    with whole_file(path, encoding="utf-8-sig", replace=replace) as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(HEADER)
        for record in records:
            writer.writerow(to_cells(record))
            written += 1
    return written
