"""Every file of contacts of the shared data, brought into a fresh business."""

import json
from pathlib import Path
from typing import Any

import pytest

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import import_contacts
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

_DATA = Path(__file__).parents[3] / "shared" / "data"
_EXPECTED: dict[str, Any] = (
    json.loads((_DATA / "expected.json").read_text("utf-8")) if _DATA.is_dir() else {"vcards": {}, "csv": {}}
)
#: What INDEX.md says of the files that expected.json has no count for.
_INDEX = {"csv/contacts/google_2024_shape.csv": 54, "csv/contacts/outlook_92col.csv": 54}
_TABLES = sorted(
    str(path.relative_to(_DATA))
    for path in (*_DATA.glob("csv/contacts/*.csv"), *_DATA.glob("bengali/bn_contacts_200.csv"))
)

pytestmark = pytest.mark.skipif(not _TABLES, reason="the shared data files are not here")


def _wanted(name: str) -> int:
    expected = _EXPECTED["vcards"].get(name) or _EXPECTED["csv"].get(name) or {}
    return int(_INDEX.get(name) or expected.get("contacts", expected.get("lines_incl_header", 1) - 1))


def _counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.skipped_count, report.organisations


@pytest.mark.parametrize("name", [*_EXPECTED["vcards"], *_TABLES])
def test_every_contact_is_created_once(
    name: str, database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    file, wanted = _DATA / name, _wanted(name)
    dry = import_contacts(database, nadia, file, ImportOptions(dry_run=True))
    report = import_contacts(database, nadia, file, ImportOptions())
    again = import_contacts(database, nadia, file, ImportOptions())
    assert _counts(report) == _counts(dry)
    assert (report.read, report.created, report.skipped_count) == (wanted, wanted, 0)
    assert reader.value("SELECT count(*) FROM customers") == wanted + report.organisations
    assert (_counts(again), again.act) == ((0, 0, wanted, 0, 0), None)


def test_numbers_of_bengali_contacts_are_read_in_their_digits(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    name = "bengali/bn_contacts_200.csv"
    import_contacts(database, nadia, _DATA / name, ImportOptions())
    rows = reader.rows("SELECT DISTINCT normal FROM contact_points WHERE type = 'phone' ORDER BY normal")
    expected = _EXPECTED["csv"][name]
    assert len(rows) == expected["distinct_e164"]
    assert [normal for (normal,) in rows[:5]] == expected["e164_first5"]


def test_an_ldif_file_is_refused_with_what_to_do(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with pytest.raises(InvalidInput) as refused:
        import_contacts(database, nadia, _DATA / "csv/contacts/basic_ldif_addressbook.ldif", ImportOptions())
    assert "LDIF" in refused.value.message
    assert "CSV" in refused.value.hint
    assert reader.value("SELECT count(*) FROM customers") == 0
