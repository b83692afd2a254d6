"""Laws of opening hours that hold for every calendar, and a walk through all minutes as their witness."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.calendar_history import CalendarHistory
from crm_tui.domain.hours import Hours
from crm_tui.domain.opening_hours import WEEKDAYS
from crm_tui.domain.pauses import Pause

#: With the day on which their clocks change, where they do: by an hour, by half an hour, at midnight.
CHANGES = {
    "UTC": date(2026, 3, 29),
    "Asia/Kathmandu": date(2026, 3, 29),
    "Europe/Berlin": date(2026, 3, 29),
    "America/New_York": date(2026, 11, 1),
    "Australia/Lord_Howe": date(2026, 4, 5),
    "America/Sao_Paulo": date(2017, 10, 15),
    "Africa/Casablanca": date(2026, 2, 15),
}
MINUTE = timedelta(minutes=1)
#: On a busy machine the first example, for which zones are read, takes long.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
Calendar = tuple[BusinessCalendar, date]


@st.composite
def spans(draw: st.DrawFn) -> list[tuple[str, str]]:
    quarters = draw(st.lists(st.integers(0, 96), unique=True, max_size=6).map(sorted))
    clocks = [f"{quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in quarters]
    return list(zip(clocks[::2], clocks[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """A calendar that is open at some time, and a day about which something happens in it."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    about = CHANGES[zone]
    near = st.integers(-3, 3).map(lambda days: about + timedelta(days=days))
    weeks = st.fixed_dictionaries(dict.fromkeys(WEEKDAYS, spans()))
    week = draw(weeks.filter(lambda week: any(week.values())))
    return BusinessCalendar(
        zone, week, draw(st.sets(near, max_size=3)), draw(st.dictionaries(near, spans(), max_size=3))
    ), about


def instants(about: date, days: int = 3) -> st.SearchStrategy[datetime]:
    """To the second, and often to the hour, where clocks and desks change."""
    midnight = datetime.combine(about, time(), tzinfo=UTC)
    seconds = st.integers(-days * 86_400, days * 86_400)
    return (seconds | seconds.map(lambda second: second // 3600 * 3600)).map(
        lambda second: midnight + timedelta(seconds=second)
    )


@st.composite
def pauses_about(draw: st.DrawFn, about: date) -> list[Pause]:
    ends = st.none() | instants(about)
    return draw(st.lists(st.tuples(instants(about), ends), max_size=4))


def open_minutes(calendar: BusinessCalendar, start: datetime, end: datetime, pauses: Sequence[Pause]) -> int:
    """One minute after the other: in opening hours and in no pause? From whole minutes to whole minutes."""
    zone = ZoneInfo(calendar.timezone)
    day, last = start.date() - timedelta(days=2), end.date() + timedelta(days=2)
    opened: set[datetime] = set()
    while day <= last:
        for span in calendar.day_hours(day):
            opens, closes = (_instant(day, clock, zone) for clock in span)
            while opens < closes:
                opened.add(opens)
                opens += MINUTE
        day += timedelta(days=1)
    return sum(
        start <= minute < end
        and not any(begin <= minute and (until is None or minute < until) for begin, until in pauses)
        for minute in opened
    )


def _instant(day: date, clock: str, zone: ZoneInfo) -> datetime:
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone).astimezone(UTC)


def _whole(at: datetime) -> datetime:
    return at.replace(second=0)


@given(st.data())
@settings(UNHURRIED, max_examples=150)
def test_a_walk_through_all_minutes_counts_the_same(data: st.DataObject) -> None:
    calendar, about = data.draw(calendars())
    start, end = sorted(map(_whole, data.draw(st.tuples(instants(about), instants(about)))))
    pauses: list[Pause] = [
        (_whole(begin), None if until is None else _whole(until))
        for begin, until in data.draw(pauses_about(about))
    ]
    walked = open_minutes(calendar, start, end, pauses)
    assert calendar.elapsed(start, end, pauses) == walked * MINUTE
    due = calendar.due(start, walked + 1, pauses)
    assert due is None or due > end
    assert calendar.is_open(start) == (open_minutes(calendar, start, start + MINUTE, ()) == 1)


