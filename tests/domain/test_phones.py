"""Phone numbers in any notation: read, shown back, and found again."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.phones import Phone, digit_queries, digits_for_search, read_phone

VARIANTS = Path(__file__).parents[3] / "shared" / "data" / "phones" / "phone_variants.tsv"


def finds(typed: str, stored: Phone, country: str) -> bool:
    return any(query in stored.digits for query in digit_queries(typed, country))


def test_a_number_is_kept_as_typed_and_known_in_full() -> None:
    assert read_phone("(555) 010-1234", "US") == Phone(
        "(555) 010-1234", "+15550101234", "15550101234", "+1 555-010-1234", False
    )
    assert read_phone("020 7946 0958", "gb") == Phone(
        "020 7946 0958", "+442079460958", "442079460958", "+44 20 7946 0958", True
    )


@pytest.mark.parametrize("country", ["US", "BD", "GB", None])
@pytest.mark.parametrize(
    "text", ["+1 (555) 010-1234", "0015550101234", "tel:+1-555-010-1234", "+১ ৫৫৫ ০১০ ১২৩৪"]
)
def test_a_number_with_its_code_is_the_same_from_everywhere(text: str, country: str | None) -> None:
    assert read_phone(text, country).e164 == "+15550101234"


def test_an_extension_is_kept_but_not_part_of_the_number() -> None:
    phone = read_phone("+1 555 010 1234 x12", "US")
    assert (phone.e164, phone.international) == ("+15550101234", "+1 555-010-1234 ext. 12")


def test_marks_that_nobody_sees_are_no_part_of_a_number() -> None:
    assert read_phone("\u202a+1 555\u00a0010\u20111234\u202c", "BD").e164 == "+15550101234"


@pytest.mark.parametrize(
    ("text", "digits"), [("999", "999"), ("010-1234", "0101234"), ("1" * 300, "1" * 300)]
)
def test_what_cannot_be_dialled_from_abroad_is_kept_all_the_same(text: str, digits: str) -> None:
    assert read_phone(text, "US") == Phone(text, None, digits, None, False)


def test_without_a_country_only_a_code_makes_a_number_whole() -> None:
    assert read_phone("01812 345678", None) == Phone("01812 345678", None, "01812345678", None, False)
    assert read_phone("01812 345678", "XX").e164 is None


@pytest.mark.parametrize("text", ["", "   ", "call me", "+", "—"])
def test_no_digits_is_no_number(text: str) -> None:
    with pytest.raises(InvalidInput, match="has no digits") as refused:
        read_phone(text, "US")
    assert refused.value.hint


@pytest.mark.parametrize("country", ["US", "BD", "GB"])
@pytest.mark.parametrize(
    "typed",
    [
        "5550101234",
        "010-1234",
        "1234",
        "00 1 555 010 1234",
        "00 1 555",
        "+1 555 01",
        "+1 (555) 010-1234",
        "৫৫৫০১০১২৩৪",
        "০১০-১২৩৪",
        "+1 555 010 1234 ext. 7",
    ],
)
def test_a_number_is_found_in_any_notation(typed: str, country: str) -> None:
    assert finds(typed, read_phone("+1 (555) 010-1234", "US"), country)


@pytest.mark.parametrize(
    "typed", ["020 7946", "0044 20 79", "+44 (0)20 7946 0958", "+44 (0) 20 79", "(020) 794"]
)
def test_a_trunk_zero_is_left_out_while_the_number_is_still_being_typed(typed: str) -> None:
    assert finds(typed, read_phone("+44 20 7946 0958", "GB"), "GB")


@pytest.mark.parametrize("typed", ["5550101235", "011-1234", "0101234567"])
def test_another_number_is_not_found(typed: str) -> None:
    assert not finds(typed, read_phone("+1 (555) 010-1234", "US"), "BD")


def test_an_italian_zero_belongs_to_the_number() -> None:
    rome = read_phone("06 698 1234", "IT")
    assert rome.e164 == "+39066981234"
    assert finds("06 698", rome, "IT")


def test_a_number_kept_as_typed_is_found_as_typed() -> None:
    assert digits_for_search("ext ৪৫৬") == "456"
    assert digits_for_search("00 999") == "999"
    assert digits_for_search("+15550101234") == "15550101234"
    assert digit_queries("4567", "US")[0] == "4567"
    assert digit_queries("no digits", "US") == ()


@pytest.mark.skipif(not VARIANTS.exists(), reason="the shared phone numbers are not beside the project")
def test_every_way_of_typing_the_numbers_of_26_countries() -> None:
    with VARIANTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) > 600
    for row in rows:
        if row["libphonenumber_agrees"] == "yes":
            phone = read_phone(row["as_typed"], row["region"])
            assert phone.e164 == row["same_number_e164"], row
            assert finds(row["as_typed"], phone, row["region"]), row


@given(st.text(max_size=30), st.sampled_from(["US", "BD", "IT", "JP", None]))
def test_any_text_is_a_number_that_finds_itself_or_is_refused(text: str, country: str | None) -> None:
    try:
        phone = read_phone(text, country)
    except InvalidInput:
        assert digit_queries(text, country) == ()
        return
    assert any(query in phone.digits for query in digit_queries(text, country))
    assert digits_for_search(phone.e164 or phone.text) == phone.digits


def test_the_library_is_not_imported_before_a_number_is_read() -> None:
    script = "import sys, crm_tui.domain.phones; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
