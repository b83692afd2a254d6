"""Import on screen: sales and cases, sheets of a workbook, and columns that are put right by hand."""

import json
from pathlib import Path

import pytest
from customer_sample import HOSTILE, SIZES, assert_harmless, happened, painted, until
from house_sample import HouseDesk, house_desk, rows_of
from openpyxl import Workbook
from test_import_screen import stage, told
from textual.pilot import Pilot

from crm_tui.domain.actor import Actor
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.import_forms import FileForm
from crm_tui.tui.screens.import_screen import ImportScreen
from crm_tui.tui.screens.import_stages import Stage
from crm_tui.tui.widgets.record_list import RecordList

SALES = """Order ID,Kundin,Order Date,Product,Total
1,Mary Ofori,31/12/2025,Kettle,24.50
2,Jun Sato,1/2/2026,Seal,5
"""
CASES = "Ticket,Caller,Opened,Subject,Status\n7,Mary Ofori,2026-01-05 09:00,It leaks,Resolved\n"
CALLS = (
    "Call ID,Date,Caller,Channel,Notes\n"
    "1,2026-01-05 09:00,Mary Ofori,Call,It leaks\n2,2026-01-05,Mary Ofori,pigeon,Coo\n"
)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> HouseDesk:
    return house_desk(path, nadia)


async def opened(pilot: Pilot[int], desk: HouseDesk) -> None:
    desk.open("import")
    await until(
        pilot, lambda: isinstance(desk.screen, ImportScreen) and bool(desk.screen.query("#file Field"))
    )


async def look_into(pilot: Pilot[int], desk: HouseDesk, file: Path, kind: str, map_file: str = "") -> None:
    """Name the file and what it holds, as far as the screen asks."""
    desk.screen.query_one(FileForm).set_value("path", str(file))
    await pilot.press("enter", kind, *map_file, "enter")
    if kind == "c":
        await pilot.press("enter")
    await until(pilot, lambda: stage(desk) in (Stage.PREVIEW, Stage.CHOOSE))


async def choose(pilot: Pilot[int], desk: HouseDesk, row: object, choice: object) -> None:
    """Put right what is told in a row of the columns."""
    columns = desk.screen.query_one("#columns", RecordList)
    columns.focus()
    columns.select(row)
    await pilot.press("enter")
    await until(pilot, lambda: stage(desk) is Stage.CHOOSE)
    desk.screen.query_one("#choices", RecordList).select(choice)
    await pilot.press("enter")
    await until(pilot, lambda: stage(desk) is Stage.PREVIEW)


@pytest.mark.parametrize("size", SIZES)
async def test_a_column_is_put_right_saved_and_known_the_next_time(
    desk: HouseDesk, reader: SqliteReader, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(SALES)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file, "s")
        assert "no column is read into customer" in told(desk)
        assert ["not read", "Kundin", "Mary Ofori"] in rows_of(desk, "columns")
        assert ["days", "day, month, year", ""] in rows_of(desk, "columns")
        desk.screen.query_one("#records").focus()
        await pilot.press("enter")
        assert stage(desk) is Stage.PREVIEW

        await choose(pilot, desk, ("column", 1), ("choice", "customer"))
        await until(pilot, lambda: "2 read: 2 new" in told(desk))
        assert rows_of(desk, "records")[0][-1] == "Mary Ofori"
        assert reader.value("SELECT count(*) FROM sales") == 0
        await pilot.press("m", "enter")
        await until(pilot, lambda: "The map is saved" in happened(desk))
        saved = tmp_path / "orders.map.json"
        assert json.loads(saved.read_text())["columns"]["customer"] == "Kundin"

        desk.screen.query_one("#records").focus()
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert reader.rows("SELECT sold_on FROM sales ORDER BY id") == [("2025-12-31",), ("2026-02-01",)]
        await pilot.press("n")
        await look_into(pilot, desk, file, "s", str(saved))
        await until(pilot, lambda: "2 here already" in told(desk))


async def test_days_that_can_be_read_in_two_ways_are_asked_for(
    desk: HouseDesk, reader: SqliteReader, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("Order ID,Customer,Date,Total\n1,Mary,3/4/2026,5\n")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file, "s")
        assert "“3/4/2026” can be read" in told(desk)
        await choose(pilot, desk, ("days", 0), ("choice", "month-first"))
        await until(pilot, lambda: "1 read: 1 new" in told(desk))
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert reader.value("SELECT sold_on FROM sales") == "2026-03-04"


