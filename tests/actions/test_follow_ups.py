"""Planning follow-ups within the contact load, moving them, and what becomes of them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.cases import NewCase, open_case, solve
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import ConsentValue, NewCustomer, SavedCustomer
from crm_tui.actions.customers import add_customer, delete_customer, edit_customer
from crm_tui.actions.follow_up_ends import drop, finish, set_appointment
from crm_tui.actions.follow_ups import (
    NewFollowUp,
    edit_follow_up,
    join_follow_up,
    reassign,
    schedule_follow_up,
    snooze,
)
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.load import OverContactLoad
from crm_tui.domain.actor import Actor
from crm_tui.domain.contact_load import Exemption, Plan
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord
from crm_tui.domain.instants import to_micros
from crm_tui.domain.when import When, next_open_day
from crm_tui.domain.words import Channel
from crm_tui.queries.load import CONSENTS, MADE, PLANNED, WISHES, check_load
from crm_tui.queries.opening_days import opening_days
from crm_tui.store.driver import SqliteReader

Run = Callable[..., Any]
Whens = Callable[[str], When]

DHAKA = ZoneInfo("Asia/Dhaka")


@pytest.fixture
def planned(run: Run, quillon: SavedCustomer, when: Whens) -> int:
    """The id of a follow-up in three days."""
    saved_id: int = run(
        schedule_follow_up, quillon.id, NewFollowUp(when("3d"), "is the kettle all right?")
    ).id
    return saved_id


def stored(reader: SqliteReader, follow_up_id: int, columns: str) -> tuple[Any, ...] | None:
    return reader.row(f"SELECT {columns} FROM follow_ups WHERE id = :id", {"id": follow_up_id})


def test_a_follow_up_is_kept_as_told(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens, now: datetime
) -> None:
    saved = run(schedule_follow_up, quillon.id, NewFollowUp(when("tomorrow 10:00"), " price list ", "email"))
    at = datetime(2026, 11, 22, 10, tzinfo=DHAKA)
    assert (saved.due_at, saved.due_on, saved.all_day, saved.version) == (at, at.date(), False, 1)
    columns = "why, channel, due_at, first_due_at, staff_id, created_by_id, created_at, exempt, state"
    assert stored(reader, saved.id, columns) == (
        "price list",
        "email",
        to_micros(at),
        to_micros(at),
        1,
        1,
        to_micros(now),
        None,
        "open",
    )
    assert reader.row("SELECT verb, record_kind, record_id FROM acts ORDER BY id DESC LIMIT 1") == (
        "schedule-follow-up",
        "follow-up",
        saved.id,
    )


def test_bad_input_names_its_field(run: Run, quillon: SavedCustomer, when: Whens) -> None:
    mary = run(add_customer, NewCustomer("Mary"))
    hers = run(open_case, mary.id, NewCase("complaint"))
    for new, field in (
        (NewFollowUp(when("3d"), "  "), "why"),
        (NewFollowUp(when("yesterday"), "call"), "when"),
        (NewFollowUp(when("3d"), "call", "pigeon"), "channel"),
        (NewFollowUp(when("3d"), "call", staff="nobody"), "staff"),
        (NewFollowUp(when("3d"), "call", case_id=hers.id), "case"),
    ):
        with pytest.raises(InvalidInput) as refused:
            run(schedule_follow_up, quillon.id, new)
        assert refused.value.field == field
    with pytest.raises(NoSuchRecord):
        run(schedule_follow_up, 99, NewFollowUp(when("3d"), "call"))


def test_a_closed_day_that_was_moved_is_said(run: Run, quillon: SavedCustomer, when: Whens) -> None:
    moved = When(when("mon").at, True, date(2026, 11, 23), date(2026, 11, 22))
    saved = run(schedule_follow_up, quillon.id, NewFollowUp(moved, "call"))
    assert [(notice.code, notice.text) for notice in saved.warnings] == [
        ("moved-to-open-day", "22 November is closed, so it is due on 23 November.")
    ]


def test_what_the_customer_does_not_want_takes_a_reason(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens
) -> None:
    for wish, new in (
        ({"do_not_contact": True}, NewFollowUp(when("3d"), "call")),
        ({"consents": (ConsentValue("email", "refused"),)}, NewFollowUp(when("3d"), "mail", "email")),
        ({"quiet_from": 1200, "quiet_until": 480}, NewFollowUp(when("tomorrow 21:00"), "call")),
    ):
        customer = run(add_customer, NewCustomer("Mary Ofori", **wish))
        with pytest.raises(OverContactLoad) as refused:
            run(schedule_follow_up, customer.id, new)
        assert len(refused.value.reasons) == 1
        assert refused.value.message and refused.value.hint
        with_reason = NewFollowUp(new.when, new.why, new.channel, override_why="she asked for it")
        saved = run(schedule_follow_up, customer.id, with_reason)
        assert [notice.code for notice in saved.warnings] == ["overridden"]
        assert stored(reader, saved.id, "override_why") == ("she asked for it",)


def test_the_limit_counts_what_was_made_and_what_is_planned(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens, planned: int, now: datetime
) -> None:
    run(edit_customer, quillon.id, {"tier": "standard"})  # at most 3 in 30 days
    ours = NewContact("phone", "outbound", "courtesy", "information", quillon.id)
    run(log_contact, ours)
    run(log_contact, NewContact("phone", "outbound", "courtesy", "no-answer", quillon.id))
    run(log_contact, NewContact("phone", "inbound", "enquiry", "solved", quillon.id))
    saved = run(schedule_follow_up, quillon.id, NewFollowUp(when("4d"), "survey"))
    assert [(notice.code, notice.follow_up) for notice in saved.warnings] == [("could-join", planned)]
    with pytest.raises(OverContactLoad) as refused:
        run(schedule_follow_up, quillon.id, NewFollowUp(when("3d"), "one more"))
    assert refused.value.join == planned
    run(schedule_follow_up, quillon.id, NewFollowUp(when("60d"), "in the next window"))


def test_what_is_exempt_neither_counts_nor_is_counted(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens, now: datetime
) -> None:
    opened = run(open_case, quillon.id, NewCase("complaint"))
    for _number in range(5):
        run(schedule_follow_up, quillon.id, NewFollowUp(when("3d"), "case", case_id=opened.id))
    run(
        schedule_follow_up, quillon.id, NewFollowUp(when("3d 10:00"), "fitting", "visit", is_appointment=True)
    )
    assert reader.rows("SELECT DISTINCT exempt FROM follow_ups ORDER BY 1") == [("open-case",), ("promised",)]
    plan = Plan(now + timedelta(days=3), True, Channel.PHONE)
    assert check_load(reader, quillon.id, plan, DHAKA).planned == 0
    run(solve, opened.id)
    later = run(schedule_follow_up, quillon.id, NewFollowUp(when("5d"), "check-in", case_id=opened.id))
    assert stored(reader, later.id, "exempt") == (None,)


def test_a_contact_that_did_an_exempt_follow_up_is_no_burden(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens, now: datetime
) -> None:
    missed = run(log_contact, NewContact("phone", "inbound", "enquiry", "missed", quillon.id))
    back = NewContact(
        "phone", "outbound", "enquiry", "solved", quillon.id, closes_follow_up_id=missed.follow_up
    )
    run(log_contact, back)
    plan = Plan(now, True, Channel.PHONE)
    assert check_load(reader, quillon.id, plan, DHAKA).made == 0
    run(log_contact, NewContact("email", "outbound", "sale", "left-message", quillon.id))
    assert check_load(reader, quillon.id, plan, DHAKA).made == 1


def test_the_load_of_an_unknown_customer_is_refused(reader: SqliteReader, now: datetime) -> None:
    with pytest.raises(NoSuchRecord):
        check_load(reader, 99, Plan(now, True, Channel.PHONE, Exemption.ANSWER), DHAKA)


def test_joining_adds_the_words_to_what_is_planned(run: Run, planned: int, reader: SqliteReader) -> None:
    assert run(join_follow_up, planned, "survey", if_version=1).version == 2
    assert stored(reader, planned, "why") == ("is the kettle all right?; survey",)
    with pytest.raises(InvalidInput):
        run(join_follow_up, planned, " ")


def test_a_snoozed_follow_up_is_still_measured_by_its_first_day(
    run: Run, planned: int, reader: SqliteReader, when: Whens
) -> None:
    first = when("3d")
    saved = run(snooze, planned, when("mon 10:00"))
    assert (saved.due_at, saved.all_day) == (when("mon 10:00").at, False)
    assert stored(reader, planned, "first_due_at, due_on") == (to_micros(first.at), "2026-11-23")
    with pytest.raises(InvalidInput):
        run(snooze, planned, when("yesterday"))


def test_snoozing_into_quiet_hours_is_said_and_done(
    run: Run, planned: int, quillon: SavedCustomer, when: Whens
) -> None:
    run(edit_customer, quillon.id, {"quiet_from": 1200, "quiet_until": 480})
    assert [notice.code for notice in run(snooze, planned, when("tomorrow 21:00")).warnings] == [
        "against-load"
    ]


def test_the_load_is_read_by_index(reader: SqliteReader) -> None:
    around = {"customer_id": 1, "after": 0, "before": 1, "leave_out": 0}
    for sql in (WISHES, CONSENTS, MADE, PLANNED):
        needed = {name: value for name, value in around.items() if f":{name}" in sql}
        plan = [step[3] for step in reader.rows("EXPLAIN QUERY PLAN " + sql, needed)]
        large = ("SCAN i", "SCAN f", "SCAN c", "SCAN consents")
        assert not [step for step in plan if step.split(" USING")[0] in large], plan


def test_a_follow_up_goes_to_a_colleague(run: Run, planned: int, reader: SqliteReader, paul: Actor) -> None:
    run(reassign, planned, "paul")
    assert stored(reader, planned, "staff_id, created_by_id") == (paul.staff_id, 1)
    with pytest.raises(InvalidInput):
        run(reassign, planned, "nobody")


def test_an_edit_changes_what_is_given_and_is_weighed(
    run: Run, planned: int, reader: SqliteReader, quillon: SavedCustomer, when: Whens
) -> None:
    run(edit_follow_up, planned, {"why": "survey", "when": when("4d"), "is_appointment": True})
    assert stored(reader, planned, "why, due_on, is_appointment") == ("survey", "2026-11-25", 1)
    run(edit_customer, quillon.id, {"consents": (ConsentValue("email", "refused"),)})
    with pytest.raises(OverContactLoad):
        run(edit_follow_up, planned, {"channel": "email"})
    run(edit_follow_up, planned, {"channel": "email"}, override_why="the list is long")
    assert stored(reader, planned, "channel, override_why") == ("email", "the list is long")
    with pytest.raises(InvalidInput):
        run(edit_follow_up, planned, {"state": "done"})


def test_dropping_takes_a_reason(run: Run, planned: int, reader: SqliteReader, now: datetime) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(drop, planned, "  ")
    assert refused.value.field == "why"
    run(drop, planned, "she called herself")
    assert stored(reader, planned, "state, closed_why, closed_at") == (
        "dropped",
        "she called herself",
        to_micros(now),
    )


def test_what_is_closed_cannot_be_moved_or_closed_again(run: Run, planned: int, when: Whens) -> None:
    run(finish, planned)
    for action, args in (
        (finish, ()),
        (drop, ("why",)),
        (snooze, (when("3d"),)),
        (reassign, ("nadia",)),
        (join_follow_up, ("more",)),
        (edit_follow_up, ({},)),
        (set_appointment, (True,)),
    ):
        with pytest.raises(InvalidInput, match="done"):
            run(action, planned, *args)


def test_an_older_version_is_refused(run: Run, planned: int, when: Whens) -> None:
    run(snooze, planned, when("4d"))
    with pytest.raises(ChangedSince):
        run(finish, planned, if_version=1)


def test_a_deleted_customers_follow_ups_are_gone_with_it(
    run: Run, planned: int, quillon: SavedCustomer
) -> None:
    run(delete_customer, quillon.id)
    with pytest.raises(NoSuchRecord):
        run(finish, planned)


@pytest.mark.parametrize(("came", "word"), [(True, "came"), (False, "did-not-come")])
def test_an_appointment_is_over_when_they_came_or_not(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens, now: datetime, came: bool, word: str
) -> None:
    new = NewFollowUp(when("tomorrow 10:00"), "fitting", "visit", is_appointment=True)
    saved = run(schedule_follow_up, quillon.id, new)
    with pytest.raises(InvalidInput):
        run(set_appointment, saved.id, came)
    run(set_appointment, saved.id, came, at=now + timedelta(days=1))
    assert stored(reader, saved.id, "state, appointment") == ("done", word)


def test_only_an_appointment_can_be_missed(run: Run, planned: int) -> None:
    with pytest.raises(InvalidInput, match="no appointment"):
        run(set_appointment, planned, False)


def test_opening_days_follow_the_calendar(run: Run, reader: SqliteReader) -> None:
    is_open = opening_days(reader)
    assert [is_open(date(2026, 11, day)) for day in (20, 21, 22, 23)] == [True, False, False, True]
    assert is_open(date(1999, 1, 1))
    assert next_open_day(date(2026, 11, 21), is_open) == date(2026, 11, 23)


def test_opening_days_know_holidays_and_dates_with_hours_of_their_own(
    run: Run, reader: SqliteReader, database: Any, nadia: Actor
) -> None:
    from crm_tui.store.tables import CalendarVersion

    with database.act(nadia) as act:
        act.add(
            CalendarVersion(
                calendar_id=1,
                valid_from=date(2026, 12, 1),
                timezone="Asia/Dhaka",
                weekly_hours={"sun": [["10:00", "12:00"]]},
                holidays=["2026-12-06"],
                date_hours={"2026-12-24": [["09:00", "12:00"]], "2026-12-27": []},
            )
        )
    is_open = opening_days(reader)
    days = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 6), date(2026, 12, 13))
    assert [is_open(day) for day in days] == [True, False, False, True]
    assert is_open(date(2026, 12, 24))
    assert not is_open(date(2026, 12, 27))


def test_a_contact_against_the_load_is_logged_and_remarked_on_unless_it_answers_them(
    run: Run, quillon: SavedCustomer, now: datetime
) -> None:
    def call(days: float, **more: Any) -> tuple[str, ...]:
        fields = {"direction": "outbound", "nature": "courtesy", "outcome": "information", **more}
        at = now - timedelta(days=days)
        new = NewContact(customer_id=quillon.id, channel="phone", happened_at=at, **fields)
        return tuple(notice.text for notice in run(log_contact, new).warnings)

    assert [call(9), call(8), call(7)] == [(), (), ()]
    assert call(6) == ("This is contact 4 in 30 days, with 3 made and 0 planned; at most 3.",)
    call(5, direction="inbound", nature="enquiry", outcome="follow-up")
    assert call(4) == ()
    assert call(3) == ("This is contact 5 in 30 days, with 4 made and 0 planned; at most 3.",)
    assert call(2, outcome="no-answer") == ()
