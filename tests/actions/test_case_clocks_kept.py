"""The derived clocks of cases: written in the transaction that changes what they are made of."""

from datetime import date, timedelta

import pytest

from crm_tui.actions import cases
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.interaction_edits import delete_interaction, move_interaction
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.rebuild import rebuild
from crm_tui.actions.standards import retire_standard
from crm_tui.actions.undo import undo
from crm_tui.domain.clocks import clocks_of
from crm_tui.domain.words import Stage
from crm_tui.store.case_stories import stories
from crm_tui.store.clock_rules import clock_rules
from crm_tui.store.tables import CalendarVersion, Case, Standard, StandardScope, StandardVersion

COLUMNS = """case_id, name, standard_version_id, target_minutes, started_at, due_at, warn_at, left_minutes,
             stopped_at, state, tier, since_id"""


@pytest.fixture
def clocks(reader, database, now):
    """What is kept of each clock; it is always what a rebuild makes, and what the domain says."""

    def kept():
        rows = reader.rows(f"SELECT {COLUMNS} FROM case_clocks ORDER BY case_id, started_at, name")
        rebuild(database, now)
        assert reader.rows(f"SELECT {COLUMNS} FROM case_clocks ORDER BY case_id, started_at, name") == rows
        told = stories(reader, "1 = 1")
        found = [(story.id, clock) for story in told for clock in clocks_of(story, clock_rules(reader))]
        assert sorted((row[0], row[1], row[2]) for row in rows) == sorted(
            (case_id, clock.name, clock.target.version.id) for case_id, clock in found
        )
        return {row[1]: {"state": row[9], "left": row[7], "stopped": row[8], "tier": row[10]} for row in rows}

    return kept


@pytest.fixture
def hold(database, nadia, now):
    """Set a standard for a clock, which holds from then on; it returns its id."""

    def add(measure, target, since=now, **scope):
        with database.act(nadia, since) as act:
            act.describe("add-standard")
            standard = act.add(Standard(created_at=since))
            version = act.add(
                StandardVersion(
                    standard_id=standard.record_id,
                    number=1,
                    valid_from=since,
                    statement=measure,
                    measure=measure,
                    target=target,
                    objective=0.9,
                )
            )
            for dimension, value in scope.items():
                act.add(
                    StandardScope(standard_version_id=version.record_id, dimension=dimension, value=value)
                )
            return standard.record_id

    return add


@pytest.fixture
def standards(hold, now):
    """Three standards that hold since before anything happened."""
    earlier = now - timedelta(days=30)
    return [
        hold("answered-within", 240, earlier),
        hold("next-answer-within", 120, earlier),
        hold("resolved-within", 2400, earlier),
    ]


@pytest.fixture
def complaint(run, quillon, standards):
    """A case that a call opened."""
    new = NewContact("phone", "inbound", "complaint", "promised", customer_id=quillon.id, said="it leaks")
    return run(log_contact, new).case


def answer(case_id, outcome="information", direction="outbound", customer=1, **more):
    return NewContact("phone", direction, "complaint", outcome, customer_id=customer, case_id=case_id, **more)


def test_a_call_starts_them_an_answer_stops_one_and_a_message_starts_the_next(
    run, clocks, complaint, quillon, now
):
    assert {name: clock["state"] for name, clock in clocks().items()} == {
        "first-response": "running",
        "resolution": "running",
    }
    run(log_contact, answer(complaint, customer=quillon.id), at=now + timedelta(minutes=20))
    assert clocks()["first-response"]["state"] == "met"
    asked = answer(complaint, "left-message", "inbound", quillon.id)
    run(log_contact, asked, at=now + timedelta(minutes=40))
    assert clocks()["next-response"]["state"] == "running"


def test_without_a_standard_there_is_no_clock(run, quillon, clocks):
    run(cases.open_case, quillon.id, cases.NewCase("complaint", "it leaks"))
    assert not [name for name in clocks() if name != "first-response"]


def test_waiting_resuming_solving_and_reopening(run, clocks, complaint, now):
    run(cases.set_waiting, complaint, at=now)
    waiting = clocks()["resolution"]
    assert (waiting["state"], waiting["left"]) == ("paused", 2400)
    run(cases.resume, complaint, at=now)
    assert clocks()["resolution"]["state"] == "running"
    run(cases.solve, complaint)
    assert clocks()["resolution"]["state"] == "met"
    run(cases.reopen, complaint, "it leaks again", at=now)
    assert clocks()["resolution"]["state"] == "running"
    run(undo)
    assert clocks()["resolution"]["state"] == "met"


