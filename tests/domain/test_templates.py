"""Fields in braces: filled in, refused, and never found in what was filled in."""

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.languages import best_language, read_language
from crm_tui.domain.templates import FIELDS, GAP, check_fields, fields_in, fill, on_one_line, put_in


def test_fields_are_filled_in_whatever_is_in_the_values() -> None:
    text = "Dear {address}, {{sic}} { Name } of {business}"
    values = {"address": "{me}", "name": "[b]\\1 {{x}}", "business": "A & B"}
    assert fields_in(text) == ("address", "name", "business")
    assert fill(text, values) == "Dear {me}, {sic} [b]\\1 {{x}} of A & B"


def test_what_is_not_known_is_a_gap_and_no_brace() -> None:
    assert fill("your {product} and {promise}", {"product": ""}) == f"your {GAP} and {GAP}"


def test_an_unknown_field_is_refused_with_those_that_there_are() -> None:
    check_fields("{name} {DATE} {{nonsense}} {opening  hours}", [*FIELDS, "Opening hours"])
    with pytest.raises(InvalidInput) as refused:
        check_fields("Hello {nmae}", [*FIELDS, "directions"])
    assert "{nmae}" in refused.value.message
    assert "{address}" in refused.value.hint
    assert "{directions}" in refused.value.hint


def test_a_snippet_stands_for_its_text_which_has_fields_too() -> None:
    whole = put_in("{Greeting} {{greeting}} {name}", {"greeting": "Dear {address}"})
    assert fill(whole, {"address": "Ms Rao", "name": "x"}) == "Dear Ms Rao {greeting} x"


def test_a_subject_has_no_line_that_could_be_a_header() -> None:
    assert on_one_line("Hi\r\nBcc: a@b.c\u2028\x1b[0m x") == "Hi Bcc: a@b.c [0m x"


@pytest.mark.parametrize(
    ("there", "wanted", "best"),
    [
        (["en", "bn", ""], ("bn", "en"), "bn"),
        (["en", ""], ("bn", "en"), "en"),
        (["de", ""], ("bn", "en"), ""),
        (["de"], ("bn", "en"), None),
        (["de", "en"], ("de-AT", "en"), "de"),
        (["de", "de-AT"], ("de_at",), "de-AT"),
        (["en"], ("", "en"), "en"),
    ],
)
def test_the_best_language(there: list[str], wanted: tuple[str, ...], best: str | None) -> None:
    assert best_language(there, *wanted) == best


def test_only_codes_of_languages_are_taken() -> None:
    assert [read_language(text) for text in ("", " EN ", "pt_br", "bn")] == ["", "en", "pt-BR", "bn"]
    with pytest.raises(InvalidInput):
        read_language("Klingonese")
