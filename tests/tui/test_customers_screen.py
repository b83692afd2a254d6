"""Customers: the list, its filter, orders and views, and the card that follows the cursor."""

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
    names_in,
    painted,
    until,
    watched,
    where,
)

from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.customer_rows import CustomerSource
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets import record_list
from crm_tui.tui.widgets.customer_card import CustomerCardView
from crm_tui.tui.widgets.record_list import RecordList

UTC_ZONE = ZoneInfo("UTC")


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> CustomerDesk:
    return customer_desk(path, nadia)


def names(desk: CustomerDesk) -> list[str]:
    return names_in(desk.screen.query_one(RecordList))


def card(desk: CustomerDesk) -> str:
    return "\n".join(desk.screen.query_one(CustomerCardView).line_texts)


async def test_an_empty_list_teaches(desk: CustomerDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "No customers yet." in "".join(painted(desk)))
        assert any("n makes one" in line for line in painted(desk))


@pytest.mark.parametrize("size", SIZES)
async def test_the_row_and_the_card(desk: CustomerDesk, office: Office, size: tuple[int, int]) -> None:
    office.quillon()
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: len(names(desk)) == 2)
        await pilot.press("down")
        await until(pilot, lambda: "Quillon" in card(desk))
        lines = painted(desk)
        row = next(line for line in lines if "Quillon Ashgrove · Ashgrove Ltd" in line)
        assert "1 d     ! 2 d late" in row
        assert "NK" in row
        shown = card(desk)
        assert "owner, Ashgrove Ltd" in shown
        assert "calls after 16:00 · call, not mail" in shown
        assert "load ▮▯▯ 1 of 3 in 30 d" in shown
        assert "promised Fri 27 (safe date Wed 25): replacement" in shown
        assert "complaint → promised" in shown
        assert where(desk) == "Customers   2   by name"


async def test_who_asked_not_to_be_contacted_is_told_by_sign_and_word(
    desk: CustomerDesk, office: Office
) -> None:
    office.add("Mary Ofori", do_not_contact=True)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "! asked not to be contacted" in card(desk))
        assert any("! asked not to be contacted" in line for line in painted(desk))


async def test_the_card_waits_until_the_cursor_rests(
    desk: CustomerDesk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Ann", "Bea", "Cid"):
        office.add(name)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Ann" in card(desk))
        await pilot.press("down")
        await until(pilot, lambda: "Bea" in card(desk))
        monkeypatch.setattr(record_list, "REST_SECONDS", 3600.0)  # a cursor that never comes to rest
        await pilot.press("down")
        await pilot.pause()
        assert "Bea" in card(desk)
        monkeypatch.setattr(record_list, "REST_SECONDS", 0.001)
        await pilot.press("up", "down")
        await until(pilot, lambda: "Cid" in card(desk))


async def test_the_filter_narrows_as_you_type_is_kept_by_enter_and_cleared_by_escape(
    desk: CustomerDesk, office: Office
) -> None:
    for name in ("Ann", "Ashok Rao", "রহিম উদ্দিন"):
        office.add(name)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(names(desk)) == 3)
        await pilot.press(".", "a", "s", "h")
        await until(pilot, lambda: names(desk) == ["Ashok Rao"])
        await pilot.press("enter")
        await until(pilot, lambda: where(desk) == "Customers   1 of 3   by name   filter: “ash”")
        assert desk.screen.focused is desk.screen.query_one(RecordList)
        await pilot.press("s")
        assert "by last contact" in where(desk)
        assert names(desk) == ["Ashok Rao"]
        await pilot.press("escape")
        await until(pilot, lambda: len(names(desk)) == 3)
        assert "filter" not in where(desk)
        await pilot.press(".", *"zzz")
        await until(pilot, lambda: any("Nothing here has these words." in line for line in painted(desk)))
        await pilot.press("escape")
        await until(pilot, lambda: len(names(desk)) == 3)
        await pilot.press("q")
        assert not desk.is_running


async def test_letters_are_typed_in_the_filter_and_arrows_move_the_list(
    desk: CustomerDesk, office: Office
) -> None:
    for name in ("Ann", "Anne", "Annette"):
        office.add(name)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(names(desk)) == 3)
        await pilot.press(".", *"ann", "down")
        await until(pilot, lambda: "of" in where(desk) or "3" in where(desk))
        assert desk.screen.customer_id == 2


