"""Tables as people make them: delimiters, columns by name, by content, by a map, and broken rows."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Form
from crm_tui.exchange.columns import target_of
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.formats import open_contacts
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.map_file import read_column_map
from crm_tui.exchange.preview import look_into
from crm_tui.exchange.source import ContactSource


@pytest.fixture
def table(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(text: str | bytes, name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def _read(source: ContactSource) -> list[ContactRecord]:
    return [item for item in source if isinstance(item, ContactRecord)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_and_newlines(table, delimiter: str, newline: str) -> None:  # type: ignore[no-untyped-def]
    rows = [["Name", "Phone", "Notes"], ["Mary Ofori", "555 0100", '"a, b; c"'], ["Jun Sato", "555 0101", ""]]
    path = table(newline.join(delimiter.join(row) for row in rows) + newline)
    records = _read(open_contacts(path))
    assert [(record.line, record.name, record.phones[0].value) for record in records] == [
        (2, "Mary Ofori", "555 0100"),
        (3, "Jun Sato", "555 0101"),
    ]
    assert records[0].note == "a, b; c"


def test_excels_own_word_for_the_delimiter(table) -> None:  # type: ignore[no-untyped-def]
    assert [record.name for record in _read(open_contacts(table("sep=;\nName;Note\nJun;a,b\n")))] == ["Jun"]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("First Name", "first_name"),
        ("firstName", "first_name"),
        ("phone_number", "phone"),
        ("Business Phone 2", "phone:work"),
        ("Home Fax", "phone:home fax"),
        ("Company Main Phone", "phone:company main"),
        ("E-mail 2 Address", "email"),
        ("Primary Email", "email"),
        ("Mail", "email"),
        ("Business Postal Code", "address:postcode"),
        ("Home Address 2", "address:street"),
        ("Address 1 - Formatted", "address:formatted"),
        ("Organization 1 - Name", "organisation"),
        ("নাম", "name"),
        ("মোবাইল নম্বর", "phone:mobile"),
        ("ই-মেইল", "email"),
        ("প্রতিষ্ঠানের নাম", "organisation"),
        ("জেলা", "address:region"),
        ("মন্তব্য", "note"),
    ],
)
def test_columns_by_name(header: str, words: str) -> None:
    target = target_of(header)
    assert target is not None
    assert target.words == words


@pytest.mark.parametrize("header", ["Favourite colour", "lead_score", "Birthday", "", "phone extension", "1"])
def test_other_columns_are_not_guessed(header: str) -> None:
    assert target_of(header) is None


def test_a_precomposed_bengali_letter_is_the_same(table) -> None:  # type: ignore[no-untyped-def]
    assert target_of("ওয়েবসাইট") == target_of("ও\u09dfেবসাইট")


def test_no_row_of_names(table) -> None:  # type: ignore[no-untyped-def]
    path = table(
        "Mary Ofori,mary@example.org,+1 555 010 0100,12\nJun Sato,jun@example.org,+1 555 010 0101,7\n"
    )
    source = open_contacts(path)
    records = _read(source)
    assert [(record.line, record.name) for record in records] == [(1, "Mary Ofori"), (2, "Jun Sato")]
    assert records[0].emails[0].value == "mary@example.org"
    assert records[0].phones[0].value == "+1 555 010 0100"
    assert source.not_read == {"4": 2}
    assert "no row of column names" in source.notes[0]


def test_a_map_goes_before_the_names(table) -> None:  # type: ignore[no-untyped-def]
    path = table("Kundennr,Name,Tel privat,Ort\nK1,Mary,555 0100,Accra\n")
    column_map = {"Kundennr": "external_key", "tel privat": "phone:home", "4": "address:city"}
    (record,) = _read(open_contacts(path, column_map=column_map))
    assert record.external_key == "K1"
    assert (record.phones[0].label, record.phones[0].value) == ("home", "555 0100")
    assert record.posts[0].value == "Accra"


@pytest.mark.parametrize(
    ("column_map", "message", "hint"),
    [
        ({"Colour": "note"}, "no column “Colour”", "Name, Phone"),
        ({"Name": "surname"}, "is no field", "last_name"),
        ({"Name": "address:planet"}, "is no field", "address:city"),
    ],
)
def test_a_map_that_does_not_fit_is_refused(  # type: ignore[no-untyped-def]
    table, column_map: dict[str, str], message: str, hint: str
) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        open_contacts(table("Name,Phone\nMary,555 0100\n"), column_map=column_map)
    assert hint in refused.value.hint


def test_maps_as_json_and_toml(table) -> None:  # type: ignore[no-untyped-def]
    assert read_column_map(table('{"Tel": "phone:work"}', "map.json")) == {"Tel": "phone:work"}
    assert read_column_map(table('"Tel 2" = "phone:work"\n', "map.toml")) == {"Tel 2": "phone:work"}
    for text in ("[1, 2]", "no json", '{"a": 1}'):
        with pytest.raises(InvalidInput, match="no map of columns"):
            read_column_map(table(text, "map.json"))


def test_an_open_quotation_mark_costs_its_line_only(table) -> None:  # type: ignore[no-untyped-def]
    path = table('Name,Note\nMary,fine\nJun,"never closed\nPaul,fine\nNadia,fine\n')
    items = list(open_contacts(path))
    assert [item.name for item in items if isinstance(item, ContactRecord)] == ["Mary", "Paul", "Nadia"]
    (skipped,) = [item for item in items if isinstance(item, Skipped)]
    assert skipped.line == 3
    assert "quotation mark" in skipped.reason


def test_a_row_without_anybody_is_skipped_with_the_reason(table) -> None:  # type: ignore[no-untyped-def]
    items = list(open_contacts(table("Name,Notes,City\n  ,a note,Dhaka\n,,\nJun,,\n")))
    assert isinstance(items[0], Skipped)
    assert items[0].line == 2
    assert len(items) == 2  # a row without any text is no row


def test_long_and_short_rows_are_read_and_said(table) -> None:  # type: ignore[no-untyped-def]
    records = _read(open_contacts(table("Name,Phone,Notes\nMary,555 0100,x,lost,too\nJun\n")))
    assert "lost, too" in records[0].warnings[0]
    assert "1 of 3" in records[1].warnings[0]


def test_a_mail_address_one_column_off_is_found(table) -> None:  # type: ignore[no-untyped-def]
    text = "Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value\nOero,* My Contacts,oero@example.org,\n"
    (record,) = _read(open_contacts(table(text)))
    assert record.emails[0].value == "oero@example.org"
    assert "E-mail 1 - Type" in record.warnings[0]


def test_a_row_with_an_organisation_alone_is_an_organisation(table) -> None:  # type: ignore[no-untyped-def]
    (record,) = _read(open_contacts(table("Name,Company,Phone\n,Hill & Sons,555 0100\n")))
    assert (record.name, record.form, record.organisation) == ("Hill & Sons", Form.ORGANISATION, "")


def test_others_apostrophes_stay_unless_they_guard_a_formula(table) -> None:  # type: ignore[no-untyped-def]
    (record,) = _read(open_contacts(table("Name,Phone\n't Hooft,'+880 1812-301001\n")))
    assert record.name == "'t Hooft"
    assert record.phones[0].value == "+880 1812-301001"


def test_a_long_note_is_no_damage(table) -> None:  # type: ignore[no-untyped-def]
    note = "x" * 500_000
    (record,) = _read(open_contacts(table(f"Name,Note\nMary,{note}\n")))
    assert record.note == note


def test_progress_reaches_the_end(table) -> None:  # type: ignore[no-untyped-def]
    source = open_contacts(table("Name\n" + "Mary Ofori\n" * 20_000))
    assert source.bytes_read == 0
    items = iter(source)
    next(items)
    assert 0 < source.bytes_read < source.bytes_total
    assert sum(1 for _item in items) == 19_999
    assert source.bytes_read == source.bytes_total


def test_preview_shows_columns_and_first_records(table) -> None:  # type: ignore[no-untyped-def]
    shown = look_into(
        table("Name;Phone;Colour\nMary;555 0100;red\nJun;;\nPaul;;\n"), ImportOptions(), ZoneInfo("UTC")
    )
    assert (shown.format, shown.encoding) == ("csv", "UTF-8")
    assert [(column.name, column.field) for column in shown.columns] == [
        ("Name", "name"),
        ("Phone", "phone"),
        ("Colour", ""),
    ]
    assert [record.name for record in shown.records] == ["Mary", "Jun", "Paul"]
    assert shown.not_read == ("Colour",)
