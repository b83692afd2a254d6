"""The page between a member of staff and their manager."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interaction_edits import mark_good_moment
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.one_to_ones import change_one_to_one, hold_one_to_one
from crm_tui.actions.praise import praise_contact
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NotAllowed
from crm_tui.domain.words import Door, Role
from crm_tui.queries.one_to_ones import Figures, one_to_one, one_to_ones, remarkable
from crm_tui.queries.periods import Period

DHAKA = ZoneInfo("Asia/Dhaka")
FROM, TO = date(2026, 11, 1), date(2026, 11, 21)
JUN = Actor(99, "jun", "Jun", Role.AGENT, Door.COMMAND_LINE, "session-jun")


@pytest.fixture
def call(run, quillon, paul) -> int:
    fields = {"channel": "phone", "direction": "inbound", "nature": "enquiry", "outcome": "solved"}
    call = run(
        log_contact, NewContact(customer_id=quillon.id, said="thank you", **fields), by=paul
    ).interaction
    run(mark_good_moment, call)
    run(praise_contact, call)
    return call


def test_kept_with_the_figures_as_they_stood(run, reader, nadia, paul, quillon, call) -> None:
    saved = run(hold_one_to_one, "paul", from_on=FROM, to_on=TO, words={"goals": " fewer waits "})
    run(praise_contact, call, "more words")
    fields = {"channel": "phone", "direction": "inbound", "nature": "enquiry", "outcome": "solved"}
    run(log_contact, NewContact(customer_id=quillon.id, **fields), by=paul)
    talk = one_to_one(reader, saved.id, viewer=paul)
    assert talk.figures == Figures(contacts=1, good_moments=1, praise=1)
    assert (talk.name, talk.manager, talk.goals, talk.period) == (
        *("Paul Mensah", "Nadia Karim", "fewer waits"),
        Period(FROM, TO),
    )
    assert one_to_ones(reader, paul.staff_id, viewer=nadia) == (talk,)


def test_nobody_else_reads_it(run, reader, nadia, paul) -> None:
    saved = run(hold_one_to_one, "paul", from_on=FROM, to_on=TO, words={"goals": "fewer waits"})
    for read in (
        lambda: one_to_one(reader, saved.id, viewer=JUN),
        lambda: one_to_ones(reader, paul.staff_id, viewer=JUN),
    ):
        with pytest.raises(NotAllowed):
            read()


def test_what_there_is_to_talk_about(run, reader, paul, call) -> None:
    found = remarkable(reader, paul.staff_id, Period(FROM, TO), zone=DHAKA, viewer=paul)
    assert [(one.kind, one.id, one.what, one.customer) for one in found] == [
        ("interaction", call, "thank you", "Quillon Ashgrove")
    ]


@pytest.mark.parametrize(
    ("from_on", "to_on", "words", "field"),
    [
        (TO, FROM, {"goals": "x"}, "to_on"),
        (FROM, TO + timedelta(days=1), {"goals": "x"}, "to_on"),
        (FROM, TO, {"goals": "  "}, "went_well"),
        (FROM, TO, {"song": "x"}, "song"),
    ],
)
def test_refused_beside_the_field(run, paul, from_on: date, to_on: date, words, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(hold_one_to_one, "paul", from_on=from_on, to_on=to_on, words=words)
    assert refused.value.field == field


def test_it_takes_two_and_one_of_them_in_charge(run, nadia, paul) -> None:
    for login, by in (("nadia", nadia), ("nadia", paul)):
        with pytest.raises(NotAllowed):
            run(hold_one_to_one, login, from_on=FROM, to_on=TO, words={"goals": "x"}, by=by)


def test_changed_by_a_manager_who_has_read_it_last(run, reader, nadia, paul) -> None:
    saved = run(hold_one_to_one, "paul", from_on=FROM, to_on=TO, words={"goals": "x", "was_hard": "noon"})
    changed = run(change_one_to_one, saved.id, {"goals": "y"}, version=saved.version)
    talk = one_to_one(reader, saved.id, viewer=nadia)
    assert (talk.goals, talk.was_hard) == ("y", "noon")
    with pytest.raises(ChangedSince):
        run(change_one_to_one, saved.id, {"goals": "z"}, version=changed.version - 1)
    with pytest.raises(NotAllowed):
        run(change_one_to_one, saved.id, {"goals": "z"}, by=paul)
