"""The time of a call: it counts while somebody types, and stands still at rest."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.tui.widgets.clock import call_time

BEGAN = datetime(2026, 11, 21, 4, 42, tzinfo=UTC)
DHAKA = ZoneInfo("Asia/Dhaka")


def test_the_time_counts_up() -> None:
    assert call_time(BEGAN, BEGAN + timedelta(seconds=192), DHAKA, is_resting=False) == "03:12"
    assert call_time(BEGAN, BEGAN + timedelta(seconds=3_725), DHAKA, is_resting=False) == "1:02:05"


def test_a_clock_that_was_set_back_shows_nothing_negative() -> None:
    assert call_time(BEGAN, BEGAN - timedelta(seconds=5), DHAKA, is_resting=False) == "00:00"


def test_at_rest_it_says_since_when_in_the_zone_of_the_business() -> None:
    assert call_time(BEGAN, BEGAN + timedelta(seconds=192), DHAKA, is_resting=True) == "since 10:42"
    assert call_time(BEGAN, BEGAN + timedelta(hours=2), DHAKA, is_resting=True) == "since 10:42"
