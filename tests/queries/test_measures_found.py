"""The further measures over real rows: what the database counts is what the domain decides one by one."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.customers import edit_customer
from crm_tui.actions.house_words import add_tier
from crm_tui.actions.playbooks import add_playbook
from crm_tui.actions.standards import acknowledge, add_standard
from crm_tui.domain.playbook_text import TypedStep
from crm_tui.domain.playbooks import Situation
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Measure
from crm_tui.queries.measuring import Gauge, as_of
from crm_tui.queries.periods import Period, quarter_of
from crm_tui.queries.standard_page import standard_page
from crm_tui.queries.standard_versions import written_standards
from crm_tui.queries.standards import attainments
from crm_tui.store.tables import Absence, CaseEvent, CustomerKind, Policy, Staff, StepTick, Tier, TierLimit

DHAKA = ZoneInfo("Asia/Dhaka")
#: A Saturday noon; the desk is open from Monday to Friday, nine to five.
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
SET = NOW - timedelta(days=400)
QUARTER = quarter_of(date(2026, 11, 21))
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
#: From Thursday, nine in the morning in Dhaka.
THURSDAY = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)


@pytest.fixture
def add(database, nadia):
    """Set a standard long ago."""

    def add_one(measure: str, target: Any = None, **more: Any) -> int:
        with database.act(nadia, SET) as act:
            return add_standard(
                act, **{"statement": measure, "measure": measure, "target": target, "objective": 0.9, **more}
            ).id

    return add_one


@pytest.fixture
def page(reader, nadia):
    """A standard's page this quarter."""

    def read(standard: int, period: Period = QUARTER, viewer: Any = nadia):
        return standard_page(reader, standard, period, now=NOW, zone=DHAKA, viewer=viewer)

    return read


@pytest.fixture
def mary(desk) -> int:
    """A customer."""
    return desk.customer("Mary Ofori")


def _solved(desk, case: int, at: datetime) -> None:
    desk.put(
        CaseEvent(case_id=case, staff_id=1, what="stage", value="solved", happened_at=at, recorded_at=NOW)
    )


def test_next_answers_and_resolutions(desk, mary, add, page) -> None:
    next_answer, resolved = add("next-answer-within", 60), add("resolved-within", 8 * 60 + 1)
    case = desk.case(mary, opened_at=THURSDAY)
    in_case = {"nature": "complaint", "case_id": case}
    ours = {**in_case, "direction": "outbound"}
    desk.contact(mary, ago=NOW - THURSDAY, outcome="promised", **in_case)
    desk.contact(mary, ago=NOW - THURSDAY - HOUR, **ours)
    asks = desk.contact(mary, ago=NOW - THURSDAY - 2 * HOUR, outcome="escalated", **in_case)
    desk.contact(mary, ago=NOW - THURSDAY - 4 * HOUR, **ours)
    _solved(desk, case, THURSDAY + 9 * HOUR)
    found = page(next_answer)
    assert found.attainment == Attainment(1, 0)
    assert [(breach.kind, breach.id, breach.over_minutes) for breach in found.breaches] == [
        ("interaction", asks, 60)
    ]
    assert page(resolved).attainment == Attainment(1, 1)  # an hour after closing


def test_promises_kept_by_the_told_date(desk, mary, add, page) -> None:
    standard = add("promise-kept")
    safe = date(2026, 11, 10)
    ends = {"made_at": NOW - 20 * DAY, "closed_at": NOW - 15 * DAY}
    desk.promise(mary, safe, "kept", state="kept-early", **ends)
    desk.promise(mary, safe, "broken", state="broken", closed_why="supplier late", **ends)
    desk.promise(mary, safe, "forgotten", made_at=NOW - 20 * DAY)
    desk.promise(mary, safe, "withdrawn", state="withdrawn", closed_why="not needed", **ends)
    desk.promise(mary, safe, "theirs", by="theirs", made_at=NOW - 20 * DAY)
    desk.promise(mary, date(2026, 12, 24), "not due", made_at=NOW - 20 * DAY)
    found = page(standard)
    assert found.attainment == Attainment(3, 1)
    assert {(breach.kind, breach.what, breach.cause) for breach in found.breaches} == {
        ("promise", "broken", "supplier late"),
        ("promise", "forgotten", ""),
    }


