"""Import: a look into the file, the import, its report, and what was cut off."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, SIZES, StandIn, assert_harmless, happened, painted, until
from house_sample import HouseDesk, house_desk, rows_of
from textual.pilot import Pilot

from crm_tui.domain.actor import Actor
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.importing import import_contacts, take_back
from crm_tui.queries.import_runs import unfinished_imports
from crm_tui.store import revert
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act
from crm_tui.tui.screens.import_screen import ImportScreen
from crm_tui.tui.screens.import_stages import Stage
from crm_tui.tui.screens.standards import StandardsScreen
from crm_tui.tui.widgets.text_lines import TextLines

CONTACTS = """Name,E-mail 1 - Value,Mobile Phone,Shoe size
Quillon Ashgrove,q@example.org,+1 (555) 010-1234,41
রহিম উদ্দিন,,01711010999,
,,,44
"""


@pytest.fixture
def desk(path: Path, nadia: Actor) -> HouseDesk:
    return house_desk(path, nadia)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "contacts.csv"
    file.write_text(CONTACTS, encoding="utf-8")
    return file


def written(file: Path, count: int) -> Path:
    rows = (f"Person {n},p{n}@example.org" for n in range(count))
    file.write_text("\n".join(["Name,Email", *rows]), encoding="utf-8")
    return file


@pytest.fixture
def endless_file(tmp_path: Path) -> Path:
    """Long enough not to be in before a key is pressed, on a busy machine too."""
    return written(tmp_path / "endless.csv", 40_000)


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    """Of several batches."""
    return written(tmp_path / "long.csv", 1_000)


def customers(reader: SqliteReader) -> list[str]:
    return [row[0] for row in reader.rows("SELECT name FROM customers WHERE deleted_at IS NULL ORDER BY id")]


def stage(desk: HouseDesk) -> Stage | None:
    return desk.screen._stage if isinstance(desk.screen, ImportScreen) else None


def told(desk: HouseDesk) -> str:
    return "\n".join(desk.screen.query_one("#told", TextLines).line_texts)


async def opened(pilot: Pilot[int], desk: HouseDesk, at: Stage = Stage.ASK) -> None:
    desk.open("import")
    await until(pilot, lambda: stage(desk) is at)


async def look_into(pilot: Pilot[int], desk: HouseDesk, file: Path) -> None:
    for letter in str(file):
        await pilot.press(letter)
    await pilot.press("enter", "c", "enter", "enter")
    await until(pilot, lambda: stage(desk) is Stage.PREVIEW)


@pytest.mark.parametrize("size", SIZES)
async def test_the_preview_writes_nothing(
    desk: HouseDesk, reader: SqliteReader, file: Path, size: tuple[int, int]
) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file)
        await until(pilot, lambda: "3 read: 2 new, 0 added to, 0 here already, 1 skipped" in told(desk))
        assert "contacts from CSV, UTF-8" in told(desk)
        assert [row[-1] for row in rows_of(desk, "records")][:2] == ["Quillon Ashgrove", "রহিম উদ্দিন"]
        assert ["not read", "Shoe size", "41"] in rows_of(desk, "columns")
        assert any("Columns   4, 1 not read" in line for line in painted(desk))
        assert customers(reader) == []


async def test_enter_imports_and_u_takes_it_back(desk: HouseDesk, reader: SqliteReader, file: Path) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file)
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert "3 read: 2 new" in told(desk)
        assert happened(desk).startswith("✓ Imported: contacts.csv")
        assert "u undo" in happened(desk)
        assert rows_of(desk, "report")[0][:2] == ["line 4", "skipped"]
        assert customers(reader) == ["Quillon Ashgrove", "রহিম উদ্দিন"]
        await pilot.press("u")
        await until(pilot, lambda: customers(reader) == [])


async def test_the_same_file_again_adds_nothing(desk: HouseDesk, reader: SqliteReader, file: Path) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file)
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        await pilot.press("n")
        await until(pilot, lambda: stage(desk) is Stage.ASK)
        await pilot.press("enter", "c", "enter", "enter")
        await until(pilot, lambda: stage(desk) is Stage.PREVIEW)
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert "0 new, 0 added to, 2 here already" in told(desk)
        assert happened(desk) == "· Nothing had to be written: contacts.csv"
        assert len(customers(reader)) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.csv", None, "missing.csv"),
        ("people.ldif", "dn: cn=Mary\ncn: Mary\n", "LDIF"),
        ("empty.vcf", "nothing in it", "There is no vCard"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_beside_its_name(
    desk: HouseDesk, tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk)
        for letter in str(tmp_path / name):
            await pilot.press(letter)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("! " in line and said in line for line in painted(desk)))
        assert stage(desk) is Stage.ASK


async def test_a_country_that_is_none_is_refused(desk: HouseDesk, file: Path) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await pilot.press("x", "enter", "c", "enter", "backspace", "backspace", *"qqq", "enter")
        await until(pilot, lambda: any("Nothing has “qqq” in its name." in line for line in painted(desk)))


async def test_escape_stops_and_says_how_it_can_go_on(
    desk: HouseDesk, reader: SqliteReader, endless_file: Path
) -> None:
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, endless_file)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert "go on or take it back" in happened(desk)
        assert len(unfinished_imports(reader)) == 1
        assert 0 < len(customers(reader)) < 40_000


async def test_what_was_cut_off_goes_on(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader, long_file: Path
) -> None:
    import_contacts(database, nadia, long_file, ImportOptions(), watch=lambda progress: False)
    assert 0 < len(customers(reader)) < 1_000
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, Stage.OFFER)
        assert rows_of(desk, "unfinished")[0][-1] == "long.csv"
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.ASK)
        await look_into(pilot, desk, long_file)
        assert "200 of it are in already: Enter goes on" in told(desk)
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert len(customers(reader)) == 1_000
        assert unfinished_imports(reader) == []


async def test_what_was_cut_off_is_taken_back_by_one_key(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader, long_file: Path
) -> None:
    import_contacts(database, nadia, long_file, ImportOptions(), watch=lambda progress: False)
    assert customers(reader)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, Stage.OFFER)
        await pilot.press("d")
        await until(pilot, lambda: stage(desk) is Stage.ASK)
        assert customers(reader) == []


async def test_what_was_partly_taken_back_does_not_go_on(
    desk: HouseDesk,
    database: Database,
    nadia: Actor,
    reader: SqliteReader,
    long_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def cut_off(act: Act) -> None:
        checkpoint(act)
        raise KeyboardInterrupt

    import_contacts(database, nadia, long_file, ImportOptions(), watch=lambda progress: False)
    checkpoint = Act.checkpoint
    with monkeypatch.context() as patched:
        patched.setattr(revert, "PART", 50)
        patched.setattr(Act, "checkpoint", cut_off)
        with pytest.raises(KeyboardInterrupt), database.act(nadia) as act:
            take_back(act, unfinished_imports(reader)[0])
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, Stage.OFFER)
        assert rows_of(desk, "unfinished")[0][1] == "partly taken back"
        await pilot.press("enter")
        assert stage(desk) is Stage.OFFER
        assert "takes back the rest" in happened(desk)


async def test_leaving_the_page_stops_the_import(
    desk: HouseDesk, reader: SqliteReader, endless_file: Path
) -> None:
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, endless_file)
        await pilot.press("enter", "4")
        await until(pilot, lambda: isinstance(desk.screen, StandardsScreen))
        await until(pilot, lambda: "The import stopped after" in happened(desk))
        assert len(customers(reader)) < 40_000


async def test_a_likely_duplicate_opens_the_customer_who_is_here(
    desk: HouseDesk, reader: SqliteReader, tmp_path: Path, file: Path
) -> None:
    twin = tmp_path / "twin.csv"
    twin.write_text("Name,Email\nQuentin Ashford,q@example.org\n")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file)
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        await pilot.press("escape")
        await opened(pilot, desk)
        await look_into(pilot, desk, twin)
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert rows_of(desk, "report")[0][:2] == ["line 2", "here twice?"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, StandIn))
        assert desk.screen.about["customer_id"] == 1


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_contacts_are_shown_harmlessly(
    desk: HouseDesk, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "hostile.csv"
    file.write_text(f'Name,Email,"{HOSTILE}"\n"{HOSTILE}",{HOSTILE},"{HOSTILE}"\n', encoding="utf-8")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk)
        await look_into(pilot, desk, file)
        await until(pilot, lambda: "1 read" in told(desk))
        assert_harmless(desk)
        await pilot.press("enter")
        await until(pilot, lambda: stage(desk) is Stage.REPORT)
        assert_harmless(desk)
