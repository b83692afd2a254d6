"""A case is warned of once before it is late, in opening hours, and never while it waits for the customer."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from customer_sample import NOW, Office, happened, until

from crm_tui.actions.cases import set_waiting
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.queries.business import business
from crm_tui.queries.case_warnings import case_warnings
from crm_tui.queries.cases import cases_of
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.store.database import Database
from crm_tui.store.drafts import Drafts
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.state import DeskState

#: Monday 11:00 in Dhaka: the desk is open from nine to five.
MONDAY = datetime.fromisoformat("2026-11-23T11:00:00+06:00")


@pytest.fixture
def case_id(database: Database, nadia: Actor, reader: SqliteReader) -> int:
    """A complaint since Monday 10:00, to be answered within 80 opening minutes: at risk from 11:00 on."""
    with database.act(nadia, NOW - timedelta(days=9)) as act:
        add_standard(act, statement="Soon.", measure="answered-within", objective=0.9, target=80)
    office = Office(database, nadia)
    mary = office.add("Mary Ofori")
    began = MONDAY - timedelta(hours=1)
    with database.act(nadia, began) as act:
        log_contact(
            act,
            NewContact(
                customer_id=mary,
                channel="phone",
                direction="inbound",
                nature="complaint",
                outcome="information",
                said="it leaks",
                happened_at=began,
            ),
        )
    return cases_of(reader, mary)[0].id


def _warned(reader: SqliteReader, actor: Actor, now: datetime) -> list[int]:
    found = case_warnings(reader, staff_id=actor.staff_id, now=now, today=now.date())
    return [warning.case_id for warning in found]


def test_from_three_quarters_of_the_opening_time_until_it_is_due(
    case_id: int, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    assert _warned(reader, nadia, MONDAY - timedelta(minutes=1)) == []
    assert _warned(reader, nadia, MONDAY) == [case_id]
    assert _warned(reader, nadia, MONDAY + timedelta(minutes=20)) == []  # late, not at risk
    assert _warned(reader, paul, MONDAY) == []  # somebody else's


def test_nothing_is_warned_of_while_we_wait_for_the_customer(
    case_id: int, database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with database.act(nadia, MONDAY - timedelta(minutes=30)) as act:
        set_waiting(act, case_id)
    assert _warned(reader, nadia, MONDAY) == []


def test_a_clock_is_told_once_to_each_whoever_opens_a_second_window(path: Path) -> None:
    first, second = Drafts(path), Drafts(path)
    assert first.tell_once(1, ["4:resolution:0", "5:resolution:0"], NOW) == {
        "4:resolution:0",
        "5:resolution:0",
    }
    assert second.tell_once(1, ["4:resolution:0", "6:resolution:0"], NOW) == {"6:resolution:0"}
    assert second.tell_once(2, ["4:resolution:0"], NOW) == {"4:resolution:0"}
    first.close()
    second.close()


async def test_the_desk_says_it_in_one_line_and_not_again(path: Path, nadia: Actor, case_id: int) -> None:
    reader = open_reader(path)
    state = DeskState(path, nadia, business(reader), clock=lambda: MONDAY)
    reader.close()
    desk = DeskApp(state, Keymap({}), Options(), start="today")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "first answer, is due 11:20: " in happened(desk))
        desk.hush()
        desk.warnings.look()
        await pilot.pause()
        await until(pilot, lambda: "is due" not in happened(desk))