def test_undoing_the_call_takes_them_away(run, clocks, complaint):
    assert clocks()
    run(undo)
    assert not clocks()


def test_a_backdated_answer_and_one_that_is_deleted_or_moved_away(run, clocks, complaint, quillon, now):
    late = now + timedelta(days=9)
    told = run(
        log_contact, answer(complaint, customer=quillon.id, happened_at=now + timedelta(minutes=5)), at=late
    )
    assert clocks()["first-response"]["state"] == "met"
    run(delete_interaction, told.interaction, at=late)
    assert clocks()["first-response"]["state"] == "running"
    run(undo, at=late)
    assert clocks()["first-response"]["state"] == "met"
    other = run(cases.open_case, quillon.id, cases.NewCase("complaint", "another"), at=late)
    assert other.id != complaint
    mary = run(add_customer, NewCustomer("Mary Ofori"), at=late)
    run(move_interaction, told.interaction, mary.id, at=late)
    assert clocks()["first-response"]["state"] == "running"


def test_a_change_of_tier(run, clocks, complaint, quillon, standards, now):
    assert clocks()["resolution"]["tier"] == "standard"
    run(edit_customer, quillon.id, {"tier": None})
    assert clocks()["resolution"]["tier"] is None
    run(undo)
    assert clocks()["resolution"]["tier"] == "standard"


def test_kinds_of_customer_are_part_of_the_scope(run, clocks, complaint, quillon, hold, now):
    hold("resolved-within", 10, now - timedelta(days=1), kind="supplier")
    assert clocks()["resolution"]["state"] == "running"
    run(edit_customer, quillon.id, {"kinds": frozenset({"supplier"})})
    clocks()
    run(undo)
    clocks()


def test_a_standard_measures_from_when_it_holds_and_undoing_it_takes_its_clocks_away(
    run, quillon, clocks, hold, reader, now
):
    run(cases.open_case, quillon.id, cases.NewCase("problem", "early"))
    later = now + timedelta(hours=1)
    standard = hold("resolved-within", 60, now + timedelta(minutes=1))
    run(cases.open_case, quillon.id, cases.NewCase("problem", "late"), at=later)
    assert "resolution" in clocks()
    run(retire_standard, standard, why="no use", at=later + timedelta(minutes=1))
    assert "resolution" in clocks()
    run(cases.open_case, quillon.id, cases.NewCase("problem", "after"), at=later + timedelta(minutes=2))
    assert reader.value("SELECT count(*) FROM case_clocks") == 1
    clocks()


def test_the_clocks_of_a_standard_go_when_it_is_undone(run, quillon, clocks, hold, reader):
    hold("resolved-within", 60)
    set_by = reader.value("SELECT max(id) FROM acts")
    run(cases.open_case, quillon.id, cases.NewCase("problem", "it leaks"))
    assert "resolution" in clocks()
    run(undo, set_by)
    assert "resolution" not in clocks()


def test_other_opening_hours_move_what_is_due(run, clocks, complaint, database, reader, nadia, now):
    due = "SELECT due_at FROM case_clocks WHERE name = 'resolution'"
    before = reader.value(due)
    with database.act(nadia, now) as act:
        act.describe("set-opening-hours")
        version = act.add(
            CalendarVersion(
                calendar_id=1,
                valid_from=date(2026, 11, 23),
                timezone="Asia/Dhaka",
                weekly_hours={"tue": [["10:00", "11:00"]]},
                holidays=[],
                date_hours={},
            )
        )
    assert reader.value(due) > before
    clocks()
    with database.act(nadia, now) as act:
        act.describe("set-opening-hours")
        act.change(act.get(CalendarVersion, version.record_id), weekly_hours={"tue": [["10:00", "12:00"]]})
    clocks()
    run(undo)
    run(undo)
    assert reader.value(due) == before
    clocks()


def test_a_deleted_case_has_none(database, nadia, clocks, complaint, now):
    with database.act(nadia, now) as act:
        act.describe("test")
        act.change(act.get(Case, complaint), deleted_at=now)
    assert not clocks()


def test_a_case_that_came_in_solved_without_its_history(database, nadia, quillon, standards, clocks, now):
    with database.act(nadia, now) as act:
        act.describe("test")
        act.add(
            Case(
                customer_id=quillon.id,
                nature="complaint",
                owner_id=1,
                stage=Stage.SOLVED.value,
                opened_at=now - timedelta(days=9),
                solved_at=now - timedelta(days=9),
            )
        )
    found = clocks()
    assert {clock["state"] for clock in found.values()} == {"met"}


def test_rules_and_hours_are_kept_while_nothing_changes(reader, standards):
    assert clock_rules(reader) is clock_rules(reader)
