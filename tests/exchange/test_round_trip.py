"""What we write we read back as it was, in each format, whatever the text; and no cell is a formula."""

import csv
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_tui.domain.rhythm import LONGEST_DAYS
from crm_tui.domain.words import Channel, Consent, ContactPointType, Form, Kind
from crm_tui.exchange.contact import (
    ConsentRecord,
    ContactPointRecord,
    ContactRecord,
    MembershipRecord,
    SpeaksForRecord,
)
from crm_tui.exchange.formats import FORMATS, open_contacts, write_contacts

_STARTS = [
    *"=+-@\t\r\n\0＝＋－＠'",
    "''",
    " =",
    "\ufeff",
    "\u200b=",
    "_$!<x>!$_",
    "tel:",
    "\\",
    ";",
    ",",
    '"',
]
_TEXT = st.one_of(
    st.text(max_size=30),
    st.builds(lambda start, rest: start + rest, st.sampled_from(_STARTS), st.text(max_size=12)),
    st.sampled_from(
        ["রহিম উদ্দিন", "ঈদের পরে", "+8801812301000", "👩‍👩‍👧‍👦", "a\nb", "x" * 200, "\\n", "a;b,c:d"]
    ),
)
_FILLED = _TEXT.filter(bool)
_NAME = _TEXT.filter(lambda text: bool(text.strip()))
_DAY = st.none() | st.dates(min_value=date(1900, 1, 1))


def _points(kind: ContactPointType) -> st.SearchStrategy[tuple[ContactPointRecord, ...]]:
    label = st.sampled_from(["", "work", "home", "mobile", "fax", "Work", "cell", "website"]) | _TEXT
    one = st.builds(ContactPointRecord, st.just(kind), _FILLED, label, st.booleans())
    return st.lists(one, max_size=5).map(tuple)


_RECORDS = st.builds(
    ContactRecord,
    line=st.just(0),
    name=_NAME,
    form=st.sampled_from(Form),
    organisation=_TEXT,
    title=_TEXT,
    form_of_address=_TEXT,
    language=_TEXT,
    source=_TEXT,
    tier=_TEXT,
    manager=_TEXT,
    kinds=st.lists(st.sampled_from(Kind), unique=True).map(tuple),
    tags=st.lists(_FILLED, max_size=3).map(tuple),
    phones=_points(ContactPointType.PHONE),
    emails=_points(ContactPointType.EMAIL),
    posts=_points(ContactPointType.POST),
    handles=_points(ContactPointType.HANDLE),
    note=_TEXT,
    do_not_contact=st.booleans(),
    quiet_from=st.none() | st.integers(0, 1439),
    quiet_until=st.none() | st.integers(0, 1439),
    rhythm_days=st.none() | st.integers(1, LONGEST_DAYS),
    ended_on=_DAY,
    ended_why=_TEXT,
    consents=st.lists(
        st.builds(
            ConsentRecord,
            st.sampled_from(Channel),
            st.sampled_from(Consent),
            st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1)),
        ),
        max_size=2,
    ).map(tuple),
    memberships=st.lists(st.builds(MembershipRecord, _FILLED, _TEXT, _DAY, _DAY), max_size=2).map(tuple),
    speaks_for=st.lists(st.builds(SpeaksForRecord, _FILLED, _TEXT, _TEXT), max_size=2).map(tuple),
    external_source=_TEXT,
    external_key=_TEXT,
)


def _with_our_line_breaks(value: object) -> object:
    """The record with every line break as LF: vCard knows only one."""
    if isinstance(value, str) and type(value) is str:
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, tuple):
        return tuple(map(_with_our_line_breaks, value))
    if hasattr(value, "__dataclass_fields__"):
        fields = value.__dataclass_fields__
        return type(value)(**{name: _with_our_line_breaks(getattr(value, name)) for name in fields})
    return value


def _there_and_back(records: list[ContactRecord], path: Path, as_format: str) -> list[object]:
    assert write_contacts(records, path, as_format=as_format, replace=True) == len(records)
    source = open_contacts(path)
    items: list[object] = list(source)
    if as_format == "vcard":
        items = [_with_our_line_breaks(item) for item in items]
    assert source.format == as_format
    assert not source.not_read
    return items


