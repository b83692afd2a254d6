"""The smallest window that is taken: a list shows records, whatever stands beside it."""

from datetime import timedelta
from pathlib import Path

import pytest
from customer_sample import NOW, Office, painted, until
from form_sample import form_desk

from crm_tui.actions.cases import NewCase, open_case
from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database


@pytest.mark.parametrize("screen", ["today", "customers", "cases"])
async def test_a_list_shows_records_in_40_by_10(
    path: Path, database: Database, nadia: Actor, screen: str
) -> None:
    office = Office(database, nadia)
    mary = office.add("Mary")
    office.follow_up(mary, "2d", "ask her")
    with database.act(nadia, NOW - timedelta(hours=1)) as act:
        open_case(act, mary, NewCase("complaint", "it leaks"))
    desk = form_desk(path, nadia, start=screen)
    async with desk.run_test(size=(40, 10), notifications=True) as pilot:
        await until(pilot, lambda: any("▌" in line and "Mary" in line for line in painted(desk)))
