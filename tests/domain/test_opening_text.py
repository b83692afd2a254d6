"""Opening hours as people type them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.hours import ROUND_THE_CLOCK
from crm_tui.domain.opening_hours import WEEKDAYS
from crm_tui.domain.opening_text import now_text, read_spans, read_week, spans_text, week_text

DHAKA = ZoneInfo("Asia/Dhaka")

NINE_TO_FIVE = (("09:00", "17:00"),)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9-17", NINE_TO_FIVE),
        ("09:00-17:00", NINE_TO_FIVE),
        ("9.00 – 17", NINE_TO_FIVE),
        ("৯-১৭", NINE_TO_FIVE),
        ("13:00-17:00 9-12", (("09:00", "12:00"), ("13:00", "17:00"))),
        ("9-12, 13-24:00", (("09:00", "12:00"), ("13:00", "24:00"))),
        ("", ()),
        ("closed", ()),
        ("-", ()),
    ],
)
def test_a_day(text: str, spans: object) -> None:
    assert read_spans(text) == spans


@pytest.mark.parametrize(
    "text", ["17-9", "9-9", "9-12 11-14", "25-26", "9:70-10", "nine to five", "9", "9-17 x"]
)
def test_a_day_that_cannot_be_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_spans(text)
    assert "09:00" in refused.value.hint
    assert refused.value.field == "hours"


@pytest.mark.parametrize("text", ["9-00:00", "9-12 13-0"])
def test_midnight_at_the_end_of_a_day_is_named(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_spans(text)
    assert refused.value.hint == "Midnight at the end of the day is 24:00."


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("mon-fri 9-17", dict.fromkeys(WEEKDAYS[:5], NINE_TO_FIVE)),
        ("9-17", dict.fromkeys(WEEKDAYS[:5], NINE_TO_FIVE)),
        ("Mo-Fr 9-17", dict.fromkeys(WEEKDAYS[:5], NINE_TO_FIVE)),
        ("sat-thu 9-17", dict.fromkeys((*WEEKDAYS[:4], "sat", "sun"), NINE_TO_FIVE)),
        ("Monday 9-17, sat: 10-14", {"mon": NINE_TO_FIVE, "sat": (("10:00", "14:00"),)}),
        ("mon 9-12; mon 13-17", {"mon": (("09:00", "12:00"), ("13:00", "17:00"))}),
        ("mon-fri 9-17, wed closed", dict.fromkeys(("mon", "tue", "thu", "fri"), NINE_TO_FIVE)),
        ("sat 9-12, 13-17", {"sat": (("09:00", "12:00"), ("13:00", "17:00"))}),
    ],
)
def test_a_week(text: str, week: object) -> None:
    assert dict(read_week(text)) == week


@pytest.mark.parametrize(
    "text", ["", "  ,", "closed", "foo-bar 9-17", "mon-fri", "mon-fri 9", "mon 9-12, mon 11-13"]
)
def test_a_week_that_is_never_open_or_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_week(text)


def test_a_week_without_open_hours_says_that_it_needs_some() -> None:
    with pytest.raises(InvalidInput, match="never open"):
        read_week("mon-fri closed")


def test_a_week_is_told_as_it_is_typed() -> None:
    week = read_week("mon-fri 9-12 13-17, sat 10-14")
    assert week_text(week) == "mon-fri 09:00-12:00 13:00-17:00, sat 10:00-14:00"
    assert spans_text(week["sat"]) == "10:00-14:00"


_day = st.lists(st.integers(0, 24 * 60), unique=True, max_size=6).map(
    lambda marks: tuple(
        (f"{a // 60:02}:{a % 60:02}", f"{b // 60:02}:{b % 60:02}")
        for a, b in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False)
    )
)


@given(st.dictionaries(st.sampled_from(WEEKDAYS), _day).filter(lambda week: any(week.values())))
def test_what_is_told_is_read_back(week: dict[str, tuple[tuple[str, str], ...]]) -> None:
    assert read_week(week_text(week)) == {day: week[day] for day in WEEKDAYS if week.get(day)}


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-23T10:00", "open until 12:00"),
        ("2026-11-23T12:00", "closed until 13:00"),
        ("2026-11-20T18:00", "closed until Mon 23 Nov 09:00"),
        ("2026-11-24T22:00", "open until 24:00"),
        ("2026-11-25T22:00", "open until Thu 26 Nov 02:00"),
    ],
)
def test_now_in_words(now: str, words: str) -> None:
    week = {
        "mon": [("09:00", "12:00"), ("13:00", "17:00")],
        "tue": [("20:00", "24:00")],
        "wed": [("20:00", "24:00")],
        "thu": [("00:00", "02:00")],
    }
    at = datetime.fromisoformat(now).replace(tzinfo=DHAKA)
    assert now_text(BusinessCalendar("Asia/Dhaka", week), at, DHAKA) == words


def test_now_in_words_where_nothing_ever_changes() -> None:
    now = datetime(2026, 11, 23, tzinfo=DHAKA)
    assert now_text(ROUND_THE_CLOCK, now, DHAKA) == "open round the clock"
    closed = [now.date() + timedelta(weeks=week) for week in range(300)]
    never = BusinessCalendar("Asia/Dhaka", {"mon": [("09:00", "10:00")]}, closed)
    assert now_text(never, now, DHAKA) == "closed"
