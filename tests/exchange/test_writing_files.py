"""A file is written whole or not at all, for its owner alone, and over no other."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.formats import FORMATS, open_contacts, write_contacts

_MARY = ContactRecord(0, "Mary Ofori")


@pytest.mark.parametrize("as_format", FORMATS)
def test_only_the_owner_may_read_it(tmp_path: Path, as_format: str) -> None:
    assert write_contacts([_MARY], tmp_path / "out", as_format=as_format) == 1
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("as_format", FORMATS)
def test_an_existing_file_stays(tmp_path: Path, as_format: str) -> None:
    path = tmp_path / "out"
    path.write_text("mine")
    with pytest.raises(InvalidInput, match="exists already"):
        write_contacts([_MARY], path, as_format=as_format)
    assert path.read_text() == "mine"
    write_contacts([_MARY], path, as_format=as_format, replace=True)
    assert list(open_contacts(path)) == [_MARY]


def test_a_file_made_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "out"

    def records() -> Iterator[ContactRecord]:
        path.write_text("somebody else's")
        yield _MARY

    with pytest.raises(InvalidInput, match="exists already"):
        write_contacts(records(), path, as_format="csv")
    assert path.read_text() == "somebody else's"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("as_format", FORMATS)
def test_a_failure_half_way_leaves_nothing(tmp_path: Path, as_format: str) -> None:
    def records() -> Iterator[ContactRecord]:
        yield _MARY
        raise InvalidInput("stop")

    with pytest.raises(InvalidInput, match="stop"):
        write_contacts(records(), tmp_path / "out", as_format=as_format)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="could not be written"):
        write_contacts([_MARY], tmp_path / "absent" / "out", as_format="csv")
    with pytest.raises(InvalidInput, match="cannot be written as “pdf”") as refused:
        write_contacts([_MARY], tmp_path / "out", as_format="pdf")
    assert "csv, xlsx, vcard, json" in refused.value.hint


def test_no_contacts_make_a_file_that_says_so(tmp_path: Path) -> None:
    for as_format in FORMATS:
        suffix = "vcf" if as_format == "vcard" else as_format
        path = tmp_path / f"none.{suffix}"
        assert write_contacts([], path, as_format=as_format) == 0
        source = open_contacts(path)
        assert list(source) == []
        assert source.notes == [f"There is no contact in {path.name}."]


def test_json_is_one_document(tmp_path: Path) -> None:
    write_contacts([_MARY, _MARY], tmp_path / "out", as_format="json")
    document = json.loads((tmp_path / "out").read_text("utf-8"))
    assert document == {
        "format": "crm-tui contacts",
        "version": 1,
        "contacts": [{"name": "Mary Ofori"}, {"name": "Mary Ofori"}],
    }


def test_json_by_others_is_read_with_reasons(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(
        '[\n {"name": "Mary", "colour": "red"},\n {"name": " "},\n {"name": 5},\n 7,\n {"name": "Jun"'
    )
    source = open_contacts(path)
    items = list(source)
    assert [(item.line, type(item)) for item in items] == [
        (2, ContactRecord),
        (3, Skipped),
        (4, Skipped),
        (5, Skipped),
        (6, Skipped),
    ]
    assert source.not_read == {"colour": 1}


def test_json_larger_than_a_chunk(tmp_path: Path) -> None:
    records = [ContactRecord(0, f"Customer {number}", note="x" * 100_000) for number in range(5)]
    write_contacts(records, tmp_path / "out.json", as_format="json")
    assert list(open_contacts(tmp_path / "out.json")) == records


@pytest.mark.parametrize(
    ("text", "message"),
    [('{"a": 1}', "no list of contacts"), ('{"version": 99, "contacts": []}', "newer version")],
)
def test_json_that_is_no_list_of_contacts_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "list.json").write_text(text)
    with pytest.raises(InvalidInput, match=message):
        open_contacts(tmp_path / "list.json")
