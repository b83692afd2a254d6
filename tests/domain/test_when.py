"""WHEN of CONTRACT.md: what each form means, and what is refused with which sentence."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.when import When, read_day, read_past_time, read_when

DHAKA = ZoneInfo("Asia/Dhaka")
BERLIN = ZoneInfo("Europe/Berlin")
#: Saturday 21 November 2026, 14:00 in Dhaka.
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def local(*parts: int, zone: ZoneInfo = DHAKA) -> datetime:
    return datetime(*parts, tzinfo=zone)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 21)),
        ("Tomorrow", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("3d", date(2026, 11, 24)),
        ("3 days", date(2026, 11, 24)),
        ("in 3 d", date(2026, 11, 24)),
        ("+3d", date(2026, 11, 24)),
        ("2 days ago", date(2026, 11, 19)),
        ("2w", date(2026, 12, 5)),
        ("2 weeks", date(2026, 12, 5)),
        ("1 month", date(2026, 12, 21)),
        ("1 year", date(2027, 11, 21)),
        ("fri", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("sat", date(2026, 11, 28)),
        ("sun", date(2026, 11, 22)),
        ("thurs", date(2026, 11, 26)),
        ("24 nov", date(2026, 11, 24)),
        ("24. November", date(2026, 11, 24)),
        ("24th nov", date(2026, 11, 24)),
        ("24nov", date(2026, 11, 24)),
        ("nov 24", date(2026, 11, 24)),
        ("Nov. 24, 2027", date(2027, 11, 24)),
        ("24 nov 2027", date(2027, 11, 24)),
        ("21 nov", date(2026, 11, 21)),
        ("20 nov", date(2027, 11, 20)),
        ("29 feb", date(2028, 2, 29)),
        ("24.11.", date(2026, 11, 24)),
        ("24.11", date(2026, 11, 24)),
        ("24. 11. 2027", date(2027, 11, 24)),
        ("3.4.27", date(2027, 4, 3)),
        ("25/12", date(2026, 12, 25)),
        ("12/25", date(2026, 12, 25)),
        ("25/12/2027", date(2027, 12, 25)),
        ("4/4", date(2027, 4, 4)),
        ("2027-11-24", date(2027, 11, 24)),
        ("2027/11/24", date(2027, 11, 24)),
        ("tue 24 nov", date(2026, 11, 24)),
        ("Tue, 24 Nov", date(2026, 11, 24)),
        ("Fri 27", date(2026, 11, 27)),
        ("৩d", date(2026, 11, 24)),
        ("২৪ nov", date(2026, 11, 24)),
        ("٢٤.١١.", date(2026, 11, 24)),
        ("２０２７－１１－２４", date(2027, 11, 24)),
        ("\u200e24\u00a0nov\u202c", date(2026, 11, 24)),
    ],
)
def test_a_day_is_a_whole_day_that_ends_in_the_business_zone(text: str, day: date) -> None:
    assert read_when(text, NOW, DHAKA) == When(end_of_day(day, DHAKA), True, day, None)
    assert read_day(text, NOW, DHAKA) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("+4h", local(2026, 11, 21, 18)),
        ("4 hours", local(2026, 11, 21, 18)),
        ("+30m", local(2026, 11, 21, 14, 30)),
        ("30 min", local(2026, 11, 21, 14, 30)),
        ("fri 10:00", local(2026, 11, 27, 10)),
        ("fri 10.05", local(2026, 11, 27, 10, 5)),
        ("friday at 3pm", local(2026, 11, 27, 15)),
        ("tomorrow 10:00", local(2026, 11, 22, 10)),
        ("tomorrow 12 am", local(2026, 11, 22, 0)),
        ("tomorrow 12pm", local(2026, 11, 22, 12)),
        ("today 15:00", local(2026, 11, 21, 15)),
        ("3d 9:30", local(2026, 11, 24, 9, 30)),
        ("24 nov 10:00", local(2026, 11, 24, 10)),
        ("24.11. 10.30", local(2026, 11, 24, 10, 30)),
        ("Tue 24 Nov 10:00", local(2026, 11, 24, 10)),
        ("15:00", local(2026, 11, 21, 15)),
        ("10:00", local(2026, 11, 22, 10)),
        ("14:00", local(2026, 11, 22, 14)),
        ("10.30", local(2026, 11, 22, 10, 30)),
        ("১০:৩০", local(2026, 11, 22, 10, 30)),
        ("2026-11-24T10:00", local(2026, 11, 24, 10)),
        ("2026-11-24 10:00", local(2026, 11, 24, 10)),
        ("2026-11-24 10:00:30", local(2026, 11, 24, 10, 0, 30)),
        ("2026-11-24T10:00Z", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("2026-11-24T10:00:00+01:00", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        ("2026-11-24T10:00:00.5-0330", datetime(2026, 11, 24, 13, 30, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_is_an_instant(text: str, at: datetime) -> None:
    when = read_when(text, NOW, DHAKA)
    assert when.at == at
    assert when.at.utcoffset() == timedelta(0)
    assert (when.all_day, when.day) == (False, at.astimezone(DHAKA).date())


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("3/4", "3 April", "4 March"),
        ("3/4/2027", "3 April 2027", "4 March 2027"),
        ("৩/৪", "3 April", "4 March"),
        ("3-4-2027", "3 April 2027", "4 March 2027"),
        ("10.11", "10:11", "10.11."),
        ("3m", "3 min", "3 mo"),
        ("fri 11", "Friday 11:00", "11 December"),
    ],
)
def test_two_readings_are_refused_and_each_can_be_typed_as_it_is_named(
    text: str, first: str, second: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_when(text, NOW, DHAKA)
    assert first in refused.value.message
    assert second in refused.value.message
    assert read_when(first, NOW, DHAKA) != read_when(second, NOW, DHAKA)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "No time was given."),
        (" \u200b ", "No time was given."),
        ("31 feb", "“31 feb” names a date that does not exist: February has the days 1 to 29."),
        ("29.2.2027", "February 2027 has the days 1 to 28."),
        ("31.02", "February has the days 1 to 29."),
        ("0 nov", "November has the days 1 to 30."),
        ("2027-02-30", "February 2027 has the days 1 to 28."),
        ("2027-02-30T10:00", "February 2027 has the days 1 to 28."),
        ("24.13.", "there is no month 13"),
        ("13/14", "there is no month 14"),
        ("25:00", "names a time of day that does not exist"),
        ("fri 10:60", "names a time of day that does not exist"),
        ("13 pm", "names a time of day that does not exist"),
        ("2026-11-24T24:00", "names a time of day that does not exist"),
        ("wed 24 nov", "that date is a Tuesday"),
        ("whenever", "“whenever” is not a day or a time."),
        ("3", "“3” is not a day or a time."),
        ("ma 3", "is not a day or a time"),
        ("999999 years", "is too far away"),
        ("999999 w", "is too far away"),
        ("24 nov 0001", "is too far away"),
        ("fri " * 5000, "is not a day or a time"),
    ],
)
def test_what_cannot_be_read_says_what_is_expected(text: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_when(text, NOW, DHAKA)
    assert says in refused.value.message
    assert len(refused.value.message) < 150
    assert refused.value.hint


def test_a_skipped_local_time_moves_forward_and_a_doubled_one_is_the_first() -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    spring = read_when("28 mar 2027 02:30", now, BERLIN)
    assert spring.at.astimezone(BERLIN).strftime("%d %H:%M %Z") == "28 03:30 CEST"
    autumn = read_when("31 oct 2027 02:30", now, BERLIN)
    assert autumn.at.astimezone(BERLIN).strftime("%d %H:%M %Z") == "31 02:30 CEST"


def test_hours_are_real_ones_and_days_are_local_ones_across_a_clock_change() -> None:
    evening = datetime(2027, 3, 27, 22, 0, tzinfo=BERLIN).astimezone(UTC)
    assert read_when("+6h", evening, BERLIN).at.astimezone(BERLIN).hour == 5
    assert read_when("1d 22:00", evening, BERLIN).at - evening == timedelta(hours=23)


def test_a_month_later_stays_in_the_shorter_month() -> None:
    assert read_day("1 month", datetime(2027, 1, 31, 12, tzinfo=UTC), BERLIN) == date(2027, 2, 28)


def test_a_closed_day_moves_to_the_next_open_one_and_says_so() -> None:
    def is_open(day: date) -> bool:
        return day.weekday() < 4

    moved = read_when("fri", NOW, DHAKA, is_open)
    monday = date(2026, 11, 30)
    assert moved == When(end_of_day(monday, DHAKA), True, monday, moved_from=date(2026, 11, 27))
    assert read_when("thu", NOW, DHAKA, is_open).moved_from is None
    assert read_when("fri 10:00", NOW, DHAKA, is_open).day == date(2026, 11, 27)
    assert read_when("fri", NOW, DHAKA, lambda day: False).day == date(2026, 11, 27)


@pytest.mark.parametrize("text", ["yesterday", "2 days ago", "2026-11-20"])
def test_a_closed_day_that_is_over_is_not_moved_into_the_future(text: str) -> None:
    when = read_when(text, NOW, DHAKA, lambda day: day > date(2026, 11, 21))
    assert when.at <= NOW
    assert when.moved_from is None


def test_today_is_moved_when_it_is_closed() -> None:
    moved = read_when("today", NOW, DHAKA, lambda day: day > date(2026, 11, 21))
    assert (moved.day, moved.moved_from) == (date(2026, 11, 22), date(2026, 11, 21))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("10:15", local(2026, 11, 21, 10, 15)),
        ("yesterday 16:00", local(2026, 11, 20, 16)),
        ("yesterday", local(2026, 11, 20, 12)),
        ("today", local(2026, 11, 21, 12)),
        ("sat 10:00", local(2026, 11, 14, 10)),
        ("fri 10:00", local(2026, 11, 20, 10)),
        ("20 nov 10:00", local(2026, 11, 20, 10)),
        ("22 nov 10:00", local(2025, 11, 22, 10)),
        ("fri 20 nov 10:00", local(2026, 11, 20, 10)),
        ("30 min ago", local(2026, 11, 21, 13, 30)),
        ("-2h", local(2026, 11, 21, 12)),
        ("2026-11-20T10:00+06:00", local(2026, 11, 20, 10)),
    ],
)
def test_when_something_was(text: str, at: datetime) -> None:
    assert read_past_time(text, NOW, DHAKA) == at


@pytest.mark.parametrize("text", ["15:00", "tomorrow", "tomorrow 10:00", "3d", "+1h", "2027-01-01 10:00"])
def test_what_was_cannot_lie_ahead(text: str) -> None:
    with pytest.raises(InvalidInput, match="is still to come"):
        read_past_time(text, NOW, DHAKA)


def test_today_in_the_morning_is_now_rather_than_midday() -> None:
    morning = local(2026, 11, 21, 9)
    assert read_past_time("today", morning, DHAKA) == morning


def test_a_day_takes_no_time_of_day_and_can_look_back() -> None:
    with pytest.raises(InvalidInput, match="a day is asked for"):
        read_day("fri 10:00", NOW, DHAKA)
    with pytest.raises(InvalidInput, match="is not a day"):
        read_day("soon", NOW, DHAKA)
    assert read_day("1 sep", NOW, DHAKA, past=True) == date(2026, 9, 1)
    assert read_day("10.11", NOW, DHAKA) == date(2027, 11, 10)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC)),
    st.dates(date(1990, 1, 1), date(2150, 12, 31)),
    st.sampled_from([DHAKA, BERLIN, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia")]),
)
def test_a_full_date_means_itself_whenever_and_wherever_it_is_read(
    now: datetime, day: date, zone: ZoneInfo
) -> None:
    for text in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day:%d %b %Y}",
        f"{day:%b %d %Y}",
        f"{day:%a %d %b %Y}",
    ):
        assert read_when(text, now, zone).day == day


@given(st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC)), st.integers(0, 6))
def test_a_weekday_is_one_to_seven_days_ahead_or_back(now: datetime, weekday: int) -> None:
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    today = now.astimezone(DHAKA).date()
    for past, low, high in ((False, 1, 7), (True, -7, -1)):
        day = read_day(name, now, DHAKA, past=past)
        assert day.weekday() == weekday
        assert low <= (day - today).days <= high


@given(st.text(max_size=30) | st.text("0123456789.:/-+ dhmwfrinovat", max_size=16))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    for read in (read_when, read_past_time, read_day):
        try:
            read(text, NOW, DHAKA)
        except InvalidInput as refused:
            assert refused.message
            assert refused.hint