def test_what_they_promise_is_measured_by_a_standard_of_its_own(desk, mary, add, page) -> None:
    ours, theirs = add("promise-kept"), add("promise-kept", settings={"by": "theirs"})
    suppliers = add("promise-kept", settings={"by": "theirs"}, scope={"kind": ["supplier"]})
    supplier, safe = desk.customer("Delta Supplies"), date(2026, 11, 10)
    desk.put(CustomerKind(customer_id=supplier, kind="supplier"))
    desk.promise(mary, safe, "forgotten", made_at=NOW - 20 * DAY)
    desk.promise(mary, safe, "theirs, forgotten", by="theirs", made_at=NOW - 20 * DAY)
    closed_at = NOW - 15 * DAY
    kept = {"state": "kept", "closed_at": closed_at, "made_at": NOW - 20 * DAY}
    desk.promise(supplier, safe, "the part", by="theirs", **kept)
    for standard, figures in ((ours, (1, 0)), (theirs, (1, 0)), (suppliers, (1, 1))):
        attainment = page(standard).attainment
        assert (attainment.measured, attainment.met) == figures


def test_the_same_person_to_the_end(desk, desk_of, paul, mary, add, page) -> None:
    standard = add("same-person")

    def solved(days: int, by: Any) -> int:
        case = desk.case(mary, opened_at=NOW - days * DAY, title=f"{days} days ago")
        fields = {"nature": "complaint", "case_id": case, "direction": "outbound"}
        by.contact(mary, ago=(days - 1) * DAY, **fields)
        _solved(desk, case, NOW - (days - 2) * DAY)
        return case

    solved(3, desk)
    solved(8, desk_of(paul))
    desk.case(mary, opened_at=NOW - 5 * DAY)
    solved(20, desk_of(paul))
    away = {"staff_id": 1, "stand_in_id": paul.staff_id}
    desk.put(Absence(from_on=date(2026, 11, 1), until_on=date(2026, 11, 3), **away))
    found = page(standard)
    assert found.attainment == Attainment(3, 2)
    assert [breach.what for breach in found.breaches] == ["8 days ago"]


def test_contact_load(desk, mary, add, page) -> None:
    standard = add("contact-load", 2, settings={"days": 7})
    out = {"direction": "outbound", "nature": "courtesy"}
    for days in (20, 6, 5, 4, 1):
        desk.contact(mary, f"{days} days ago", ago=days * DAY, **out)
    desk.contact(mary, ago=2 * DAY, **{**out, "outcome": "no-answer"})
    case = desk.case(mary, opened_at=NOW - 3 * DAY)
    desk.contact(mary, ago=3 * DAY, case_id=case, **out)
    asked = desk.contact(mary, ago=3 * DAY, **out)
    desk.follow_up(mary, NOW, exempt="answer", state="done", closed_at=NOW, done_by_id=asked)
    found = page(standard)
    assert found.attainment == Attainment(5, 3)
    assert [breach.what for breach in found.breaches] == ["1 days ago", "4 days ago"]


def test_contact_load_by_the_tier_and_against_it(desk, mary, database, nadia, add, page) -> None:
    with database.act(nadia, NOW) as act:
        add_tier(act, code="key", label="Key", contact_limit=1, contact_window_days=10)
    standard = add("contact-load")
    out = {"direction": "outbound", "tier": "key"}
    done = [desk.contact(mary, ago=days * DAY, **out) for days in (30, 20, 3, 2)]
    desk.follow_up(mary, NOW, override_why="they insist", state="done", closed_at=NOW, done_by_id=done[0])
    found = page(standard)
    assert found.attainment == Attainment(4, 2)
    assert [breach.id for breach in found.breaches] == [done[3], done[0]]


