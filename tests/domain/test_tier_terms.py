"""What a tier's customers are spared and promised, written and read in one line."""

import pytest

from crm_tui.domain.contact_load import Limit
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.rhythm import read_rhythm, rhythm_text
from crm_tui.domain.tier_terms import TierTerms, read_terms, terms_in_words, terms_text
from crm_tui.domain.words import Channel

FULL = TierTerms((Limit(3, 30), Limit(2, 14, Channel.PHONE), Limit(1, 60, Channel.LETTER)), 60)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("3 in 30 d", TierTerms((Limit(3, 30),))),
        ("0/7", TierTerms((Limit(0, 7),))),
        ("৩ in ৩০ days; Every 6 weeks", TierTerms((Limit(3, 30),), 42)),
        ("call 2 in 14 d; 3 in 30 d; letter 1 in 60; rhythm 60", FULL),
        ("3 in 30 d; phone 2/14; mail 4/30 d", TierTerms((Limit(3, 30), Limit(2, 14, Channel.PHONE),
                                                          Limit(4, 30, Channel.EMAIL)))),
    ],
)  # fmt: skip
def test_terms_are_read_in_any_order_and_script(text: str, terms: TierTerms) -> None:
    assert read_terms(text) == terms
    assert read_terms(terms_text(terms)) == terms


def test_what_they_mean() -> None:
    assert terms_in_words(FULL) == (
        "at most 3 unasked contacts in 30 days; call at most 2 in 14 days; letter at most 1 in 60 days; "
        "they hear from us every 60 days"
    )


@pytest.mark.parametrize(
    "text", ["", "many", "call 2 in 14 d", "pigeon 2 in 14 d; 3 in 30 d", "3 in 30 d; every day off"]
)
def test_what_says_no_limit_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_terms(text)
    assert "30 d" in refused.value.hint


@pytest.mark.parametrize(("text", "days"), [("30", 30), ("30 d", 30), ("every 2 weeks", 14), ("1w", 7)])
def test_a_rhythm_is_days_or_weeks(text: str, days: int) -> None:
    assert read_rhythm(text) == read_rhythm(rhythm_text(days)) == days


@pytest.mark.parametrize("text", ["0", "often", "600 weeks", "-3"])
def test_no_rhythm(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_rhythm(text)
