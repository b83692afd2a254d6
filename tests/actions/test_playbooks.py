"""Playbooks through their versions, and the ticks of a contact."""

from datetime import timedelta

import pytest

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.playbooks import add_playbook, change_playbook, retire_playbook
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import ChangedSince, InvalidInput, NotAllowed
from crm_tui.domain.playbook_text import TypedStep, parse_steps
from crm_tui.domain.playbooks import Situation
from crm_tui.queries.playbooks import playbook_for, playbook_versions, playbooks, steps_taken
from crm_tui.store.driver import open_reader

COMPLAINT = Situation("complaint")
STEPS = parse_steps("listen to the end\nask since when\n! say what it costs {say-price}\n")


@pytest.fixture
def complaint(run):
    return run(add_playbook, situation=COMPLAINT, steps=STEPS)


@pytest.fixture
def read(path):
    """Ask a query with a reader that sees what was written last."""

    def ask(query, *args, **named):
        reader = open_reader(path)
        try:
            return query(reader, *args, **named)
        finally:
            reader.close()

    return ask


def contact(quillon, **more):
    values = {"channel": "phone", "direction": "inbound", "nature": "complaint", "outcome": "solved"}
    return NewContact(customer_id=quillon.id, **{**values, **more})


def test_a_playbook_is_found_for_its_situation(complaint, read) -> None:
    found = read(playbook_for, COMPLAINT)
    assert (found.id, found.number, found.title) == (complaint.id, 1, "Complaint")
    assert [(step.code, step.required) for step in found.steps] == [
        ("listen-to-the-end", False),
        ("ask-since-when", False),
        ("say-price", True),
    ]
    assert read(playbook_for, Situation("enquiry")) is None


def test_a_step_keeps_its_code_through_versions(run, read, complaint, now) -> None:
    later = now + timedelta(days=1)
    changed = run(
        change_playbook,
        complaint.id,
        steps=parse_steps("! say first what it costs {say-price}\nlisten to the END.\nask how often\n"),
        at=later,
    )
    assert changed.number == 2
    run(
        change_playbook,
        complaint.id,
        steps=parse_steps("ask since when\n! say first what it costs\n"),
        at=later,
    )
    first, second, third = read(playbook_versions, complaint.id)
    assert [step.code for step in second.steps] == ["say-price", "listen-to-the-end", "ask-how-often"]
    assert second.valid_from == later
    # The code of a step that was once taken out does not come back by itself to mean something else.
    assert [step.code for step in third.steps] == ["ask-since-when-2", "say-price"]
    assert first.steps[0].text == "listen to the end"


def test_the_same_steps_are_no_new_version(run, complaint) -> None:
    again = run(change_playbook, complaint.id, steps=STEPS, name="Somebody complains")
    assert again.number == 1


def test_who_had_the_old_steps_in_view_is_told(run, complaint) -> None:
    run(change_playbook, complaint.id, steps=parse_steps("listen\n"), version=complaint.version)
    with pytest.raises(ChangedSince):
        run(change_playbook, complaint.id, steps=parse_steps("ask\n"), version=complaint.version)


def test_only_managers_write_playbooks(run, complaint, paul) -> None:
    for action in (
        lambda act: add_playbook(act, situation=Situation("sale"), steps=STEPS),
        lambda act: change_playbook(act, complaint.id, name="x"),
        lambda act: retire_playbook(act, complaint.id),
    ):
        with pytest.raises(NotAllowed):
            run(action, by=paul)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("steps", {"steps": ()}),
        ("steps", {"steps": (TypedStep("listen"), TypedStep(" Listen "))}),
        ("steps", {"steps": (TypedStep("x" * 71),)}),
        ("nature", {"situation": Situation("gossip")}),
        ("mood", {"situation": Situation(mood="cross")}),
        ("outcome", {"situation": Situation(outcome="refused")}),
        ("nature", {"situation": COMPLAINT}),
        ("name", {"name": "x" * 71}),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_field(run, complaint, read, field, more) -> None:
    values = {"situation": Situation("sale"), "steps": STEPS, **more}
    with pytest.raises(InvalidInput) as refused:
        run(add_playbook, **values)
    assert refused.value.field == field
    assert len(read(playbooks)) == 1