async def test_orders_and_views_go_round_and_are_said(desk: CustomerDesk, office: Office) -> None:
    office.add("Ann", manager="nadia", kinds=frozenset({"client"}))
    bea = office.add("Bea", kinds=frozenset({"supplier"}))
    office.contact(bea, "hello")
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: names(desk) == ["Ann", "Bea"])
        await pilot.press("s")
        await until(pilot, lambda: names(desk) == ["Bea", "Ann"])
        assert "by last contact" in where(desk)
        await pilot.press("s", "s")
        assert "by health" in where(desk)
        await pilot.press("s")
        assert "newest first" in where(desk)
        await pilot.press("s", "w")
        await until(pilot, lambda: names(desk) == ["Ann"])
        assert "view: mine" in where(desk)
        await pilot.press("w", "w", "w", "w", "w", "w", "w")
        await until(pilot, lambda: names(desk) == ["Bea"])
        assert "view: supplier" in where(desk)
        await pilot.press("w", "w", "w")
        assert "view: Standard" in where(desk) or "view: standard" in where(desk)


async def test_what_others_write_appears_and_the_cursor_stays(desk: CustomerDesk, office: Office) -> None:
    office.add("Bea")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: names(desk) == ["Bea"])
        await watched(pilot, desk)
        office.add("Ann")
        await until(pilot, lambda: names(desk) == ["Ann", "Bea"])
        assert desk.screen.customer_id == 1


async def test_delete_is_told_with_the_undo_key_and_undone(desk: CustomerDesk, office: Office) -> None:
    office.add("Ann")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: names(desk) == ["Ann"] and "Ann" in card(desk))
        await pilot.press("d")
        await until(pilot, lambda: happened(desk).startswith("✓ Deleted: Ann"))
        assert happened(desk).endswith("u undo")
        await until(pilot, lambda: names(desk) == [])
        await pilot.press("u")
        await until(pilot, lambda: names(desk) == ["Ann"])


@pytest.mark.parametrize(
    ("key", "about"),
    [
        ("n", {}),
        ("e", {"customer_id": 1}),
        ("l", {"customer_id": 1}),
        ("f", {"customer_id": 1}),
        ("c", {"customer_id": 1}),
        ("o", {"customer_id": 1}),
    ],
)
async def test_forms_start_with_the_customer_at_the_cursor(
    desk: CustomerDesk, office: Office, key: str, about: dict[str, int]
) -> None:
    office.add("Ann")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: names(desk) == ["Ann"])
        await pilot.press(key)
        assert isinstance(desk.screen, StandIn)
        assert desk.screen.about == about


@pytest.mark.parametrize("size", SIZES)
async def test_a_hostile_name_is_shown_harmlessly(
    desk: CustomerDesk, office: Office, size: tuple[int, int]
) -> None:
    mallory = office.add(HOSTILE, org=HOSTILE, phone="01711-010123", address_as=HOSTILE)
    office.contact(mallory, HOSTILE)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: len(names(desk)) == 2)
        await until(pilot, lambda: "Mallory" in card(desk))
        await pilot.press("down")
        await until(pilot, lambda: "load" in card(desk))
        assert_harmless(desk)
        assert any("[bold]Mallory[/]" in line for line in painted(desk))


def test_the_list_reads_on_in_both_directions(office: Office, reader: SqliteReader) -> None:
    for number in range(9):
        office.add(f"Customer {number}")
    source = CustomerSource(lambda: Telling(NOW, UTC_ZONE, "en"), "BD")
    first = source.first(reader, 4)
    after = source.after(reader, first.rows[-1].key, 4)
    last = source.last(reader, 4)
    before = source.before(reader, last.rows[0].key, 20)
    assert [row.id for row in (*first.rows, *after.rows)] == list(range(1, 9))
    assert (first.more_before, first.more_after, after.more_after) == (False, True, True)
    assert [row.id for row in (*before.rows, *last.rows)] == list(range(1, 10))
    assert not before.more_before
    assert source.locate(reader, 3) == first.rows[2].key
    assert source.locate(reader, 99) is None