@given(st.data())
@UNHURRIED
def test_so_much_has_elapsed_when_it_is_due_and_less_before(data: st.DataObject) -> None:
    calendar, about = data.draw(calendars())
    start, pauses = data.draw(instants(about)), data.draw(pauses_about(about))
    whole_minutes = st.integers(1, 60 * 24 * 30).map(lambda minutes: minutes * MINUTE)
    target = data.draw(whole_minutes | st.timedeltas(timedelta(microseconds=1), 5 * MINUTE))
    due = calendar.due(start, target / MINUTE, pauses)
    if due is None:
        assert any(end is None for _begin, end in pauses)
        return
    assert calendar.elapsed(start, due, pauses) == target
    before = due - timedelta(microseconds=1)
    assert calendar.elapsed(start, before, pauses) == target - timedelta(microseconds=1)


@given(st.data())
@UNHURRIED
def test_elapsed_adds_up_and_due_goes_forward(data: st.DataObject) -> None:
    calendar, about = data.draw(calendars())
    pauses = data.draw(pauses_about(about))
    first, second, third = sorted(data.draw(st.tuples(*[instants(about)] * 3)))
    parts = calendar.elapsed(first, second, pauses), calendar.elapsed(second, third, pauses)
    assert calendar.elapsed(first, third, pauses) == sum(parts, timedelta())
    assert all(timedelta() <= part for part in parts)
    less, more = sorted(data.draw(st.tuples(st.floats(0, 5000), st.floats(0, 5000))))
    dues = calendar.due(first, less, pauses), calendar.due(first, more, pauses)
    assert dues[1] is None or (dues[0] is not None and dues[0] <= dues[1])
    later = calendar.due(second, more, pauses)
    assert dues[1] is None or later is None or dues[1] <= later or more == 0


@given(st.data())
@UNHURRIED
def test_a_pause_outside_opening_hours_has_no_effect(data: st.DataObject) -> None:
    calendar, about = data.draw(calendars())
    start = data.draw(instants(about))
    begin, end = sorted(data.draw(st.tuples(instants(about), instants(about))))
    assume(not calendar.elapsed(begin, end))
    minutes = data.draw(st.floats(0.01, 5000))
    assert calendar.due(start, minutes, [(begin, end)]) == calendar.due(start, minutes)


@given(st.data())
@UNHURRIED
def test_the_next_open_instant_is_open_and_none_before_is(data: st.DataObject) -> None:
    calendar, about = data.draw(calendars())
    at = data.draw(instants(about))
    opens = calendar.next_open(at)
    assert calendar.is_open(opens)
    assert calendar.elapsed(at, opens) == timedelta()
    assert (opens == at) == calendar.is_open(at)


@given(st.data())
@UNHURRIED
def test_answers_do_not_depend_on_what_was_asked_before(data: st.DataObject) -> None:
    calendar, about = data.draw(calendars())
    fresh = BusinessCalendar(calendar.timezone, calendar.weekly_hours, calendar.holidays, calendar.date_hours)
    start, minutes = data.draw(instants(about)), data.draw(st.floats(0, 50_000))
    for far in data.draw(st.lists(instants(about, days=3000), max_size=3)):
        calendar.is_open(far)
    assert calendar.due(start, minutes) == fresh.due(start, minutes)


@given(st.data())
@UNHURRIED
def test_a_history_counts_by_the_hours_in_force_at_each_instant(data: st.DataObject) -> None:
    old, about = data.draw(calendars())
    new, _other = data.draw(calendars())
    history = CalendarHistory([(date(2010, 1, 1), old), (about, new)])
    change = datetime.combine(about, time(), tzinfo=new.zone).astimezone(UTC)
    start, end = sorted(data.draw(st.tuples(instants(about), instants(about))))
    pauses = data.draw(pauses_about(about))
    expected = _within(old, start, min(end, change), pauses) + _within(new, max(start, change), end, pauses)
    assert history.elapsed(start, end, pauses) == expected


def _within(hours: Hours, start: datetime, end: datetime, pauses: Sequence[Pause]) -> timedelta:
    return hours.elapsed(start, end, pauses) if start < end else timedelta()
