"""Keys typed ahead of a form that reads something first land in its fields."""

from pathlib import Path

from customer_sample import Office, until
from form_sample import form_desk, happened, shown
from textual import events

from crm_tui.domain.actor import Actor
from crm_tui.queries.surveys import surveys_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader


async def test_a_survey_is_answered_as_fast_as_somebody_types(
    path: Path, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    mary = Office(database, nadia).add("Mary Ofori")
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.open("customer", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        for key in ("Q", "4", "ctrl+s"):
            desk.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: "written down" in happened(desk))
    assert [one.score for one in surveys_of(reader, mary)] == [4]
