"""What the search index takes as the same, and what it must keep apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.folding import fold, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u09af\u09bc", "\u09df"),  # Bengali yya
        ("\u09a1\u09bc", "\u09dc"),  # Bengali rra
        ("\u09a2\u09bc", "\u09dd"),  # Bengali rha
        ("\u09c7\u09be", "\u09cb"),  # Bengali o, typed as its two halves
        ("Zoë", "zoe"),
        ("Zoe\u0308", "ZOË"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("Ἀθῆναι", "αθηναι"),
        ("Пётр", "петр"),
        ("০১৭", "017"),
        ("٠١٧", "017"),
        ("０１７", "017"),
        ("Hill  &\n Sons ", "hill & sons"),
        ("Quil\u200blon\u202e", "quillon"),
        ("Quil\u00adlon", "quillon"),
        ("a\x1b\x00b", "ab"),
        ("a\x1b[31mb", "a[31mb"),
        ("a\u00a0b", "a b"),
        ("❤\ufe0f", "❤"),
        ("👩🏽\u200d🦰Anna🙂", "👩 🏽 🦰 anna 🙂"),
    ],
)
def test_spellings_that_find_each_other(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("রহিম", "রহমান"),
        ("রহি", "রহ"),
        ("য", "য়"),
        ("कि", "क"),
        ("مُحَمَّد", "محمد"),
        ("が", "か"),
        ("한", "하"),
    ],
)
def test_signs_that_make_another_name_stay(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quillon Ashgrove · owner", ["quillon", "ashgrove", "owner"]),
        ("রহিম উদ্দিন", ["রহিম", "উদ্দিন"]),
        ("o'neill@example.org", ["o", "neill", "example", "org"]),
        ("第3部", ["第3部"]),
        ("x² ½", ["x²", "½"]),
        ("🙂 --", []),
        ("🦰Anna🙂", ["anna"]),
    ],
)
def test_words_are_cut_as_the_index_cuts_them(text: str, words: list[str]) -> None:
    assert words_of(text) == [fold(word) for word in words]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_normal_forms_find_each_other(first: str, second: str) -> None:
    text = f"{first} {second}"
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    folded = fold(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in folded)
    assert folded == " ".join(folded.split())
