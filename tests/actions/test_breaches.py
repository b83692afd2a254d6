"""Saying why something missed a standard."""

from datetime import timedelta

import pytest

from crm_tui.actions.breaches import say_why_missed
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.standards import add_standard
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import InvalidInput, NoSuchRecord, NotAllowed

NOTES = "SELECT event_kind, event_id, why, staff_id FROM breach_notes"
DAY = timedelta(days=1)


@pytest.fixture
def waited(run, quillon, now) -> tuple[int, int]:
    """A standard, and a contact of Nadia's that missed it."""
    standard = run(
        add_standard,
        statement="Nobody waits.",
        measure="waiting-time",
        target=3,
        objective=0.9,
        at=now - 30 * DAY,
    )
    contact = NewContact("phone", "inbound", "enquiry", "solved", quillon.id, waited_minutes=9)
    return standard.id, run(log_contact, contact).interaction


def test_a_line_is_kept_and_the_newer_words_stand(run, reader, waited) -> None:
    standard, contact = waited
    said = run(say_why_missed, standard, "interaction", contact, "  alone at\nthe desk ")
    assert (said.why, said.kind) == ("alone at the desk", "interaction")
    run(say_why_missed, standard, "interaction", contact, "two phones rang")
    assert reader.rows(NOTES) == [("interaction", contact, "two phones rang", 1)]
    run(undo)
    assert reader.rows(NOTES) == [("interaction", contact, "alone at the desk", 1)]


def test_a_colleagues_breach_is_for_them_and_managers(run, paul, waited) -> None:
    with pytest.raises(NotAllowed):
        run(say_why_missed, *waited[:1], "interaction", waited[1], "slow", by=paul)


def test_ones_own_breach_is_ones_own(run, paul, quillon, reader, waited) -> None:
    standard, _contact = waited
    contact = NewContact("phone", "inbound", "enquiry", "solved", quillon.id, waited_minutes=5)
    own = run(log_contact, contact, by=paul).interaction
    run(say_why_missed, standard, "interaction", own, "on the other line", by=paul)
    assert reader.rows(NOTES) == [("interaction", own, "on the other line", paul.staff_id)]


@pytest.mark.parametrize(
    ("kind", "why", "field"),
    [("interaction", " ", "why"), ("interaction", "x" * 201, "why"), ("sale", "late", "event")],
)
def test_words_and_kinds_are_checked(run, waited, kind: str, why: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(say_why_missed, waited[0], kind, waited[1], why)
    assert refused.value.field == field


def test_what_missed_nothing_needs_no_cause(run, quillon, waited) -> None:
    standard, contact = waited
    quick = NewContact("phone", "inbound", "enquiry", "solved", quillon.id, waited_minutes=1)
    for kind, record in (("interaction", run(log_contact, quick).interaction), ("case", contact)):
        with pytest.raises(InvalidInput) as refused:
            run(say_why_missed, standard, kind, record, "late")
        assert refused.value.field == "event"
    with pytest.raises(NoSuchRecord):
        run(say_why_missed, 99, "interaction", contact, "late")
