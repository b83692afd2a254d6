"""What is kept about the people at the desk: skills, training, checklist, praise, looks, job, pulse."""

from datetime import date, timedelta

import pytest

from crm_tui.actions.checklists import add_to_checklist, drop_from_checklist, sign_off, start_checklist
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.jobs import describe_job, set_allowance
from crm_tui.actions.looks import look_at
from crm_tui.actions.praise import praise_colleague, praise_contact
from crm_tui.actions.pulse import ask_pulse, say_pulse
from crm_tui.actions.skills import drop_skill, set_skill
from crm_tui.actions.staff import add_staff, edit_staff
from crm_tui.actions.standards import add_standard
from crm_tui.actions.trainings import drop_training, plan_training, take_training, train_for_standard
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.domain.words import Door, Role

TODAY = date(2026, 11, 21)


@pytest.fixture
def tuli(run) -> Actor:
    """A trainee."""
    saved = run(add_staff, login="tuli", name="Tuli", role="trainee")
    return Actor(saved.id, "tuli", "Tuli", Role.TRAINEE, Door.COMMAND_LINE, "session-tuli")


@pytest.fixture
def contact(run, quillon):
    """Logs a contact of somebody's, and gives its number."""

    def log(by: Actor, **more) -> int:
        fields = {
            "channel": "phone",
            "direction": "inbound",
            "nature": "enquiry",
            "outcome": "solved",
            **more,
        }
        return run(log_contact, NewContact(customer_id=quillon.id, **fields), by=by).interaction

    return log


def refused(run, field, action, *args, **named) -> InvalidInput:
    with pytest.raises(InvalidInput) as error:
        run(action, *args, **named)
    assert error.value.field == field
    assert error.value.hint
    return error.value


def test_a_skill_said_again_changes_its_level(run, reader, paul) -> None:
    run(set_skill, "paul", "Repairs", 2)
    run(set_skill, "paul", " repairs ", 3)
    assert reader.rows("SELECT name, level FROM skills") == [("Repairs", 3)]
    run(drop_skill, "paul", "REPAIRS")
    assert reader.rows("SELECT name, level FROM skills") == []
    refused(run, "name", drop_skill, "paul", "repairs")


@pytest.mark.parametrize("level", [0, 5, 7])
def test_there_are_four_levels_of_a_skill(run, paul, level: int) -> None:
    assert "1 learns it" in refused(run, "level", set_skill, "paul", "repairs", level).hint
    refused(run, "name", set_skill, "paul", "  ", 2)
    with pytest.raises(NoSuchRecord):
        run(set_skill, "nobody", "repairs", 2)


def test_training_is_taken_once_and_never_in_the_future(run, reader, paul) -> None:
    due = TODAY + timedelta(days=9)
    planned = run(plan_training, "paul", "listening", why="two upset callers", due_on=due)
    refused(run, "on", take_training, planned.id, on=TODAY + timedelta(days=1), by=paul)
    run(take_training, planned.id, by=paul)
    assert reader.row("SELECT name, why, due_on, taken_on FROM trainings") == (
        *("listening", "two upset callers"),
        *("2026-11-30", "2026-11-21"),
    )
    refused(run, "on", take_training, planned.id, by=paul)
    refused(run, "due_on", plan_training, "paul", "listening", due_on=TODAY - timedelta(days=1))
    refused(run, "name", plan_training, "paul", " ")
    with pytest.raises(NoSuchRecord):
        run(plan_training, "paul", "listening", standard=99)
    run(drop_training, planned.id)
    assert reader.value("SELECT count(*) FROM trainings") == 0


def test_only_oneself_or_a_manager_notes_training_as_taken(run, paul, tuli) -> None:
    planned = run(plan_training, "paul", "listening")
    with pytest.raises(NotAllowed):
        run(take_training, planned.id, by=tuli)


def test_training_comes_from_what_was_missed(run, reader, paul, contact, now) -> None:
    standard = run(
        add_standard,
        at=now - timedelta(days=200),
        statement="Nobody waits longer than 3 minutes.",
        measure="waiting-time",
        target=3,
        objective=0.9,
    ).id
    refused(run, "standard", train_for_standard, "paul", standard)
    for waited in (1, 5, 9):
        contact(paul, waited_minutes=waited)
    run(train_for_standard, "paul", standard)
    assert reader.row("SELECT name, why, standard_id, staff_id FROM trainings") == (
        f"Standard {standard}: Nobody waits longer than 3 minutes.",
        "this quarter 1 of 3",
        standard,
        paul.staff_id,
    )


