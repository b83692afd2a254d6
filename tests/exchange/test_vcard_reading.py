"""vCards as programs write them, and what damaged ones become."""

from pathlib import Path

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Form
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.formats import open_contacts
from crm_tui.exchange.source import ContactSource


def _source(folder: Path, *lines: str, codec: str = "utf-8") -> ContactSource:
    path = folder / "cards.vcf"
    path.write_bytes("\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", "")).encode(codec))
    return open_contacts(path)


def _one(folder: Path, *lines: str, codec: str = "utf-8") -> ContactRecord:
    (item,) = _source(folder, *lines, codec=codec)
    assert isinstance(item, ContactRecord)
    return item


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Ofori;Mary;;Dr.;"], "Dr. Mary Ofori"),
        (["FN:", "N:;;;;", "NICKNAME:Mary", "ORG:Hill"], "Mary"),
        (["ORG:Hill & Sons;Sales", "EMAIL:x@example.org"], "Hill & Sons"),
        (["EMAIL:x@example.org", "TEL:555"], "x@example.org"),
        (["TEL:555 0100"], "555 0100"),
        (["IMPP:xmpp:mary@example.org"], "mary@example.org"),
    ],
)
def test_a_card_is_named_by_the_best_that_it_has(tmp_path: Path, lines: list[str], name: str) -> None:
    assert _one(tmp_path, "VERSION:3.0", *lines).name == name


def test_a_card_of_a_company_is_an_organisation(tmp_path: Path) -> None:
    assert _one(tmp_path, "VERSION:3.0", "ORG:Hill & Sons").form is Form.ORGANISATION
    assert _one(tmp_path, "VERSION:4.0", "KIND:org", "FN:Hill").form is Form.ORGANISATION
    assert _one(tmp_path, "VERSION:3.0", "FN:Mary", "ORG:Hill").form is Form.PERSON


def test_a_card_with_nothing_to_call_it_by_is_skipped(tmp_path: Path) -> None:
    (item,) = _source(tmp_path, "VERSION:3.0", "NOTE:who was this?")
    assert item == Skipped(1, "The card has no name, organisation, mail address or phone number.")


def test_labels_come_from_groups_and_types(tmp_path: Path) -> None:
    record = _one(
        tmp_path,
        "VERSION:3.0",
        "FN:Mary",
        "TEL;TYPE=CELL;TYPE=pref:1",
        "TEL;HOME;FAX:2",
        "item1.TEL:3",
        "item1.X-ABLabel:_$!<Main>!$_",
        'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+1-555;ext=7',
        "TEL;TYPE=voice:sip:mary@example.org",
    )
    assert [(point.label, point.value, point.preferred) for point in record.phones] == [
        ("mobile", "1", True),
        ("home fax", "2", False),
        ("Main", "3", False),
        ("work", "+1-555 ext. 7", True),
    ]
    assert [(point.label, point.value) for point in record.handles] == [("sip", "mary@example.org")]


def test_quoted_printable_with_soft_breaks_and_charset(tmp_path: Path) -> None:
    record = _one(
        tmp_path,
        "VERSION:2.1",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E0=A6=B0=E0=A6=",
        "=B9=E0=A6=BF=E0=A6=AE",
        "NOTE;CHARSET=windows-1253;QUOTED-PRINTABLE:=C5=EB=DD=ED=E7=0D=0A2",
        "TITLE;ENCODING=BASE64:w4RyenRpbg==",
    )
    assert (record.name, record.note, record.title) == ("রহিম", "Ελένη\n2", "Ärztin")


def test_a_backslash_within_a_shift_jis_letter_is_no_escape(tmp_path: Path) -> None:
    assert (
        _one(tmp_path, "VERSION:3.0", "FN;CHARSET=SHIFT_JIS:伊能 圭一", codec="shift_jis").name == "伊能 圭一"
    )


def test_folding_and_escapes(tmp_path: Path) -> None:
    record = _one(tmp_path, "VERSION:3.0", "FN:Mary", "  Ofori", "NOTE:a\\, b\\; c\\nd \\\\n", "ORG:A\\;B;C")
    assert record.name == "Mary Ofori"
    assert record.note == "a, b; c\nd \\n"
    assert (record.organisation, record.title) == ("A;B", "C")


def test_a_card_within_a_card_is_named_and_not_read(tmp_path: Path) -> None:
    source = _source(
        tmp_path, "VERSION:2.1", "FN:Mary", "AGENT:", "BEGIN:VCARD", "FN:Jun", "END:VCARD", "TEL:555"
    )
    (record,) = source
    assert isinstance(record, ContactRecord)
    assert (record.name, record.phones[0].value) == ("Mary", "555")
    assert source.not_read == {"AGENT": 1}


def test_cards_without_an_end_are_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "cut.vcf"
    path.write_text("BEGIN:VCARD\nFN:Mary\nBEGIN:VCARD\nFN:Jun\nEND:VCARD\n\nBEGIN:VCARD\nFN:Paul\nTEL:55")
    records = [item for item in open_contacts(path) if isinstance(item, ContactRecord)]
    assert [(record.line, record.name, bool(record.warnings)) for record in records] == [
        (1, "Mary", True),
        (3, "Jun", False),
        (7, "Paul", True),
    ]


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig"])
def test_wide_cards(tmp_path: Path, codec: str) -> None:
    assert _one(tmp_path, "VERSION:3.0", "FN:রহিম উদ্দিন", codec=codec).name == "রহিম উদ্দিন"


def test_cards_of_old_macs(tmp_path: Path) -> None:
    path = tmp_path / "mac.vcf"
    path.write_bytes(b"BEGIN:VCARD\rFN:Mary\rEND:VCARD\r")
    assert [item.name for item in open_contacts(path) if isinstance(item, ContactRecord)] == ["Mary"]


@pytest.mark.parametrize(
    "charset", ["rot13", "idna", "undefined", "no-such", "unicode_escape", "hex", "utf\0"]
)
def test_codecs_that_are_no_charsets_are_passed_over(tmp_path: Path, charset: str) -> None:
    assert _one(tmp_path, "VERSION:2.1", f"FN;CHARSET={charset}:Zoë").name == "Zoë"


def test_a_file_without_a_card_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text("Name,Phone\nMary,555\n")
    with pytest.raises(InvalidInput, match="no vCard"):
        open_contacts(path)
