"""F4 says which standards hold, of a case and of a contact that is being written."""

from pathlib import Path

import pytest
from customer_sample import SIZES, painted, until
from house_sample import LONG_AGO, HouseDesk, house_desk, rows_of, set_standard

from crm_tui.actions.cases import NewCase, open_case
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database
from crm_tui.tui.screens.standard import StandardScreen
from crm_tui.tui.screens.standards_holding import StandardsHoldingScreen


@pytest.fixture
def desk(path: Path, nadia: Actor) -> HouseDesk:
    return house_desk(path, nadia)


def held(desk: HouseDesk) -> list[list[str]]:
    """The rows of the screen once it is there."""
    there = isinstance(desk.screen, StandardsHoldingScreen) and bool(desk.screen.query("RecordList"))
    return rows_of(desk) if there else []


@pytest.mark.parametrize("size", SIZES)
async def test_of_a_case(desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int]) -> None:
    set_standard(database, nadia, statement="Answered.", measure="answered-within", target=240)
    narrow = set_standard(
        database,
        nadia,
        statement="Soon.",
        measure="answered-within",
        target=60,
        scope={"nature": ["complaint"]},
    )
    with database.act(nadia, LONG_AGO.replace(month=6)) as act:
        customer = add_customer(act, NewCustomer("Mary Ofori")).id
        case = open_case(act, customer, NewCase("complaint", "it leaks")).id
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: bool(rows_of(desk)))
        desk.open("standards-holding", case_id=case)
        await until(pilot, lambda: bool(held(desk)))
        (row,) = held(desk)
        assert row[0] == "within 1 h of opening time"
        assert "more particular than standard 1" in row[1]
        assert any("case 1" in line for line in painted(desk))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, StandardScreen))
        assert any(f"Standard {narrow}" in line for line in painted(desk))


async def test_of_a_contact_in_the_form(desk: HouseDesk, database: Database, nadia: Actor) -> None:
    set_standard(database, nadia)
    set_standard(database, nadia, statement="Answered.", measure="answered-within", target=240)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: bool(rows_of(desk)))
        await pilot.press("l")
        await until(pilot, lambda: any("Nature" in line for line in painted(desk)))
        await pilot.press("f4")
        await until(pilot, lambda: bool(held(desk)))
        assert [row[0] for row in held(desk)] == ["at most 3 min"]
        await pilot.press("escape")
        await until(pilot, lambda: any("Nature" in line for line in painted(desk)))
