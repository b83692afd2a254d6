"""Agreements: notice periods, further terms, and the day that asks for a decision."""

from datetime import date

import pytest

from crm_tui.domain.agreements import (
    NoticePeriod,
    Term,
    decision_day,
    read_notice_period,
    reminder_day,
    renewed,
    renewed_by_itself,
)
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import Renewal

END, NOTICE = date(2026, 12, 31), date(2026, 9, 30)


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("3 months", date(2026, 9, 30)),
        ("30 d", date(2026, 12, 1)),
        ("6 weeks", date(2026, 11, 19)),
        ("1 year", date(2025, 12, 31)),
        ("৩ months", date(2026, 9, 30)),
    ],
)
def test_a_notice_period_counts_back_from_the_end(text: str, last_day: date) -> None:
    assert read_notice_period(text).before(END) == last_day


@pytest.mark.parametrize("text", ["", "soon", "3", "3 fortnights", "-1 month"])
def test_what_is_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_notice_period(text)
    assert refused.value.field == "notice_period"
    assert "3 months" in refused.value.hint


def test_a_period_ends_in_a_shorter_month() -> None:
    assert NoticePeriod(months=1).before(date(2027, 3, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("end_on", "notice_on"),
    [
        (date(2027, 12, 31), date(2027, 9, 30)),  # a year on: the same day of the month
        (date(2027, 1, 20), date(2026, 10, 20)),  # 20 days on: 92 days before the end, as it was
    ],
)
def test_notice_keeps_its_distance_when_renewed(end_on: date, notice_on: date) -> None:
    assert renewed(Term(END, NOTICE), end_on) == Term(end_on, notice_on)


def test_without_notice_there_is_none_in_the_next_term() -> None:
    assert renewed(Term(END, None), date(2027, 12, 31)) == Term(date(2027, 12, 31), None)


@pytest.mark.parametrize(
    ("today", "end_on"),
    [
        (END, END),  # its last day is still its own
        (date(2027, 1, 1), date(2027, 6, 30)),
        (date(2029, 2, 1), date(2029, 6, 30)),  # nobody looked for two years
    ],
)
def test_it_renews_itself_as_often_as_needed(today: date, end_on: date) -> None:
    assert renewed_by_itself(Term(END, None), 6, today).end_on == end_on


def test_the_day_that_asks_for_a_decision() -> None:
    assert decision_day(Renewal.AUTOMATIC, END, NOTICE) == NOTICE
    assert decision_day(Renewal.NONE, END, NOTICE) == END
    assert decision_day(Renewal.BY_HAND, END, None) == END
    assert decision_day(Renewal.BY_HAND, None, None) is None


def test_the_reminder_comes_two_weeks_before() -> None:
    assert reminder_day(NOTICE, date(2026, 1, 1)) == date(2026, 9, 16)
    assert reminder_day(NOTICE, date(2026, 9, 29)) == date(2026, 9, 29)
    assert reminder_day(NOTICE, date(2026, 10, 1)) is None
    assert reminder_day(None, date(2026, 10, 1)) is None
