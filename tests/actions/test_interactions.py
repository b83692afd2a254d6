"""Logging contacts and everything that they lead to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from crm_tui.actions.cases import NewCase, open_case, reopen, set_waiting, solve
from crm_tui.actions.contact_values import LoggedContact, NewContact
from crm_tui.actions.customer_values import NewCustomer, SavedCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.interaction_edits import (
    delete_interaction,
    edit_interaction,
    mark_good_moment,
    move_interaction,
)
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.notes import write_note
from crm_tui.actions.promises import NewPromise
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord
from crm_tui.domain.instants import to_micros
from crm_tui.domain.when import When
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import Absence

Run = Callable[..., Any]
Whens = Callable[[str], When]

HOUR = timedelta(hours=1)


@pytest.fixture
def complaint(quillon: SavedCustomer) -> NewContact:
    """An inbound complaint by phone that was not solved."""
    return NewContact("phone", "inbound", "complaint", "information", quillon.id, said="kettle leaks")


def follow_up(reader: SqliteReader, record_id: int | None, columns: str) -> tuple[Any, ...] | None:
    return reader.row(f"SELECT {columns} FROM follow_ups WHERE id = :id", {"id": record_id})


def case(reader: SqliteReader, record_id: int | None, columns: str) -> tuple[Any, ...] | None:
    return reader.row(f"SELECT {columns} FROM cases WHERE id = :id", {"id": record_id})


def test_a_small_enquiry_needs_four_codes_and_a_customer(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, now: datetime
) -> None:
    logged = run(log_contact, NewContact("phone", "inbound", "enquiry", "solved", quillon.id))
    assert logged == LoggedContact(logged.interaction, 1, quillon.id)
    assert reader.row("SELECT happened_at, recorded_at, staff_id FROM interactions") == (
        to_micros(now),
        to_micros(now),
        1,
    )
    assert reader.row(
        "SELECT verb, record_kind, record_id, customer_id FROM acts ORDER BY id DESC LIMIT 1"
    ) == (
        "log-contact",
        "interaction",
        logged.interaction,
        quillon.id,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"customer_id": None}, "customer"),
        ({"new_customer": NewCustomer("Mary")}, "customer"),
        ({"channel": "pigeon"}, "channel"),
        ({"direction": "sideways"}, "direction"),
        ({"nature": "gossip"}, "nature"),
        ({"outcome": "fine"}, "outcome"),
        ({"mood": "happy"}, "mood"),
        ({"obstacle": "weather"}, "obstacle"),
        ({"waited_minutes": -1}, "waited_minutes"),
    ],
)
def test_bad_input_names_its_field_and_writes_nothing(
    run: Run, complaint: NewContact, reader: SqliteReader, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(log_contact, replace(complaint, **changes))
    assert (refused.value.field, bool(refused.value.hint)) == (field, True)
    assert reader.value("SELECT count(*) FROM interactions") == 0
    assert reader.value("SELECT count(*) FROM customers") == 1


def test_backdating_is_allowed_and_the_future_is_not(
    run: Run, complaint: NewContact, reader: SqliteReader, now: datetime
) -> None:
    logged = run(log_contact, replace(complaint, happened_at=now - 48 * HOUR, ended_at=now - 47 * HOUR))
    assert case(reader, logged.case, "opened_at") == (to_micros(now - 48 * HOUR),)
    for times in (
        {"happened_at": now + HOUR},
        {"ended_at": now + HOUR},
        {"happened_at": now - HOUR, "ended_at": now - 2 * HOUR},
    ):
        with pytest.raises(InvalidInput):
            run(log_contact, replace(complaint, **times))


def test_an_unknown_customer_is_named(run: Run, complaint: NewContact) -> None:
    with pytest.raises(NoSuchRecord):
        run(log_contact, replace(complaint, customer_id=77))


def test_an_unknown_caller_is_made_in_the_same_act(
    run: Run, complaint: NewContact, quillon: SavedCustomer, reader: SqliteReader
) -> None:
    acts = reader.value("SELECT count(*) FROM acts")
    logged = run(
        log_contact, replace(complaint, customer_id=None, new_customer=NewCustomer("Quillon Ashgrove"))
    )
    assert logged.customer != quillon.id
    assert [notice.code for notice in logged.warnings] == ["likely-duplicate"]
    assert reader.value("SELECT count(*) FROM acts") == acts + 1
    run(undo)
    assert reader.value("SELECT count(*) FROM customers") == 1


@pytest.mark.parametrize(
    ("nature", "outcome", "direction", "opens"),
    [
        ("complaint", "information", "inbound", True),
        ("problem", "promised", "inbound", True),
        ("dispute", "follow-up", "outbound", True),
        ("complaint", "solved", "inbound", False),
        ("enquiry", "information", "inbound", False),
        ("request", "information", "inbound", False),
        ("complaint", "no-answer", "outbound", False),
        ("complaint", "left-message", "inbound", True),
        ("complaint", "information", "internal", False),
    ],
)
def test_what_opens_a_case(
    run: Run, complaint: NewContact, nature: str, outcome: str, direction: str, opens: bool
) -> None:
    logged = run(log_contact, replace(complaint, nature=nature, outcome=outcome, direction=direction))
    assert (logged.case is not None) is opens


def test_a_request_from_a_colleague_opens_a_case(
    run: Run, complaint: NewContact, quillon: SavedCustomer
) -> None:
    run(edit_customer, quillon.id, {"kinds": {"internal"}})
    assert run(log_contact, replace(complaint, nature="request")).case is not None


def test_the_case_tells_what_it_is_about_and_who_owns_it(
    run: Run, complaint: NewContact, reader: SqliteReader, quillon: SavedCustomer, paul: Actor
) -> None:
    run(edit_customer, quillon.id, {"manager": "paul", "tier": "standard"})
    logged = run(log_contact, replace(complaint, said="The new\nkettle " + "leaks badly " * 20))
    assert case(reader, logged.case, "title, owner_id, stage") == (
        "complaint: The new kettle leaks badly leaks badly leaks …",
        paul.staff_id,
        "open",
    )
    assert reader.rows("SELECT what, value FROM case_events ORDER BY id") == [
        ("opened", ""),
        ("owner", str(paul.staff_id)),
        ("tier", "standard"),
    ]


def test_who_is_away_gets_no_new_case(
    run: Run,
    complaint: NewContact,
    reader: SqliteReader,
    quillon: SavedCustomer,
    paul: Actor,
    database: Database,
    nadia: Actor,
    now: datetime,
) -> None:
    run(edit_customer, quillon.id, {"manager": "paul"})
    with database.act(nadia, now) as act:
        act.add(Absence(staff_id=paul.staff_id, from_on=now.date(), until_on=now.date()))
    logged = run(log_contact, complaint)
    assert case(reader, logged.case, "owner_id") == (nadia.staff_id,)


def test_a_contact_belongs_to_the_running_case_that_was_named(
    run: Run, complaint: NewContact, reader: SqliteReader
) -> None:
    first = run(log_contact, complaint)
    second = run(log_contact, replace(complaint, case_id=first.case))
    assert second.case == first.case
    solved = run(
        log_contact, replace(complaint, case_id=first.case, outcome="solved", did="new kettle", cause="seal")
    )
    assert solved.case == first.case
    assert case(reader, first.case, "stage, cause, resolution") == ("solved", "seal", "new kettle")
    assert reader.value("SELECT count(*) FROM cases") == 1


def test_a_case_that_is_over_is_not_silently_opened_again(
    run: Run, complaint: NewContact, reader: SqliteReader
) -> None:
    first = run(log_contact, complaint)
    run(solve, first.case)
    with pytest.raises(InvalidInput, match="solved"):
        run(log_contact, replace(complaint, case_id=first.case))
    thanks = run(log_contact, replace(complaint, nature="feedback", case_id=first.case))
    assert thanks.case == first.case
    run(reopen, first.case, "leaks again")
    assert run(log_contact, replace(complaint, case_id=first.case)).case == first.case


def test_another_customers_case_is_refused(run: Run, complaint: NewContact) -> None:
    first = run(log_contact, complaint)
    mary = run(add_customer, NewCustomer("Mary"))
    with pytest.raises(InvalidInput) as refused:
        run(log_contact, replace(complaint, customer_id=mary.id, case_id=first.case))
    assert refused.value.field == "case"


def test_a_word_from_the_customer_ends_the_waiting_unless_it_is_older(
    run: Run, complaint: NewContact, reader: SqliteReader, now: datetime
) -> None:
    first = run(log_contact, replace(complaint, happened_at=now - 9 * HOUR))
    run(set_waiting, first.case, "sends a photo")
    run(log_contact, replace(complaint, case_id=first.case, happened_at=now - HOUR))
    assert case(reader, first.case, "stage") == ("waiting",)
    run(log_contact, replace(complaint, case_id=first.case))
    assert case(reader, first.case, "stage") == ("open",)


def test_a_missed_call_makes_a_call_back_on_the_next_open_day(
    run: Run, complaint: NewContact, reader: SqliteReader
) -> None:
    logged = run(log_contact, replace(complaint, nature="enquiry", outcome="missed", said=""))
    assert follow_up(reader, logged.follow_up, "is_call_back, why, channel, due_on, all_day, exempt") == (
        1,
        "enquiry",
        "phone",
        "2026-11-23",
        1,
        "answer",
    )


def test_a_missed_call_with_a_next_step_makes_only_that(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens
) -> None:
    step = NewFollowUp(when("tomorrow 10:00"), "ring back after ten")
    logged = run(log_contact, replace(complaint, nature="enquiry", outcome="missed", follow_up=step))
    assert reader.rows("SELECT id, why, is_call_back FROM follow_ups") == [
        (logged.follow_up, "ring back after ten", 1)
    ]


def test_an_attempt_of_ours_makes_no_call_back(run: Run, complaint: NewContact) -> None:
    contact = replace(complaint, nature="enquiry", direction="outbound", outcome="no-answer")
    assert run(log_contact, contact).follow_up is None


def test_a_follow_up_takes_its_words_from_the_contact_and_belongs_to_its_case(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens, nadia: Actor
) -> None:
    logged = run(log_contact, replace(complaint, follow_up=NewFollowUp(when("3d"))))
    assert follow_up(
        reader,
        logged.follow_up,
        "why, case_id, interaction_id, exempt, staff_id, due_on, first_due_at = due_at",
    ) == (
        "complaint: kettle leaks",
        logged.case,
        logged.interaction,
        "open-case",
        nadia.staff_id,
        "2026-11-24",
        1,
    )


def test_what_is_escalated_goes_to_the_colleague(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens, paul: Actor, quillon: SavedCustomer
) -> None:
    escalated = replace(complaint, outcome="escalated", follow_up=NewFollowUp(when("3d"), staff="paul"))
    assert follow_up(reader, run(log_contact, escalated).follow_up, "staff_id") == (paul.staff_id,)
    unnamed = replace(escalated, follow_up=NewFollowUp(when("3d")))
    assert [notice.code for notice in run(log_contact, unnamed).warnings] == ["escalated-to-nobody"]
    run(edit_customer, quillon.id, {"manager": "paul"})
    logged = run(log_contact, unnamed)
    assert follow_up(reader, logged.follow_up, "staff_id") == (paul.staff_id,)


def test_a_promise_is_kept_with_its_safe_date_and_lifts_the_load(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens, quillon: SavedCustomer
) -> None:
    run(edit_customer, quillon.id, {"do_not_contact": True})
    logged = run(
        log_contact,
        replace(
            complaint,
            nature="enquiry",
            outcome="promised",
            promise=NewPromise("price list", when("fri")),
            follow_up=NewFollowUp(when("3d")),
        ),
    )
    assert reader.row("SELECT id, what, told_on, safe_on, by, interaction_id FROM promises") == (
        logged.promise,
        "price list",
        "2026-11-27",
        "2026-11-25",
        "ours",
        logged.interaction,
    )
    assert follow_up(reader, logged.follow_up, "exempt") == ("promised",)


def test_a_follow_up_that_needs_an_override_is_left_out_and_named(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens, quillon: SavedCustomer
) -> None:
    run(edit_customer, quillon.id, {"do_not_contact": True})
    contact = replace(complaint, nature="sale", outcome="information", follow_up=NewFollowUp(when("3d")))
    logged = run(log_contact, contact)
    assert logged.follow_up is None
    assert [notice.code for notice in logged.warnings] == ["follow-up-left-out"]
    assert reader.value("SELECT count(*) FROM follow_ups") == 0
    with_reason = replace(contact, follow_up=NewFollowUp(when("3d"), override_why="she asked me to"))
    again = run(log_contact, with_reason)
    assert follow_up(reader, again.follow_up, "override_why") == ("she asked me to",)


def test_a_bad_follow_up_keeps_the_whole_form_back(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens
) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(log_contact, replace(complaint, follow_up=NewFollowUp(when("yesterday"))))
    assert refused.value.field == "when"
    assert reader.value("SELECT count(*) FROM interactions") + reader.value("SELECT count(*) FROM cases") == 0


def test_a_contact_closes_the_follow_up_that_it_did(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens, quillon: SavedCustomer, now: datetime
) -> None:
    first = run(log_contact, replace(complaint, happened_at=now - 5 * HOUR))
    step = NewFollowUp(when("3d"), "call her", case_id=first.case, is_appointment=True)
    planned = run(schedule_follow_up, quillon.id, step)
    done = NewContact(
        "phone",
        "outbound",
        "courtesy",
        "solved",
        quillon.id,
        closes_follow_up_id=planned.id,
        happened_at=now - HOUR,
    )
    logged = run(log_contact, done)
    assert follow_up(reader, planned.id, "state, done_by_id, closed_at, appointment") == (
        "done",
        logged.interaction,
        to_micros(now - HOUR),
        "came",
    )
    assert logged.case == first.case
    assert case(reader, first.case, "stage, solved_at") == ("solved", to_micros(now - HOUR))
    with pytest.raises(InvalidInput, match="done"):
        run(log_contact, done)


def test_another_customers_follow_up_is_not_closed(
    run: Run, complaint: NewContact, when: Whens, quillon: SavedCustomer
) -> None:
    mary = run(add_customer, NewCustomer("Mary"))
    planned = run(schedule_follow_up, mary.id, NewFollowUp(when("3d"), "call her"))
    with pytest.raises(InvalidInput) as refused:
        run(log_contact, replace(complaint, closes_follow_up_id=planned.id))
    assert refused.value.field == "closes_follow_up"


def test_undo_takes_the_whole_log_back(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens
) -> None:
    first = run(log_contact, complaint)
    before = [reader.rows(f"SELECT * FROM {t}") for t in ("cases", "interactions", "follow_ups", "promises")]
    run(
        log_contact,
        replace(
            complaint,
            outcome="solved",
            case_id=first.case,
            follow_up=NewFollowUp(when("3d")),
            promise=NewPromise("new kettle", when("fri")),
        ),
    )
    run(undo)
    after = [reader.rows(f"SELECT * FROM {t}") for t in ("cases", "interactions", "follow_ups", "promises")]
    assert after[1:] == before[1:]
    assert case(reader, first.case, "stage, solved_at") == ("open", None)


def test_a_note_counts_as_no_contact(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, complaint: NewContact
) -> None:
    note = run(write_note, quillon.id, "prefers mornings")
    assert reader.row("SELECT direction, said FROM interactions") == ("internal", "prefers mornings")
    assert (
        reader.value("SELECT last_contact_at FROM customer_summaries WHERE id = :id", {"id": quillon.id})
        is None
    )
    assert note.customer == quillon.id
    with pytest.raises(InvalidInput):
        run(write_note, quillon.id, " \n")
    logged = run(log_contact, complaint)
    mary = run(add_customer, NewCustomer("Mary"))
    with pytest.raises(InvalidInput):
        run(write_note, mary.id, "hers?", case_id=logged.case)


def test_a_contact_is_put_right(run: Run, complaint: NewContact, reader: SqliteReader) -> None:
    logged = run(log_contact, complaint)
    saved = run(edit_interaction, logged.interaction, {"said": "pot leaks", "mood": "upset"}, if_version=1)
    assert saved.version == 2
    assert reader.row("SELECT said, mood FROM interactions") == ("pot leaks", "upset")
    assert reader.value("SELECT words FROM note_search") == "pot leaks"
    for changes in ({"outcome": "solved"}, {"mood": "grand"}, {"waited_minutes": -1}):
        with pytest.raises(InvalidInput):
            run(edit_interaction, logged.interaction, changes)
    with pytest.raises(ChangedSince):
        run(edit_interaction, logged.interaction, {"said": "pan"}, if_version=1)


def test_a_good_moment_is_marked_and_unmarked(run: Run, complaint: NewContact, reader: SqliteReader) -> None:
    logged = run(log_contact, complaint)
    assert run(mark_good_moment, logged.interaction).version == 2
    assert reader.value("SELECT good_moment FROM interactions") == 1
    run(mark_good_moment, logged.interaction, False)
    assert reader.value("SELECT good_moment FROM interactions") == 0


def test_deleting_a_contact_names_what_stays(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens
) -> None:
    logged = run(
        log_contact,
        replace(complaint, follow_up=NewFollowUp(when("3d")), promise=NewPromise("kettle", when("fri"))),
    )
    assert len(run(delete_interaction, logged.interaction).warnings) == 3
    assert reader.value("SELECT deleted_at IS NOT NULL FROM interactions") == 1
    with pytest.raises(NoSuchRecord):
        run(delete_interaction, logged.interaction)


def test_a_moved_contact_takes_along_what_it_made(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens
) -> None:
    logged = run(
        log_contact,
        replace(complaint, follow_up=NewFollowUp(when("3d")), promise=NewPromise("kettle", when("fri"))),
    )
    mary = run(add_customer, NewCustomer("Mary"))
    moved = run(move_interaction, logged.interaction, mary.id, if_version=1)
    assert (moved.version, moved.warnings) == (2, ())
    for table in ("interactions", "cases", "follow_ups", "promises"):
        assert reader.rows(f"SELECT customer_id FROM {table}") == [(mary.id,)]
    assert reader.rows("SELECT open_cases, open_promises FROM customer_summaries ORDER BY id") == [
        (0, 0),
        (1, 1),
    ]
    assert reader.value("SELECT customer_id FROM note_search") == mary.id
    with pytest.raises(InvalidInput):
        run(move_interaction, logged.interaction, mary.id)
    with pytest.raises(NoSuchRecord):
        run(move_interaction, logged.interaction, 99)


def test_a_case_with_more_in_it_stays_when_a_contact_moves(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens, quillon: SavedCustomer
) -> None:
    opened = run(open_case, quillon.id, NewCase("complaint", "kettle leaks"))
    logged = run(log_contact, replace(complaint, case_id=opened.id, follow_up=NewFollowUp(when("3d"))))
    mary = run(add_customer, NewCustomer("Mary"))
    moved = run(move_interaction, logged.interaction, mary.id)
    assert [notice.code for notice in moved.warnings] == ["case-stays"]
    assert case(reader, opened.id, "customer_id") == (quillon.id,)
    assert reader.row(
        "SELECT customer_id, case_id FROM interactions WHERE id = :id", {"id": logged.interaction}
    ) == (mary.id, None)
    assert follow_up(reader, logged.follow_up, "customer_id, case_id") == (mary.id, None)


def test_a_follow_up_closed_by_a_misplaced_contact_is_open_again(
    run: Run, complaint: NewContact, reader: SqliteReader, when: Whens, quillon: SavedCustomer
) -> None:
    planned = run(schedule_follow_up, quillon.id, NewFollowUp(when("3d"), "call her"))
    logged = run(log_contact, replace(complaint, closes_follow_up_id=planned.id))
    mary = run(add_customer, NewCustomer("Mary"))
    moved = run(move_interaction, logged.interaction, mary.id)
    assert [notice.code for notice in moved.warnings] == ["open-again"]
    assert follow_up(reader, planned.id, "state, done_by_id, customer_id") == ("open", None, quillon.id)