@pytest.mark.parametrize("as_format", FORMATS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(records=st.lists(_RECORDS, min_size=1, max_size=3))
def test_reading_back_gives_what_was_written(
    tmp_path: Path, as_format: str, records: list[ContactRecord]
) -> None:
    expected = [_with_our_line_breaks(record) for record in records] if as_format == "vcard" else records
    assert _there_and_back(records, tmp_path / "file", as_format) == expected


def _named(texts: list[str]) -> list[ContactRecord]:
    return [
        ContactRecord(
            line=0,
            name=text,
            note=text,
            phones=(ContactPointRecord(ContactPointType.PHONE, text, text),),
            tags=(text,),
        )
        for text in texts
        if text.strip()
    ]


@pytest.mark.parametrize("as_format", FORMATS)
def test_naughty_strings(shared_data: Path, tmp_path: Path, as_format: str) -> None:
    lines = (shared_data / "hazards/blns.txt").read_text("utf-8").split("\n")
    lines += (shared_data / "hazards/csv-payload.txt").read_text("utf-8").split("\n")
    payloads = json.loads((shared_data / "hazards/terminal_payloads.json").read_text("utf-8"))
    lines += [
        text
        for item in payloads
        for text in (item.values() if isinstance(item, dict) else [item])
        if isinstance(text, str)
    ]
    records = _named([line for line in lines if line])
    assert len(records) > 400
    expected = [_with_our_line_breaks(record) for record in records] if as_format == "vcard" else records
    assert _there_and_back(records, tmp_path / "file", as_format) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(start=st.sampled_from("=+-@\t\r\n\0＝＋－＠"), rest=st.text(max_size=20))
def test_no_cell_is_a_formula(tmp_path: Path, start: str, rest: str) -> None:
    records = _named([f"{start}{rest}x"])
    assert _there_and_back(records, tmp_path / "list.csv", "csv") == records
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [
        cell for cell in cells if re.match(r"[=+\-@\t\r\n\0＝＋－＠]", cell) and not cell[1:].isdecimal()
    ]


def test_phone_numbers_stay_usable_for_others(tmp_path: Path) -> None:
    phones = ["+8801812301000", "+880 1812 301001", "+1 (555) 010-1234", "+1-555-0100", "01812-301004"]
    points = tuple(ContactPointRecord(ContactPointType.PHONE, phone) for phone in phones[:3])
    write_contacts([ContactRecord(0, "Mary", phones=points)], tmp_path / "list.csv", as_format="csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert [row["Phone 1"], row["Phone 2"], row["Phone 3"]] == [phones[0], phones[1], "'" + phones[2]]


def test_another_program_reads_our_cards(tmp_path: Path) -> None:
    record = ContactRecord(
        0,
        "রহিম; উদ্দিন, " * 20,
        organisation="Hill; Sons",
        phones=(ContactPointRecord(ContactPointType.PHONE, "+8801812301000", "mobile", preferred=True),),
        note="one\ntwo",
        tags=("a,b", "c"),
        external_key="7",
    )
    write_contacts([record], tmp_path / "cards.vcf", as_format="vcard")
    data = (tmp_path / "cards.vcf").read_bytes()
    assert max(map(len, data.split(b"\r\n"))) <= 75
    card = vobject.readOne(data.decode())
    assert card.fn.value == record.name
    assert card.org.value == ["Hill; Sons"]
    assert card.tel.value == "+8801812301000"
    assert card.note.value == "one\ntwo"
    assert card.categories.value == ["a,b", "c"]


def test_a_carriage_return_cannot_add_a_property(tmp_path: Path) -> None:
    write_contacts([ContactRecord(0, "Mary\rTEL:666")], tmp_path / "cards.vcf", as_format="vcard")
    assert not hasattr(vobject.readOne((tmp_path / "cards.vcf").read_bytes().decode()), "tel")


def test_our_table_is_read_back_with_columns_moved(tmp_path: Path) -> None:
    record = _named(["=1+1"])[0]
    write_contacts([record], tmp_path / "list.csv", as_format="csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    with (tmp_path / "moved.csv").open("w", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(
            [*reversed(row), "own" if row is rows[0] else "x"] for row in rows
        )
    source = open_contacts(tmp_path / "moved.csv")
    assert list(source) == [record]
    assert source.not_read == {"own": 1}
