"""Every vCard file of the shared data, against the values that independent parsers found in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.encoding import inspect
from crm_tui.exchange.formats import open_contacts
from crm_tui.exchange.vcard_contacts import CardReader
from crm_tui.exchange.vcard_lines import read_cards

_DATA = Path(__file__).parents[3] / "shared" / "data"
_EXPECTED: dict[str, Any] = (
    json.loads((_DATA / "expected.json").read_text("utf-8"))["vcards"] if _DATA.is_dir() else {}
)

pytestmark = pytest.mark.skipif(not _EXPECTED, reason="the shared data files are not here")


@pytest.mark.parametrize("name", _EXPECTED)
def test_every_card_is_a_contact(name: str) -> None:
    items = list(open_contacts(_DATA / name))
    assert all(isinstance(item, ContactRecord) for item in items)
    assert len(items) == _EXPECTED[name]["contacts"]
    assert all(item.name.strip() for item in items)


@pytest.mark.parametrize("name", _EXPECTED)
def test_the_properties_are_those_that_other_parsers_find(name: str) -> None:
    codec = inspect(_DATA / name).codec
    lines = (_DATA / name).read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    for card, expected in zip(read_cards(lines), _EXPECTED[name]["first_cards"], strict=False):
        reader = CardReader(card, codec)
        values = {
            key: [reader.text(item) for item in reader.all(key.upper())] for key in ("fn", "tel", "email")
        }
        if "fn_in_cp1251" in _EXPECTED[name]:
            assert values["fn"] == [_EXPECTED[name]["fn_in_cp1251"]]
            continue
        assert [text for text in values["fn"] if text] == [text for text in expected["fn"] if text]
        assert values["tel"] == expected["tel"]
        assert values["email"] == expected["email"]
        assert len(reader.all("PHOTO")) == expected["photo"] or name.endswith("testfullvcard.vcf")
        if expected["org"]:
            assert reader.parts(reader.all("ORG")[-1]) == [part.strip() for part in expected["org"]]
        if expected["n"]:
            assert reader.parts(reader.all("N")[0]) == [part.strip() for part in expected["n"]]


@pytest.mark.parametrize("name", _EXPECTED)
def test_the_records_hold_the_names_phones_and_mail_addresses(name: str) -> None:
    records = [item for item in open_contacts(_DATA / name) if isinstance(item, ContactRecord)]
    for record, expected in zip(records, _EXPECTED[name]["first_cards"], strict=False):
        if expected["fn"] and "fn_in_cp1251" not in _EXPECTED[name]:
            assert record.name == expected["fn"][0]
        assert [point.value for point in record.emails] == expected["email"]
        # A phone in a tel: address is kept as a number, an internet call (sip:) as a handle.
        internet = [value for value in expected["tel"] if value.startswith("sip:")]
        assert len(record.phones) == len(expected["tel"]) - len(internet)
        for point, value in zip(
            record.phones, (v for v in expected["tel"] if v not in internet), strict=True
        ):
            assert point.value == value.removeprefix("tel:").replace(";ext=", " ext. ")


def test_nothing_to_read_is_said() -> None:
    source = open_contacts(_DATA / "vcards/folker/Empty.vcf")
    assert list(source) == []
    assert source.notes == ["There is no contact in Empty.vcf."]


def test_what_is_not_read_is_named() -> None:
    source = open_contacts(_DATA / "vcards/ezvcard/John_Doe_MS_OUTLOOK.vcf")
    list(source)
    assert source.not_read["PHOTO"] == 1
    assert source.not_read["BDAY"] == 1


def test_a_charset_of_one_property_serves_the_others() -> None:
    (record,) = open_contacts(_DATA / "vcards/folker/Ukrainian.vcf")
    assert isinstance(record, ContactRecord)
    assert record.name == "Віталій Володимирович Кличко"
    assert [post.value for post in record.posts] == ["Київ"]
