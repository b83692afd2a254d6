"""What a new caller was typed as."""

import pytest

from crm_tui.domain.typed_caller import read_typed_caller


@pytest.mark.parametrize(
    ("typed", "name", "number"),
    [
        ("Jun Sato", "Jun Sato", ""),
        ("01812 345678", "", "01812 345678"),
        ("(555) 010-1234", "", "(555) 010-1234"),
        ("Jun Sato 01812 345678", "Jun Sato", "01812 345678"),
        ("Jun Sato, +88 01812-345678 ", "Jun Sato", "+88 01812-345678"),
        ("রহিম উদ্দিন ০১৮১২ ৩৪৫৬৭৮", "রহিম উদ্দিন", "০১৮১২ ৩৪৫৬৭৮"),
        ("Studio 54", "Studio 54", ""),
        ("Bar 1900", "Bar 1900", ""),
        ("12", "12", ""),
        ("01812 345678 Jun", "01812 345678 Jun", ""),
    ],
)
def test_a_name_a_number_or_both(typed: str, name: str, number: str) -> None:
    assert read_typed_caller(typed) == (name, number)
