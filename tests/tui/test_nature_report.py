"""What contacts were about, on screen."""

from pathlib import Path

import pytest
from customer_sample import SIZES, happened, painted, until, where
from house_sample import calls, house_desk, rows_of

from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_one_key_from_standards(
    path: Path, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    calls(database, nadia, [0, 3])
    desk = house_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: any("No standards yet." in line for line in painted(desk)))
        await pilot.press("t")
        await until(pilot, lambda: "this quarter: 2 contacts" in where(desk))
        assert [row[:2] for row in rows_of(desk, "natures")] == [["enquiry", "2"]]
        assert any("information 2" in line for line in painted(desk))
        await pilot.press("[")
        await until(pilot, lambda: "Jul–Sep 2026: 0 contacts" in where(desk))
        await pilot.press("m")
        await until(pilot, lambda: "this year: 2 contacts" in where(desk))
        await pilot.press("]")
        assert happened(desk).startswith("· This is the present")
