"""Who else is at the same customer is told in the top line, while they are there."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from customer_sample import NOW, Office, customer_desk, until, where
from form_sample import form_desk

from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database
from crm_tui.store.drafts import Drafts
from crm_tui.tui.screens.customer import CustomerScreen


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


def come(drafts: Drafts, actor: Actor, customer_id: int, process: int | None = None) -> None:
    drafts.be_at(
        actor.session_id,
        staff_id=actor.staff_id,
        process=os.getpid() if process is None else process,
        place=f"customer:{customer_id}",
        at=NOW,
    )


async def test_a_colleague_at_the_same_customer_is_named_until_they_leave(
    path: Path, database: Database, nadia: Actor, paul: Actor
) -> None:
    quillon = Office(database, nadia).add("Quillon Ashgrove")
    other = Office(database, nadia).add("Jun Sato")
    drafts = Drafts(path)
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customer", customer_id=quillon)
        await until(pilot, lambda: isinstance(desk.screen, CustomerScreen) and desk.screen.is_mounted)
        await until(pilot, lambda: "Quillon" in where(desk))
        assert "also here" not in where(desk)
        come(drafts, paul, quillon)
        desk.look_around()
        await until(pilot, lambda: "also here: Paul Mensah" in where(desk))
        come(drafts, paul, other)
        desk.look_around()
        await until(pilot, lambda: "also here" not in where(desk))
    assert [seen.staff_id for seen in drafts.who_is_here(NOW)] == [paul.staff_id]


async def test_a_session_that_was_killed_is_not_told(
    path: Path, database: Database, nadia: Actor, paul: Actor
) -> None:
    quillon = Office(database, nadia).add("Quillon Ashgrove")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    come(Drafts(path), paul, quillon, process=ended.pid)
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customer", customer_id=quillon)
        await until(pilot, lambda: isinstance(desk.screen, CustomerScreen) and desk.screen.is_mounted)
        await until(pilot, lambda: "Quillon" in where(desk))
        desk.look_around()
        await until(pilot, lambda: not desk.work.is_busy)
        assert "also here" not in where(desk)


async def test_a_draft_is_offered_once_its_form_is_open_in_no_other_window(
    path: Path, nadia: Actor, office: Office
) -> None:
    mary = office.add("Mary Ofori")
    drafts = Drafts(path)
    told = {"staff_id": nadia.staff_id, "at": NOW, "session_id": "other window"}
    drafts.keep("slip", form="note", customer_id=mary, values={"note": "half"}, **told)
    drafts.be_at(process=os.getpid(), place="", **told)
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        listed = asyncio.Event()
        desk.drafting.list_waiting(lambda found: listed.set() if not found else None)
        await asyncio.wait_for(listed.wait(), 5)
        drafts.hold("slip", "")
        desk.list_drafts()
        await until(pilot, lambda: [draft.id for draft in desk.state.drafts] == ["slip"])
        await pilot.press("D", "enter")
        await until(pilot, lambda: [one.session_id for one in drafts.open_for(1)] == [nadia.session_id])
        await until(pilot, lambda: nadia.session_id in {one.session_id for one in drafts.who_is_here(NOW)})
        await pilot.press("escape")
        await until(pilot, lambda: [one.session_id for one in drafts.open_for(1)] == [""])