def test_praise_is_for_others_and_kept_once_a_contact(run, reader, nadia, paul, contact) -> None:
    call = contact(paul)
    run(praise_contact, call)
    refused(run, "words", praise_contact, call)
    run(praise_contact, call, "calm to the end")
    assert reader.rows("SELECT staff_id, by_id, interaction_id, words FROM praise") == [
        (paul.staff_id, nadia.staff_id, call, "calm to the end")
    ]
    refused(run, "login", praise_contact, call, by=paul)
    run(praise_colleague, "nadia", "stayed late for the whole team", by=paul)
    refused(run, "login", praise_colleague, "paul", "well done, me", by=paul)
    refused(run, "words", praise_colleague, "paul", " ")
    with pytest.raises(NoSuchRecord):
        run(praise_colleague, "nobody", "well done")


def test_praise_is_taken_back_by_undo(run, reader, paul, contact) -> None:
    run(praise_contact, contact(paul))
    run(undo)
    assert reader.value("SELECT count(*) FROM praise") == 0


def test_only_what_a_trainee_logs_is_looked_at(run, reader, nadia, paul, tuli, contact) -> None:
    call = contact(tuli)
    run(look_at, call, "ask since when", by=paul)
    run(look_at, call, "ask since when it leaks", by=paul)
    assert reader.rows("SELECT staff_id, words FROM looks") == [(paul.staff_id, "ask since when it leaks")]
    with pytest.raises(NotAllowed):
        run(look_at, call, "fine", by=tuli)
    refused(run, "", look_at, contact(paul))
    run(edit_staff, "tuli", role="agent")
    refused(run, "", look_at, contact(tuli))


def test_a_newcomers_calls_are_signed_by_who_accompanied_them(
    run, reader, nadia, paul, tuli, contact
) -> None:
    first, second, third = run(start_checklist, "tuli").ids
    refused(run, "", start_checklist, "tuli")
    refused(run, "calls", start_checklist, "paul", calls=0)
    refused(run, "interaction", sign_off, first, interaction=contact(paul), by=paul)
    call = contact(tuli)
    run(sign_off, first, interaction=call, by=paul)
    assert reader.row(
        "SELECT signed_by_id, interaction_id FROM checklist_items WHERE id = :id", {"id": first}
    ) == (
        paul.staff_id,
        call,
    )
    refused(run, "", sign_off, first)
    with pytest.raises(NotAllowed):
        run(sign_off, second, by=tuli)
    keys = run(add_to_checklist, "tuli", "knows where the keys hang").ids[0]
    with pytest.raises(NotAllowed):
        run(sign_off, keys, by=paul)
    run(sign_off, keys)
    run(drop_from_checklist, third)
    assert reader.value("SELECT count(*) FROM checklist_items") == 3
    refused(run, "what", add_to_checklist, "tuli", "  ")
    refused(run, "kind", add_to_checklist, "tuli", "words", kind="song")


def test_nobody_signs_their_own_list(run, nadia) -> None:
    first = run(start_checklist, "nadia", calls=1).ids[0]
    with pytest.raises(NotAllowed):
        run(sign_off, first)


def test_a_job_names_the_standards_that_it_holds_to(run, reader, paul) -> None:
    ids = [
        run(add_standard, statement=text, measure="solved-at-first-contact", objective=0.5).id
        for text in ("One.", "Two.")
    ]
    run(describe_job, "paul", job=" Answers the phone. ", standards=ids)
    run(describe_job, "paul", standards=ids[1:])
    assert reader.value("SELECT job FROM staff WHERE login = 'paul'") == "Answers the phone."
    assert reader.rows("SELECT standard_id FROM job_standards") == [(ids[1],)]
    with pytest.raises(NoSuchRecord):
        run(describe_job, "paul", standards=[99])


def test_an_allowance_is_nothing_or_more(run, reader, nadia, paul) -> None:
    run(set_allowance, "paul", 250_000)
    assert reader.value("SELECT allowance FROM staff WHERE login = 'paul'") == 250_000
    refused(run, "allowance", set_allowance, "paul", -1)
    run(set_allowance, "paul", None)
    assert reader.value("SELECT allowance FROM staff WHERE login = 'paul'") is None


def test_the_pulse_is_off_until_an_admin_turns_it_on(run, reader, paul, now) -> None:
    refused(run, "level", say_pulse, 4, by=paul)
    with pytest.raises(NotAllowed):
        run(ask_pulse, True, by=paul)
    assert run(ask_pulse, True)
    run(say_pulse, 2, by=paul)
    run(say_pulse, 4, "better after lunch", by=paul)
    refused(run, "level", say_pulse, 6, by=paul)
    run(say_pulse, 5, by=paul, at=now + timedelta(days=1))
    assert reader.rows("SELECT on_day, level, words FROM pulses ORDER BY id") == [
        ("2026-11-21", 4, "better after lunch"),
        ("2026-11-22", 5, ""),
    ]
