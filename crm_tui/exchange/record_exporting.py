"""Interactions, cases, sales, follow-ups and promises as files for other programs: CSV, XLSX or JSON."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import PARTS, money_in_words
from crm_tui.exchange.csv_safe import guarded
from crm_tui.exchange.exporting import Written
from crm_tui.exchange.json_write import VERSION
from crm_tui.exchange.safe_file import whole_file
from crm_tui.exchange.xlsx_write import Cell, write_sheet
from crm_tui.i18n import _
from crm_tui.queries.record_export import TABLES, Holds, exported_records
from crm_tui.store.reader import Reader

#: The formats that records other than customers can be written in.
RECORD_FORMATS = ("csv", "json", "xlsx")


def export_records(
    reader: Reader, what: str, path: Path, as_format: str, zone: ZoneInfo, *, replace: bool = False
) -> Written:
    """Write all records of a kind of :data:`TABLES` to a new file; times are told in ``zone``.

    Raises InvalidInput when the format is not one of :data:`RECORD_FORMATS`, the file exists (unless
    ``replace``) or cannot be written; then there is no file.
    """
    if as_format not in RECORD_FORMATS:
        raise InvalidInput(
            _("{what} cannot be written as “{format}”.").format(what=what, format=as_format),
            _("Choose one of: {formats}.").format(formats=", ".join(RECORD_FORMATS)),
            field="format",
        )
    table = TABLES[what]
    records = exported_records(reader, table)
    if as_format == "json":
        return Written(_write_json(what, table.columns, records, path, zone, replace), path)
    header = list(table.columns)
    if as_format == "xlsx":
        rows = ([_cell(*pair, zone) for pair in _pairs(table.columns, record)] for record in records)
        return Written(write_sheet(what, header, rows, path, replace=replace), path)
    texts = ([_text(*pair, zone) for pair in _pairs(table.columns, record)] for record in records)
    return Written(_write_csv(header, texts, path, replace), path)


def _pairs(columns: Mapping[str, Holds], record: Sequence[Any]) -> Iterator[tuple[Holds, Any]]:
    return zip(columns.values(), record, strict=True)


def _write_csv(header: Sequence[str], rows: Iterable[Sequence[str]], path: Path, replace: bool) -> int:
    written = 0
    # The BOM and the quotation marks are there for spreadsheets, as in csv_write.
    with whole_file(path, encoding="utf-8-sig", replace=replace) as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        for row in rows:
            writer.writerow(row)
            written += 1
    return written


def _write_json(
    what: str,
    columns: Mapping[str, Holds],
    records: Iterable[Sequence[Any]],
    path: Path,
    zone: ZoneInfo,
    replace: bool,
) -> int:
    written = 0
    with whole_file(path, replace=replace) as stream:
        stream.write(f'{{"format": "crm-tui {what}", "version": {VERSION}, "{what}": [')
        for record in records:
            plain = [_plain(*pair, zone) for pair in _pairs(columns, record)]
            stream.write(",\n" if written else "\n")
            stream.write(json.dumps(dict(zip(columns, plain, strict=True)), ensure_ascii=False))
            written += 1
        stream.write("\n]}\n")
    return written


def _plain(holds: Holds, value: Any, zone: ZoneInfo) -> Any:
    """The value as the commands' JSON has it: amounts as decimals in text, times with their offset."""
    if value is None:
        return None
    if holds is Holds.AMOUNT:
        return money_in_words(value, "")
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _text(holds: Holds, value: Any, zone: ZoneInfo) -> str:
    if holds is Holds.FLAG:
        return "yes" if value else ""
    plain = _plain(holds, value, zone)
    return "" if plain is None else guarded(str(plain))


def _cell(holds: Holds, value: Any, zone: ZoneInfo) -> Cell:
    """The value as a typed cell; a spreadsheet knows no zones, so a time is the business's."""
    if value is None or holds is Holds.FLAG:
        return "yes" if value else None
    if holds is Holds.AMOUNT:
        return float(value / PARTS)
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None)
    return guarded(value) if isinstance(value, str) else value
