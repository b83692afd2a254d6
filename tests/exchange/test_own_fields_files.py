"""The business's own fields in files: read by the names of columns, written, and read back."""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook

from crm_tui.actions.custom_fields import add_field
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.domain.actor import Actor
from crm_tui.exchange.exporting import export_contacts
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.importing import import_contacts
from crm_tui.exchange.preview import look_into
from crm_tui.queries.custom_fields import own_fields, values_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader


def with_fields(database: Database, nadia: Actor, now: Any) -> None:
    with database.act(nadia, now) as act:
        add_field(act, label="Shop size", code="size", type="choice", choices=("small", "large"))
        add_field(act, label="Machines", type="number")


@pytest.fixture(autouse=True)
def fields(database: Database, nadia: Actor, now: Any) -> None:
    with_fields(database, nadia, now)


def said(reader: SqliteReader, name: str) -> dict[str, str]:
    customer_id = reader.value("SELECT id FROM customers WHERE name = :name", {"name": name})
    return {one.code: one.value for one in values_of(reader, customer_id)}


def bring(database: Database, actor: Actor, path: Path, text: str, **options: Any) -> Any:
    path.write_text(text, encoding="utf-8")
    return import_contacts(database, actor, path, ImportOptions(**options))


def test_a_column_is_known_by_the_label_and_by_the_code(
    database: Database, nadia: Actor, reader: SqliteReader, tmp_path: Path
) -> None:
    text = "Name,Email,Shop Size,machines\nAda,ada@example.org,LARGE,3\nBela,bela@example.org,huge,\n"
    report = bring(database, nadia, tmp_path / "shops.csv", text)
    assert report.created == 2
    assert said(reader, "Ada") == {"size": "large", "machines": "3"}
    assert said(reader, "Bela") == {}
    assert any("huge" in reason for _line, reason in map(vars_of, report.warnings))


def vars_of(warning: Any) -> tuple[int, str]:
    return warning.line, warning.reason


def test_a_map_names_a_field_and_a_second_import_fills_in_only(
    database: Database, nadia: Actor, reader: SqliteReader, tmp_path: Path
) -> None:
    bring(database, nadia, tmp_path / "a.csv", "Name,Email\nAda,ada@example.org\n")
    text = "Name,Email,How big\nAda,ada@example.org,small\n"
    report = bring(database, nadia, tmp_path / "b.csv", text, column_map={"How big": "field:size"})
    assert (report.created, report.updated) == (0, 1)
    text = "Name,Email,Shop size\nAda,ada@example.org,large\n"
    assert bring(database, nadia, tmp_path / "c.csv", text).updated == 0
    assert said(reader, "Ada") == {"size": "small"}  # what is here is not overwritten


def test_what_a_file_says_and_is_not_taken_over_is_told_by_line(
    database: Database, nadia: Actor, reader: SqliteReader, tmp_path: Path
) -> None:
    bring(database, nadia, tmp_path / "a.csv", "Name,Email,Shop size\nAda,ada@example.org,small\n")
    text = "Name,Email,Shop size,size,Machines,Colour\nAda,ada@example.org,large,small,many,red\n"
    for dry_run in (True, False):
        report = bring(database, nadia, tmp_path / "b.csv", text, dry_run=dry_run)
        told = [(note.line, note.reason) for note in report.warnings]
        assert told == [
            (2, "Of “Shop size” the file says two things; “small” was left out."),
            (2, "Machines: “many” is no number, as “Machines” needs. It was left out."),
            (2, "Ada is here already with another Shop size, which was left as it is."),
        ]
        assert report.not_read == {"Colour": 1}
    assert said(reader, "Ada") == {"size": "small"}


#: Labels and values that a spreadsheet, or our own columns, could take for something else.
AWKWARD = {
    "machines": "-1234.50",
    "remark": '=1+1; \\ "quoted"\nand = more',
    "link": "@SUM(A1)",
    "bengali": "দুই; তিন=চার",
    "warranty": "2027-01-31",
    "long-ago": "1900-02-28",
    "serial": "12345678901234567890",
}


def with_awkward(database: Database, nadia: Actor, now: Any) -> None:
    with database.act(nadia, now) as act:
        add_field(act, label="Note", code="remark", type="text")  # we have such a column
        add_field(act, label='=HYPERLINK("http://evil.example")', code="link", type="text")
        add_field(act, label="মেশিন", code="bengali", type="text")
        add_field(act, label="Warranty", type="date")
        add_field(act, label="Long ago", type="date")
        add_field(act, label="Serial", type="number")
        add_field(act, label="Size", code="engines", type="text")  # the code of another one