def test_a_retired_playbook_makes_room_for_another(run, read, complaint) -> None:
    run(retire_playbook, complaint.id)
    with pytest.raises(InvalidInput, match="was retired"):
        run(retire_playbook, complaint.id)
    other = run(add_playbook, situation=COMPLAINT, steps=STEPS)
    assert [one.id for one in read(playbooks)] == [other.id]
    assert len(read(playbooks, with_retired=True)) == 2


def test_ticks_are_kept_and_what_is_missing_is_said(run, read, complaint, quillon) -> None:
    logged = run(log_contact, contact(quillon, ticked=("1", "ask since when")))
    assert [(notice.code, notice.text) for notice in logged.warnings] == [
        ("steps-not-ticked", "Not ticked: say what it costs.")
    ]
    taken = read(steps_taken, logged.interaction)
    assert taken.ticked == {"listen-to-the-end", "ask-since-when"}
    assert [step.code for step in taken.missing] == ["say-price"]
    assert run(log_contact, contact(quillon, ticked=("say-price",))).warnings == ()


def test_the_record_shows_the_steps_of_its_own_day(run, read, complaint, quillon, now) -> None:
    before = run(log_contact, contact(quillon)).interaction
    ticked = run(log_contact, contact(quillon, ticked=("say-price",))).interaction
    later = now + timedelta(days=1)
    run(change_playbook, complaint.id, steps=parse_steps("listen\n"), at=later)
    after = run(log_contact, contact(quillon), at=later).interaction
    assert [read(steps_taken, one).playbook.number for one in (before, ticked, after)] == [1, 1, 2]
    run(retire_playbook, complaint.id, at=later)
    assert read(steps_taken, run(log_contact, contact(quillon), at=later).interaction) is None
    assert read(steps_taken, ticked).ticked == {"say-price"}


def test_what_somebody_had_in_view_is_what_they_tick(run, read, complaint, quillon, now) -> None:
    in_view = read(playbook_for, COMPLAINT)
    later = now + timedelta(minutes=1)
    run(change_playbook, complaint.id, steps=parse_steps("say it back\n"), at=later)
    mine = contact(quillon, ticked=("say-price",), playbook_version=in_view.version_id)
    logged = run(log_contact, mine, at=later)
    assert read(steps_taken, logged.interaction).playbook.number == 1


def test_a_contact_is_logged_though_its_playbook_was_taken_back(run, read, quillon, complaint) -> None:
    in_view = read(playbook_for, COMPLAINT)
    run(undo)
    mine = contact(quillon, ticked=("say-price",), playbook_version=in_view.version_id)
    assert read(steps_taken, run(log_contact, mine).interaction) is None


def test_a_step_that_is_none_is_refused(run, complaint, quillon) -> None:
    with pytest.raises(InvalidInput, match="has no step") as refused:
        run(log_contact, contact(quillon, ticked=("apologise",)))
    assert refused.value.field == "ticked"
    with pytest.raises(InvalidInput, match="No playbook"):
        run(log_contact, contact(quillon, nature="enquiry", ticked=("say-price",)))


@pytest.mark.parametrize("more", [{"outcome": "no-answer", "direction": "outbound"}, {"automatic": True}])
def test_where_nobody_was_reached_there_is_no_step_to_take(run, read, complaint, quillon, more) -> None:
    logged = run(log_contact, contact(quillon, **more))
    assert logged.warnings == ()
    assert read(steps_taken, logged.interaction) is None


def test_undo_takes_the_ticks_with_the_contact(run, read, complaint, quillon) -> None:
    logged = run(log_contact, contact(quillon, ticked=("say-price",)))
    run(undo)
    assert read(steps_taken, logged.interaction) is None