def test_contact_load_by_the_tiers_limit_for_the_channel(desk, mary, add, page) -> None:
    key = desk.put(Tier(code="key", label="Key", contact_limit=5, contact_window_days=30))
    desk.put(TierLimit(tier_id=key, channel="email", contact_limit=1, contact_window_days=10))
    standard, own = add("contact-load"), add("contact-load", 5, scope={"tier": ["standard"]})
    out = {"direction": "outbound", "tier": "key"}
    for days, channel in ((4, "phone"), (3, "email"), (2, "phone"), (1, "email")):
        desk.contact(mary, f"{channel} {days}", ago=days * DAY, channel=channel, **out)
    found = page(standard)
    assert found.attainment == Attainment(4, 3)
    assert [breach.what for breach in found.breaches] == ["email 1"]
    assert page(own).attainment == Attainment(0, 0)


def test_an_answer_to_what_they_asked_is_no_burden(desk, mary, add, page) -> None:
    standard = add("contact-load", 0)
    desk.contact(mary, ago=3 * DAY, outcome="left-message")
    desk.contact(mary, "answer", ago=2 * DAY, direction="outbound")
    desk.contact(mary, "unasked", ago=1 * DAY, direction="outbound")
    assert [breach.what for breach in page(standard).breaches] == ["unasked"]
    assert page(standard).attainment == Attainment(1, 0)


def test_read_by_all(desk, database, nadia, paul, add, page) -> None:
    desk.change(Staff, paul.staff_id, joined_at=SET)
    standard = add("read-by-all", 7, settings={"unit": "days", "hours": "all"})
    with database.act(nadia, NOW - 20 * DAY) as act:
        new = add_standard(
            act, statement="We greet by name.", measure="mood", target="pleased", objective=0.9
        )
    with database.act(nadia, NOW - 15 * DAY) as act:
        acknowledge(act, new.id)
    found = page(standard)
    assert found.attainment == Attainment(2, 1)
    (breach,) = found.breaches
    assert (breach.kind, breach.id, breach.what) == (
        "reading",
        new.version_id * 100_000 + paul.staff_id,
        "We greet by name.",
    )
    assert breach.staff == "Paul Mensah"


MISSED = {"a": {"outcome": ["missed"]}, "b": {"direction": ["outbound"]}}


def test_a_missed_call_is_called_back_the_same_day(desk, mary, add, page) -> None:
    same_day = add("followed-by", 0, settings={"unit": "days", **MISSED})
    thanks = add("followed-by", 60, settings={"a": {"nature": ["sale"]}, "b": {"nature": ["courtesy"]}})
    missed = {"outcome": "missed"}
    for days in (0, 1):
        desk.contact(mary, f"missed {days}", ago=NOW - THURSDAY - days * DAY, **missed)
    desk.contact(mary, ago=NOW - THURSDAY - 5 * HOUR, direction="outbound")
    other = desk.customer("Quillon Ashgrove")
    desk.contact(other, "missed by night", ago=NOW - THURSDAY - 12 * HOUR, **missed)
    desk.contact(other, ago=NOW - THURSDAY - 26 * HOUR, direction="outbound")
    found = page(same_day)
    assert found.attainment == Attainment(3, 2)
    (breach,) = found.breaches
    assert (breach.kind, breach.what, breach.customer) == ("interaction", "missed 1", "Mary Ofori")
    assert page(thanks).attainment == Attainment(0, 0)


def test_a_delivery_is_called_before(desk, mary, add, page) -> None:
    standard = add(
        "preceded-by",
        8 * 60,
        settings={"a": {"nature": ["delivery"]}, "b": {"channel": ["phone"], "direction": ["outbound"]}},
    )
    delivery = {"nature": "delivery", "channel": "visit", "direction": "outbound"}
    desk.contact(mary, "called", ago=NOW - THURSDAY - 4 * HOUR, **delivery)
    desk.contact(mary, ago=NOW - THURSDAY - HOUR, direction="outbound")
    desk.contact(desk.customer("Quillon Ashgrove"), "not called", ago=DAY, **delivery)
    found = page(standard)
    assert found.attainment == Attainment(2, 1)
    assert [(breach.what, breach.over_minutes) for breach in found.breaches] == [("not called", None)]


