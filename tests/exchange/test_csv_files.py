"""Every table of contacts in the shared data."""

import unicodedata
from pathlib import Path

import phonenumbers
import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.formats import open_contacts
from crm_tui.exchange.table import open_table
from crm_tui.exchange.table_contacts import TableSource

_COUNTS = {
    "csv/contacts/basic_addressbook.csv": 1,
    "csv/contacts/basic_csv_addressbook.csv": 2,
    "csv/contacts/chatwoot_with_emoji.csv": 1,
    "csv/contacts/csv_semicolon.csv": 2,
    "csv/contacts/export.csv": 2,
    "csv/contacts/google_2024_shape.csv": 54,
    "csv/contacts/google_integrity2gmail.csv": 3,
    "csv/contacts/outlook_92col.csv": 54,
    "csv/contacts/salesforce_leads.csv": 160,
    "csv/spectrum/comma_in_quotes.csv": 1,
    "bengali/bn_contacts_200.csv": 200,
    "bengali/bengali_names_first1300.csv": 1300,
    "csv/csvkit/empty.csv": 0,
}


def _records(path: Path) -> list[ContactRecord]:
    items = list(open_contacts(path))
    assert all(isinstance(item, ContactRecord) for item in items), items
    return [item for item in items if isinstance(item, ContactRecord)]


@pytest.mark.parametrize("name", _COUNTS)
def test_count(shared_data: Path, name: str) -> None:
    records = _records(shared_data / name)
    assert len(records) == _COUNTS[name]
    assert not any(record.warnings for record in records)


def test_bengali_contacts(shared_data: Path) -> None:
    records = _records(shared_data / "bengali/bn_contacts_200.csv")
    numbers = {
        phonenumbers.format_number(
            phonenumbers.parse(record.phones[0].value, "BD"), phonenumbers.PhoneNumberFormat.E164
        )
        for record in records
    }
    assert len(numbers) == 200
    assert "+8801812301000" in numbers
    assert len({record.name for record in records}) == 198
    assert sum("\n" in record.note for record in records) == 29
    assert records[0].emails[0].value == "bn1000@example.com"
    assert records[0].posts[0].value == unicodedata.normalize("NFC", "শরীয়তপুর, Shariatpur")
    assert [record.line for record in records[:3]] == [2, 4, 5]


def test_google_names_labels_and_several_values_in_a_cell(shared_data: Path) -> None:
    first, second, *_others = _records(shared_data / "csv/contacts/google_2024_shape.csv")
    assert first.name == "Víctor Solana"
    assert [(point.label, point.value) for point in first.phones] == [
        ("mobile", "+34846 90 81 00"),
        ("work", "001-875-379-3834x70174"),
        ("work", "4538401916"),
    ]
    assert (first.emails[0].label, first.emails[0].preferred) == ("work", True)
    assert first.posts[0].value.splitlines()[-1] == "Spain"
    assert second.tags == ("Clients",)
    assert second.organisation == "Rubio Ltd"


def test_outlook_title_is_how_to_address_them(shared_data: Path) -> None:
    source = open_contacts(shared_data / "csv/contacts/outlook_92col.csv")
    records = [record for record in source if isinstance(record, ContactRecord)]
    assert records[0].form_of_address == "Mr. Hervé"
    assert records[0].title == "chargé de recherche en acoustique musicale"
    assert records[0].note == "Prefers calls after 4 pm\nAsk about the warranty"
    assert not source.not_read


def test_leads_keep_their_key_and_name_what_is_not_read(shared_data: Path) -> None:
    source = open_contacts(shared_data / "csv/contacts/salesforce_leads.csv")
    records = [record for record in source if isinstance(record, ContactRecord)]
    assert (records[0].external_key, records[0].source, records[0].title) == (
        "SF001",
        "Web",
        "VP Engineering",
    )
    assert source.not_read["lead_score"] == 160
    assert "first_name" not in source.not_read


def test_a_table_of_places_is_refused(shared_data: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        open_contacts(shared_data / "bengali/districts.csv")
    assert "Cumilla" in refused.value.hint


def test_ldif_is_refused_by_name(shared_data: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        open_contacts(shared_data / "csv/contacts/basic_ldif_addressbook.ldif")
    assert "LDIF" in refused.value.message
    assert "vCard" in refused.value.hint


def test_a_database_is_refused_by_what_it_is(shared_data: Path) -> None:
    with pytest.raises(InvalidInput, match="SQLite"):
        open_contacts(shared_data / "db/Chinook_Sqlite.sqlite")


@pytest.mark.parametrize(
    ("name", "column", "names", "encoding"),
    [
        ("csvkit/test_latin1.csv", "c", ["3", "©"], "Windows-1252"),
        ("csvkit/test_utf16_little.csv", "c", ["3", "ʤ"], "UTF-16 LE"),
        ("csvkit/test_utf8_bom.csv", "baz", ["3", "ʤ"], "UTF-8 with BOM"),
        ("csvkit/dummy.tsv", "b", ["2"], "UTF-8"),
        ("csvkit/mac_newlines.csv", "a", ["1", "Once upon\na time"], "UTF-8"),
        ("spectrum/escaped_quotes.csv", "b", ['ha "ha" ha', "4"], "UTF-8"),
        ("spectrum/newlines.csv", "a", ["1", "Once upon \na time", "7"], "UTF-8"),
        ("spectrum/newlines_crlf.csv", "a", ["1", "Once upon \na time", "7"], "UTF-8"),
        ("spectrum/quotes_and_newlines.csv", "b", ['ha \n"ha" \nha', "4"], "UTF-8"),
        ("spectrum/simple.csv", "a", ["1"], "UTF-8"),
        ("spectrum/simple_crlf.csv", "c", ["3"], "UTF-8"),
        ("spectrum/utf8.csv", "c", ["3", "ʤ"], "UTF-8"),
    ],
)
def test_unknown_columns_are_refused_and_read_by_a_map(
    shared_data: Path, name: str, column: str, names: list[str], encoding: str
) -> None:
    path = shared_data / "csv" / name
    with pytest.raises(InvalidInput, match="no column is known"):
        open_contacts(path)
    source = TableSource(open_table(path), {column: "name"})
    assert [record.name for record in source if isinstance(record, ContactRecord)] == names
    assert source.encoding == encoding


def test_rows_of_wrong_length_are_read_and_said(shared_data: Path) -> None:
    records = [
        record
        for record in TableSource(
            open_table(shared_data / "csv/csvkit/bad.csv"), {"column_a": "name", "column_b": "note"}
        )
        if isinstance(record, ContactRecord)
    ]
    assert [(record.line, record.name) for record in records] == [(2, "1"), (4, "0")]
    assert "I'm too long!" in records[0].warnings[0]
