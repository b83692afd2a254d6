"""Records as files: typed cells in a workbook, guarded texts in every format, amounts to the last part."""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.formats import write_contacts
from crm_tui.exchange.record_exporting import RECORD_FORMATS
from crm_tui.queries.record_export import TABLES


@pytest.fixture
def sold(ask: Callable[..., Any]) -> int:
    """A customer with a sale, a contact, a case, a follow-up and a promise, named by somebody hostile."""
    customer = ask("customer", "add", "--name", "=HYPERLINK(1)")["id"]
    ask("log", str(customer), "--channel", "phone", "--direction", "inbound", "--nature", "complaint",
        "--outcome", "promised", "--note", "=1+1", "--promise", "@SUM(A1)", "--told", "2090-01-05",
        "--follow-up", "2090-01-04")  # fmt: skip
    ask("sale", "add", str(customer), "--line", "2 x kettle @ 24.50", "--at", "2026-10-02", "--note", "+A1")
    return int(customer)


@pytest.mark.parametrize("what", TABLES)
def test_no_cell_is_a_formula_in_any_format(
    sold: int, ask: Callable[..., Any], tmp_path: Path, what: str
) -> None:
    for as_format in RECORD_FORMATS:
        file = tmp_path / f"out.{as_format}"
        done = ask("export", what, "--format", as_format, "--output", str(file))
        assert done == {"written": 1, "file": str(file)}
        assert file.stat().st_mode & 0o777 == 0o600
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, row = csv.reader(stream)
    assert header == list(TABLES[what].columns)
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [cell.value for cell in sheet[1]] == header
    assert not [cell for line in sheet for cell in line if cell.data_type == "f"]
    (plain,) = json.loads((tmp_path / "out.json").read_text())[what]
    assert (plain["customer"], plain["name"]) == (sold, "=HYPERLINK(1)")  # JSON is no spreadsheet


def test_cells_of_a_workbook_are_typed(sold: int, ask: Callable[..., Any], tmp_path: Path) -> None:
    ask("export", "sales", "--format", "xlsx", "--output", str(tmp_path / "sales.xlsx"))
    header, row = openpyxl.load_workbook(tmp_path / "sales.xlsx").active.values
    told = dict(zip(header, row, strict=True))
    assert (told["quantity"], told["price"], told["value"]) == (2, 24.5, 49)
    assert told["sold"] == datetime(2026, 10, 2)
    ask("export", "sales", "--format", "json", "--output", str(tmp_path / "sales.json"))
    (plain,) = json.loads((tmp_path / "sales.json").read_text())["sales"]
    assert (plain["quantity"], plain["value"], plain["sold"]) == ("2", "49", "2026-10-02")


def test_contacts_in_a_workbook_come_back_as_they_were(
    sold: int, ask: Callable[..., Any], tmp_path: Path
) -> None:
    file = str(tmp_path / "contacts.xlsx")
    ask("export", "contacts", "--format", "xlsx", "--output", file)
    again = ask("import", file)
    assert (again["created"], again["updated"], again["duplicates"], again["format"]) == (0, 0, 1, "xlsx")


def test_what_cannot_be_written_leaves_no_file(crm: Callable[..., Any], tmp_path: Path) -> None:
    told = crm("export", "sales", "--format", "vcard", "--output", str(tmp_path / "out"), "--json")
    assert told.code == 2
    assert "csv, json, xlsx" in told.json["error"]["hint"]
    with pytest.raises(InvalidInput, match="fits into no cell"):
        long = ContactRecord(0, "Mary Ofori", note="x" * 40_000)
        write_contacts([long], tmp_path / "out", as_format="xlsx")
    assert not (tmp_path / "out").exists()