async def test_cases_come_in_on_screen(desk: HouseDesk, reader: SqliteReader, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text(CASES)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file, "k")
        await until(pilot, lambda: "1 read: 1 new" in told(desk))
        assert rows_of(desk, "records")[0][:2] == ["2026-01-05", "It leaks"]
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert reader.rows("SELECT title, stage FROM cases") == [("It leaks", "solved")]


@pytest.mark.parametrize("size", SIZES)
async def test_contacts_that_took_place_come_in_on_screen(
    desk: HouseDesk, reader: SqliteReader, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(CALLS)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file, "i")
        await until(pilot, lambda: "2 read: 1 new" in told(desk))
        first = rows_of(desk, "records")[0]
        assert (first[1], first[-1]) == ("It leaks", "Mary Ofori")
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        await until(pilot, lambda: "“pigeon” in channel is not known here" in "\n".join(painted(desk)))
        assert reader.rows("SELECT said, channel FROM interactions") == [("It leaks", "phone")]
        await pilot.press("u")
        gone = "SELECT count(*) FROM interactions WHERE deleted_at IS NULL"
        await until(pilot, lambda: reader.value(gone) == 0)


async def test_the_sheet_of_a_workbook_is_chosen(
    desk: HouseDesk, reader: SqliteReader, tmp_path: Path
) -> None:
    book = Workbook()
    first = book.active
    first.title = "People"
    first.append(["Name", "Email"])
    first.append(["Mary Ofori", "m@example.org"])
    book.create_sheet("More").append(["Name", "Email"])
    book["More"].append(["Jun Sato", "j@example.org"])
    book.create_sheet("Empty")
    file = tmp_path / "book.xlsx"
    book.save(file)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file, "c")
        await until(pilot, lambda: stage(desk) is Stage.CHOOSE)
        assert [row[0] for row in rows_of(desk, "choices")] == ["People", "More", "Empty"]
        await pilot.press("down", "enter")
        await until(pilot, lambda: "1 read: 1 new" in told(desk))
        assert ["sheet", "More", ""] in rows_of(desk, "columns")
        await choose(pilot, desk, ("column", 1), ("choice", ""))
        await until(pilot, lambda: "1 read: 1 new" in told(desk))
        desk.screen.query_one("#records").focus()
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert reader.rows("SELECT name FROM customers") == [("Jun Sato",)]
        assert reader.value("SELECT count(*) FROM contact_points") == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "map.json"),
        ("{", "neither TOML nor JSON"),
        ('{"columns": {"key": "Nr", "sold": "Order Date", "value": "Total", "customer": "Kundin"}}', "“Nr”"),
        ('{"columns": {"colour": "Total"}}', "There is no field “colour”"),
    ],
)
async def test_a_map_that_cannot_be_meant_is_refused_beside_its_name(
    desk: HouseDesk, tmp_path: Path, content: str | None, said: str
) -> None:
    file, map_file = tmp_path / "orders.csv", tmp_path / "map.json"
    file.write_text(SALES)
    if content is not None:
        map_file.write_text(content)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk)
        form = desk.screen.query_one(FileForm)
        form.set_value("path", str(file))
        form.set_value("map", str(map_file))
        await pilot.press("enter", "s", "enter")
        await until(pilot, lambda: any("! " in line and said in line for line in painted(desk)))
        assert stage(desk) is Stage.ASK


async def test_keys_that_cannot_act_say_why(desk: HouseDesk, tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text("Name,Email\nMary,m@example.org\n")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file, "c")
        await until(pilot, lambda: "1 read" in told(desk))
        await pilot.press("m")
        await until(pilot, lambda: "nothing to save" in happened(desk))
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        await pilot.press("m")
        await until(pilot, lambda: "once a file was looked into" in happened(desk))
        await pilot.press("=")
        await until(pilot, lambda: not isinstance(desk.screen, ImportScreen))


async def test_hostile_columns_are_shown_harmlessly(desk: HouseDesk, tmp_path: Path) -> None:
    file = tmp_path / "hostile.csv"
    file.write_text(f'Order ID,"{HOSTILE}",Date,Total\n1,"{HOSTILE}",2026-01-01,5\n', encoding="utf-8")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file, "s")
        assert_harmless(desk)
        await choose(pilot, desk, ("column", 1), ("choice", "customer"))
        await until(pilot, lambda: "1 read" in told(desk))
        assert_harmless(desk)
