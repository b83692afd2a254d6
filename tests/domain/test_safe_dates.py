"""The safe date of a promise, and how promises end."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.instants import end_of_day
from crm_tui.domain.promises import safe_date, settle
from crm_tui.domain.when import read_when
from crm_tui.domain.words import PromiseState

DHAKA = ZoneInfo("Asia/Dhaka")
#: Saturday 21 November 2026, 14:00 in Dhaka.
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "safe"),
    [
        ("today", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 21)),
        ("2d", date(2026, 11, 22)),
        ("5d", date(2026, 11, 25)),
        ("fri 27", date(2026, 11, 25)),
        ("30d", date(2026, 12, 11)),
        ("tomorrow 10:00", date(2026, 11, 21)),
        ("yesterday", date(2026, 11, 21)),
    ],
)
def test_we_aim_for_a_third_of_the_time_earlier(told: str, safe: date) -> None:
    assert safe_date(read_when(told, NOW, DHAKA), NOW, DHAKA) == safe


def test_we_aim_for_a_day_on_which_we_work() -> None:
    told = read_when("fri 27", NOW, DHAKA)
    assert safe_date(told, NOW, DHAKA, lambda day: day.weekday() != 2) == date(2026, 11, 24)
    assert safe_date(told, NOW, DHAKA, lambda day: False) == date(2026, 11, 25)


@given(st.integers(0, 400))
def test_the_safe_date_lies_between_today_and_the_told_day(days: int) -> None:
    told = read_when(f"{days}d", NOW, DHAKA)
    safe = safe_date(told, NOW, DHAKA)
    assert date(2026, 11, 21) <= safe <= told.day
    assert safe < told.day or days == 0


def test_kept_early_kept_and_too_late() -> None:
    safe, told = end_of_day(date(2026, 11, 25), DHAKA), end_of_day(date(2026, 11, 27), DHAKA)
    second = timedelta(seconds=1)
    assert settle(told, safe, NOW) is PromiseState.KEPT_EARLY
    assert settle(told, safe, safe) is PromiseState.KEPT_EARLY
    assert settle(told, safe, safe + second) is PromiseState.KEPT
    assert settle(told, safe, told) is PromiseState.KEPT
    assert settle(told, safe, told + second) is PromiseState.BROKEN


def test_on_the_told_day_nothing_is_early() -> None:
    told = end_of_day(date(2026, 11, 21), DHAKA)
    assert settle(told, told, NOW) is PromiseState.KEPT
