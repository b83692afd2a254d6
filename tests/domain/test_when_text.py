"""How a due time reads in lists and in details."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm_tui.domain.when import read_when
from crm_tui.domain.when_text import (
    days_ago,
    due_in_words,
    long_day,
    months_in_words,
    past_day,
    relative_due,
)

DHAKA = ZoneInfo("Asia/Dhaka")
#: Saturday 21 November 2026, 14:00 in Dhaka.
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "short", "exact"),
    [
        ("2 days ago", "2 d late", "2 d late, Thu 19 Nov"),
        ("yesterday", "1 d late", "1 d late, Fri 20 Nov"),
        ("today 10:40", "3:20 late", "3:20 late, Sat 21 Nov 10:40"),
        ("today 14:00", "0:00 late", "0:00 late, Sat 21 Nov 14:00"),
        ("yesterday 14:01", "23:59 late", "23:59 late, Fri 20 Nov 14:01"),
        ("yesterday 14:00", "1 d late", "1 d late, Fri 20 Nov 14:00"),
        ("today 15:30", "15:30", "today 15:30"),
        ("today", "today", "today"),
        ("tomorrow 10:00", "Sun 22", "tomorrow, Sun 22 Nov 10:00"),
        ("mon", "Mon 23", "in 2 d, Mon 23 Nov"),
        ("24 nov 10:00", "Tue 24", "in 3 d, Tue 24 Nov 10:00"),
        ("6d", "Fri 27", "in 6 d, Fri 27 Nov"),
        ("7d", "28 Nov", "in 7 d, Sat 28 Nov"),
        ("2027-01-04 09:05", "4 Jan 2027", "in 44 d, Mon 4 Jan 2027 09:05"),
    ],
)
def test_due_in_the_readers_terms(text: str, short: str, exact: str) -> None:
    when = read_when(text, NOW, DHAKA)
    assert relative_due(when.at, when.all_day, when.day, NOW, DHAKA) == short
    assert due_in_words(when.at, when.all_day, when.day, NOW, DHAKA) == exact


def test_a_whole_day_is_late_once_it_is_over_in_the_business_zone() -> None:
    when = read_when("today", NOW, DHAKA)
    just_before_midnight = datetime(2026, 11, 21, 17, 59, tzinfo=UTC)
    assert relative_due(when.at, True, when.day, just_before_midnight, DHAKA) == "today"
    assert relative_due(when.at, True, when.day, when.at, DHAKA) == "1 d late"


@pytest.mark.parametrize(("language", "text"), [("bn", "সোম 23"), ("de", "Mo. 23"), ("pt-BR", "seg. 23")])
def test_days_are_named_in_the_business_language(language: str, text: str) -> None:
    monday = date(2026, 11, 23)
    at = datetime(2026, 11, 23, 18, tzinfo=UTC)
    assert relative_due(at, True, monday, NOW, DHAKA, language) == text


def test_babel_agrees_with_the_english_names_and_is_not_imported_for_them() -> None:
    days = [date(2026, month, 7 + month) for month in range(1, 13)]
    for day in days:
        at = datetime(2027, 1, 1, tzinfo=UTC)
        british = due_in_words(at, True, day, NOW, DHAKA, "en_US")
        assert due_in_words(at, True, day, NOW, DHAKA, "en") == british
    script = (
        "import sys; from datetime import *; from zoneinfo import ZoneInfo;"
        "from crm_tui.domain.when_text import due_in_words as due;"
        "due(datetime.now(UTC), True, date(2026, 1, 1), datetime.now(UTC), ZoneInfo('UTC'));"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    ("day", "shown"),
    [(date(2026, 11, 21), "today"), (date(2026, 11, 19), "Thu"), (date(2026, 11, 15), "Sun"),
     (date(2026, 11, 14), "14 Nov"), (date(2025, 11, 3), "3 Nov 2025")],
)  # fmt: skip
def test_a_day_that_is_over_is_named_as_people_name_it(day: date, shown: str) -> None:
    assert past_day(day, date(2026, 11, 21)) == shown


@pytest.mark.parametrize(
    ("days", "shown"), [(0, "today"), (1, "1 d"), (99, "99 d"), (100, "3 mo"), (700, "23 mo"), (800, "2 y")]
)
def test_how_long_ago_fits_a_narrow_column(days: int, shown: str) -> None:
    today = date(2026, 11, 21)
    assert days_ago(today - timedelta(days=days), today) == shown


def test_a_day_with_its_weekday() -> None:
    assert long_day(date(2026, 11, 21), date(2026, 11, 21)) == "Sat 21 Nov"
    assert long_day(date(2027, 11, 20), date(2026, 11, 21)) == "Sat 20 Nov 2027"


def test_months_are_told_shortly() -> None:
    months = [
        (date(2026, 10, 1), date(2026, 10, 31)),
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 1, 1), date(2026, 12, 31)),
    ]
    told = [months_in_words(first, last) for first, last in months]
    assert told == ["Oct 2026", "Jul–Sep 2026", "2026"]
