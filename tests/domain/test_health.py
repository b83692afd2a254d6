"""How a relationship is doing: each rule, how they add up, and when time alone changes the level."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.health import RULES, Sign, assess
from crm_tui.domain.health_facts import Complaint, Contact, HealthFacts, OwnPromise, Reopening
from crm_tui.domain.health_text import reason_in_words
from crm_tui.domain.words import Health, Mood

DHAKA = ZoneInfo("Asia/Dhaka")
#: Saturday noon in Dhaka.
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def felt(days_ago: float, mood: Mood, contact_id: int = 1, **more) -> Contact:
    return Contact(contact_id, NOW - days_ago * DAY, mood, **more)


def moods(*found: Mood) -> list[Contact]:
    """One contact a day up to yesterday."""
    return [felt(len(found) - place, mood, place + 1) for place, mood in enumerate(found)]


def complaint(days_ago: float, number: int, *, is_open: bool = False) -> Complaint:
    return Complaint(("case", number), NOW - days_ago * DAY, is_open)


def signs(facts: HealthFacts, now: datetime = NOW) -> dict[Sign, tuple]:
    return {reason.sign: reason.evidence for reason in assess(facts, now).reasons}


def words(facts: HealthFacts) -> list[str]:
    return [reason_in_words(reason, NOW, DHAKA) for reason in assess(facts, NOW).reasons]


def test_nothing_known_is_steady_for_ever() -> None:
    found = assess(HealthFacts(), NOW)
    assert (found.level, found.reasons, found.turns_at) == (Health.STEADY, (), None)


def test_the_examples_of_the_screens() -> None:
    open_since_thursday = complaint(2, 1, is_open=True)
    waited = Contact(7, NOW - 5 * DAY, waited_minutes=14)
    watched = HealthFacts([waited], [open_since_thursday])
    assert assess(watched, NOW).level is Health.WATCH
    assert words(watched) == ["complaint open since Thu", "waited 14 min Mon"]
    falling = HealthFacts(moods(Mood.NEUTRAL, Mood.UNEASY), [complaint(20, 1), complaint(3, 2)])
    assert assess(falling, NOW).level is Health.AT_RISK
    assert words(falling) == ["2 complaints in 30 d", "mood falling"]
    broken = OwnPromise(3, NOW - 12 * DAY, NOW - 12 * DAY)
    lost = HealthFacts(promises=[broken], heard_at=NOW - 41 * DAY, rhythm_days=30)
    assert assess(lost, NOW).level is Health.AT_RISK
    assert words(lost) == ["promise broken 9 Nov", "silent for 41 d"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((Mood.PLEASED, Mood.NEUTRAL, Mood.UNEASY), True),
        ((Mood.NEUTRAL, Mood.UNEASY), True),
        ((Mood.UPSET, Mood.DELIGHTED, Mood.UNEASY, Mood.UNEASY), True),
        ((Mood.DELIGHTED, Mood.PLEASED, Mood.NEUTRAL), False),
        ((Mood.UNEASY, Mood.PLEASED, Mood.UNEASY), False),
        ((Mood.UNEASY, Mood.UNEASY), False),
        ((Mood.UNEASY,), False),
    ],
)
def test_mood_is_falling_when_the_last_ones_never_rose_and_ended_below_neutral(found, expected) -> None:
    assert (Sign.MOOD_FALLING in signs(HealthFacts(moods(*found)))) is expected


def test_the_last_mood_says_whether_they_were_left_upset() -> None:
    assert signs(HealthFacts([felt(1, Mood.UPSET)])) == {Sign.LEFT_UPSET: (("interaction", 1),)}
    solved = HealthFacts([felt(1, Mood.UNEASY, solved=True)])
    assert words(solved) == ["solved, but left uneasy Fri"]
    assert signs(HealthFacts([felt(1, Mood.UNEASY)])) == {}
    healed = HealthFacts([felt(2, Mood.UPSET, solved=True), felt(1, Mood.NEUTRAL, 2)])
    assert assess(healed, NOW).level is Health.STEADY


def test_a_promise_is_late_from_the_day_it_was_told_for() -> None:
    facts = HealthFacts(promises=[OwnPromise(4, NOW + DAY)])
    before = assess(facts, NOW)
    assert (before.level, before.turns_at) == (Health.STEADY, NOW + DAY)
    after = assess(facts, NOW + DAY)
    assert (after.level, after.turns_at) == (Health.WATCH, None)
    assert after.reasons[0].evidence == (("promise", 4),)


def test_two_broken_promises_put_a_customer_at_risk_and_so_does_a_reopened_complaint() -> None:
    broken = [OwnPromise(number, NOW - number * DAY, NOW - number * DAY) for number in (2, 1)]
    facts = HealthFacts(promises=broken)
    assert assess(facts, NOW).level is Health.AT_RISK
    assert words(facts) == ["2 promises broken in 60 d"]
    assert signs(facts)[Sign.PROMISE_BROKEN] == (("promise", 1), ("promise", 2))
    assert assess(HealthFacts(reopenings=[Reopening(1, NOW)]), NOW).level is Health.WATCH
    again = HealthFacts(complaints=[complaint(40, 1, is_open=True)], reopenings=[Reopening(1, NOW)])
    assert assess(again, NOW).level is Health.AT_RISK


def test_a_complaint_that_was_solved_is_no_sign_by_itself_but_a_second_one_is() -> None:
    assert assess(HealthFacts(complaints=[complaint(1, 1)]), NOW).level is Health.STEADY
    two = HealthFacts(complaints=[complaint(29, 1), complaint(1, 2)])
    assert assess(two, NOW).level is Health.WATCH
    assert assess(two, NOW).turns_at == NOW + DAY
    three = HealthFacts(complaints=[complaint(9, 1), complaint(5, 2), complaint(1, 3)])
    assert assess(three, NOW).level is Health.AT_RISK


def test_silence_is_measured_against_what_was_agreed() -> None:
    heard = HealthFacts(heard_at=NOW - 29 * DAY, rhythm_days=30)
    assert (assess(heard, NOW).level, assess(heard, NOW).turns_at) == (Health.STEADY, NOW + DAY)
    assert assess(heard, NOW + DAY).level is Health.WATCH
    assert assess(HealthFacts(heard_at=NOW - 900 * DAY), NOW).level is Health.STEADY


def test_happy_needs_two_good_contacts_lately_the_last_among_them_and_no_bad_one() -> None:
    happy = HealthFacts(moods(Mood.NEUTRAL, Mood.PLEASED, Mood.DELIGHTED))
    found = assess(happy, NOW)
    assert found.level is Health.HAPPY
    assert found.reasons[0].evidence == (("interaction", 3), ("interaction", 2))
    assert found.turns_at == happy.contacts[1].at + 90 * DAY
    for others in (
        (Mood.PLEASED,),
        (Mood.PLEASED, Mood.PLEASED, Mood.NEUTRAL),
        (Mood.UNEASY, Mood.PLEASED, Mood.PLEASED),
    ):
        assert assess(HealthFacts(moods(*others)), NOW).level is Health.STEADY
    good = [Contact(1, NOW - 2 * DAY, good_moment=True), Contact(2, NOW - DAY, good_moment=True)]
    assert assess(HealthFacts(good), NOW).level is Health.HAPPY


def test_whoever_left_and_colleagues_are_not_looked_after() -> None:
    facts = HealthFacts(complaints=[complaint(1, 1, is_open=True)], apart=True)
    assert assess(facts, NOW) == assess(HealthFacts(apart=True), NOW)


def test_every_reason_names_its_records_but_silence_which_has_none() -> None:
    facts = HealthFacts(
        [*moods(Mood.NEUTRAL, Mood.UPSET), Contact(9, NOW, waited_minutes=10)],
        [complaint(3, 1, is_open=True), complaint(2, 2)],
        [OwnPromise(1, NOW - DAY), OwnPromise(2, NOW - DAY, NOW - DAY)],
        [Reopening(1, NOW)],
        NOW - 99 * DAY,
        30,
    )
    found = signs(facts)
    assert set(found) == set(RULES) - {Sign.SOLVED_BUT_UPSET, Sign.QUIET, Sign.LEFT_HAPPY}
    assert all(evidence for sign, evidence in found.items() if sign is not Sign.SILENT)


def heard(*days_ago: float) -> HealthFacts:
    return HealthFacts(heard=[NOW - days * DAY for days in days_ago], last_heard=("interaction", 5))


def test_who_was_in_touch_regularly_and_is_silent_for_longer_than_usual_is_watched() -> None:
    every_three_weeks = heard(*range(171, 60, -21))
    found = assess(every_three_weeks, NOW)
    assert (found.level, found.turns_at) == (Health.WATCH, NOW + (400 - 66) * DAY)
    assert words(every_three_weeks) == ["quiet for longer than usual, 66 d"]
    assert signs(every_three_weeks) == {Sign.QUIET: (("interaction", 5),)}
    before = assess(every_three_weeks, NOW - 4 * DAY)
    assert (before.level, before.turns_at) == (Health.STEADY, NOW - 3 * DAY)
    assert assess(every_three_weeks, found.turns_at).level is Health.STEADY


@pytest.mark.parametrize(
    "days_ago",
    [
        pytest.param(range(150, 70, -21), id="four contacts are no rhythm"),
        pytest.param(range(80, 60, -1), id="all about one matter"),
        pytest.param(range(150, 40, -26), id="not yet for three times the gap"),
        pytest.param((300, 220, 215, 210, 205, 141, 66), id="such a pause there was before"),
        pytest.param((190, 150, 149.5, 149, 148.5, 148, 99), id="several on one day are one"),
        pytest.param((200, 160, 150, 140, 130, 120, 29), id="nobody is missed within a month"),
        pytest.param(range(520, 402, -21), id="long gone"),
    ],
)
def test_silence_is_usual(days_ago) -> None:
    assert signs(heard(*days_ago)) == {}


_AGES = st.floats(-20, 100)


@st.composite
def histories(draw: st.DrawFn) -> HealthFacts:
    ages = sorted(draw(st.lists(_AGES, max_size=6)), reverse=True)
    contacts = [
        Contact(
            place,
            NOW - age * DAY,
            draw(st.sampled_from([*Mood, None])),
            draw(st.booleans()),
            draw(st.sampled_from([0, 5, 12])),
            draw(st.booleans()),
        )
        for place, age in enumerate(ages)
    ]
    complaints = [complaint(age, place) for place, age in enumerate(draw(st.lists(_AGES, max_size=3)))]
    promises = [
        OwnPromise(place, NOW - age * DAY, draw(st.sampled_from([None, NOW - age * DAY])))
        for place, age in enumerate(draw(st.lists(_AGES, max_size=3)))
    ]
    heard_at = NOW - draw(st.floats(0, 60)) * DAY
    return HealthFacts(contacts, complaints, promises, [], heard_at, draw(st.sampled_from([None, 14, 45])))


@given(histories(), st.lists(st.floats(0, 130), max_size=12))
def test_a_level_holds_until_the_instant_that_it_names(facts: HealthFacts, later: list[float]) -> None:
    found = assess(facts, NOW)
    for days in later:
        at = NOW + days * DAY
        if found.turns_at is None or at < found.turns_at:
            then = assess(facts, at)
            assert (then.level, then.turns_at) == (found.level, found.turns_at)
    if found.turns_at is not None:
        assert assess(facts, found.turns_at).level is not found.level