@pytest.mark.parametrize("as_format", ["csv", "xlsx", "json", "vcard"])
def test_what_is_written_is_read_back(
    database: Database,
    nadia: Actor,
    now: Any,
    reader: SqliteReader,
    tmp_path: Path,
    make_path: Callable[[str], Path],
    as_format: str,
) -> None:
    with_awkward(database, nadia, now)
    with database.act(nadia, now) as act:
        add_customer(act, NewCustomer("Ada", own_fields={"size": "large", **AWKWARD}))
        add_customer(act, NewCustomer("Bela", own_fields={"machines": "2.5", "engines": "two"}))
        add_customer(act, NewCustomer("Cleo"))
    file = tmp_path / f"out.{as_format}"
    export_contacts(reader, file, as_format)

    other = Database(make_path("other.db"))
    with_fields(other, nadia, now)
    with_awkward(other, nadia, now)
    report = import_contacts(other, nadia, file, ImportOptions())
    assert (report.created, report.warnings, report.not_read) == (3, [], {})
    there = open_reader(other.path)
    assert said(there, "Ada") == {"size": "large", **AWKWARD}
    assert said(there, "Bela") == {"machines": "2.5", "engines": "two"}
    assert said(there, "Cleo") == {}
    assert import_contacts(other, nadia, file, ImportOptions()).unchanged == 3
    there.close()
    other.close()


def test_a_table_has_a_column_for_each_and_no_formula(
    database: Database, nadia: Actor, now: Any, reader: SqliteReader, tmp_path: Path
) -> None:
    with_awkward(database, nadia, now)
    with database.act(nadia, now) as act:
        add_customer(act, NewCustomer("Ada", own_fields={"size": "large", **AWKWARD}))
    export_contacts(reader, tmp_path / "out.csv", "csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    own = {name: row[name] for name in list(row)[-9:]}
    assert own == {
        "Shop size": "large",
        "Machines": "-1234.50",
        "field:remark": "'" + AWKWARD["remark"],
        '\'=HYPERLINK("http://evil.example")': "'@SUM(A1)",
        "মেশিন": AWKWARD["bengali"],
        "Warranty": "2027-01-31",
        "Long ago": "1900-02-28",
        "Serial": "12345678901234567890",
        "field:engines": "",
    }
    export_contacts(reader, tmp_path / "out.xlsx", "xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    header, cells = ([cell.value for cell in line] for line in sheet.iter_rows())
    typed = dict(zip(header, cells, strict=True))
    assert typed["Warranty"] == datetime(2027, 1, 31)
    assert typed["Machines"] == "-1234.50"  # as a number it would lose a nought
    assert "f" not in {cell.data_type for line in sheet.iter_rows() for cell in line}


def test_a_sheet_holds_numbers_where_nothing_is_lost(
    database: Database, nadia: Actor, now: Any, reader: SqliteReader, tmp_path: Path
) -> None:
    with database.act(nadia, now) as act:
        add_customer(act, NewCustomer("Ada", own_fields={"machines": "-2.5"}))
    export_contacts(reader, tmp_path / "out.xlsx", "xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    header, cells = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert dict(zip(header, cells, strict=True))["Machines"] == -2.5


def test_json_has_them_by_code_and_older_files_are_read_still(
    database: Database, nadia: Actor, now: Any, reader: SqliteReader, tmp_path: Path
) -> None:
    with database.act(nadia, now) as act:
        add_customer(act, NewCustomer("Ada", own_fields={"size": "large", "machines": "2.5"}))
    export_contacts(reader, tmp_path / "out.json", "json")
    (ada,) = json.loads((tmp_path / "out.json").read_text())["contacts"]
    assert ada["own_fields"] == {"size": "large", "machines": "2.5"}
    older = [
        {"name": "Bela", "own_fields": ["size=small", "machines=3"]},
        {"name": "Cleo", "own_fields": {"machines": 4}},
        {"name": "Dora", "own_fields": {"machines": [4]}},
    ]
    report = bring(database, nadia, tmp_path / "older.json", json.dumps(older))
    assert said(reader, "Bela") == {"size": "small", "machines": "3"}
    assert said(reader, "Cleo") == {"machines": "4"}
    assert ["own_fields" in note.reason for note in report.skipped] == [True]
    bring(database, nadia, tmp_path / "older.csv", "Name,Own fields,crm-tui key\nEve,size=large,\n")
    assert said(reader, "Eve") == {"size": "large"}


@pytest.mark.parametrize(
    ("text", "read_into"),
    [
        (
            "Name,Email,SHOP-SIZE,machines,Colour\nAda,a@b.example,large,3,red\n",
            ["field:size", "field:machines"],
        ),
        ("Name,Shop size,crm-tui key\nAda,large,1\n", ["field:size"]),
    ],
)
def test_a_preview_names_them(reader: SqliteReader, tmp_path: Path, text: str, read_into: list[str]) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    found = look_into(tmp_path / "a.csv", ImportOptions(), ZoneInfo("UTC"), own_fields(reader))
    assert [column.field for column in found.columns if column.field.startswith("field:")] == read_into
    assert ("size", "large") in found.records[0].own_fields


def test_a_sheet_of_another_program_is_read_by_the_same_names(
    database: Database, nadia: Actor, now: Any, reader: SqliteReader, tmp_path: Path
) -> None:
    with database.act(nadia, now) as act:
        add_field(act, label="Since", type="date")
    book = Workbook()
    for row in (["Name", "Shop size", "machines", "SINCE"], ["Ada", "large", 7, datetime(2025, 3, 1)]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert import_contacts(database, nadia, tmp_path / "a.xlsx", ImportOptions()).created == 1
    assert said(reader, "Ada") == {"size": "large", "machines": "7", "since": "2025-03-01"}
