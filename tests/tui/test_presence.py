"""Who else is at the same customer is told in the top line, while they are there."""

import os
import subprocess
import sys
from pathlib import Path

from customer_sample import NOW, Office, customer_desk, until, where

from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database
from crm_tui.store.drafts import Drafts
from crm_tui.tui.screens.customer import CustomerScreen


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
