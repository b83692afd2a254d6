"""Each measure, from what happened to what met its standard. Case clocks have tests of their own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.events import (
    About,
    CaseRow,
    ClockRow,
    ContactRow,
    FollowUpRow,
    LoadRow,
    PairRow,
    PromiseRow,
    ReadingRow,
    ReviewRow,
    StandIn,
    StepsRow,
)
from crm_tui.domain.measures.basis import AsOf
from crm_tui.domain.measures.clock import clocks_kept
from crm_tui.domain.measures.first_contact import solved_at_first_contact
from crm_tui.domain.measures.follow_up_in_time import follow_ups_in_time
from crm_tui.domain.measures.load import within_load
from crm_tui.domain.measures.mood import left_in_mood
from crm_tui.domain.measures.needs import NEEDS
from crm_tui.domain.measures.promise import promises_kept
from crm_tui.domain.measures.reading import read_by_all
from crm_tui.domain.measures.recorded import by_agreed_date, timely_as_recorded
from crm_tui.domain.measures.review import reviewed_on_time
from crm_tui.domain.measures.same_person import same_person
from crm_tui.domain.measures.selectors import matter_of
from crm_tui.domain.measures.sequence import followed_by, preceded_by
from crm_tui.domain.measures.steps import steps_ticked
from crm_tui.domain.measures.waiting import waited_at_most
from crm_tui.domain.responses import is_response
from crm_tui.domain.standards import Scope, Version, governing_version
from crm_tui.domain.words import Measure, Mood

#: A Monday at nine in the morning.
START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
WEEKDAYS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (("09:00", "17:00"),))
#: Monday to Friday, nine to five.
OFFICE = BusinessCalendar("UTC", WEEKDAYS)
LATER = AsOf(START + 1000 * HOUR, OFFICE, ZoneInfo("UTC"))
CUSTOMER = About(customer_id=5, staff_id=6, tier="key", nature="complaint", channel="phone")


def as_of(now: datetime) -> AsOf:
    return replace(LATER, now=now)


def standard(target: float | None = None, matter: str = "", **settings: Any) -> list[Version]:
    return [Version(20, 2, START - HOUR, target, settings={"hours": "all"} | settings, matter=matter)]


def scoped(target: float | None = None, **scope: str) -> list[Version]:
    return [Version(20, 2, START - HOUR, target, Scope.from_rows(scope.items()))]


def contact(number: int, at: datetime, direction: str = "outbound", **marks: bool) -> ContactRow:
    return ContactRow(number, CUSTOMER, direction, at, **marks)


def met(events: Any) -> list[bool | None]:
    return [event.met for event in events]


def test_every_measure_says_what_it_needs() -> None:
    assert set(NEEDS) == set(Measure)


@pytest.mark.parametrize(
    ("ends", "now", "result", "at_risk"),
    [
        ({"stopped_at": START + 4 * HOUR}, LATER.now, True, False),
        ({"stopped_at": START + 4 * HOUR + MOMENT}, LATER.now, False, False),
        ({}, START + 3 * HOUR, None, False),
        ({}, START + 3 * HOUR + MOMENT, None, True),
        ({}, START + 4 * HOUR, False, False),
        ({"stopped_at": START + 5 * HOUR}, START + 2 * HOUR, None, False),
        ({"due_at": None, "warn_at": None}, LATER.now, None, False),
        ({"due_at": None, "warn_at": None, "stopped_at": START + 9 * HOUR}, LATER.now, True, False),
    ],
)
def test_clocks(ends: dict[str, Any], now: datetime, result: bool | None, at_risk: bool) -> None:
    times = {"due_at": START + 4 * HOUR, "warn_at": START + 3 * HOUR, **ends}
    row = ClockRow(1, CUSTOMER, ("case", 9), 20, START, **times)
    (event,) = clocks_kept([row], standard(240), as_of(now))
    assert (event.key, event.met, event.at_risk) == (("case", 9), result, at_risk)


def test_a_clock_by_a_version_of_another_measure_is_none_of_ours() -> None:
    assert list(clocks_kept([ClockRow(1, CUSTOMER, ("case", 9), 99, START)], standard(240), LATER)) == []


@pytest.mark.parametrize(
    ("nature", "scope", "measured"),
    [
        ("complaint", {}, 1),
        ("problem", {}, 0),
        ("problem", {"nature": "problem"}, 1),
        ("complaint", {"nature": "problem"}, 0),
        ("complaint", {"tier": "key"}, 1),
        ("complaint", {"tier": "standard"}, 0),
    ],
)
def test_first_contacts_of_complaints_unless_the_scope_names_other_natures(
    nature: str, scope: dict[str, str], measured: int
) -> None:
    first = replace(contact(1, START, "inbound", first=True), about=replace(CUSTOMER, nature=nature))
    assert len(list(solved_at_first_contact([first], scoped(**scope), LATER))) == measured


def test_solved_at_first_contact() -> None:
    contacts = [
        contact(1, START, "inbound", first=True, solves=True),
        contact(2, START, "inbound", first=True),
        contact(3, START, "inbound", solves=True),
        contact(4, START, "internal", first=True, solves=True),
    ]
    events = list(solved_at_first_contact(contacts, standard(), LATER))
    assert [(event.key, event.met) for event in events] == [
        (("interaction", 1), True),
        (("interaction", 2), False),
    ]


def test_follow_ups_done_by_when_they_were_first_due() -> None:
    row = FollowUpRow(3, CUSTOMER, START, START + 4 * HOUR)

    def found(now: datetime = LATER.now, **ends: datetime) -> list[bool | None]:
        return met(follow_ups_in_time([replace(row, **ends)], standard(), as_of(now)))

    assert found(done_at=START + 4 * HOUR) == [True]
    assert found(done_at=START + 5 * HOUR) == [False]
    assert found() == [False]
    assert found(now=START + HOUR) == [None]
    assert found(dropped_at=START + HOUR) == []
    assert found(dropped_at=START + 4 * HOUR) == [False]
    (event,) = follow_ups_in_time([row], standard(), as_of(START + 3 * HOUR + MOMENT))
    assert (event.key, event.at_risk) == (("follow_up", 3), True)


@pytest.mark.parametrize(
    ("state", "closed_after", "now", "result"),
    [
        ("kept", 4, LATER.now, [True]),
        ("kept-early", 1, LATER.now, [True]),
        ("kept", 1, START + HOUR / 2, [None]),
        ("broken", 5, LATER.now, [False]),
        ("broken", 1, START + 2 * HOUR, [None]),
        ("broken", 1, LATER.now, [False]),
        ("open", None, LATER.now, [False]),
        ("open", None, START + HOUR, [None]),
        ("withdrawn", 3, LATER.now, []),
        ("withdrawn", 4, LATER.now, [False]),
    ],
)
def test_promises_kept(state: str, closed_after: float | None, now: datetime, result: list[Any]) -> None:
    closed_at = None if closed_after is None else START + closed_after * HOUR
    ours = PromiseRow(8, CUSTOMER, START, START + 4 * HOUR, "ours", state, closed_at)
    theirs = replace(ours, by="theirs")
    assert met(promises_kept([ours, theirs], standard(), as_of(now))) == result
    assert met(promises_kept([ours, theirs], standard(matter="theirs"), as_of(now))) == result


@pytest.mark.parametrize(
    ("mood", "result"),
    [(Mood.UPSET, False), (Mood.NEUTRAL, False), (Mood.PLEASED, True), (Mood.DELIGHTED, True)],
)
def test_mood_at_least_as_good_as_the_target(mood: Mood, result: bool) -> None:
    row = replace(contact(1, START), mood=mood)
    assert met(left_in_mood([row], standard(4), LATER)) == [result]
    assert list(left_in_mood([row], standard(None), LATER)) == []


def test_mood_is_measured_where_it_is_known_and_never_of_notes() -> None:
    rows = [contact(1, START), replace(contact(2, START, "internal"), mood=Mood.PLEASED)]
    assert list(left_in_mood(rows, standard(4), LATER)) == []


@pytest.mark.parametrize(
    ("minutes", "target", "result"), [(3, 3, True), (4, 3, False), (0, 0, True), (1, 0, False)]
)
def test_waiting_time_of_inbound_calls(minutes: int, target: float, result: bool) -> None:
    row = replace(contact(1, START, "inbound"), waited_minutes=minutes)
    by_mail = replace(row, about=replace(CUSTOMER, channel="email"))
    others = [by_mail, replace(row, direction="outbound"), replace(row, waited_minutes=None)]
    assert met(waited_at_most([row, *others], standard(target), LATER)) == [result]


def test_reviews_of_standards_and_policies_on_time() -> None:
    row = ReviewRow(4, About(staff_id=6), START, START + 100 * HOUR)
    done = replace(row, done_at=START + 90 * HOUR)
    policy = replace(row, of="policy")
    events = list(reviewed_on_time([row, done, policy], standard(), LATER))
    assert met(events) == [False, True, False]
    assert [event.key for event in events] == [("standard", 4), ("standard", 4), ("policy", 4)]
    assert (events[0].customer_id, events[0].staff_id) == (None, 6)
    assert met(reviewed_on_time([row], standard(), as_of(START))) == [None]
    of_policies = standard(matter=matter_of(Measure.REVIEW_ON_TIME, {"of": "policy"}))
    assert [event.key for event in reviewed_on_time([row, policy], of_policies, LATER)] == [("policy", 4)]


def _case(*contacts: tuple[int, dict[str, Any]], **more: Any) -> CaseRow:
    """A solved case of staff 6; each contact is by a member of staff, an answer unless said otherwise."""
    opener = replace(contact(1, START, "inbound", responds=True), about=About(staff_id=9))
    answers = [
        replace(
            contact(number, START + number * HOUR, **{"responds": True, **marks}),
            about=About(staff_id=staff_id),
        )
        for number, (staff_id, marks) in enumerate(contacts, start=2)
    ]
    return CaseRow(9, CUSTOMER, START, 1, **{"solved_at": START + DAY, **more}, contacts=(opener, *answers))


@pytest.mark.parametrize(
    ("row", "result"),
    [
        (_case((6, {}), (6, {})), [True]),
        (_case(), [True]),
        (_case((6, {}), (7, {})), [False]),
        (_case((7, {"responds": False})), [True]),
        (_case((7, {"automatic": True})), [True]),
        (_case((7, {"direction": "internal"})), [True]),
        (_case((7, {}), stand_ins=[StandIn(7, START, START + DAY)]), [True]),
        (_case((7, {}), stand_ins=[StandIn(8, START, START + DAY)]), [False]),
        (_case((7, {}), stand_ins=[StandIn(7, START, START + 2 * HOUR)]), [False]),
        (_case((7, {}), solved_at=None), []),
        (_case((7, {}), solved_at=LATER.now + HOUR), []),
    ],
)
def test_the_same_person_to_the_end(row: CaseRow, result: list[bool]) -> None:
    assert met(same_person([row], standard(), LATER)) == result


@pytest.mark.parametrize(
    ("made", "target", "settings", "overridden", "result"),
    [
        ({30: 3, 7: 1}, None, {}, False, True),
        ({30: 4, 7: 1}, None, {}, False, False),
        ({30: 3, 7: 1}, None, {}, True, False),
        ({30: 4, 7: 1}, 1, {"days": 7}, False, True),
        ({30: 4, 7: 2}, 1, {"days": 7}, False, False),
        ({30: 1, 7: 1}, 0, {}, False, False),
    ],
)
def test_contact_load_by_the_version_else_by_the_tier(
    made: dict[int, int], target: float | None, settings: dict[str, int], overridden: bool, result: bool
) -> None:
    row = LoadRow(1, CUSTOMER, START, made, limit=3, days=30, overridden=overridden)
    assert met(within_load([row], standard(target, **settings), LATER)) == [result]


@pytest.mark.parametrize(
    ("read_after", "over_after", "target", "result"),
    [
        (13, None, None, [True]),
        (15, None, None, [False]),
        (None, None, None, [False]),
        (None, 10, None, []),
        (None, 20, None, [False]),
        (3, 10, None, [True]),
        (None, None, 60 * 24 * 60, [None]),
        (0, None, 0, [True]),
        (1, None, 0, [False]),
    ],
)
def test_read_by_all(
    read_after: int | None, over_after: int | None, target: float | None, result: list[Any]
) -> None:
    row = ReadingRow(
        700_006,
        About(staff_id=6),
        START,
        None if read_after is None else START + read_after * DAY,
        None if over_after is None else START + over_after * DAY,
    )
    assert met(read_by_all([row], standard(target), LATER)) == result


MISSED_CALL = {"a": {"outcome": ["missed"]}, "b": {"direction": ["outbound"]}}
CALL_BACK = matter_of(Measure.FOLLOWED_BY, MISSED_CALL)


def pair(after: timedelta | None, at: datetime = START) -> PairRow:
    return PairRow("interaction", 1, CUSTOMER, CALL_BACK, at, None if after is None else at + after)


@pytest.mark.parametrize(
    ("after", "now", "result"),
    [
        (4 * HOUR, LATER.now, True),
        (4 * HOUR + MOMENT, LATER.now, False),
        (None, LATER.now, False),
        (None, START + 3 * HOUR, None),
        (5 * HOUR, START + HOUR, None),
    ],
)
def test_one_thing_followed_by_another(after: timedelta | None, now: datetime, result: bool | None) -> None:
    assert met(followed_by([pair(after)], standard(240, CALL_BACK), as_of(now))) == [result]


def test_what_should_follow_is_waited_for_in_opening_hours() -> None:
    friday = START + 4 * DAY + 7 * HOUR  # four o'clock
    row = pair(3 * DAY, friday)
    in_open_hours = standard(120, CALL_BACK, hours="open")
    (event,) = followed_by([row], in_open_hours, LATER)
    assert event.due_at == START + 7 * DAY + HOUR  # Monday at ten
    assert event.met is False
    assert met(followed_by([pair(2 * DAY + 18 * HOUR, friday)], in_open_hours, LATER)) == [True]


@pytest.mark.parametrize(
    ("at", "days", "hours", "due_at"),
    [
        (START, 0, "open", START + 15 * HOUR),
        (START + 10 * HOUR, 0, "open", START + 39 * HOUR),
        (START + 5 * DAY, 0, "open", START + 7 * DAY + 15 * HOUR),
        (START + 4 * DAY, 1, "open", START + 7 * DAY + 15 * HOUR),
        (START + 4 * DAY, 1, "all", START + 5 * DAY + 15 * HOUR),
    ],
)
def test_days_end_at_midnight_and_closed_ones_do_not_count(
    at: datetime, days: int, hours: str, due_at: datetime
) -> None:
    (event,) = followed_by([pair(None, at)], standard(days, CALL_BACK, unit="days", hours=hours), LATER)
    assert event.due_at == due_at


def test_a_calendar_that_never_opens_again_leaves_nothing_due() -> None:
    closed = BusinessCalendar("UTC", WEEKDAYS, holidays=[START.date() + n * DAY for n in range(3000)])
    for settings in ({"hours": "open"}, {"hours": "open", "unit": "days"}):
        (event,) = followed_by(
            [pair(None)], standard(1, CALL_BACK, **settings), replace(LATER, opening=closed)
        )
        assert (event.due_at, event.met) == (None, None)


@pytest.mark.parametrize(
    ("before", "result"), [(HOUR, True), (4 * HOUR, True), (4 * HOUR + MOMENT, False), (None, False)]
)
def test_one_thing_preceded_by_another(before: timedelta | None, result: bool) -> None:
    row = pair(None if before is None else -before)
    (event,) = preceded_by([row], standard(240, CALL_BACK), LATER)
    assert (event.met, event.started_at) == (result, START)


def test_sequences_of_other_events_do_not_compete() -> None:
    thanks = matter_of(Measure.FOLLOWED_BY, {"a": {"nature": ["sale"]}, "b": {}})
    newer = Version(21, 3, START - MOMENT, 1, Scope.from_rows([("tier", "key")]), matter=thanks)
    versions = [*standard(240, CALL_BACK), newer]
    (event,) = followed_by([pair(None)], versions, LATER)
    assert event.version_id == 20
    rival = replace(newer, matter=CALL_BACK)
    (event,) = followed_by([pair(None)], [*versions[:1], rival], LATER)
    assert event.version_id == 21


def test_a_choice_is_the_same_in_any_order() -> None:
    one = {"a": {"nature": ["sale", "support"], "outcome": []}, "b": {"channel": ["phone"]}}
    other = {"b": {"event": "contact", "channel": ("phone",)}, "a": {"nature": ("support", "sale")}}
    assert matter_of(Measure.PRECEDED_BY, one) == matter_of(Measure.PRECEDED_BY, other)


@pytest.mark.parametrize(
    ("asked", "ticked", "result"),
    [
        ({"say-price"}, {"say-price", "greet"}, [True]),
        ({"say-price"}, {"greet"}, [False]),
        ({"say-price", "greet"}, {"greet"}, [False]),
        (set(), {"greet"}, []),
    ],
)
def test_steps_that_were_asked_for(asked: set[str], ticked: set[str], result: list[bool]) -> None:
    row = StepsRow(1, CUSTOMER, "", START, frozenset(asked), frozenset(ticked))
    assert met(steps_ticked([row], standard(), LATER)) == result


def test_cases_by_their_agreed_date() -> None:
    row = CaseRow(9, CUSTOMER, START, None, agreed_at=START + DAY)
    solved = [replace(row, solved_at=START + after) for after in (DAY, DAY + MOMENT)]
    without = replace(row, agreed_at=None)
    assert met(by_agreed_date([row, *solved, without], standard(), LATER)) == [False, True, False]
    assert met(by_agreed_date([row], standard(), as_of(START + HOUR))) == [None]


def test_cases_as_another_system_judged_them() -> None:
    rows = [CaseRow(9, CUSTOMER, START, None, timely=timely) for timely in (True, False, None)]
    assert met(timely_as_recorded(rows, standard(), LATER)) == [True, False]


def test_colleagues_are_measured_only_where_the_scope_names_them() -> None:
    colleague = replace(
        contact(1, START), mood=Mood.UPSET, about=replace(CUSTOMER, kinds=frozenset({"internal"}))
    )
    assert list(left_in_mood([colleague], standard(4), LATER)) == []
    assert met(left_in_mood([colleague], scoped(4, kind="internal"), LATER)) == [False]


def test_the_version_at_the_start_measures_even_what_ends_under_the_next() -> None:
    versions = [*standard(240, CALL_BACK), Version(21, 2, START + HOUR, 60, matter=CALL_BACK)]
    (event,) = followed_by([pair(3 * HOUR)], versions, LATER)
    assert (event.version_id, event.met) == (20, True)
    assert governing_version(versions, {}, START - DAY, CALL_BACK) is None


def test_the_contact_that_opens_a_case_answers_nothing() -> None:
    assert is_response("inbound", outcome_responds=True, opens_case=False, automatic=False)
    assert not is_response("inbound", outcome_responds=True, opens_case=True, automatic=False)


@given(
    after=st.none() | st.integers(0, 20_000),
    target=st.integers(0, 3_000),
    minutes=st.integers(0, 20_000),
    hours=st.sampled_from(["open", "all"]),
    unit=st.sampled_from([None, "days"]),
)
def test_what_was_once_judged_stays_so(
    after: int | None, target: int, minutes: int, hours: str, unit: str | None
) -> None:
    row = pair(None if after is None else timedelta(minutes=after))
    versions = standard(target % 9 if unit else target, CALL_BACK, hours=hours, unit=unit)
    (then,) = followed_by([row], versions, as_of(START + timedelta(minutes=minutes)))
    (finally_,) = followed_by([row], versions, as_of(START + timedelta(days=1000)))
    assert finally_.met is not None
    assert then.met in (None, finally_.met)
    assert then.due_at == finally_.due_at
