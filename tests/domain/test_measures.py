"""The six measures, from what happened to what met its standard."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.events import About, CaseRow, ContactRow, FollowUpRow, ReviewRow
from crm_tui.domain.measures import (
    answered_within,
    first_answer_at,
    follow_ups_in_time,
    left_in_mood,
    reviewed_on_time,
    solved_at_first_contact,
    waited_at_most,
)
from crm_tui.domain.responses import has_reached, is_response
from crm_tui.domain.standards import MeasuredEvent, Scope, Version, attainment
from crm_tui.domain.words import Mood

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
LATER = START + 1000 * HOUR
COMPLAINT = About(customer_id=5, staff_id=6, tier="key", nature="complaint", channel="phone")


def standard(target: float | None = None, **scope: str) -> list[Version]:
    return [Version(20, 2, START - HOUR, target, Scope.from_rows(scope.items()))]


def contact(number: int, at: datetime, direction: str = "outbound", **marks: bool) -> ContactRow:
    return ContactRow(number, COMPLAINT, direction, at, **marks)


def case(*more: ContactRow, solved_at: datetime | None = None) -> CaseRow:
    opener = contact(1, START, "inbound", responds=True, first=True)
    return CaseRow(9, COMPLAINT, START, 1, solved_at, (opener, *more))


def answer(row: CaseRow, now: datetime, target: float = 240) -> MeasuredEvent:
    (event,) = answered_within([row], standard(target), now)
    return event


def test_an_answer_within_the_target_meets_it() -> None:
    row = case(contact(2, START + 3 * HOUR, responds=True))
    assert answer(row, LATER) == MeasuredEvent(
        ("case", 9), 2, 20, 5, 6, "key", START, START + 4 * HOUR, True, START + 3 * HOUR, False
    )
    assert answer(case(contact(2, START + 4 * HOUR, responds=True)), LATER).met is True
    assert answer(case(contact(2, START + 4 * HOUR + MOMENT, responds=True)), LATER).met is False


def test_a_running_clock_is_not_measured_until_due_and_at_risk_past_three_quarters() -> None:
    row = case()
    for now, met, at_risk in (
        (START + 3 * HOUR, None, False),
        (START + 3 * HOUR + MOMENT, None, True),
        (START + 4 * HOUR - MOMENT, None, True),
        (START + 4 * HOUR, False, False),
        (LATER, False, False),
    ):
        event = answer(row, now)
        assert (event.met, event.at_risk, event.ended_at) == (met, at_risk, None)


def test_a_late_answer_stays_missed_and_one_yet_to_come_does_not_count() -> None:
    row = case(contact(2, START + 5 * HOUR, responds=True))
    assert answer(row, LATER).met is False
    assert answer(row, START + 2 * HOUR).met is None
    assert answer(row, START + 2 * HOUR).ended_at is None


@pytest.mark.parametrize(
    "useless",
    [
        contact(2, START + HOUR, responds=False),
        contact(2, START + HOUR, "internal", responds=True),
        contact(2, START + HOUR, responds=True, automatic=True),
        contact(2, START - HOUR, responds=True),
    ],
)
def test_what_is_no_response_stops_no_clock(useless: ContactRow) -> None:
    assert first_answer_at(case(useless)) is None
    assert answer(case(useless), LATER).met is False


def test_the_first_answer_by_when_it_happened_stops_the_clock_whoever_called() -> None:
    row = case(
        contact(2, START + 9 * HOUR, responds=True), contact(3, START + HOUR, "inbound", responds=True)
    )
    assert first_answer_at(row) == START + HOUR


def test_a_case_solved_without_a_word_is_answered_then() -> None:
    assert answer(case(solved_at=START + HOUR), LATER).met is True
    assert answer(case(solved_at=START + 5 * HOUR), LATER).met is False


def test_a_complaint_solved_at_first_contact_has_no_clock() -> None:
    row = CaseRow(9, COMPLAINT, START, 1, START, (contact(1, START, "inbound", responds=True, solves=True),))
    assert list(answered_within([row], standard(240), LATER)) == []


def test_a_target_of_zero_is_one_and_no_target_measures_nothing() -> None:
    assert answer(case(), START, target=0).met is False
    assert list(answered_within([case()], standard(None), LATER)) == []


def test_another_way_of_counting_time_can_take_the_place_of_the_clock() -> None:
    def twice_as_slow(start: datetime, minutes: float) -> datetime:
        return start + timedelta(minutes=2 * minutes)

    now = START + 6 * HOUR + MOMENT
    (event,) = answered_within([case()], standard(240), now, twice_as_slow)
    assert (event.due_at, event.met, event.at_risk) == (START + 8 * HOUR, None, True)


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
def test_complaints_are_measured_unless_the_scope_names_other_natures(
    nature: str, scope: dict[str, str], measured: int
) -> None:
    row = replace(case(), about=replace(COMPLAINT, nature=nature))
    assert len(list(answered_within([row], standard(60, **scope), LATER))) == measured
    first = replace(contact(1, START, "inbound", first=True), about=row.about)
    assert len(list(solved_at_first_contact([first], standard(**scope)))) == measured


def test_the_version_at_the_start_measures_even_what_ends_under_the_next() -> None:
    versions = [*standard(240), Version(21, 2, START + HOUR, 60)]
    (event,) = answered_within([case(contact(2, START + 3 * HOUR, responds=True))], versions, LATER)
    assert (event.version_id, event.met) == (20, True)
    assert list(answered_within([case()], [Version(21, 2, START + HOUR, 60)], LATER)) == []


def test_solved_at_first_contact() -> None:
    contacts = [
        contact(1, START, "inbound", first=True, solves=True),
        contact(2, START, "inbound", first=True),
        contact(3, START, "inbound", solves=True),
        contact(4, START, "internal", first=True, solves=True),
    ]
    events = list(solved_at_first_contact(contacts, standard()))
    assert [(event.key, event.met) for event in events] == [
        (("interaction", 1), True),
        (("interaction", 2), False),
    ]


def test_follow_ups_done_by_when_they_were_first_due() -> None:
    row = FollowUpRow(3, COMPLAINT, START, START + 4 * HOUR)

    def met(now: datetime = LATER, **ends: datetime) -> list[bool | None]:
        return [event.met for event in follow_ups_in_time([replace(row, **ends)], standard(), now)]

    assert met(done_at=START + 4 * HOUR) == [True]
    assert met(done_at=START + 5 * HOUR) == [False]
    assert met() == [False]
    assert met(now=START + HOUR) == [None]
    assert met(dropped_at=START + HOUR) == []
    assert met(dropped_at=START + 4 * HOUR) == [False]
    (event,) = follow_ups_in_time([row], standard(), START + 3 * HOUR + MOMENT)
    assert (event.key, event.at_risk) == (("follow_up", 3), True)


@pytest.mark.parametrize(
    ("mood", "met"),
    [(Mood.UPSET, False), (Mood.NEUTRAL, False), (Mood.PLEASED, True), (Mood.DELIGHTED, True)],
)
def test_mood_at_least_as_good_as_the_target(mood: Mood, met: bool) -> None:
    row = replace(contact(1, START), mood=mood)
    assert [event.met for event in left_in_mood([row], standard(4))] == [met]
    assert list(left_in_mood([row], standard(None))) == []


def test_mood_is_measured_where_it_is_known_and_never_of_notes() -> None:
    rows = [contact(1, START), replace(contact(2, START, "internal"), mood=Mood.PLEASED)]
    assert list(left_in_mood(rows, standard(4))) == []


@pytest.mark.parametrize(
    ("minutes", "target", "met"), [(3, 3, True), (4, 3, False), (0, 0, True), (1, 0, False)]
)
def test_waiting_time_of_inbound_calls(minutes: int, target: float, met: bool) -> None:
    row = replace(contact(1, START, "inbound"), waited_minutes=minutes)
    by_mail = replace(row, about=replace(COMPLAINT, channel="email"))
    others = [by_mail, replace(row, direction="outbound"), replace(row, waited_minutes=None)]
    assert [event.met for event in waited_at_most([row, *others], standard(target))] == [met]


def test_reviews_on_time() -> None:
    row = ReviewRow(4, About(staff_id=6), START, START + 100 * HOUR)
    done = replace(row, done_at=START + 90 * HOUR)
    events = list(reviewed_on_time([row, done], standard(), LATER))
    assert [event.met for event in events] == [False, True]
    assert (events[0].key, events[0].customer_id, events[0].staff_id) == (("standard", 4), None, 6)
    assert [event.met for event in reviewed_on_time([row], standard(), START)] == [None]


@pytest.mark.parametrize(
    ("direction", "outcome_reaches", "written", "automatic", "reached"),
    [
        ("outbound", True, False, False, True),
        ("outbound", False, False, False, False),
        ("outbound", False, True, False, True),
        ("inbound", False, True, False, False),
        ("outbound", True, True, True, False),
        ("internal", True, True, False, False),
    ],
)
def test_reaching_somebody(
    direction: str, outcome_reaches: bool, written: bool, automatic: bool, reached: bool
) -> None:
    marks = {"outcome_reaches": outcome_reaches, "channel_is_written": written, "automatic": automatic}
    assert has_reached(direction, **marks) is reached


def test_the_contact_that_opens_a_case_answers_nothing() -> None:
    assert is_response("inbound", outcome_responds=True, opens_case=False, automatic=False)
    assert not is_response("inbound", outcome_responds=True, opens_case=True, automatic=False)


@given(
    st.lists(
        st.tuples(st.integers(-50, 300), st.sampled_from(["inbound", "outbound", "internal"]), st.booleans())
    ),
    st.integers(0, 200),
    st.integers(0, 400),
)
def test_a_case_once_missed_is_never_met_later_and_measured_stays_measured(
    history: list[tuple[int, str, bool]], target: int, minutes: int
) -> None:
    contacts = [
        contact(number, START + timedelta(minutes=after), direction, responds=responds)
        for number, (after, direction, responds) in enumerate(history, start=2)
    ]
    now = START + timedelta(minutes=minutes)
    then, finally_ = answer(case(*contacts), now, target), answer(case(*contacts), LATER, target)
    assert finally_.met is not None
    assert then.met in (None, finally_.met)
    answers = [
        after for after, direction, responds in history if after >= 0 and responds and direction != "internal"
    ]
    assert finally_.met is (min(answers, default=target + 1) <= target)
    assert attainment([finally_]).met == finally_.met
