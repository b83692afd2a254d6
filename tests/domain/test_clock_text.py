"""Clocks in words: what counts down while somebody looks stands still when nobody does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm_tui.domain.clock_text import due_at_in_words, hours_and_minutes, paused_in_words, time_in_words

DHAKA = ZoneInfo("Asia/Dhaka")
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)  # Saturday noon in Dhaka


def told(due, left, **more):
    due_at = None if due is None else NOW + due
    return time_in_words(due_at, left, NOW, DHAKA, **more)


@pytest.mark.parametrize(
    ("due", "left", "words", "at_rest"),
    [
        (timedelta(minutes=38), timedelta(minutes=38), "0:38 left", "due 12:38"),
        (timedelta(hours=3), timedelta(hours=2, seconds=59), "2:00 left", "due 15:00"),
        (timedelta(hours=-3), timedelta(hours=-2, minutes=-15), "2:15 late", "due 09:00"),
        (timedelta(days=-3), timedelta(minutes=-30), "0:30 late", "Wed 18 Nov"),
        (timedelta(days=2), timedelta(hours=12), "Mon 23 12:00", "Mon 23 12:00"),
        (None, timedelta(hours=3, minutes=20), "paused 3:20", "paused 3:20"),
        (None, timedelta(minutes=-5), "paused 0:00", "paused 0:00"),
    ],
)
def test_how_a_clock_stands(due, left, words, at_rest):
    assert told(due, left) == words
    assert told(due, left, at_rest=True) == at_rest


def test_many_hours_need_no_minutes():
    assert hours_and_minutes(timedelta(hours=99, minutes=59)) == "99:59"
    assert hours_and_minutes(timedelta(hours=120, minutes=5)) == "120 h"


def test_in_a_detail_it_is_said_whole():
    assert due_at_in_words(NOW + timedelta(days=2), NOW, DHAKA) == "due Mon 23 12:00"
    assert due_at_in_words(NOW + timedelta(minutes=38), NOW, DHAKA) == "due 12:38"
    assert paused_in_words(timedelta(hours=3, minutes=20)) == "paused, 3:20 left"
    assert paused_in_words(timedelta(minutes=-5)) == "paused, 0:05 late"
