"""The page of a contact shows the praise for it and the looks at it."""

from pathlib import Path

import pytest
from customer_sample import NOW, SIZES, Office, until
from form_sample import form_desk, shown

from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database
from crm_tui.store.tables import Look, Praise, Staff


@pytest.mark.parametrize("size", SIZES)
async def test_praise_and_looks_stand_on_the_page_of_their_contact(
    path: Path, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    office = Office(database, nadia)
    contact = office.contact(office.add("Mary Ofori"), "asked for a date")
    with database.act(nadia, NOW) as act:
        act.describe("sample")
        paul = act.add(Staff(login="paul", name="Paul [b]Roy", role="agent", joined_at=NOW)).record_id
        staff_id = nadia.staff_id
        act.add(Praise(staff_id=staff_id, by_id=paul, interaction_id=contact, words="so calm", at=NOW))
        act.add(Look(interaction_id=contact, staff_id=paul, words="ask why", at=NOW))
    desk = form_desk(path, nadia)
    async with desk.run_test(size=size) as pilot:
        desk.open("record", kind="interaction", record_id=contact)
        await until(pilot, lambda: shown(desk, "Paul [b]Roy, of Nadia Karim: so calm"))
        assert shown(desk, "Paul [b]Roy: ask why")