def test_required_steps(desk, mary, database, nadia, add, page) -> None:
    with database.act(nadia, SET) as act:
        steps = (TypedStep("Say what it costs", True, "say-price"), TypedStep("Thank them"))
        add_playbook(act, situation=Situation("sale"), steps=steps)
    standard = add("step-ticked")
    ticked, not_ticked = (desk.contact(mary, said, ago=DAY, nature="sale") for said in ("yes", "no"))
    desk.contact(mary, ago=DAY, nature="enquiry")
    desk.contact(mary, ago=DAY, nature="sale", outcome="no-answer")
    desk.put(StepTick(interaction_id=ticked, playbook_version_id=1, step="say-price"))
    found = page(standard)
    assert found.attainment == Attainment(2, 1)
    assert [breach.id for breach in found.breaches] == [not_ticked]


def test_cases_by_agreed_date_and_as_recorded(desk, mary, add, page) -> None:
    agreed, recorded = add("by-agreed-date"), add("timely-as-recorded")
    opened = {"opened_at": NOW - 10 * DAY, "agreed_at": NOW - 5 * DAY}
    desk.case(mary, "in time", solved_at=NOW - 6 * DAY, stage="closed", timely=True, **opened)
    desk.case(mary, "late", solved_at=NOW - 4 * DAY, stage="closed", timely=False, **opened)
    desk.case(mary, "open", **opened)
    desk.case(mary, "not due", opened_at=NOW - DAY, agreed_at=NOW + DAY)
    assert page(agreed).attainment == Attainment(3, 1)
    assert {breach.what for breach in page(agreed).breaches} == {"late", "open"}
    assert page(recorded).attainment == Attainment(2, 1)


def test_reviews_of_policies(desk, add, page) -> None:
    both, of_standards = add("review-on-time"), add("review-on-time", settings={"of": "standard"})
    due = {"created_at": NOW - 40 * DAY, "next_review_on": date(2026, 11, 1)}
    desk.put(Policy(name="Returns", owner_id=1, **due))
    found = page(both)
    assert (found.attainment, page(of_standards).attainment) == (Attainment(1, 0), Attainment(0, 0))
    assert [(breach.kind, breach.what) for breach in found.breaches] == [("policy", "Returns")]


def test_colleagues_stay_outside_the_customers_figures(desk, mary, add, page) -> None:
    standard = add("mood", "pleased")
    internal = add("mood", "neutral", scope={"kind": ["internal"]})
    colleague = desk.customer("Jun from the workshop")
    desk.put(CustomerKind(customer_id=colleague, kind="internal"))
    for customer in (mary, colleague):
        desk.contact(customer, ago=DAY, mood="upset")
    for found in (page(standard), page(internal)):
        assert found.attainment == Attainment(1, 0)
    assert [breach.customer for breach in page(internal).breaches] == ["Jun from the workshop"]


def test_a_change_of_tier_moves_no_figures_of_before(desk, mary, database, nadia, add, page) -> None:
    with database.act(nadia, NOW) as act:
        add_tier(act, code="key", label="Key")
    standard = add("mood", "pleased", scope={"tier": ["key"]})
    desk.contact(mary, ago=30 * DAY, mood="upset", tier="key")
    before = page(standard)
    with database.act(nadia, NOW) as act:
        edit_customer(act, mary, {"tier": "standard"})
    after = page(standard)
    assert (after.attainment, after.by_tier) == (before.attainment, before.by_tier)
    assert before.attainment == Attainment(1, 0)


def test_how_customers_were_left(desk, mary, add, page) -> None:
    standard = add("waiting-time", 3)
    for waited, mood in ((1, "pleased"), (2, "pleased"), (3, None), (9, "upset")):
        desk.contact(mary, ago=DAY, waited_minutes=waited, mood=mood)
    felt = page(standard).felt
    assert (felt.met, felt.missed) == ({"pleased": 2}, {"upset": 1})


