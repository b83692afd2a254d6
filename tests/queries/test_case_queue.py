"""The queue of cases by the time that is left."""

from datetime import date, timedelta

import pytest

from crm_tui.domain.words import ClockName, Stage
from crm_tui.queries.case_clocks import Standing, clocks_of_cases, queue, queued_of, solved_lately
from crm_tui.store.tables import Absence, Case, CaseEvent, Customer, Standard, StandardVersion, Tier

TODAY = date(2026, 11, 21)
HOUR = timedelta(hours=1)


@pytest.fixture
def queued(reader, now):
    return lambda **more: queue(reader, now=now, today=TODAY, **more)


@pytest.fixture
def hold(desk):
    """Set a standard, round the clock, since long ago."""

    def add(measure, minutes):
        long_ago = desk.now - timedelta(days=90)
        standard = desk.put(Standard(created_at=long_ago))
        return desk.put(
            StandardVersion(
                standard_id=standard,
                number=1,
                valid_from=long_ago,
                statement=measure,
                measure=measure,
                target=minutes,
                objective=0.9,
                settings={"hours": "all"},
            )
        )

    return add


@pytest.fixture
def jun(desk):
    return desk.customer("Jun Sato")


def opened(desk, customer, title, ago, **more):
    return desk.case(customer, title, opened_at=desk.now - ago, **more)


def set_waiting(desk, case, ago):
    at = desk.now - ago
    desk.put(
        CaseEvent(
            case_id=case, staff_id=1, what="stage", value="waiting", happened_at=at, recorded_at=desk.now
        )
    )
    desk.change(Case, case, stage="waiting")


def test_missed_first_then_at_risk_then_by_when_they_are_due_then_paused(queued, desk, hold, jun):
    hold("answered-within", 240)
    paused = opened(desk, jun, "paused", 2 * HOUR)
    set_waiting(desk, paused, HOUR)
    opened(desk, jun, "fresh", timedelta(minutes=5))
    opened(desk, jun, "an hour old", HOUR)
    opened(desk, jun, "at risk", 3.5 * HOUR)
    opened(desk, jun, "missed", 5 * HOUR)
    opened(desk, jun, "missed long ago", 50 * HOUR)
    opened(desk, jun, "no standard for it", HOUR, nature="problem")
    opened(desk, jun, "solved", 50 * HOUR, stage="solved", solved_at=desk.now)
    found = queued()
    assert [one.title for one in found.cases] == [
        "missed long ago",
        "missed",
        "at risk",
        "an hour old",
        "fresh",
        "no standard for it",
        "paused",
    ]
    assert (found.total, found.late, found.at_risk, found.more) == (7, 2, 1, False)
    assert [one.standing for one in found.cases][-2:] == [Standing.UNMEASURED, Standing.PAUSED]
    at_risk, unmeasured, waits = (found.cases[place].clock for place in (2, 5, 6))
    assert at_risk.left == timedelta(minutes=30)
    assert found.cases[1].clock.left == -HOUR
    assert unmeasured is None
    assert (waits.due_at, waits.left) == (None, 3 * HOUR)


def test_a_missed_clock_stands_on_top_until_it_is_stopped(queued, desk, hold, jun):
    hold("answered-within", 60)
    hold("resolved-within", 10_000)
    case = opened(desk, jun, "late", 5 * HOUR)
    opened(desk, jun, "in time", timedelta(minutes=10))
    assert [one.title for one in queued().cases] == ["late", "in time"]
    desk.contact(jun, "sorry", direction="outbound", case_id=case)
    answered = queued()
    assert [one.title for one in answered.cases] == ["in time", "late"]
    assert answered.cases[1].clock.name is ClockName.RESOLUTION
    assert answered.late == 0


def test_mine_are_my_own_and_those_of_whom_i_stand_in_for(queued, desk, jun, paul):
    opened(desk, jun, "mine", HOUR)
    opened(desk, jun, "of Paul", 2 * HOUR, owner_id=paul.staff_id)
    assert [one.title for one in queued(staff_id=1).cases] == ["mine"]
    desk.put(Absence(staff_id=paul.staff_id, stand_in_id=1, from_on=TODAY, until_on=TODAY))
    assert {one.title for one in queued(staff_id=1).cases} == {"mine", "of Paul"}
    assert len(queued().cases) == 2


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("", {"leaks", "wrong bill"}),
        ("SATO", {"leaks"}),
        ("paul", {"wrong bill"}),
        ("dispute", {"wrong bill"}),
        ("complaint leak", {"leaks"}),
        ("complaint bill", set()),
        ("key", {"wrong bill"}),
    ],
)
def test_narrowed_by_words_of_customer_title_owner_nature_and_tier(queued, desk, jun, paul, text, titles):
    key = desk.put(Tier(code="key", label="key customers", position=2))
    mary = desk.customer("Mary Ofori", tier_id=key)
    opened(desk, jun, "leaks", HOUR)
    opened(desk, mary, "wrong bill", HOUR, nature="dispute", owner_id=paul.staff_id)
    found = queued(text=text)
    assert {one.title for one in found.cases} == titles
    assert found.total == len(titles)


def test_what_is_cut_off_is_counted_and_who_is_gone_is_left_out(queued, desk, jun):
    for number in range(4):
        opened(desk, jun, str(number), HOUR)
    gone = desk.customer("Gone")
    opened(desk, gone, "of nobody", HOUR)
    desk.change(Customer, gone, deleted_at=desk.now)
    found = queued(limit=3)
    assert (len(found.cases), found.total, found.more) == (3, 4, True)


def test_what_was_solved_is_counted_beyond_what_is_listed_and_found_among_all(reader, desk, jun, now):
    for number in range(4):
        solved_at = desk.now - number * HOUR
        opened(desk, jun, f"number {number}", 9 * HOUR, stage="solved", solved_at=solved_at)
    found = solved_lately(reader, now=now, limit=2)
    assert [one.title for one in found.cases] == ["number 0", "number 1"]
    assert (found.total, found.more) == (4, True)
    found = solved_lately(reader, now=now, text="3", limit=2)
    assert ([one.title for one in found.cases], found.total) == (["number 3"], 1)


def test_of_one_customer_and_the_clocks_themselves(reader, desk, hold, jun, now):
    hold("answered-within", 240)
    case = opened(desk, jun, "leaks", HOUR)
    opened(desk, desk.customer("Mary Ofori"), "another", HOUR)
    [found] = queued_of(reader, jun, now)
    assert (found.id, found.stage, found.clock.due_at) == (case, Stage.OPEN, now + 3 * HOUR)
    [clock] = clocks_of_cases(reader, [case])[case]
    assert clock.due_at == found.clock.due_at
    assert not clocks_of_cases(reader, [])
