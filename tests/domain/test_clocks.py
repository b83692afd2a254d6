"""Case clocks, rule by rule. The desk is open on weekdays from 9 to 12 and from 13 to 17."""

from datetime import UTC, datetime, timedelta

import pytest

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.case_story import CaseStory, ProductChange, StageMove, StoryContact, TierChange
from crm_tui.domain.clock_rules import ClockRules, Target
from crm_tui.domain.clocks import clocks_of, measured
from crm_tui.domain.hours import ROUND_THE_CLOCK
from crm_tui.domain.standards import Scope, Version, attainment
from crm_tui.domain.words import ClockName, ClockState, Direction, Outcome, Stage

DAY = (("09:00", "12:00"), ("13:00", "17:00"))
HOURS = BusinessCalendar("UTC", dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), DAY))
FIRST, NEXT, RESOLUTION = ClockName.FIRST_RESPONSE, ClockName.NEXT_RESPONSE, ClockName.RESOLUTION
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """That time in November 2026, of which the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


MONDAY = at(16, 10)


def target(
    minutes: float | None, version_id: int = 1, *, hours=HOURS, valid_from=LONG_AGO, standard_id=0, **scope
) -> Target:
    values = {dimension: frozenset({value}) for dimension, value in scope.items()}
    version = Version(version_id, standard_id or version_id, valid_from, minutes, Scope(values))
    return Target(version, hours)


def rules(first=60, following=30, resolution=480) -> ClockRules:
    return ClockRules(
        {FIRST: [target(first, 1)], NEXT: [target(following, 2)], RESOLUTION: [target(resolution, 3)]}
    )


def contact(
    number: int,
    when: datetime,
    direction=Direction.INBOUND,
    outcome=Outcome.FOLLOW_UP,
    *,
    automatic: bool = False,
) -> StoryContact:
    responds = outcome in {
        Outcome.SOLVED,
        Outcome.PROMISED,
        Outcome.FOLLOW_UP,
        Outcome.DECLINED,
        Outcome.INFORMATION,
    }
    return StoryContact(
        number, when, direction, outcome, outcome == Outcome.SOLVED, responds, automatic=automatic
    )


def mail_in(number: int, when: datetime) -> StoryContact:
    """They wrote and nobody has answered yet."""
    return contact(number, when, outcome=Outcome.ESCALATED)


def call_out(number: int, when: datetime, outcome=Outcome.INFORMATION) -> StoryContact:
    return contact(number, when, Direction.OUTBOUND, outcome)


def story(*contacts: StoryContact, moves=(), tiers=(), products=(), opened_at=MONDAY, **more) -> CaseStory:
    """A complaint that began on Monday at ten with contact 1."""
    opening = contact(1, opened_at)
    return CaseStory(
        id=7,
        customer_id=5,
        owner_id=2,
        nature=more.pop("nature", "complaint"),
        opened_at=opened_at,
        opened_by=1,
        channel="phone",
        contacts=sorted([more.pop("opening", opening), *contacts], key=lambda one: (one.happened_at, one.id)),
        moves=[StageMove(*move) for move in moves],
        tiers=[TierChange(*change) for change in tiers],
        products=[ProductChange(*change) for change in products],
        **more,
    )


def clocks(of: CaseStory, by: ClockRules | None = None):
    return clocks_of(of, by or rules())


def clock(name: ClockName, of: CaseStory, by: ClockRules | None = None):
    [found] = [one for one in clocks(of, by) if one.name is name]
    return found


# The first answer


def test_it_starts_when_the_contact_happened_and_runs_in_opening_hours():
    first = clock(FIRST, story(opened_at=at(16, 11, 30)))
    assert first.started_at == at(16, 11, 30)
    assert first.due_at == at(16, 13, 30)  # over lunch


def test_what_began_at_night_runs_from_the_next_opening():
    assert clock(FIRST, story(opened_at=at(14, 22))).due_at == at(16, 10)


def test_a_target_may_count_round_the_clock():
    by = ClockRules({FIRST: [target(24 * 60, hours=ROUND_THE_CLOCK)]})
    assert clock(FIRST, story(opened_at=at(14, 22)), by).due_at == at(15, 22)


def test_the_contact_that_opened_the_case_does_not_stop_it():
    first = clock(FIRST, story())
    assert first.stopped_at is None
    assert first.state(MONDAY) is ClockState.RUNNING


def test_a_response_stops_it_in_time_or_too_late():
    in_time = clock(FIRST, story(call_out(2, at(16, 11))))
    assert (in_time.stopped_at, in_time.state(at(20))) == (at(16, 11), ClockState.MET)
    late = clock(FIRST, story(call_out(2, at(16, 11, 0) + timedelta(seconds=1))))
    assert late.state(at(20)) is ClockState.MISSED  # a second counts: nothing is floored


@pytest.mark.parametrize(
    "no_response",
    [
        contact(2, at(16, 10, 30), Direction.INTERNAL),
        call_out(2, at(16, 10, 30), Outcome.NO_ANSWER),
        call_out(2, at(16, 10, 30), Outcome.LEFT_MESSAGE),
        contact(2, at(16, 10, 30), Direction.OUTBOUND, automatic=True),
        mail_in(2, at(16, 10, 30)),
    ],
)
def test_notes_failed_attempts_automatic_replies_and_their_own_messages_are_no_response(no_response):
    first = clock(FIRST, story(no_response))
    assert first.stopped_at is None
    assert first.due_at == at(16, 11)


def test_a_late_first_answer_is_missed_although_there_is_one():
    first = clock(FIRST, story(call_out(2, at(17, 9))))
    assert first.state(at(20)) is ClockState.MISSED
    assert first.left(at(20)) == timedelta(hours=-5)  # in opening hours, not 22 hours


def test_solving_answers():
    first = clock(FIRST, story(moves=[(at(16, 10, 30), Stage.SOLVED)]))
    assert (first.stopped_at, first.state(at(20))) == (at(16, 10, 30), ClockState.MET)


def test_solved_at_first_contact_meets_every_clock_in_no_time():
    solved = story(opening=contact(1, MONDAY, outcome=Outcome.SOLVED))
    found = clocks(solved, rules(first=0, resolution=0))
    assert [one.name for one in found] == [FIRST, RESOLUTION]
    for one in found:
        assert one.stopped_at == MONDAY
        assert one.elapsed(at(20)) == timedelta()
        assert one.state(at(20)) is ClockState.MET


def test_a_backdated_answer_moves_the_clock():
    """Typed on Friday, but it was on Monday: the story has only when it was."""
    typed_late = story(call_out(9, at(16, 10, 20)), call_out(2, at(18)))
    assert clock(FIRST, typed_late).stopped_at == at(16, 10, 20)


def test_what_happened_before_the_case_began_moves_nothing():
    before = story(call_out(2, at(13, 10)), moves=[(at(13, 11), Stage.WAITING)])
    first = clock(FIRST, before)
    assert first.stopped_at is None
    assert first.state(at(16, 11)) is ClockState.PAUSED  # the stage counts, from the beginning on
    assert first.left(at(20)) == timedelta(hours=1)


# Targets


def test_a_target_of_nought_is_due_at_once_and_none_is_no_clock():
    assert clock(FIRST, story(), rules(first=0)).state(MONDAY) is ClockState.MISSED
    assert FIRST not in {one.name for one in clocks(story(), rules(first=None))}


def test_from_its_due_time_on_it_is_missed_unless_it_was_stopped_by_then():
    first = clock(FIRST, story())
    assert first.state(at(16, 10, 59)) is ClockState.RUNNING
    assert first.state(at(16, 11)) is ClockState.MISSED
    assert clock(FIRST, story(call_out(2, at(16, 11)))).state(at(16, 11)) is ClockState.MET


def test_what_is_due_at_closing_time_stays_there():
    assert clock(FIRST, story(opened_at=at(16, 16))).due_at == at(16, 17)
    assert clock(FIRST, story(opened_at=at(16, 11))).due_at == at(16, 12)


def test_a_first_answer_is_a_matter_of_complaints_unless_a_scope_names_natures():
    assert [one.name for one in clocks(story(nature="dispute"))] == [RESOLUTION]
    by = ClockRules({FIRST: [target(60, 1), target(90, 2, nature="dispute")]})
    assert clock(FIRST, story(nature="dispute"), by).target_minutes == 90


def test_the_most_specific_scope_wins_and_kinds_can_be_several():
    by = ClockRules(
        {
            RESOLUTION: [
                target(60, 1),
                target(70, 2, kind="client"),
                target(80, 3, kind="client", nature="problem"),
            ]
        }
    )
    of = story(nature="problem", kinds=frozenset({"client", "supplier"}))
    assert clock(RESOLUTION, of, by).target_minutes == 80


def test_the_version_in_force_at_the_start_measures_also_when_it_changed_or_was_retired_later():
    old = target(60, 1, standard_id=1)
    new = target(10, 2, standard_id=1, valid_from=at(16, 10, 5))
    assert clock(FIRST, story(), ClockRules({FIRST: [old, new]})).target_minutes == 60
    retired = Version(1, 1, LONG_AGO, 60, retired_at=at(16, 10, 5))
    assert clock(FIRST, story(), ClockRules({FIRST: [Target(retired, HOURS)]})).target_minutes == 60
    gone = Version(1, 1, LONG_AGO, 60, retired_at=MONDAY)
    assert not clocks(story(), ClockRules({FIRST: [Target(gone, HOURS)]}))


# Warnings


def test_the_warning_comes_after_three_quarters_of_the_opening_hours():
    first = clock(FIRST, story(opened_at=at(16, 11, 30)))
    assert first.warn_at == at(16, 13, 15)
    assert not first.is_at_risk(at(16, 13, 15))
    assert first.is_at_risk(at(16, 13, 15) + timedelta(seconds=1))
    assert not first.is_at_risk(at(16, 13, 30))  # missed by then


def test_the_warning_may_fall_on_an_earlier_day_than_a_share_of_the_wall_clock_would_say():
    first = clock(FIRST, story(opened_at=at(20, 16, 15)))  # Friday
    assert (first.warn_at, first.due_at) == (at(20, 17), at(23, 9, 15))


# Pauses


def test_waiting_for_the_customer_pauses_and_counts_in_opening_hours_only():
    first = clock(FIRST, story(moves=[(at(16, 10, 30), Stage.WAITING), (at(17, 9, 15), Stage.OPEN)]))
    assert first.due_at == at(17, 9, 45)
    assert first.elapsed(at(17, 9, 30)) == timedelta(minutes=45)


def test_an_unended_pause_is_paused_with_what_is_left_however_long_it_lasts():
    first = clock(FIRST, story(moves=[(at(16, 10, 20), Stage.WAITING)]))
    assert (first.due_at, first.warn_at) == (None, None)
    for later in (at(16, 11), at(30)):
        assert first.state(later) is ClockState.PAUSED
        assert first.left(later) == timedelta(minutes=40)
        assert not first.is_at_risk(later)


def test_what_was_missed_before_the_pause_stays_missed():
    first = clock(FIRST, story(moves=[(at(16, 12), Stage.WAITING)]))
    assert first.due_at == at(16, 11)
    assert first.state(at(30)) is ClockState.MISSED


def test_from_waiting_straight_to_solved_the_pause_does_not_count():
    """Others reported half a year of waiting as the time that it took."""
    resolution = clock(RESOLUTION, story(moves=[(at(16, 11), Stage.WAITING), (at(27, 11), Stage.SOLVED)]))
    assert resolution.elapsed(at(30)) == timedelta(hours=1)
    assert resolution.state(at(30)) is ClockState.MET


def test_an_answer_while_we_wait_for_them_is_in_time():
    first = clock(FIRST, story(call_out(2, at(18)), moves=[(at(16, 10, 30), Stage.WAITING)]))
    assert (first.state(at(20)), first.elapsed(at(20))) == (ClockState.MET, timedelta(minutes=30))
    assert first.due_at == at(18, 9, 30)


# The next answer


def test_it_never_runs_before_the_first_answer_however_small_its_target():
    waiting = story(mail_in(2, at(16, 10, 10)), mail_in(3, at(16, 10, 20)))
    assert [one.name for one in clocks(waiting, rules(following=1))] == [FIRST, RESOLUTION]


def test_it_runs_from_the_first_unanswered_message_and_more_do_not_start_it_again():
    of = story(call_out(2, at(16, 10, 30)), mail_in(3, at(16, 11)), mail_in(4, at(16, 11, 20)))
    following = clock(NEXT, of)
    assert (following.started_at, following.due_at) == (at(16, 11), at(16, 11, 30))
    assert following.since == ("interaction", 3)


def test_an_answer_stops_it_and_nothing_runs_until_they_write_again():
    answered = [call_out(2, at(16, 10, 30)), mail_in(3, at(16, 11)), call_out(4, at(16, 11, 10))]
    following = clock(NEXT, story(*answered))
    assert following.stopped_at == at(16, 11, 10)
    assert following.state(at(30)) is ClockState.MET
    again = [one for one in clocks(story(*answered, mail_in(5, at(17)))) if one.name is NEXT]
    assert [one.started_at for one in again] == [at(16, 11), at(17)]
    assert again[1].stopped_at is None


def test_a_call_of_theirs_that_we_answered_waits_for_nothing():
    of = story(call_out(2, at(16, 10, 30)), contact(3, at(16, 11), outcome=Outcome.INFORMATION))
    assert NEXT not in {one.name for one in clocks(of)}


@pytest.mark.parametrize(
    "asks_nothing",
    [
        contact(3, at(16, 11), Direction.INBOUND, Outcome.ESCALATED, automatic=True),
        contact(3, at(16, 11), Direction.INBOUND, Outcome.NO_SHOW),
        contact(3, at(16, 11), Direction.INTERNAL, Outcome.INFORMATION),
        call_out(3, at(16, 11), Outcome.NO_ANSWER),
    ],
)
def test_who_did_not_ask_waits_for_nothing(asks_nothing):
    of = story(call_out(2, at(16, 10, 30)), asks_nothing)
    assert NEXT not in {one.name for one in clocks(of)}


def test_a_missed_call_waits_for_an_answer():
    of = story(call_out(2, at(16, 10, 30)), contact(3, at(16, 11), outcome=Outcome.MISSED))
    assert clock(NEXT, of).started_at == at(16, 11)


def test_a_thank_you_after_the_case_was_solved_waits_for_nothing():
    of = story(call_out(2, at(16, 10, 30)), mail_in(3, at(16, 11, 30)), moves=[(at(16, 11), Stage.SOLVED)])
    assert NEXT not in {one.name for one in clocks(of)}


def test_solving_stops_it():
    of = story(call_out(2, at(16, 10, 30)), mail_in(3, at(16, 11)), moves=[(at(16, 11, 5), Stage.SOLVED)])
    assert clock(NEXT, of).stopped_at == at(16, 11, 5)


def test_what_they_wrote_while_it_was_solved_is_waited_for_from_the_reopening_on():
    of = story(
        call_out(2, at(16, 10, 30)),
        mail_in(3, at(17, 9)),
        moves=[(at(16, 11), Stage.SOLVED), (at(17, 10), Stage.OPEN)],
    )
    following = clock(NEXT, of)
    assert (following.started_at, following.since) == (at(17, 10), ("interaction", 3))


# Resolution, reopened


def test_it_stops_when_solved_and_closing_later_changes_nothing():
    solved = [(at(16, 11), Stage.SOLVED)]
    for moves in (solved, [*solved, (at(25), Stage.CLOSED)]):
        assert clock(RESOLUTION, story(moves=moves)).stopped_at == at(16, 11)


def test_closed_without_having_been_solved_stops_it_too():
    assert clock(RESOLUTION, story(moves=[(at(16, 11), Stage.CLOSED)])).stopped_at == at(16, 11)


def test_a_reopened_case_goes_on_with_the_same_clock_and_the_time_solved_is_a_pause():
    moves = [(at(16, 11), Stage.SOLVED), (at(18, 9), Stage.OPEN)]
    resolution = clock(RESOLUTION, story(moves=moves), rules(resolution=120))
    assert resolution.started_at == MONDAY
    assert resolution.due_at == at(18, 10)
    assert resolution.elapsed(at(18, 9, 30)) == timedelta(minutes=90)
    first = clock(FIRST, story(moves=moves))
    assert first.stopped_at == at(16, 11)  # answered once is answered


def test_a_reopened_case_can_be_missed_though_it_was_met_before():
    moves = [(at(16, 11), Stage.SOLVED), (at(18, 9), Stage.OPEN), (at(18, 11), Stage.SOLVED)]
    assert clock(RESOLUTION, story(moves=moves[:1]), rules(resolution=90)).state(at(20)) is ClockState.MET
    assert clock(RESOLUTION, story(moves=moves), rules(resolution=90)).state(at(20)) is ClockState.MISSED


# Tiers


BY_TIER = ClockRules({RESOLUTION: [target(480, 1), target(60, 2, tier="key")]})


def test_a_change_of_tier_picks_its_target_from_the_same_start_and_keeps_what_elapsed():
    of = story(tiers=[(MONDAY, "standard"), (at(16, 10, 30), "key")])
    resolution = clock(RESOLUTION, of, BY_TIER)
    assert (resolution.started_at, resolution.due_at, resolution.tier) == (MONDAY, at(16, 11), "key")
    assert resolution.elapsed(at(16, 10, 30)) == timedelta(minutes=30)


def test_a_pause_is_carried_over_to_the_new_tier():
    of = story(
        tiers=[(MONDAY, "standard"), (at(17, 10), "key")],
        moves=[(at(16, 10, 30), Stage.WAITING), (at(17, 9), Stage.OPEN)],
    )
    assert clock(RESOLUTION, of, BY_TIER).due_at == at(17, 9, 30)


def test_what_was_missed_stays_missed_whatever_tier_comes_later():
    of = story(tiers=[(MONDAY, "key"), (at(17, 10), "standard")])
    resolution = clock(RESOLUTION, of, BY_TIER)
    assert (resolution.tier, resolution.due_at) == ("key", at(16, 11))


def test_what_had_stopped_keeps_the_tier_of_its_time():
    of = story(tiers=[(MONDAY, "standard"), (at(18), "key")], moves=[(at(16, 12), Stage.SOLVED)])
    assert clock(RESOLUTION, of, BY_TIER).tier == "standard"


def test_no_deadline_of_the_old_tier_is_left_where_the_new_one_sets_none():
    only_key = ClockRules({RESOLUTION: [target(60, 2, tier="key")]})
    of = story(tiers=[(MONDAY, "key"), (at(16, 10, 30), "standard")])
    assert not clocks(of, only_key)
    back = story(tiers=[(MONDAY, "standard"), (at(16, 10, 30), "key")])
    assert clock(RESOLUTION, back, only_key).due_at == at(16, 11)


def test_a_change_of_product_picks_its_target_as_one_of_tier_does():
    by = ClockRules({RESOLUTION: [target(480, 1), target(60, 2, product="7")]})
    of = story(products=[(at(16, 10, 30), "7")])
    resolution = clock(RESOLUTION, of, by)
    assert (resolution.started_at, resolution.due_at) == (MONDAY, at(16, 11))
    assert resolution.elapsed(at(16, 10, 30)) == timedelta(minutes=30)
    back = story(products=[(MONDAY, "7"), (at(17, 10), None)])
    assert clock(RESOLUTION, back, by).due_at == at(16, 11)
    assert (
        clock(RESOLUTION, story(products=[(MONDAY, "7"), (at(16, 10, 30), None)]), by).target_minutes == 480
    )


def test_tier_and_product_count_as_they_stood_together():
    by = ClockRules({RESOLUTION: [target(480, 1), target(60, 2, tier="key", product="7")]})
    of = story(tiers=[(MONDAY, "standard"), (at(16, 10, 20), "key")], products=[(at(16, 10, 10), "7")])
    assert clock(RESOLUTION, of, by).target_minutes == 60
    left = story(tiers=[(MONDAY, "key"), (at(16, 10, 5), "standard")], products=[(at(16, 10, 10), "7")])
    assert clock(RESOLUTION, left, by).target_minutes == 480


def test_without_a_known_change_the_tier_is_the_customers():
    assert clock(RESOLUTION, story(tier="key"), BY_TIER).tier == "key"


# As events


def test_measured_as_events_of_their_standards():
    now = at(16, 12)
    of = story(call_out(2, at(16, 10, 30)), mail_in(3, at(16, 11)))
    events = [measured(of, one, now) for one in clocks(of)]
    assert [(event.key, event.met) for event in events] == [
        (("case", 7), True),
        (("interaction", 3), False),
        (("case", 7), None),
    ]
    assert attainment(events).measured == 2
    assert {(event.customer_id, event.staff_id) for event in events} == {(5, 2)}


def test_the_story_as_it_stood_knows_nothing_of_later():
    of = story(
        call_out(2, at(17)), moves=[(at(18), Stage.SOLVED)], tiers=[(MONDAY, "key"), (at(17, 15), "standard")]
    )
    earlier = of.until(at(16, 12))
    assert len(earlier.contacts) == 1
    assert clock(FIRST, earlier).stopped_at is None
    assert clock(RESOLUTION, earlier, BY_TIER).tier == "key"
    assert of.until(at(20)) == of
