"""Opening hours as time that counts: the rules one by one, and other systems' own vectors."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.hours import ROUND_THE_CLOCK, Hours
from crm_tui.domain.opening_hours import WEEKDAYS

BERLIN = ZoneInfo("Europe/Berlin")
#: Monday to Friday, closed over lunch.
WEEK = dict.fromkeys(
    WEEKDAYS[:5],
    (
        ("09:00", "12:00"),
        ("13:00", "17:00"),
    ),
)
DESK = BusinessCalendar("UTC", WEEK)


def at(text: str) -> datetime:
    """A day of November 2026, of which the 2nd is a Monday, or a whole date; in UTC."""
    whole = text if "T" in text else "2026-11-{}T{}".format(*text.split())
    return datetime.fromisoformat(whole).replace(tzinfo=UTC)


def berlin(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)  # type: ignore[misc,arg-type]


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("02 09:00", 60, "02 10:00"),
        ("02 11:30", 60, "02 13:30"),  # over lunch
        ("02 16:30", 60, "03 09:30"),  # over night
        ("06 16:00", 120, "09 10:00"),  # over the weekend
        ("07 11:00", 30, "09 09:30"),  # begun while closed
        ("02 12:00", 30, "02 13:30"),  # begun at closing time
        ("02 09:00", 180, "02 12:00"),  # runs out with the morning
        ("02 09:00", 7 * 60, "02 17:00"),  # runs out with the day
        ("02 09:00", 7 * 60 + 1, "03 09:01"),
        ("02 09:00:30", 0.5, "02 09:01"),  # seconds are kept
        ("02 09:00", 5 * 7 * 60, "06 17:00"),
    ],
)
def test_due(start: str, minutes: float, due: str) -> None:
    assert DESK.due(at(start), minutes) == at(due)


@pytest.mark.parametrize("start", ["02 10:00", "02 12:30", "07 11:00"])
def test_no_minutes_are_due_at_the_start_be_it_closed_or_paused(start: str) -> None:
    pause = (at("01 00:00"), at("20 00:00"))
    assert DESK.due(at(start), 0) == at(start)
    assert DESK.due(at(start), 0, [pause]) == at(start)


@pytest.mark.parametrize("minutes", [-1, float("nan"), float("inf")])
def test_a_target_is_nought_or_more_minutes(minutes: float) -> None:
    with pytest.raises(ValueError, match="nought"):
        DESK.due(at("02 09:00"), minutes)


def test_elapsed() -> None:
    assert DESK.elapsed(at("02 11:00"), at("02 14:00")) == hours(2)
    assert DESK.elapsed(at("06 16:00"), at("09 10:00")) == hours(2)
    assert DESK.elapsed(at("07 00:00"), at("08 23:00")) == hours(0)
    assert DESK.elapsed(at("02 16:59:59"), at("03 09:00:01")) == timedelta(seconds=2)


def test_nothing_elapses_backwards() -> None:
    assert DESK.elapsed(at("03 12:00"), at("02 12:00")) == timedelta()


class TestPauses:
    """A clock that stands still: only opening hours can be lost to it."""

    START = "02 09:00"

    def due(self, *pauses: tuple[str, str | None], minutes: float = 120) -> datetime | None:
        return DESK.due(
            at(self.START), minutes, [(at(begin), None if end is None else at(end)) for begin, end in pauses]
        )

    def test_inside_opening_hours(self) -> None:
        assert self.due(("02 10:00", "02 10:30")) == at("02 11:30")

    def test_outside_opening_hours_it_has_no_effect(self) -> None:
        assert self.due(("02 12:00", "02 13:00"), ("02 17:00", "03 09:00"), minutes=450) == at("03 09:30")

    def test_partly_outside(self) -> None:
        assert self.due(("02 11:30", "02 13:30"), minutes=180) == at("02 14:00")

    def test_overlapping_ones_count_once_in_any_order(self) -> None:
        pauses = ("02 10:30", "02 11:00"), ("02 10:00", "02 10:45"), ("02 10:15", "02 10:20")
        assert self.due(*pauses, minutes=90) == at("02 11:30")
        assert DESK.elapsed(at("02 09:00"), at("02 12:00"), [(at(a), at(b)) for a, b in pauses]) == hours(2)

    def test_a_start_inside_one_waits_for_its_end(self) -> None:
        assert self.due(("02 08:00", "02 10:00")) == at("02 12:00")

    def test_what_is_due_when_one_begins_is_due_then(self) -> None:
        assert self.due(("02 11:00", "02 12:00")) == at("02 11:00")

    def test_without_an_end_nothing_is_due_unless_it_was_before(self) -> None:
        assert self.due(("02 10:00", None)) is None
        assert self.due(("02 10:00", None), ("02 10:30", "02 11:00")) is None
        assert self.due(("02 11:00", None)) == at("02 11:00")
        assert self.due(("02 11:30", None)) == at("02 11:00")
        assert DESK.elapsed(at("02 09:00"), at("05 12:00"), [(at("02 10:00"), None)]) == hours(1)

    def test_one_that_is_over_before_the_start_or_ends_before_it_begins_has_no_effect(self) -> None:
        assert self.due(("01 10:00", "02 08:00"), ("02 10:30", "02 10:00")) == at("02 11:00")

    def test_one_that_begins_in_a_thousand_years_costs_nothing(self) -> None:
        assert self.due(("3026-11-02T09:00", None)) == at("02 11:00")


def test_next_open() -> None:
    assert DESK.next_open(at("02 10:00")) == at("02 10:00")
    assert DESK.next_open(at("02 12:00")) == at("02 13:00")
    assert DESK.next_open(at("02 08:59:59")) == at("02 09:00")
    assert DESK.next_open(at("06 17:00")) == at("09 09:00")


def test_the_opening_instant_is_open_and_the_closing_instant_is_not() -> None:
    opened = [DESK.is_open(at(text)) for text in ("02 08:59:59", "02 09:00", "02 11:59:59", "02 12:00")]
    assert opened == [False, True, True, False]


def test_open_until() -> None:
    assert DESK.open_until(at("02 10:00")) == at("02 12:00")
    assert DESK.open_until(at("02 12:00")) is None
    night = BusinessCalendar("UTC", {"mon": [("22:00", "24:00")], "tue": [("00:00", "06:00")]})
    assert night.open_until(at("02 23:00")) == at("03 06:00")
    always = BusinessCalendar("UTC", dict.fromkeys(WEEKDAYS, (("00:00", "24:00"),)))
    assert always.open_until(at("02 10:00")) is None
    assert ROUND_THE_CLOCK.open_until(at("02 10:00")) is None


def test_opens_on() -> None:
    assert [DESK.opens_on(date(2026, 11, day)) for day in (6, 7, 8, 9)] == [True, False, False, True]


def test_midnight_may_end_a_day_and_a_night_goes_on_into_the_next() -> None:
    night = BusinessCalendar("UTC", {"mon": [("22:00", "24:00")], "tue": [("00:00", "06:00")]})
    assert night.due(at("02 22:00"), 180) == at("03 01:00")
    assert night.due(at("02 22:00"), 120) == at("03 00:00")
    assert night.is_open(at("03 00:00"))
    assert night.elapsed(at("02 00:00"), at("04 00:00")) == hours(8)


def test_holidays_are_closed_and_days_may_have_hours_of_their_own() -> None:
    desk = BusinessCalendar(
        "UTC",
        WEEK,
        [date(2026, 11, 3), date(2026, 11, 3), date(2026, 11, 4)],
        {
            date(2026, 11, 4): [("10:00", "11:00")],
            date(2026, 11, 5): [],
            date(2026, 11, 7): [("09:00", "10:00")],
        },
    )
    days = [desk.day_hours(date(2026, 11, day)) for day in range(2, 8)]
    assert days == [
        (("09:00", "12:00"), ("13:00", "17:00")),
        (),
        (("10:00", "11:00"),),  # a holiday with hours of its own is open in them
        (),
        (("09:00", "12:00"), ("13:00", "17:00")),
        (("09:00", "10:00"),),
    ]
    assert desk.due(at("02 16:00"), 120) == at("04 11:00")
    assert desk.elapsed(at("02 17:00"), at("06 09:00")) == hours(1)


class TestClockChanges:
    """In Berlin the clocks went forward on 29 March 2026, and back on 25 October 2026."""

    ALWAYS = BusinessCalendar("Europe/Berlin", dict.fromkeys(WEEKDAYS, (("00:00", "24:00"),)))

    def test_a_day_that_is_open_round_the_clock_has_23_or_25_hours(self) -> None:
        assert self.ALWAYS.elapsed(berlin(2026, 3, 29), berlin(2026, 3, 30)) == hours(23)
        assert self.ALWAYS.elapsed(berlin(2026, 10, 25), berlin(2026, 10, 26)) == hours(25)

    def test_opening_hours_are_wall_clock_time_on_both_sides(self) -> None:
        desk = BusinessCalendar("Europe/Berlin", WEEK)
        assert desk.due(berlin(2026, 3, 27, 16), 120) == berlin(2026, 3, 30, 10)
        assert desk.due(berlin(2026, 10, 23, 16), 120) == berlin(2026, 10, 26, 10)

    def test_a_time_that_is_skipped_moves_forward(self) -> None:
        opens = BusinessCalendar("Europe/Berlin", {"sun": [("02:30", "05:00")]})
        assert opens.next_open(berlin(2026, 3, 29)) == berlin(2026, 3, 29, 3, 30)
        closes = BusinessCalendar("Europe/Berlin", {"sun": [("01:00", "02:30")]})
        assert closes.elapsed(berlin(2026, 3, 29), berlin(2026, 3, 30)) == hours(1.5)

    def test_spans_that_meet_in_what_is_skipped_count_once(self) -> None:
        desk = BusinessCalendar(
            "Europe/Berlin", {"sun": [("01:00", "02:30"), ("02:45", "02:50"), ("03:00", "05:00")]}
        )
        assert desk.elapsed(berlin(2026, 3, 29), berlin(2026, 3, 30)) == hours(3)

    def test_a_span_that_is_skipped_as_a_whole_moves_as_a_whole(self) -> None:
        desk = BusinessCalendar("Europe/Berlin", {"sun": [("02:10", "02:40")]})
        assert desk.next_open(berlin(2026, 3, 29)) == berlin(2026, 3, 29, 3, 10)
        assert desk.elapsed(berlin(2026, 3, 29), berlin(2026, 3, 30)) == hours(0.5)

    def test_of_a_time_that_comes_twice_the_first_is_meant(self) -> None:
        desk = BusinessCalendar("Europe/Berlin", {"sun": [("02:30", "04:00")]})
        assert desk.next_open(berlin(2026, 10, 25)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        assert desk.elapsed(berlin(2026, 10, 25), berlin(2026, 10, 26)) == hours(2.5)

    def test_midnight_may_be_what_is_skipped(self) -> None:
        """In São Paulo the clocks went from midnight to 01:00 on 15 October 2017."""
        zone = ZoneInfo("America/Sao_Paulo")
        night = {"sat": [("22:00", "24:00")], "sun": [("00:00", "02:00")]}
        desk = BusinessCalendar(zone.key, night)
        start, end = datetime(2017, 10, 14, 12, tzinfo=zone), datetime(2017, 10, 15, 12, tzinfo=zone)
        assert desk.elapsed(start, end) == hours(3)


class TestSearchThatEnds:
    """A calendar that hardly ever opens answers all the same, and the same whatever was asked before."""

    CLOSED_DAYS = tuple(date(2026, 11, 2) + timedelta(weeks=week) for week in range(6 * 53))

    def desk(self, closed: int | None = None) -> BusinessCalendar:
        return BusinessCalendar("UTC", {"mon": [("09:00", "10:00")]}, self.CLOSED_DAYS[:closed])

    def test_five_years_without_an_open_minute_are_waited_for_in_vain(self) -> None:
        for desk in (self.desk(), self.desk()):
            assert desk.due(at("02 09:00"), 10) is None
            with pytest.raises(InvalidInput, match="five years after 2026-11-02"):
                desk.next_open(at("02 09:00"))
            # The next question makes the table see further; the answer stays.
            assert desk.elapsed(at("02 09:00"), at("2040-01-01T00:00")) > timedelta()
            assert desk.due(at("02 09:00"), 10) is None

    def test_four_years_are_waited(self) -> None:
        assert self.desk(4 * 52).due(at("02 09:00"), 10) == at("2030-10-28T09:10")

    def test_a_rest_that_is_past_does_not_matter(self) -> None:
        desk = self.desk()
        assert desk.elapsed(at("02 09:00"), at("2040-01-01T00:00")) > timedelta()
        assert desk.due(at("2035-01-01T00:00"), 10) == at("2035-01-01T09:10")

    def test_nothing_takes_a_century(self) -> None:
        assert self.desk(0).due(at("02 09:00"), 60 * 52 * 99) is not None
        assert self.desk(0).due(at("02 09:00"), 60 * 53 * 100) is None
        assert ROUND_THE_CLOCK.due(at("02 09:00"), 1e9) is None

    @pytest.mark.parametrize("make", [lambda: BusinessCalendar("UTC", WEEK), lambda: ROUND_THE_CLOCK])
    def test_the_ends_of_time(self, make: Callable[[], Hours]) -> None:
        # A calendar that was asked about one end and then about the other sees all the days between them.
        last = datetime.max.replace(tzinfo=UTC)
        calendar = make()
        assert calendar.due(last, 10) is None
        assert calendar.elapsed(last - hours(1), last) <= hours(1)
        first = datetime.min.replace(tzinfo=UTC)
        assert make().elapsed(first, first + hours(1)) <= hours(1)


def test_round_the_clock() -> None:
    assert ROUND_THE_CLOCK.due(at("07 23:30"), 60) == at("08 00:30")
    assert ROUND_THE_CLOCK.due(at("07 23:30"), 60, [(at("07 23:45"), at("08 23:45"))]) == at("09 00:30")
    assert ROUND_THE_CLOCK.elapsed(at("2020-01-01T00:00"), at("2030-01-01T00:00")).days == 3653
    assert ROUND_THE_CLOCK.next_open(at("07 23:30")) == at("07 23:30")
    assert ROUND_THE_CLOCK.is_open(at("07 23:30"))
    assert ROUND_THE_CLOCK.day_hours(date(2026, 11, 7)) == (("00:00", "24:00"),)


@pytest.mark.parametrize(
    ("weekly_hours", "sentence"),
    [
        ({}, "never open"),
        ({"mon": []}, "never open"),
        ({"monday": [("09:00", "17:00")]}, "no weekday"),
        ({"mon": [("17:00", "09:00")]}, "not after"),
        ({"mon": [("09:00", "09:00")]}, "not after"),
        ({"mon": [("22:00", "00:00")]}, "not after"),
        ({"mon": [("09:00", "13:00"), ("12:00", "17:00")]}, "overlap"),
        ({"mon": [("9", "17:00")]}, "not a time of day"),
        ({"mon": [("09:00", "24:30")]}, "not a time of day"),
    ],
)
def test_hours_that_cannot_be_are_refused(
    weekly_hours: Mapping[str, list[tuple[str, str]]], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        BusinessCalendar("UTC", weekly_hours)


def test_days_of_their_own_are_checked_as_well() -> None:
    with pytest.raises(InvalidInput, match="not after"):
        BusinessCalendar("UTC", WEEK, (), {date(2026, 11, 2): [("12:00", "09:00")]})


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(InvalidInput, match="no time zone"):
        BusinessCalendar(zone, WEEK)


def test_an_instant_needs_a_zone() -> None:
    naive = datetime(2026, 11, 2, 9)
    for ask in (
        lambda: DESK.due(naive, 10),
        lambda: DESK.elapsed(naive, at("02 10:00")),
        lambda: DESK.elapsed(at("02 10:00"), naive),
        lambda: DESK.due(at("02 09:00"), 10, [(naive, None)]),
        lambda: DESK.next_open(naive),
        lambda: DESK.is_open(naive),
    ):
        with pytest.raises(ValueError, match="zone"):
            ask()


def test_calendars_with_the_same_hours_are_equal() -> None:
    twin = BusinessCalendar("UTC", {day: [*reversed(spans)] for day, spans in WEEK.items()}, [])
    assert (twin, hash(twin)) == (DESK, hash(DESK))
    assert BusinessCalendar("UTC", WEEK, [date(2026, 12, 25)]) != DESK
    assert BusinessCalendar("Asia/Dhaka", WEEK) != DESK
    assert (DESK.timezone, DESK.weekly_hours["mon"]) == ("UTC", (("09:00", "12:00"), ("13:00", "17:00")))


def _vectors() -> list[Any]:
    folder = Path(__file__).parents[3] / "shared" / "data" / "sla"
    return [
        pytest.param(vector, id=vector["id"])
        for file in sorted(folder.glob("*.json"))
        for vector in json.loads(file.read_text(encoding="utf-8"))
        if "flag" not in vector
    ] or [pytest.param({}, marks=pytest.mark.skip(reason="the shared data files are not here"))]


@pytest.mark.parametrize("vector", _vectors())
def test_other_systems_agree(vector: dict[str, Any]) -> None:
    """Their vectors hold what they assert, or the sum of the open periods that they list."""
    desk = BusinessCalendar(
        vector["timezone"],
        vector["weekly_hours"],
        [date.fromisoformat(day) for day in vector.get("holidays", ())],
        {date.fromisoformat(day): spans for day, spans in vector.get("date_hours", {}).items()},
    )
    pauses = [
        (datetime.fromisoformat(begin), None if end is None else datetime.fromisoformat(end))
        for begin, end in vector.get("pauses", ())
    ]
    start = datetime.fromisoformat(vector["start"])
    tolerance = timedelta(minutes=vector.get("tolerance_minutes", 0.0001))
    if "next_open" in vector:
        assert desk.next_open(start) == datetime.fromisoformat(vector["next_open"])
    elif "due" in vector:
        due = desk.due(start, vector["target_minutes"], pauses)
        assert due is not None
        assert abs(due - datetime.fromisoformat(vector["due"])) <= tolerance
    else:
        elapsed = desk.elapsed(start, datetime.fromisoformat(vector["end"]), pauses)
        assert abs(elapsed - timedelta(minutes=vector["business_minutes"])) <= tolerance
