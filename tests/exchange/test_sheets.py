"""Sheets of workbooks give the rows that a CSV file of them would, and harm nobody who looks into them."""

import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.formats import open_contacts
from crm_tui.exchange.import_file import bring_in, with_map_file
from crm_tui.exchange.import_options import ImportKind, ImportOptions
from crm_tui.exchange.importing import import_contacts
from crm_tui.exchange.preview import look_into
from crm_tui.exchange.table import open_table
from crm_tui.store.database import Database

_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="People">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = f"""<?xml version="1.0"?>
<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<m:file-entry m:full-path="/" m:media-type="{_TYPE}"/></m:manifest>"""


def _book(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def _ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr("content.xml", _ODS.format(rows=rows))
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return path


def _cell(text: str, **attributes: str) -> str:
    said = "".join(
        f' {name.replace("_", ":", 1).replace("_", "-")}="{value}"' for name, value in attributes.items()
    )
    return f"<table:table-cell{said}><text:p>{text}</text:p></table:table-cell>"


def test_cells_become_the_text_that_csv_holds(tmp_path: Path) -> None:
    path = _book(
        tmp_path / "all.xlsx",
        One=[
            ["text", "number", "day", "time"],
            [" রহিম ", 2871.0, datetime(2024, 1, 2), time(8, 30)],
            [],
            ["=1+1", 0.1 + 0.2, datetime(2024, 1, 2, 3, 4, 5), timedelta(hours=30, minutes=5)],
            ["+880 1", 1e-7, date(2024, 2, 29), True],
            ["#DIV/0!", 880181230100, None, -1.5],
        ],
    )
    assert list(open_table(path).rows()) == [
        (1, ["text", "number", "day", "time"]),
        (2, [" রহিম ", "2871", "2024-01-02", "08:30"]),
        (4, ["", "0.3", "2024-01-02 03:04:05", "30:05:00"]),  # a formula that nobody has computed
        (5, ["+880 1", "0.0000001", "2024-02-29", "TRUE"]),
        (6, ["", "880181230100", "", "-1.5"]),  # an error says nothing
    ]


def test_contacts_come_from_a_workbook_as_from_csv(tmp_path: Path) -> None:
    path = _book(
        tmp_path / "book.xlsx",
        Notes=[],
        People=[["Name", "Phone", "E-mail"], ["Mary Ofori", 2125557818, "mary@example.org"]],
        Old=[["Name"], ["Jun Sato"]],
    )
    found = look_into(path, ImportOptions(), ZoneInfo("UTC"))
    assert (found.format, found.records[0].name) == ("xlsx", "Mary Ofori")
    assert found.records[0].phones[0].value == "2125557818"
    assert found.notes[0].startswith("The sheet “People” was read")
    (jun,) = open_contacts(path, sheet="Old")
    assert isinstance(jun, ContactRecord)
    assert (jun.line, jun.name) == (2, "Jun Sato")
    with pytest.raises(InvalidInput, match="has no sheet “New”") as refused:
        open_contacts(path, sheet="New")
    assert "Notes, People, Old" in refused.value.hint


def test_a_sheet_is_named_only_where_there_are_sheets(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nMary Ofori\n")
    with pytest.raises(InvalidInput, match="no workbook"):
        open_contacts(path, sheet="People")


def test_ods_is_read_to_its_last_row_however_far_it_is_painted(tmp_path: Path) -> None:
    names = "".join(_cell(name, office_value_type="string") for name in ("Name", "Rhythm days", "Joined"))
    rows = (
        f"<table:table-row>{names}</table:table-row>"
        "<table:table-row>"
        + _cell("Mary Ofori", office_value_type="string")
        + _cell("5,50", office_value_type="float", office_value="5.50")
        + _cell("2. Jan", office_value_type="date", office_date_value="2024-01-02")
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = _ods(
        tmp_path / "list.ods",
        rows.replace("<table:table-cell>", '<table:table-cell office:value-type="string">'),
    )
    assert list(open_table(path).rows()) == [
        (1, ["Name", "Rhythm days", "Joined"]),
        (2, ["Mary Ofori", "5.5", "2024-01-02"]),
    ]
    assert open_contacts(path).format == "ods"


def _sparse(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Name", "Mary"
    book.save(path)
    return path


def _full(path: Path) -> Path:
    repeated = 'table:number-columns-repeated="9000" office:value-type="string"'
    return _ods(
        path,
        f'<table:table-row table:number-rows-repeated="9000"><table:table-cell {repeated}>'
        "<text:p>x</text:p></table:table-cell></table:table-row>",
    )


def _large(path: Path) -> Path:
    """Six hundred megabytes of text in half a megabyte."""
    _book(path, People=[["Name"], ["Mary"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<sst><si><t>" + b"x" * (600 << 20) + b"</t></si></sst>")
    return path


@pytest.mark.parametrize("bomb", [_sparse, _full, _large])
def test_a_workbook_that_claims_more_than_there_is_room_for_is_refused(
    tmp_path: Path, bomb: Callable[[Path], Path]
) -> None:
    with pytest.raises(InvalidInput, match=r"claims more cells|is damaged"):
        open_contacts(bomb(tmp_path / ("bomb.ods" if bomb is _full else "bomb.xlsx")))


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_of_a_damaged_workbook_nothing_is_read(tmp_path: Path, kept: float) -> None:
    path = _book(tmp_path / "cut.xlsx", People=[["Name"], *[[f"Customer {number}"] for number in range(500)]])
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(InvalidInput, match="is damaged"):
        open_contacts(path)


def test_an_import_says_the_same_of_a_workbook_and_goes_by_its_lines(
    tmp_path: Path, database: Database, nadia: Actor
) -> None:
    rows = [["Name", "City"], ["Mary Ofori", "Leeds"], ["", ""], ["", "York"], ["Jun Sato", ""]]
    path = _book(tmp_path / "book.xlsx", People=rows)
    options = ImportOptions(country="GB")
    dry = import_contacts(database, nadia, path, ImportOptions(country="GB", dry_run=True))
    first = import_contacts(database, nadia, path, options)
    again = import_contacts(database, nadia, path, options)
    assert (dry.created, dry.skipped_count, dry.act) == (2, 1, None)
    assert (first.format, first.created, [note.line for note in first.skipped]) == ("xlsx", 2, [4])
    assert (again.created, again.unchanged) == (0, 2)


def test_a_service_log_may_be_a_workbook(tmp_path: Path, database: Database, nadia: Actor) -> None:
    path = _book(
        tmp_path / "log.xlsx",
        Read=[["nothing"]],
        Log=[["Ticket", "Kunde", "Zeit"], [7, "Ashgrove", datetime(2026, 6, 1, 9)]],
    )
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\nkey = "Ticket"\ncustomer = "Kunde"\nopened = "Zeit"\n')
    options = with_map_file(ImportOptions(kind=ImportKind.CASES, sheet="Log"), mapping)
    report = bring_in(database, nadia, path, options)
    assert (report.created, report.format) == (1, "xlsx")
    with database.act(nadia) as act:
        (found,) = act.session.connection().exec_driver_sql("SELECT external_key, opened_at FROM cases")
    assert found == ("7", int(datetime(2026, 6, 1, 3, tzinfo=UTC).timestamp() * 1e6))
