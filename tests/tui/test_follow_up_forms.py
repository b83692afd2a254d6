"""The forms of follow-ups, typed as a user types them, on a real database."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, SIZES, Office, until
from form_sample import (
    assert_sent_harmlessly,
    drafts_of,
    entered,
    form_desk,
    happened,
    opened,
    saved,
    shown,
    typed,
)
from textual import events

from crm_tui.domain.actor import Actor
from crm_tui.domain.words import FollowUpState
from crm_tui.queries.due import FollowUp, follow_up, open_follow_ups_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.deeds import RecordScreen


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor, paul: Actor) -> DeskApp:
    return form_desk(path, nadia)


def only(reader: SqliteReader, customer_id: int) -> FollowUp:
    (found,) = open_follow_ups_of(reader, customer_id)
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_a_follow_up_takes_when_and_why(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "follow-up", customer_id=mary)
        assert entered(desk) == "when"
        await typed(pilot, "tue 10:00")
        assert shown(desk, "→ in 3 d, Tue 24 Nov 10:00")
        await pilot.press("enter")
        await typed(pilot, "is the kettle all right?")
        told = await saved(pilot, desk)
        assert told.startswith("✓ Planned: in 3 d, Tue 24 Nov 10:00. Mary Ofori")
        assert told.endswith("u undo")
    found = only(reader, mary)
    assert (found.what, found.channel, found.staff) == ("is the kettle all right?", "phone", "Nadia Karim")
    assert not found.is_appointment


async def test_keys_that_come_all_at_once_make_the_same_follow_up(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: desk.screen.customer_id == mary)  # type: ignore[attr-defined]
        for key in ("f", *"3d", "enter", *"call", "ctrl+s"):
            desk.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: happened(desk).startswith("✓ Planned"))
    assert only(reader, mary).what == "call"


async def test_without_a_customer_in_view_the_form_finds_one(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori", phone="01811-555555")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "follow-up")
        assert entered(desk) == "customer"
        await typed(pilot, "5555")
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("enter")
        await typed(pilot, "3d")
        await pilot.press("enter")
        await typed(pilot, "call her")
        # By mail, for Paul, as an appointment.
        await pilot.press("enter", "e", "2", "y")
        await saved(pilot, desk)
    found = only(reader, mary)
    assert (found.channel, found.staff, found.is_appointment) == ("email", "Paul Mensah", True)


async def test_a_closed_day_moves_to_the_next_open_one_and_says_so(desk: DeskApp, office: Office) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "follow-up", customer_id=mary)
        await until(pilot, lambda: form.desk is not None)  # type: ignore[attr-defined]
        closed = next(
            day for day in ("sun", "mon", "tue", "wed", "thu", "fri", "sat") if not _is_open(form, day)
        )
        await typed(pilot, closed)
        assert shown(desk, "the next open day")


def _is_open(form: object, weekday: str) -> bool:
    from crm_tui.domain.when import read_day

    day = read_day(weekday, form.shell.state.now(), form.business.zone)  # type: ignore[attr-defined]
    return bool(form.is_open(day))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed_in", "said"),
    [
        ("31 feb", "names a date that does not exist"),
        ("03/04", "03/04"),
        ("whenever", "whenever"),
    ],
)
async def test_a_time_that_cannot_be_read_is_refused_beside_the_field(
    desk: DeskApp, office: Office, reader: SqliteReader, typed_in: str, said: str
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "follow-up", customer_id=mary)
        await typed(pilot, typed_in)
        await pilot.press("tab")
        await typed(pilot, "call")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: entered(desk) == "when")
        assert shown(desk, f"! “{typed_in}”")
        assert shown(desk, said)
    assert open_follow_ups_of(reader, mary) == ()


async def test_a_time_that_is_over_is_refused_and_what_was_typed_stays(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "follow-up", customer_id=mary)
        await typed(pilot, "yesterday")
        await pilot.press("tab")
        await typed(pilot, "call")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "That time is over."))
        assert entered(desk) == "when"
        assert shown(desk, "yesterday")
    assert open_follow_ups_of(reader, mary) == ()


async def test_it_offers_to_join_what_is_planned_already(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    office.follow_up(mary, "8d", "send the price list")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "follow-up", customer_id=mary)
        await typed(pilot, "3d")
        await until(
            pilot, lambda: shown(desk, "Planned already: in 3 d, Tue 24 Nov, call: send the price list")
        )
        await pilot.press("enter")
        await typed(pilot, "ask about the lid")
        await pilot.press("tab", "j")
        assert (await saved(pilot, desk)).startswith("✓ Added to what was planned already. Mary Ofori")
    assert only(reader, mary).what == "send the price list; ask about the lid"


async def test_against_their_wishes_it_says_why_and_asks_for_a_reason(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori", do_not_contact=True)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "follow-up", customer_id=mary)
        await typed(pilot, "3d")
        await until(pilot, lambda: shown(desk, "▲ They asked not to be contacted."))
        await pilot.press("enter")
        await typed(pilot, "tell her")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: entered(desk) == "override")
        assert desk.screen is form
        await typed(pilot, "the recall")
        assert "They asked not to be contacted." in await saved(pilot, desk)
    assert only(reader, mary).what == "tell her"


async def test_an_appointment_is_no_burden(desk: DeskApp, office: Office) -> None:
    mary = office.add("Mary Ofori", do_not_contact=True)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "follow-up", customer_id=mary)
        await typed(pilot, "3d")
        await until(pilot, lambda: shown(desk, "▲ They asked"))
        form.form.go_to("appointment")
        await pilot.press("y")
        await until(pilot, lambda: not shown(desk, "They asked"))


@pytest.mark.parametrize("size", SIZES)
async def test_editing_shows_what_is_planned_and_writes_what_changed(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "2d", "send the list", channel="email")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "follow-up", follow_up_id=planned)
        assert shown(desk, "Mary Ofori")
        assert shown(desk, "3 d late, Wed 18 Nov, mail: send the list")
        await pilot.press("tab", "end")
        await typed(pilot, " again")
        await saved(pilot, desk)
    found = follow_up(reader, planned)
    assert found.what == "send the list again"
    # It was overdue, and a change of its words neither moves it nor asks for a time to come.
    assert str(found.due_on) == "2026-11-18"


async def test_an_edit_that_changes_nothing_writes_nothing(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "8d", "call")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "follow-up", follow_up_id=planned)
        assert await saved(pilot, desk) == "· Nothing was changed."
    assert follow_up(reader, planned).version == 1


@pytest.mark.parametrize("size", SIZES)
async def test_putting_off(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "2d", "call her")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "snooze", follow_up_id=planned)
        await until(pilot, lambda: shown(desk, "3 d late, Wed 18 Nov, call: call her"))
        await typed(pilot, "3d")
        assert (await saved(pilot, desk)).startswith("✓ Put off: in 3 d, Tue 24 Nov.")
    assert str(follow_up(reader, planned).due_on) == "2026-11-24"


async def test_handing_over_by_one_key(desk: DeskApp, office: Office, reader: SqliteReader) -> None:
    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "8d", "call her")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "reassign", follow_up_id=planned)
        await until(pilot, lambda: shown(desk, "2 Paul Mensah"))
        await pilot.press("2")
        assert (await saved(pilot, desk)).startswith("✓ Handed over: Paul Mensah")
    assert follow_up(reader, planned).staff == "Paul Mensah"


async def test_dropping_takes_a_reason(desk: DeskApp, office: Office, reader: SqliteReader) -> None:
    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "8d", "call her")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "drop", follow_up_id=planned)
        await typed(pilot, "   ")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "“Because” is needed (why it is not needed any more)."))
        await typed(pilot, "she called us")
        await saved(pilot, desk)
        assert follow_up(reader, planned).state is FollowUpState.DROPPED
        # One key takes it back.
        await pilot.press("u")
        await until(pilot, lambda: follow_up(reader, planned).state is FollowUpState.OPEN)


async def test_somebody_elses_change_is_told_before_it_is_overwritten(
    desk: DeskApp, office: Office, database: Database, paul: Actor, reader: SqliteReader
) -> None:
    from crm_tui.actions.follow_ups import reassign

    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "8d", "call her")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "snooze", follow_up_id=planned)
        await until(pilot, lambda: "version" in form.about)
        with database.act(paul) as act:
            reassign(act, planned, paul.staff_id)
        await typed(pilot, "3d")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: happened(desk).startswith("!"))
        assert "Paul Mensah" in happened(desk)
        assert desk.screen is form
        await until(pilot, lambda: form.about.get("version") == 2)
        await saved(pilot, desk)
    found = follow_up(reader, planned)
    assert (found.staff, str(found.due_on)) == ("Paul Mensah", "2026-11-24")


async def test_what_is_done_already_says_so(
    desk: DeskApp, office: Office, database: Database, nadia: Actor
) -> None:
    from crm_tui.actions.follow_up_ends import finish

    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "8d", "call her")
    with database.act(nadia) as act:
        finish(act, planned)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "snooze", follow_up_id=planned)
        await typed(pilot, "3d")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "is done already" in happened(desk))


async def test_a_follow_up_that_is_not_there_closes_the_form(desk: DeskApp) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: desk.screen.focused is not None)
        first = desk.screen
        desk.open("drop", follow_up_id=99)
        await until(pilot, lambda: "There is no follow-up 99." in happened(desk))
        assert desk.screen is first


async def test_half_typed_it_is_a_draft_and_goes_on_where_it_was(
    desk: DeskApp, office: Office, path: Path, nadia: Actor, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "follow-up", customer_id=mary)
        await typed(pilot, "3d")
        await pilot.press("enter")
        await typed(pilot, "ask about")
        await pilot.press("tab", "tab", "2")
        await pilot.press("escape")
        assert happened(desk) == "· What you typed is kept as a draft."
        await until(pilot, lambda: len(desk.state.drafts) == 1)
        await pilot.press("D", "enter")
        await until(pilot, lambda: shown(desk, "ask about"))
        assert shown(desk, "Mary Ofori")
        await until(pilot, lambda: shown(desk, "▸2 Paul Mensah"))
        await saved(pilot, desk)
        await until(pilot, lambda: not desk.state.drafts)
    assert only(reader, mary).staff == "Paul Mensah"
    assert drafts_of(path, nadia.staff_id) == []


async def test_an_untouched_form_leaves_no_draft(
    desk: DeskApp, office: Office, path: Path, nadia: Actor
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "follow-up", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert "draft" not in happened(desk)
    assert drafts_of(path, nadia.staff_id) == []


async def test_a_form_that_the_way_to_a_main_screen_closes_is_kept(
    desk: DeskApp, office: Office, path: Path, nadia: Actor
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "follow-up", customer_id=mary)
        await typed(pilot, "3d")
        desk.open("today")
        await until(pilot, lambda: isinstance(desk.screen, RecordScreen))
        await until(pilot, lambda: len(desk.state.drafts) == 1)
    (draft,) = drafts_of(path, nadia.staff_id)
    assert draft.values["when"] == "3d"


@pytest.mark.parametrize("size", SIZES)
async def test_a_hostile_customer_is_shown_harmlessly(
    desk: DeskApp, office: Office, size: tuple[int, int]
) -> None:
    mallory = office.add(HOSTILE)
    planned = office.follow_up(mallory, "8d", HOSTILE)
    async with desk.run_test(size=size, notifications=True) as pilot:
        for route in ("snooze", "reassign", "drop", "follow-up"):
            await opened(pilot, desk, route, follow_up_id=planned)
            await until(pilot, lambda: shown(desk, "Mallory"))
            assert_sent_harmlessly(desk)
            await pilot.press("escape")
        await opened(pilot, desk, "follow-up", customer_id=mallory)
        await typed(pilot, "3d")
        await until(pilot, lambda: shown(desk, "Planned already"))
        assert_sent_harmlessly(desk)


@pytest.mark.parametrize("place", ["today", "customer"])
async def test_every_end_of_a_follow_up_is_one_key_away(
    path: Path, nadia: Actor, office: Office, reader: SqliteReader, place: str
) -> None:
    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "5d 15:00", "show the range", channel="visit", is_appointment=True)
    desk = form_desk(path, nadia, "today")
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        if place == "customer":
            desk.open("customer", customer_id=mary, focus=("follow-up", planned))
        await until(
            pilot,
            lambda: isinstance(desk.screen, RecordScreen) and desk.screen.at_cursor == ("follow-up", planned),
        )
        for key, route in (
            ("z", "snooze"),
            ("a", "reassign"),
            ("d", "drop"),
            ("e", "follow-up"),
            ("space", "log"),
        ):
            await pilot.press(key)
            await until(pilot, lambda route=route: getattr(desk.screen, "ROUTE", "") == route)  # type: ignore[misc]
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(desk.screen, RecordScreen))
        await pilot.press("y")
        await until(pilot, lambda: happened(desk).startswith("✓ They came."))
        assert follow_up(reader, planned).state is FollowUpState.DONE