MEASURES = {
    "mood": ("pleased", {}),
    "waiting-time": (3, {}),
    "solved-at-first-contact": (None, {}),
    "follow-up-in-time": (None, {}),
    "promise-kept": (None, {}),
    "same-person": (None, {}),
    "contact-load": (2, {"days": 9}),
    "followed-by": (0, {"unit": "days", **MISSED}),
    "preceded-by": (300, {"a": {"direction": ["outbound"]}, "b": {"outcome": ["missed"]}}),
    "answered-within": (240, {}),
    "next-answer-within": (240, {"hours": "all"}),
    "resolved-within": (960, {}),
}


@pytest.mark.parametrize("seed", range(3))
def test_what_is_counted_is_what_is_judged_one_by_one(desk, reader, add, seed: int) -> None:
    rng = Random(seed)
    desk.put(Tier(code="key", label="Key"))
    for measure, (target, settings) in MEASURES.items():
        add(measure, target, settings=settings)
        if measure in ("mood", "followed-by"):
            add(measure, target, settings=settings, scope={"tier": ["key"], "nature": ["complaint", "sale"]})
    _history(desk, rng)
    start, end = QUARTER.start(DHAKA), QUARTER.end(DHAKA)
    written, terms = written_standards(reader), as_of(reader, NOW, DHAKA)
    cuts = [start + days * DAY for days in (10, 31, 40)]
    for measure in MEASURES:
        gauge = Gauge(reader, Measure(measure), written, terms)
        missed = list(gauge.breaches(start, end))
        for counted in (
            list(gauge.counted(start, end)),
            list(gauge.counted(start, end, cuts=cuts, splits=("staff", "tier", "felt"))),
        ):
            sums = {met: sum(one.count for one in counted if one.event.met is met) for met in (True, False)}
            assert sums[False] == len(missed), measure
            assert sums[True] + sums[False] > 0, measure
        for event in missed[:20]:
            assert event in list(gauge.events_of(*event.key)), measure


def _history(desk, rng: Random) -> None:
    """Some weeks at a desk, at random."""
    customers = [desk.customer(f"Customer {number}") for number in range(6)]
    for customer in customers:
        for _number in range(25):
            at = rng.uniform(0, 45) * DAY
            outcome = rng.choice(["solved", "information", "missed", "escalated", "no-answer", "promised"])
            case = None
            nature = rng.choice(["complaint", "enquiry", "sale", "courtesy"])
            if nature == "complaint" and rng.random() < 0.7:
                case = desk.case(customer, opened_at=NOW - at)
            desk.contact(
                customer,
                ago=at,
                direction="outbound" if outcome != "missed" and rng.random() < 0.5 else "inbound",
                outcome=outcome,
                nature=nature,
                case_id=case,
                mood=rng.choice([None, "upset", "pleased", "neutral"]),
                waited_minutes=rng.choice([None, 0, 3, 8]),
                tier=rng.choice([None, "key"]),
                automatic=rng.random() < 0.1,
            )
            if case is not None and rng.random() < 0.8:
                asked, answered = at * rng.uniform(0.5, 1), at * rng.uniform(0, 0.5)
                in_case = {"nature": nature, "case_id": case}
                desk.contact(customer, ago=at * rng.uniform(0.8, 1), direction="outbound", **in_case)
                desk.contact(customer, ago=asked, outcome="escalated", **in_case)
                desk.contact(customer, ago=answered, direction="outbound", **in_case)
                if rng.random() < 0.6:
                    _solved(desk, case, NOW - at * rng.random())
        due, done = NOW - rng.uniform(1, 20) * DAY, rng.random()
        state = {"state": "done", "closed_at": due + (done - 0.5) * DAY} if done < 0.8 else {}
        desk.follow_up(customer, due, created_at=due - 5 * DAY, **state)
        desk.promise(customer, date(2026, 11, rng.randrange(5, 25)), made_at=NOW - 18 * DAY)


def test_an_empty_desk_measures_nothing(reader, add) -> None:
    for measure, (target, settings) in MEASURES.items():
        add(measure, target, settings=settings)
    assert attainments(reader, QUARTER, now=NOW, zone=DHAKA) == {}
