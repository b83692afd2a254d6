"""The page of a member of staff, and what of it is whose business."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import NoSuchRecord, NotAllowed
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import ChecklistKind, Door, Role
from crm_tui.queries.member import member_page, suggested
from crm_tui.queries.member_parts import pulse_asked
from crm_tui.queries.one_to_ones import figures
from crm_tui.queries.periods import Period
from crm_tui.queries.staff_attainment import staff_attainment, team_attainment
from crm_tui.store.database import Database
from crm_tui.store.tables import (
    Acknowledgement,
    Business,
    ChecklistItem,
    JobStandard,
    Look,
    OneToOne,
    Praise,
    Pulse,
    Skill,
    Staff,
    Training,
)

MONTH = Period(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def tuli(desk, now: datetime) -> Actor:
    staff_id = desk.put(Staff(login="tuli", name="Tuli", role="trainee", joined_at=now - timedelta(days=9)))
    return Actor(staff_id, "tuli", "Tuli", Role.TRAINEE, Door.COMMAND_LINE, "session-tuli")


@pytest.fixture
def page(reader, now, zone) -> Callable[..., object]:
    return lambda of, by: member_page(reader, of.staff_id, now=now, zone=zone, viewer=by)


@pytest.fixture
def standard(database: Database, nadia: Actor, now: datetime) -> int:
    with database.act(nadia, now - timedelta(days=60)) as act:
        return add_standard(
            act, statement="Nobody waits.", measure="waiting-time", target=3, objective=0.9
        ).id


def test_what_is_private_stays_with_the_two_of_them(desk, page, nadia, paul, tuli, now) -> None:
    him = paul.staff_id
    desk.put(
        Skill(staff_id=him, name="repairs", level=3),
        Training(staff_id=him, name="listening", why="this quarter 1 of 3"),
        Pulse(staff_id=him, on_day=now.date(), level=2, words="alone at noon"),
        OneToOne(
            staff_id=him,
            manager_id=nadia.staff_id,
            from_on=MONTH.from_on,
            to_on=now.date(),
            goals="x",
            at=now,
        ),
    )
    for viewer in (nadia, paul):
        found = page(paul, viewer)
        assert found.is_private_shown
        assert [len(part) for part in (found.trainings, found.pulses, found.talks)] == [1, 1, 1]
    found = page(paul, tuli)
    assert not found.is_private_shown
    assert found.skills == (("repairs", 3),)
    assert (found.trainings, found.pulses, found.talks) == ((), (), ())


def test_a_newcomer_has_the_standards_to_read_and_calls_to_sign(
    desk, page, nadia, paul, tuli, standard, database, now
) -> None:
    call = desk.contact(desk.customer("Mary Ofori"), staff_id=tuli.staff_id)
    desk.put(
        ChecklistItem(staff_id=tuli.staff_id, kind="other", what="keys", position=2),
        ChecklistItem(
            staff_id=tuli.staff_id, kind="accompanied", what="first", position=1,
            interaction_id=call, signed_by_id=paul.staff_id, signed_at=now,
        ),
    )  # fmt: skip
    to_read, first, keys = page(tuli, tuli).checklist
    assert (to_read.kind, to_read.id, to_read.is_standard, to_read.done_at) == (
        ChecklistKind.READ, standard, True, None,
    )  # fmt: skip
    assert (first.by, first.done_at, first.interaction_id) == ("Paul Mensah", now, call)
    assert (keys.what, keys.done_at) == ("keys", None)
    version = desk.put(Acknowledgement(standard_version_id=1, staff_id=tuli.staff_id, at=now))
    assert version
    assert page(tuli, tuli).checklist[0].done_at == now
    assert page(paul, paul).checklist == ()


def test_a_trainees_contacts_wait_to_be_looked_at(desk, page, nadia, paul, tuli, now) -> None:
    mary = desk.customer("Mary Ofori")
    old = desk.contact(mary, "first", ago=timedelta(days=2), staff_id=tuli.staff_id)
    new = desk.contact(mary, "second", staff_id=tuli.staff_id)
    desk.contact(mary, "a note", staff_id=tuli.staff_id, direction="internal")
    desk.contact(mary, "mine", staff_id=paul.staff_id)
    assert [one.interaction_id for one in page(tuli, paul).to_look_at] == [new, old]
    desk.put(Look(interaction_id=old, staff_id=paul.staff_id, words="ask since when", at=now))
    found = page(tuli, tuli)
    assert [one.interaction_id for one in found.to_look_at] == [new]
    assert [(one.interaction_id, one.by, one.words) for one in found.looked_at] == [
        (old, "Paul Mensah", "ask since when")
    ]
    assert page(paul, nadia).to_look_at == ()


def test_praise_names_the_contact_that_it_is_about(desk, page, nadia, paul, now) -> None:
    call = desk.contact(desk.customer("Mary Ofori"), "thank you", staff_id=paul.staff_id)
    desk.put(
        Praise(staff_id=paul.staff_id, by_id=nadia.staff_id, interaction_id=call, at=now),
        Praise(staff_id=paul.staff_id, by_id=nadia.staff_id, words="stayed late", at=now),
    )
    assert [(one.by, one.words, one.customer, one.said) for one in page(paul, paul).praise] == [
        ("Nadia Karim", "stayed late", "", ""),
        ("Nadia Karim", "", "Mary Ofori", "thank you"),
    ]


def test_the_job_names_standards_in_their_present_words(desk, page, paul, standard) -> None:
    desk.put(JobStandard(staff_id=paul.staff_id, standard_id=standard))
    desk.change(Staff, paul.staff_id, job="Answers the phone.", allowance=250_000)
    job = page(paul, paul).job
    assert (job.text, job.allowance, job.standards) == (
        "Answers the phone.", 250_000, ((standard, "Nobody waits."),),
    )  # fmt: skip


def test_own_attainment_is_for_oneself_and_managers(
    desk, desk_of, reader, nadia, paul, tuli, standard, now, zone
) -> None:
    mary = desk.customer("Mary Ofori")
    for waited in (1, 5, 9):
        desk_of(paul).contact(mary, waited_minutes=waited)
    desk.contact(mary, waited_minutes=1)
    asked = {"now": now, "zone": zone}
    for viewer in (nadia, paul):
        (share,) = staff_attainment(reader, paul.staff_id, MONTH, viewer=viewer, **asked)
        assert (share.standard_id, share.attainment) == (standard, Attainment(3, 1))
        assert suggested([share], ()) == (share,)
    with pytest.raises(NotAllowed):
        staff_attainment(reader, paul.staff_id, MONTH, viewer=tuli, **asked)
    with pytest.raises(NotAllowed):
        figures(reader, paul.staff_id, MONTH, viewer=tuli, **asked)
    assert set(team_attainment(reader, MONTH, viewer=nadia, **asked)) == {nadia.staff_id, paul.staff_id}
    assert set(team_attainment(reader, MONTH, viewer=paul, **asked)) == {paul.staff_id}


def test_training_is_suggested_until_it_is_planned(
    desk, page, reader, nadia, paul, standard, now, zone
) -> None:
    desk.contact(desk.customer("Mary Ofori"), staff_id=paul.staff_id, waited_minutes=9)
    shares = staff_attainment(reader, paul.staff_id, MONTH, viewer=nadia, now=now, zone=zone)
    desk.put(Training(staff_id=paul.staff_id, name="x", standard_id=standard))
    assert suggested(shares, page(paul, nadia).trainings) == ()


def test_whether_the_pulse_is_asked(desk, reader, nadia, now) -> None:
    today = date(2026, 11, 21)
    assert pulse_asked(reader, nadia.staff_id, today) == (False, None)
    desk.change(Business, 1, asks_pulse=True)
    assert pulse_asked(reader, nadia.staff_id, today) == (True, None)
    desk.put(Pulse(staff_id=nadia.staff_id, on_day=today, level=4))
    assert pulse_asked(reader, nadia.staff_id, today) == (True, 4)


def test_nobody_of_that_number(reader, nadia, now, zone) -> None:
    with pytest.raises(NoSuchRecord):
        member_page(reader, 99, now=now, zone=zone, viewer=nadia)
