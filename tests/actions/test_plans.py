"""Touchpoint plans at work: set off in the same act, kept within the load, stopped by a complaint, undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.cases import NewCase, open_case, reopen, solve
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer, SavedCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.interaction_edits import delete_interaction
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.plan_upkeep import PlansRan, run_plans
from crm_tui.actions.plans import NewPlan, add_plan, change_plan, retire_plan, switch_off, switch_on
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sale_way import cancel_sale, deliver_sale
from crm_tui.actions.sales import record_sale
from crm_tui.actions.starter import full, light
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NotAllowed
from crm_tui.domain.growth_words import PlanEvent, RunState, TouchState
from crm_tui.domain.plan_text import parse_steps
from crm_tui.domain.plans import Scope
from crm_tui.domain.sale_text import NewLine
from crm_tui.domain.when import When
from crm_tui.queries.due import open_follow_ups_of
from crm_tui.queries.plan_work import plan_work
from crm_tui.queries.plans import last_touches, plan_counts, plans
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act
from crm_tui.store.tables import Sale

Run = Callable[..., Any]
Whens = Callable[[str], When]

KETTLE = NewSale((NewLine("kettle", price=25_0000),))


@pytest.fixture
def a_plan(run: Run, now: datetime) -> Callable[..., int]:
    """A plan that has been switched on for a month."""

    def add(event: PlanEvent, steps: str, **more: Any) -> int:
        saved = run(add_plan, NewPlan("plan", event, parse_steps(steps), **more), at=now - timedelta(days=31))
        run(switch_on, saved.id, at=now - timedelta(days=30))
        return int(saved.id)

    return add


def touches(reader: SqliteReader, plan_id: int) -> list[tuple[TouchState, str]]:
    return [(touch.state, touch.why) for touch in sorted(last_touches(reader, plan_id), key=lambda t: t.id)]


def open_days(reader: SqliteReader, customer_id: int) -> list[tuple[str, date]]:
    return [(planned.what, planned.due_on) for planned in open_follow_ups_of(reader, customer_id)]


def contact(
    customer_id: int, nature: str = "enquiry", outcome: str = "information", **more: Any
) -> NewContact:
    return NewContact("phone", "inbound", nature, outcome, customer_id=customer_id, **more)


def test_a_sale_sets_its_plan_off_in_the_same_act(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    plan_id = a_plan(PlanEvent.SALE, "2d phone thank them for it\n60d email offer filters")
    run(record_sale, quillon.id, KETTLE)
    assert open_days(reader, quillon.id) == [("thank them for it", date(2026, 11, 23))]
    assert touches(reader, plan_id) == [(TouchState.PLANNED, ""), (TouchState.WAITING, "")]
    assert (
        reader.value("SELECT count(DISTINCT act_id) FROM journal_entries WHERE record_kind = 'plan-run'") == 1
    )
    later = now + timedelta(days=54)
    assert run(run_plans, at=later) == PlansRan(0, 1, 0, 0)
    assert open_days(reader, quillon.id)[-1] == ("offer filters", date(2027, 1, 20))
    assert run(run_plans, at=later) == PlansRan(0, 0, 0, 0)


def test_taking_the_sale_back_takes_back_what_it_set_off(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int]
) -> None:
    plan_id = a_plan(PlanEvent.SALE, "2d phone thank them")
    run(record_sale, quillon.id, KETTLE)
    run(undo)
    assert open_days(reader, quillon.id) == []
    assert plan_counts(reader, plan_id).runs == {}


def test_what_happened_before_it_was_switched_on_sets_nothing_off(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    plan_id = a_plan(PlanEvent.SALE, "2d phone thank them")
    run(record_sale, quillon.id, replace(KETTLE, sold_at=now - timedelta(days=40)))
    run(switch_off, plan_id)
    run(record_sale, quillon.id, KETTLE)
    assert touches(reader, plan_id) == []


def test_a_step_whose_day_is_long_over_is_left_out(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    plan_id = a_plan(PlanEvent.SALE, "2d phone thank them\n14d email are you pleased?")
    run(record_sale, quillon.id, replace(KETTLE, sold_at=now - timedelta(days=15)))
    assert [state for state, _why in touches(reader, plan_id)] == [TouchState.SKIPPED, TouchState.PLANNED]


def test_over_the_load_a_step_joins_what_is_planned_or_is_left_out_with_the_reason(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], when: Whens
) -> None:
    for days in ("3d", "4d", "5d"):
        run(schedule_follow_up, quillon.id, NewFollowUp(when(days), f"in {days}"))
    plan_id = a_plan(PlanEvent.SALE, "2d phone thank them")
    run(record_sale, quillon.id, KETTLE)
    ((state, why),) = touches(reader, plan_id)
    assert state is TouchState.JOINED and "at most 3" in why
    assert ("in 3d; thank them") in [what for what, _day in open_days(reader, quillon.id)]
    mary = run(add_customer, NewCustomer("Mary", do_not_contact=True))
    run(record_sale, mary.id, KETTLE)
    assert touches(reader, plan_id)[-1] == (TouchState.SKIPPED, "they asked not to be contacted")
    assert open_days(reader, mary.id) == []


def test_who_buys_twice_is_thanked_once(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    plan_id = a_plan(PlanEvent.SALE, "2d phone thank them")
    run(record_sale, quillon.id, replace(KETTLE, sold_at=now - timedelta(hours=1)))
    run(record_sale, quillon.id, KETTLE)
    assert [state for state, _why in touches(reader, plan_id)] == [TouchState.PLANNED, TouchState.JOINED]
    assert len(open_days(reader, quillon.id)) == 1


def test_a_complaint_stops_the_runs_and_its_solution_moves_them_on(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    plan_id = a_plan(PlanEvent.SALE, "5d phone thank them\n20d email is all well?")
    run(record_sale, quillon.id, KETTLE)
    case = run(open_case, quillon.id, NewCase("complaint", "it leaks"), at=now + timedelta(hours=1))
    assert plan_counts(reader, plan_id).runs == {RunState.STOPPED: 1}
    assert [what for what, _day in open_days(reader, quillon.id)] == []
    other = run(open_case, quillon.id, NewCase("complaint", "and the lid"), at=now + timedelta(hours=2))
    solved = now + timedelta(days=4)
    run(solve, case.id, at=solved)
    assert plan_counts(reader, plan_id).runs == {RunState.STOPPED: 1}
    run(solve, other.id, at=solved)
    assert open_days(reader, quillon.id) == [("thank them", date(2026, 11, 30))]
    assert sorted(touch.due_on for touch in last_touches(reader, plan_id)) == [
        date(2026, 11, 30),
        date(2026, 12, 15),
    ]


def test_a_sale_during_a_complaint_waits_for_its_end(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    a_plan(PlanEvent.SALE, "2d phone thank them")
    case = run(open_case, quillon.id, NewCase("complaint", "it leaks"))
    run(record_sale, quillon.id, KETTLE)
    assert open_days(reader, quillon.id) == []
    run(solve, case.id, at=now + timedelta(days=2))
    assert open_days(reader, quillon.id) == [("thank them", date(2026, 11, 25))]


def test_a_solved_case_is_checked_upon_unless_it_is_reopened(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    plan_id = a_plan(PlanEvent.SOLVED, "7d phone is it still all right?", scope=Scope(natures=("problem",)))
    case = run(open_case, quillon.id, NewCase("problem", "it drips"))
    run(solve, case.id, at=now + timedelta(hours=1))
    assert len(open_days(reader, quillon.id)) == 1
    run(reopen, case.id, "drips again", at=now + timedelta(hours=2))
    assert open_days(reader, quillon.id) == []
    run(solve, case.id, at=now + timedelta(days=1))
    assert [state for state, _why in touches(reader, plan_id)] == [TouchState.SKIPPED, TouchState.PLANNED]
    other = run(open_case, quillon.id, NewCase("request", "a spare key"), at=now + timedelta(days=1))
    run(solve, other.id, at=now + timedelta(days=1))
    assert len(touches(reader, plan_id)) == 2


def test_first_and_support_contacts(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int]
) -> None:
    first = a_plan(PlanEvent.FIRST_CONTACT, "1d email send the menu of services")
    support = a_plan(PlanEvent.SUPPORT, "3d phone does it work now?")
    run(log_contact, contact(quillon.id, outcome="missed"))
    assert touches(reader, first) == []
    logged = run(log_contact, contact(quillon.id, "support"))
    assert len(touches(reader, first)) == 0, "the missed call was the first contact"
    assert len(touches(reader, support)) == 1
    mary = run(add_customer, NewCustomer("Mary"))
    run(log_contact, contact(mary.id))
    assert len(touches(reader, first)) == 1
    run(delete_interaction, logged.interaction)
    assert touches(reader, support) == [(TouchState.SKIPPED, "the contact was deleted")]


def test_a_delivery_and_a_sale_that_is_cancelled(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    thanks = a_plan(PlanEvent.SALE, "2d phone thank them")
    arrived = a_plan(PlanEvent.DELIVERED, "1d phone did all arrive?")
    kept, dropped = (run(record_sale, quillon.id, KETTLE) for _each in range(2))
    run(deliver_sale, kept.id, at=now + timedelta(minutes=1))
    assert len(touches(reader, arrived)) == 1
    run(cancel_sale, dropped.id, "too dear", at=now + timedelta(minutes=1))
    assert plan_counts(reader, thanks).runs == {RunState.RUNNING: 1, RunState.DONE: 1}


def test_a_long_silence_is_found_once_and_ends_with_a_word(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    run(log_contact, contact(quillon.id), at=now - timedelta(days=95))
    plan_id = a_plan(PlanEvent.SILENCE, "1d phone how are they?\n30d email the news", silence_days=90)
    assert run(run_plans).started == 1
    assert run(run_plans) == PlansRan(0, 0, 0, 0)
    run(log_contact, contact(quillon.id), at=now + timedelta(days=1))
    run(run_plans, at=now + timedelta(days=26))
    assert plan_counts(reader, plan_id).runs == {RunState.DONE: 1}
    assert touches(reader, plan_id)[-1] == (TouchState.SKIPPED, "what it followed is no longer so")


def test_what_no_action_recorded_is_caught_up(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, a_plan: Callable[..., int], now: datetime
) -> None:
    plan_id = a_plan(PlanEvent.SALE, "2d phone thank them", scope=Scope(kinds=("client",)))

    def load(act: Act, customer_id: int) -> None:
        act.describe("import-sales")
        act.add(
            Sale(
                customer_id=customer_id,
                staff_id=1,
                sold_at=now,
                sold_on=act.today,
                value=0,
                currency="BDT",
                recorded_at=now,
            )
        )

    run(load, quillon.id)
    run(load, run(add_customer, NewCustomer("Mary")).id)
    later = now + timedelta(hours=1)
    assert run(run_plans, at=later) == PlansRan(1, 1, 0, 0)
    assert run(run_plans, at=later) == PlansRan(0, 0, 0, 0)
    assert [touch.customer_id for touch in last_touches(reader, plan_id)] == [quillon.id]


def test_only_managers_write_plans(run: Run, paul: Actor) -> None:
    new = NewPlan("thanks", "sale", parse_steps("2d phone thank them"))
    with pytest.raises(NotAllowed):
        run(add_plan, new, by=paul)
    saved = run(add_plan, new)
    for action in (switch_on, switch_off, retire_plan):
        with pytest.raises(NotAllowed):
            run(action, saved.id, by=paul)


def test_bad_input_names_its_field(run: Run) -> None:
    steps = parse_steps("2d phone thank them")
    for new, field in (
        (NewPlan(" ", "sale", steps), "name"),
        (NewPlan("x", "birthday", steps), "event"),
        (NewPlan("x", "sale", ()), "steps"),
        (NewPlan("x", "sale", parse_steps("2d phone thank @nobody")), "steps"),
        (NewPlan("x", "sale", steps, Scope(tiers=("gold",))), "tier"),
        (NewPlan("x", "sale", steps, Scope(natures=("support",))), "natures"),
        (NewPlan("x", "silence", steps), "silence_days"),
        (NewPlan("x", "sale", steps, silence_days=90), "silence_days"),
    ):
        with pytest.raises(InvalidInput) as refused:
            run(add_plan, new)
        assert refused.value.field == field
    saved = run(add_plan, NewPlan("x", "sale", steps))
    with pytest.raises(ChangedSince):
        run(change_plan, saved.id, {"name": "y"}, if_version=9)
    with pytest.raises(InvalidInput):
        run(change_plan, saved.id, {"event": "solved"})
    run(retire_plan, saved.id)
    with pytest.raises(InvalidInput):
        run(switch_on, saved.id)


def test_there_is_nothing_to_do_without_plans(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, now: datetime
) -> None:
    run(record_sale, quillon.id, KETTLE)
    run(edit_customer, quillon.id, {"note": "likes tea"})
    assert not plan_work(reader, now=now, zone=ZoneInfo("Asia/Dhaka")).is_there


def test_the_starter_set_has_four_plans_that_wait_to_be_switched_on(run: Run, reader: SqliteReader) -> None:
    assert run(light).plans == 4
    found = plans(reader)
    assert {plan.event for plan in found} == {PlanEvent.SALE, PlanEvent.SOLVED, PlanEvent.FIRST_CONTACT}
    assert all(plan.runs_since is None for plan in found)
    assert run(full).plans == 0
