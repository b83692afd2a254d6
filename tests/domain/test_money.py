"""Amounts of money as they are typed and read."""

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import money_in_words, read_money


@pytest.mark.parametrize(
    ("typed", "amount", "told"),
    [
        ("25", 250_000, "25 EUR"),
        (" 12.50 ", 125_000, "12.50 EUR"),
        ("12,5", 125_000, "12.50 EUR"),
        ("0", 0, "0 EUR"),
        ("0.0125", 125, "0.0125 EUR"),
        ("১২", 120_000, "12 EUR"),
        ("1 250", 12_500_000, "1250 EUR"),
    ],
)
def test_read_and_told(typed: str, amount: int, told: str) -> None:
    assert read_money(typed) == amount
    assert money_in_words(amount, "EUR") == told


@pytest.mark.parametrize("typed", ["", "-3", "1,250", "12 EUR", "free", "1.2.3", "9" * 13])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_money(typed)
    assert refused.value.hint


def test_without_a_currency_the_number_stands_alone() -> None:
    assert money_in_words(250_000, "") == "25"
