"""Figures say what they count, and never more than is known."""

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measure_text import minutes_in_words, read_minutes, target_in_words
from crm_tui.domain.standard_text import (
    is_below,
    read_objective,
    scope_in_words,
    share_in_words,
    trend_in_bars,
)
from crm_tui.domain.standards import Attainment, Scope
from crm_tui.domain.words import Measure


@pytest.mark.parametrize(
    ("measured", "met", "words"),
    [
        (44, 41, "93 % (41 of 44)"),
        (9, 8, "8 of 9"),
        (10, 10, "100 % (10 of 10)"),
        (0, 0, "nothing measured"),
        (1000, 999, "99 % (999 of 1000)"),
        (100, 29, "29 % (29 of 100)"),
    ],
)
def test_a_share_says_what_it_counts(measured: int, met: int, words: str) -> None:
    assert share_in_words(Attainment(measured, met)) == words


def test_below_is_strictly_below_and_nothing_measured_is_not_below() -> None:
    assert is_below(Attainment(100, 94), 0.95)
    assert not is_below(Attainment(100, 95), 0.95)
    assert not is_below(Attainment(0, 0), 0.95)


def test_a_trend_has_a_bar_for_each_month_on_one_scale() -> None:
    shares = [Attainment(0, 0), Attainment(10, 2), Attainment(10, 5), Attainment(14, 8), Attainment(10, 10)]
    assert trend_in_bars(shares) == "·▁▁▂█"


@pytest.mark.parametrize(
    ("measure", "target", "words"),
    [
        (Measure.ANSWERED_WITHIN, 1440.0, "within 24 h"),
        (Measure.ANSWERED_WITHIN, 90.0, "within 1:30 h"),
        (Measure.WAITING_TIME, 3.0, "at most 3 min"),
        (Measure.WAITING_TIME, 0.5, "at most 0.5 min"),
        (Measure.MOOD, "pleased", "pleased or better"),
        (Measure.FOLLOW_UP_IN_TIME, None, "follow-ups done in time"),
    ],
)
def test_a_target_in_words(measure: Measure, target: float | str | None, words: str) -> None:
    assert target_in_words(measure, target) == words


def test_minutes_from_an_hour_on_are_hours() -> None:
    assert [minutes_in_words(count) for count in (59, 60, 61)] == ["59 min", "1 h", "1:01 h"]


def test_a_scope_uses_the_labels_of_the_business() -> None:
    scope = Scope.from_rows([("tier", "key"), ("nature", "complaint"), ("nature", "warranty")])
    labels = {"tier": {"key": "Key customers"}, "nature": {"complaint": "complaint"}}
    assert scope_in_words(scope, labels) == "Key customers · complaint, warranty"
    assert scope_in_words(Scope(), labels) == "holds for everything"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("95", 0.95),
        ("95 %", 0.95),
        ("97.5%", 0.975),
        ("97,5", 0.975),
        ("0.95", 0.95),
        ("100", 1.0),
        ("৯৫", 0.95),
        ("1", 0.01),
        ("1.5 %", 0.015),
        ("1.0", 1.0),
    ],
)
def test_an_objective_is_read_as_people_write_it(text: str, share: float) -> None:
    assert read_objective(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["0", "101", "-5", "all", "9 5", "1.5", "9,5"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_objective(text)
    assert refused.value.field == "objective"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3", 3),
        ("3 min", 3),
        ("0.5", 0.5),
        ("24 h", 1440),
        ("24h", 1440),
        ("1:30", 90),
        ("1:30 h", 90),
        ("0", 0),
    ],
)
def test_a_length_of_time_is_read_in_minutes(text: str, minutes: float) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["soon", "1:70", "-3", "3 d"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_minutes(text)
