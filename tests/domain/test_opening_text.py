"""Opening hours as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.opening_hours import WEEKDAYS
from crm_tui.domain.opening_text import read_spans, read_week, spans_text, week_text

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
