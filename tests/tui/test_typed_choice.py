"""One of many, chosen by some of its letters."""

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.tui.typed_choice import TypedChoice

LANDS = TypedChoice([("BH", "Bahrain"), ("BD", "Bangladesh"), ("BA", "Bosnia"), ("CI", "Côte d’Ivoire")])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bang", "BD"),
        ("bd", "BD"),
        ("BA", "BA"),
        ("ba", "BH"),
        ("cote", "CI"),
        ("ivoire", "CI"),
        ("desh", "BD"),
    ],
)
def test_the_best_match_is_taken(typed: str, code: str) -> None:
    assert LANDS.read(typed) == code


def test_it_says_what_is_taken_and_what_else_would_fit() -> None:
    assert LANDS.told("ba") == "→ Bahrain   or Bangladesh, Bosnia"
    assert LANDS.told("bahrain") == "→ Bahrain"
    assert LANDS.told("xyz") == ""


def test_what_fits_nothing_is_refused() -> None:
    with pytest.raises(InvalidInput):
        LANDS.read("atlantis")


def test_labels_are_shown_harmlessly() -> None:
    assert "\x1b" not in TypedChoice([("m", "Mallory \x1b[31m")]).told("mall")
