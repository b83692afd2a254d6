"""Lines of a sale and rates of exchange as they are typed, and the menu as it is sent."""

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.menu import MenuEntry, fit, menu_text
from crm_tui.domain.sale_text import (
    NewLine,
    bought_in_words,
    line_as_typed,
    line_in_words,
    read_line,
    read_lines,
    read_rate,
)
from crm_tui.domain.sales import line_value


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("kettle", NewLine("kettle")),
        ("2 x kettle", NewLine("kettle", 20_000)),
        ("২ × kettle", NewLine("kettle", 20_000)),
        ("0.5*tea @ 8", NewLine("0.5*tea", price=80_000)),
        ("0.5 * tea @ 8", NewLine("tea", 5_000, 80_000)),
        ("2 x kettle @ 24.50 = 45", NewLine("kettle", 20_000, 245_000, value=450_000)),
        ("2x4 boards @ 3", NewLine("2x4 boards", price=30_000)),
        ("mail@home @ 3", NewLine("mail@home", price=30_000)),
    ],
)
def test_a_line_is_read_as_it_is_typed(text: str, line: NewLine) -> None:
    assert read_line(text) == line


@pytest.mark.parametrize(
    ("words", "quantity", "price", "value"),
    [
        ("kettle", 10_000, 245_000, 245_000),
        ("kettle", 20_000, 245_000, 450_000),
        ("tea", 5_000, 80_001, 40_001),
        ("3 x boards", 10_000, 30_000, 30_000),
        ("paint @ 5", 10_000, 30_000, 0),
        ("a = 5", 10_000, 30_000, 30_000),
        ("চা", 10_000, 0, 0),
    ],
)
def test_a_line_as_typed_is_read_as_itself(words: str, quantity: int, price: int, value: int) -> None:
    read = read_line(line_as_typed(words, quantity, price, value))
    worth = line_value(read.quantity, read.price or 0) if read.value is None else read.value
    assert (read.words, read.quantity, read.price, worth) == (words, quantity, price, value)


def test_what_parts_lines_is_a_comma_among_words() -> None:
    assert read_lines(line_as_typed("tea; green", 10_000, 5, 5)) == (NewLine("tea, green", price=5),)


@pytest.mark.parametrize("text", ["-2 x kettle @ 5", "kettle @ 1,250", "1.234.5 x tea @ 3"])
def test_amounts_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_line(text)
    assert refused.value.field == "lines"


def test_lines_read_again_as_they_are_shown() -> None:
    assert read_lines("2 x kettle @ 5; rug @ 4\n\n") == (
        NewLine("kettle", 20_000, 50_000),
        NewLine("rug", price=40_000),
    )
    shown = line_in_words("kettle", 20_000, 50_000, 90_000, "")
    assert read_line(shown) == NewLine("kettle", 20_000, 50_000, value=90_000)
    assert read_line(line_in_words("rug", 10_000, 40_000, 40_000, "")) == NewLine("rug", price=40_000)
    assert bought_in_words("rug", 1) == "rug"
    assert bought_in_words("rug", 3) == "rug and 2 more"


def test_rates_and_worth() -> None:
    assert read_rate("1.0835") == read_rate("1,0835") == 1_083_500
    for text in ("", "much", "0", "-1", "1e99", "nan", "9" * 30):
        with pytest.raises(InvalidInput):
            read_rate(text)
    assert line_value(15_000, 33_333) == 50_000


def test_the_menu_stands_under_its_categories() -> None:
    entries = [
        MenuEntry("Repair", "within a day.", "Workshop", 300_000, "EUR"),
        MenuEntry("Gift wrap", "", "", None, ""),
        MenuEntry("Check", "", "Workshop", 0, "EUR"),
    ]
    assert menu_text(entries) == ("- Gift wrap\n\nWorkshop\n- Repair: within a day, 30 EUR\n- Check, 0 EUR")
    assert menu_text(()) == ""


def test_every_word_of_a_need_is_looked_for() -> None:
    assert fit(["hard", "wat"], "Descaling", "for hard water", "care") == 4
    assert fit(["descal"], "Descaling", "", "") > fit(["descal"], "Kettle", "easy to descale", "")
    assert fit(["hard", "ground"], "Descaling", "for hard water", "") == 0
