"""Saved views: what a list shows is kept by one key, and seen again behind the built-in views."""

from pathlib import Path

import pytest
from customer_sample import CustomerDesk, Office, customer_desk, names_in, painted, until

from crm_tui.actions.saved_views import save_view
from crm_tui.domain.actor import Actor
from crm_tui.domain.list_views import Narrowing
from crm_tui.queries.saved_views import saved_views
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.widgets.record_list import RecordList


@pytest.fixture
def desk(path: Path, database: Database, nadia: Actor) -> CustomerDesk:
    office = Office(database, nadia)
    for name in ("Mary Ofori", "Jun Sato", "Mary Rao"):
        office.add(name)
    return customer_desk(path, nadia)


def names(desk: CustomerDesk) -> list[str]:
    return names_in(desk.screen.query_one(RecordList))


async def test_what_the_list_shows_is_kept_seen_again_and_forgotten(
    desk: CustomerDesk, nadia: Actor, reader: SqliteReader
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(names(desk)) == 3)
        await pilot.press(".", *"mary", "enter")
        await until(pilot, lambda: len(names(desk)) == 2)
        await pilot.press("V")
        await until(pilot, lambda: "Save this view" in "".join(painted(desk)))
        await pilot.press(*"Marys", "ctrl+s")
        await until(pilot, lambda: bool(saved_views(reader, nadia.staff_id)))
        (view,) = saved_views(reader, nadia.staff_id)
        assert (view.name, view.narrowing.text, view.shared) == ("Marys", "mary", False)
        await until(pilot, lambda: len(names(desk)) == 2)
        await pilot.press("escape")
        await until(pilot, lambda: len(names(desk)) == 3)
        for _press in range(30):
            await pilot.press("w")
            await pilot.pause()
            if "view: Marys" in painted(desk)[0]:
                break
        await until(pilot, lambda: "view: Marys" in painted(desk)[0] and len(names(desk)) == 2)
        await pilot.press("w")
        await until(pilot, lambda: len(names(desk)) == 3 and "view:" not in painted(desk)[0])


async def test_a_view_that_is_shared_is_seen_on_the_cases_too(
    path: Path, database: Database, nadia: Actor, desk: CustomerDesk
) -> None:
    with database.act(nadia) as act:
        save_view(act, "cases", "late ones", Narrowing("all", text="late"), shared=True)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(names(desk)) == 3)
        await pilot.press("3")
        await until(pilot, lambda: "mine" in painted(desk)[0])
        for expected in ("everybody", "solved", "late ones", "mine"):
            await pilot.press("w")
            await until(pilot, lambda said=expected: said in painted(desk)[0])
