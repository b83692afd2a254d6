"""The customer page: head, open work, timeline, and what the keys do to the record at the cursor."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from customer_sample import (
    HOSTILE,
    NOW,
    SIZES,
    CustomerDesk,
    Office,
    StandIn,
    assert_harmless,
    customer_desk,
    happened,
    painted,
    until,
    watched,
    where,
)
from textual.pilot import Pilot

from crm_tui.domain.actor import Actor
from crm_tui.domain.words import PromiseState, Stage
from crm_tui.queries.cases import cases_of
from crm_tui.queries.interactions import interaction
from crm_tui.queries.promises import promises_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.customer import CustomerScreen
from crm_tui.tui.screens.record import RecordPage
from crm_tui.tui.screens.timeline_rows import TimelineSource
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.record_list import RecordList


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> CustomerDesk:
    return customer_desk(path, nadia)


def listed(desk: CustomerDesk, name: str) -> RecordList:
    return desk.screen.query_one(f"#{name}", RecordList)


def ids(desk: CustomerDesk, name: str) -> list[object]:
    return [row.id for row in listed(desk, name).rows_at_hand]


async def opened(pilot: Pilot[int], desk: CustomerDesk, customer_id: int, **about: object) -> CustomerScreen:
    desk.open("customer", customer_id=customer_id, **about)
    await until(pilot, lambda: isinstance(desk.screen, CustomerScreen) and desk.screen.is_mounted)
    await until(pilot, lambda: bool(ids(desk, "about")))
    await until(pilot, lambda: listed(desk, "timeline")._loaded)
    assert isinstance(desk.screen, CustomerScreen)
    return desk.screen


async def go_to(pilot: Pilot[int], desk: CustomerDesk, name: str, kind: str) -> None:
    """Put the cursor on the first record of that kind in a list."""
    found = listed(desk, name)
    found.focus()
    found.select(next(row.id for row in found.rows_at_hand if row.id[0] == kind))  # type: ignore[index]
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_who_they_are_and_what_is_open(
    desk: CustomerDesk, office: Office, size: tuple[int, int]
) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        assert where(desk) == "Customer   Quillon Ashgrove · owner, Ashgrove Ltd"
        await until(pilot, lambda: "Timeline   everything" in "".join(painted(desk)))
        shown = "\n".join(painted(desk))
        assert "client, standard · looked after by Nadia Karim · say “Ms Ashgrove”" in shown
        assert "calls after 16:00 · call, not mail · +880 1711-010123 mobile (preferred)" in shown
        assert "load ▮▯▯ 1 of 3 in 30 d" in shown
        assert "Open   1 case · 1 promise · 1 follow-up" in shown
        assert "complaint → promised" in shown
        assert [kind for kind, *_ in ids(desk, "open")] == ["follow-up", "case", "promise"]  # type: ignore[misc]
        said = [str(row.cells[-1]) for row in listed(desk, "about").rows_at_hand]
        assert {"owner, Ashgrove Ltd", "kettles", "a friend", "Comes by bicycle."} <= set(said)


async def test_a_wish_not_to_be_contacted_stands_first(desk: CustomerDesk, office: Office) -> None:
    mary = office.add("Mary Ofori", do_not_contact=True)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, mary)
        await until(pilot, lambda: "! asked not to be contacted" in painted(desk)[1])


async def test_tab_goes_round_the_lists_which_open_when_they_are_used(
    desk: CustomerDesk, office: Office
) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        assert desk.screen.focused is listed(desk, "timeline")
        assert listed(desk, "about").size.height == 1
        await pilot.press("tab")
        await until(pilot, lambda: listed(desk, "about").size.height == 9)
        await pilot.press("tab")
        await until(pilot, lambda: listed(desk, "open").size.height == 4)
        assert listed(desk, "about").size.height == 1


async def test_the_keys_are_those_of_the_record_at_the_cursor(desk: CustomerDesk, office: Office) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        screen = await opened(pilot, desk, quillon)
        for kind, keys in (("follow-up", " z "), ("case", " v "), ("promise", "space kept")):
            await go_to(pilot, desk, "open", kind)
            shown = " ".join(f"{key} {title}" for key, title in screen.key_pairs(118))
            assert keys.strip() in shown
        await go_to(pilot, desk, "timeline", "interaction")
        assert ("g", "good moment") in screen.key_pairs(118)
        assert "solve" not in [title for _key, title in screen.key_pairs(118)]


@pytest.mark.parametrize(
    ("kind", "key", "about"),
    [
        ("follow-up", "space", {"customer_id": 1, "follow_up_id": 1}),
        ("follow-up", "z", {"follow_up_id": 1}),
        ("follow-up", "a", {"follow_up_id": 1}),
        ("follow-up", "d", {"follow_up_id": 1}),
        ("follow-up", "e", {"follow_up_id": 1}),
        ("case", "v", {"case_id": 1}),
        ("case", "r", {"case_id": 1}),
        ("case", "e", {"customer_id": 1}),
        ("case", "k", {"customer_id": 1}),
        ("promise", "x", {"promise_id": 1, "how": "break"}),
        ("promise", "b", {"promise_id": 1, "how": "withdraw"}),
        ("promise", "p", {"customer_id": 1}),
    ],
)
async def test_what_asks_something_opens_its_form(
    desk: CustomerDesk, office: Office, kind: str, key: str, about: dict[str, object]
) -> None:
    quillon = office.quillon()
    assert quillon == 1
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        await go_to(pilot, desk, "open", kind)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(desk.screen, StandIn))
        assert isinstance(desk.screen, StandIn)
        assert desk.screen.about == about


async def test_a_case_waits_and_goes_on_by_the_same_key(
    desk: CustomerDesk, office: Office, reader: SqliteReader
) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        await go_to(pilot, desk, "open", "case")
        await pilot.press("h")
        await until(pilot, lambda: happened(desk).startswith("✓ Case 1 waits for the customer."))
        assert happened(desk).endswith("u undo")
        assert cases_of(reader, quillon)[0].stage is Stage.WAITING
        await until(pilot, lambda: any("case waiting" in line for line in painted(desk)))
        await pilot.press("h")
        await until(pilot, lambda: "taken up again" in happened(desk))
        assert cases_of(reader, quillon)[0].stage is Stage.OPEN


async def test_a_case_that_is_open_cannot_be_closed_and_says_why(desk: CustomerDesk, office: Office) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        await go_to(pilot, desk, "open", "case")
        await pilot.press("b")
        await until(pilot, lambda: "Case 1 is open. It can be set waiting, or solved." in happened(desk))
        await pilot.press("d")
        assert "A case is not deleted" in happened(desk)


async def test_a_promise_is_kept_and_undone(desk: CustomerDesk, office: Office, reader: SqliteReader) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        await go_to(pilot, desk, "open", "promise")
        await pilot.press("space")
        await until(pilot, lambda: "The promise is marked: kept early." in happened(desk))
        await until(pilot, lambda: len(ids(desk, "open")) == 2)
        await pilot.press("u")
        await until(pilot, lambda: len(ids(desk, "open")) == 3)
        assert promises_of(reader, quillon)[0].state is PromiseState.OPEN


async def test_an_appointment_is_marked_by_one_key(desk: CustomerDesk, office: Office) -> None:
    mary = office.add("Mary Ofori")
    office.follow_up(mary, "5d", "show the range", is_appointment=True)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, mary)
        await go_to(pilot, desk, "open", "follow-up")
        await pilot.press("y")
        await until(pilot, lambda: "✓ They came." in happened(desk))
        await until(pilot, lambda: any("came" in line and "show the range" in line for line in painted(desk)))


async def test_the_timeline_is_narrowed_by_kind(desk: CustomerDesk, office: Office) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        for kind, name in (
            ("interaction", "contacts"),
            ("case", "cases"),
            ("follow-up", "follow-ups"),
            ("promise", "promises"),
        ):
            await pilot.press("w")
            await until(pilot, lambda name=name: any(f"Timeline   {name}" in line for line in painted(desk)))
            await until(
                pilot,
                lambda kind=kind: {row_kind for row_kind, *_ in ids(desk, "timeline")} == {kind},  # type: ignore[misc]
            )


async def test_a_contact_opens_whole_and_is_marked_and_deleted_there(
    desk: CustomerDesk, office: Office, reader: SqliteReader
) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        await go_to(pilot, desk, "timeline", "interaction")
        await pilot.press("enter")
        assert isinstance(desk.screen, RecordPage)
        await until(pilot, lambda: where(desk) == "Contact   Quillon Ashgrove")
        await until(pilot, lambda: "kettle leaks" in "\n".join(painted(desk)))
        shown = "\n".join(painted(desk))
        assert "Fri 20 Nov 12:00 · call in · Nadia Karim" in shown
        assert "complaint → promised · left them uneasy · case 1" in shown
        assert "Because" in shown
        assert "seal" in shown
        await pilot.press("g")
        await until(pilot, lambda: "Marked as a good moment." in happened(desk))
        assert interaction(reader, 2).good_moment
        await until(pilot, lambda: "a good moment" in "\n".join(painted(desk)))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(desk.screen, CustomerScreen))
        assert "The contact is deleted." in happened(desk)
        await until(pilot, lambda: ("interaction", 2) not in ids(desk, "timeline"))


async def test_a_case_opens_with_its_history(desk: CustomerDesk, office: Office) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        await go_to(pilot, desk, "timeline", "case")
        await pilot.press("enter")
        await until(pilot, lambda: "What happened to it" in "\n".join(painted(desk)))
        shown = "\n".join(painted(desk))
        assert "complaint · open · owner Nadia Karim · since Fri 20 Nov 12:00" in shown
        assert "opened, by Nadia Karim" in shown
        assert "call in: kettle leaks" in shown


@pytest.mark.parametrize(
    ("kind", "said"), [("follow-up", "2 d late, Thu 19 Nov"), ("promise", "safe date in")]
)
async def test_open_work_opens_whole(desk: CustomerDesk, office: Office, kind: str, said: str) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        await go_to(pilot, desk, "open", kind)
        await pilot.press("enter")
        await until(pilot, lambda: said in "\n".join(painted(desk)))


async def test_an_organisation_shows_its_people_and_opens_them(desk: CustomerDesk, office: Office) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, quillon)
        await go_to(pilot, desk, "about", "customer")
        await pilot.press("enter")
        await until(pilot, lambda: where(desk) == "Organisation   Ashgrove Ltd")
        await until(pilot, lambda: any("owner, Quillon" in line for line in painted(desk)))


@pytest.mark.parametrize(("focus", "name"), [(("case", 1), "open"), (("good", 1), "timeline")])
async def test_the_cursor_starts_on_what_was_asked_for(
    desk: CustomerDesk, office: Office, focus: tuple[str, int], name: str
) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, quillon, focus=focus)
        assert desk.screen.focused is listed(desk, name)
        kind = "interaction" if focus[0] == "good" else focus[0]
        await until(pilot, lambda: desk.screen.at_cursor == (kind, 1))  # type: ignore[attr-defined]


async def test_what_others_write_appears_and_the_cursor_stays(desk: CustomerDesk, office: Office) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, desk, quillon)
        await watched(pilot, desk)
        await go_to(pilot, desk, "timeline", "interaction")
        before = screen.at_cursor
        office.contact(quillon, "called again", days=0.1)
        office.promise(quillon, "fri", "a refund")
        await until(pilot, lambda: any("called again" in line for line in painted(desk)))
        await until(pilot, lambda: any("2 promises" in line for line in painted(desk)))
        assert screen.at_cursor == before


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_shown_harmlessly(
    desk: CustomerDesk, office: Office, size: tuple[int, int]
) -> None:
    mallory = office.add(HOSTILE, org=HOSTILE, address_as=HOSTILE, note=HOSTILE, tags=frozenset({HOSTILE}))
    office.contact(mallory, HOSTILE, nature="complaint", outcome="promised", cause=HOSTILE, did=HOSTILE)
    office.follow_up(mallory, "3d", HOSTILE)
    office.promise(mallory, "fri", HOSTILE)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, mallory)
        for name in ("timeline", "about", "open"):
            listed(desk, name).focus()
            await pilot.pause()
            assert_harmless(desk)
        for kind in ("follow-up", "case", "promise"):
            await go_to(pilot, desk, "open", kind)
            await pilot.press("enter")
            await until(pilot, lambda: "Mallory" in where(desk))
            await until(pilot, lambda: any("xxxx" in line for line in painted(desk)[2:]))
            assert_harmless(desk)
            await pilot.press("escape")
        await go_to(pilot, desk, "timeline", "interaction")
        await pilot.press("enter")
        await until(pilot, lambda: any("xxxx" in line for line in painted(desk)[2:]))
        assert_harmless(desk)


def test_a_long_timeline_reads_on_in_both_directions(office: Office, reader: SqliteReader) -> None:
    quillon = office.quillon()
    for number in range(5):
        office.contact(quillon, f"said {number}", days=number + 2, nature="complaint", outcome="escalated")
    source = TimelineSource(quillon, lambda: Telling(NOW, ZoneInfo("Asia/Dhaka"), "en"))
    everything = source.first(reader, 100).rows
    assert len(everything) == 2 + 5 + 6 + 1 + 1
    for limit in (1, 3, 4):
        page = source.first(reader, limit)
        down = list(page.rows)
        while page.more_after:
            page = source.after(reader, page.rows[-1].key, limit)
            down += page.rows
        assert down == everything
        page = source.last(reader, limit)
        up = list(page.rows)
        while page.more_before:
            page = source.before(reader, page.rows[0].key, limit)
            up[:0] = page.rows
        assert up == everything
    place = next(row for row in everything if row.id == ("interaction", 1))
    assert source.locate(reader, ("interaction", 1)) == place.key
    assert source.locate(reader, ("interaction", 99)) is None
    assert everything[0].key[0].at >= (NOW - timedelta(days=1)).timestamp() * 1_000_000
