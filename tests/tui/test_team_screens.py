"""Team: who is in or away, who stands in, and the forms that change it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, assert_harmless, happened, painted, until, where
from house_sample import HouseDesk, house_desk, rows_of

from crm_tui.domain.actor import Actor
from crm_tui.queries.people import staff
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import Absence, Customer, FollowUp, Staff
from crm_tui.tui.screens.away import AwayForm
from crm_tui.tui.screens.staff_form import StaffForm
from crm_tui.tui.screens.team import TeamScreen

#: Acts are written at the real time, so absences must hold on that day too.
REAL_TODAY = datetime.now(UTC).date()


@pytest.fixture
def desk(path: Path, nadia: Actor) -> HouseDesk:
    return house_desk(path, nadia, start="team")


def names(desk: HouseDesk) -> list[str]:
    return [row[8] for row in rows_of(desk)]


def send_away(database: Database, actor: Actor, who: int, stand_in: int) -> None:
    with database.act(actor, NOW) as act:
        act.describe("test")
        first, last = min(NOW.date(), REAL_TODAY), max(date(2026, 11, 27), REAL_TODAY + timedelta(days=7))
        act.add(Absence(staff_id=who, stand_in_id=stand_in, from_on=first, until_on=last))


@pytest.mark.parametrize("size", SIZES)
async def test_who_is_away_and_who_stands_in(
    desk: HouseDesk, database: Database, nadia: Actor, paul: Actor, size: tuple[int, int]
) -> None:
    send_away(database, nadia, paul.staff_id, nadia.staff_id)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: "1 in · 1 away" in where(desk))
        row = next(line for line in painted(desk) if "Paul Mensah" in line)
        assert "· until" in row
        assert "agent" in row
        await pilot.press("down")
        await until(pilot, lambda: any("Nadia Karim stands in" in line for line in painted(desk)))


async def test_open_work_is_told_to_whom_it_concerns(
    path: Path, desk: HouseDesk, database: Database, nadia: Actor, paul: Actor
) -> None:
    with database.act(nadia, NOW) as act:
        act.describe("test")
        mary = act.add(
            Customer(name="Mary", form="person", created_at=NOW, sort_key="mary", manager_id=nadia.staff_id)
        )
        act.add(
            FollowUp(
                customer_id=mary.record_id, staff_id=nadia.staff_id, channel="phone", why="call",
                due_at=NOW - timedelta(hours=1), due_on=NOW.date(), all_day=False, first_due_at=NOW,
                created_by_id=nadia.staff_id, created_at=NOW,
            )
        )  # fmt: skip
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "1 to do, 1 late" in where(desk))
        assert [row[2:4] for row in rows_of(desk)] == [["0", "1, 1 late"], ["0", "0"]]
    others = house_desk(path, paul, start="team")
    async with others.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "1 to do, 1 late" in where(others))
        assert [row[2:4] for row in rows_of(others)] == [["", ""], ["0", "0"]]


async def test_somebody_joins(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: bool(rows_of(desk)))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, StaffForm))
        await pilot.press(*"jun", "enter", *"Jun", "space", *"Sato", "enter", "m", "ctrl+s")
        await until(pilot, lambda: "Added manager Jun Sato." in happened(desk))
        await until(pilot, lambda: names(desk) == ["Jun Sato", "Nadia Karim"])
    assert [(one.login, one.role.value) for one in staff(reader, NOW.date())] == [
        ("jun", "manager"),
        ("nadia", "admin"),
    ]


async def test_a_login_that_is_taken_is_refused_beside_the_field(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: bool(rows_of(desk)))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, StaffForm))
        await pilot.press(*"nadia", "enter", *"Other", "ctrl+s")
        await until(pilot, lambda: any("belongs to Nadia Karim already" in line for line in painted(desk)))
        assert isinstance(desk.screen, StaffForm)
        assert any("Other" in line for line in painted(desk))


async def test_the_last_admin_stays_one(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: bool(rows_of(desk)))
        await pilot.press("e")
        await until(pilot, lambda: any("▸d admin" in line for line in painted(desk)))
        await pilot.press("enter", "enter", "a", "ctrl+s")
        await until(pilot, lambda: "is the last admin" in happened(desk))
        assert isinstance(desk.screen, StaffForm)


async def test_away_with_a_stand_in_and_back_by_one_key(
    desk: HouseDesk, database: Database, paul: Actor
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows_of(desk)) == 2)
        await pilot.press("a")
        await until(pilot, lambda: any("Until" in line for line in painted(desk)))
        assert where(desk).startswith("Away: Nadia Karim")
        await pilot.press(*"2", "space", *"weeks", "enter", *"pau")
        await until(pilot, lambda: any("→ Paul Mensah" in line for line in painted(desk)))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(desk.screen, TeamScreen) and "Away until" in happened(desk))


async def test_back_again(desk: HouseDesk, database: Database, nadia: Actor, paul: Actor) -> None:
    send_away(database, nadia, paul.staff_id, nadia.staff_id)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "1 away" in where(desk))
        await pilot.press("b")
        assert happened(desk) == "· They are not away: Nadia Karim"
        await pilot.press("down", "b")
        await until(pilot, lambda: "✓ Back again: Paul Mensah" in happened(desk))


async def test_a_stand_in_who_is_nobody_is_refused_beside_the_field(desk: HouseDesk, paul: Actor) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows_of(desk)) == 2)
        await pilot.press("a")
        await until(pilot, lambda: any("Until" in line for line in painted(desk)))
        await pilot.press(*"fri", "enter", *"zzz", "ctrl+s")
        await until(pilot, lambda: any("Nothing has “zzz” in its name." in line for line in painted(desk)))
        assert isinstance(desk.screen, AwayForm)


async def test_who_leaves_goes_off_the_list_and_undo_brings_them_back(desk: HouseDesk, paul: Actor) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows_of(desk)) == 2)
        await pilot.press("down", "d")
        await until(pilot, lambda: "Left today: Paul Mensah." in happened(desk))


async def test_who_left_stays_in_sight_until_their_work_is_handed_over(
    desk: HouseDesk, database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    with database.act(nadia, NOW) as act:
        act.describe("test")
        act.add(
            Customer(name="Mary", form="person", created_at=NOW, sort_key="mary", manager_id=paul.staff_id)
        )
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows_of(desk)) == 2)
        await pilot.press("down", "d")
        await until(pilot, lambda: "1 customer is still theirs." in happened(desk))
        await until(pilot, lambda: "1 in" in where(desk) and rows_of(desk)[1][0].startswith("left"))
        await pilot.press("h")
        await until(pilot, lambda: any("customers 1" in line for line in painted(desk)))
        await pilot.press(*"nad", "ctrl+s")
        await until(pilot, lambda: "1 record handed over." in happened(desk))
        await until(pilot, lambda: names(desk) == ["Nadia Karim"])
    assert reader.value("SELECT manager_id FROM customers") == nadia.staff_id


async def test_an_agent_changes_nobody(path: Path, paul: Actor) -> None:
    desk = house_desk(path, paul, start="team")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows_of(desk)) == 2)
        for key in ("n", "e", "d"):
            await pilot.press(key)
            assert "Only an admin" in happened(desk)
        await pilot.press("a")
        assert "Only they themselves" in happened(desk)
        await pilot.press("down", "a")
        await until(pilot, lambda: isinstance(desk.screen, AwayForm))


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_shown_harmlessly(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    with database.act(nadia, NOW) as act:
        act.describe("test")
        mallory = act.add(Staff(login="mallory", name=HOSTILE, role="agent", joined_at=NOW)).record_id
    send_away(database, nadia, nadia.staff_id, mallory)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: any("[bold]" in line for line in painted(desk)))
        assert_harmless(desk)
        await pilot.press("a")
        await until(pilot, lambda: any("Until" in line for line in painted(desk)))
        assert_harmless(desk)
