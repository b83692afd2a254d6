"""The first start: what it asks, what it refuses, and that leaving leaves nothing behind."""

from pathlib import Path

import pytest
from customer_sample import SIZES, happened, painted, until
from house_sample import HouseDesk
from textual.pilot import Pilot

from crm_tui.queries.business import business
from crm_tui.queries.people import staff
from crm_tui.queries.standards import standards
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.store.driver import open_reader
from crm_tui.tui.screens.first_start import FirstStartScreen
from crm_tui.tui.screens.first_start_fields import FirstForm
from crm_tui.tui.screens.import_screen import ImportScreen
from crm_tui.tui.screens.standards import StandardsScreen
from crm_tui.tui.state import DeskState


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> HouseDesk:
    monkeypatch.setenv("TZ", "Asia/Dhaka")
    options = Options(start="standards")
    return HouseDesk(DeskState(folder / "b.db", login="nadia"), Keymap({}), options, start="first-start")


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def value(desk: HouseDesk, name: str) -> object:
    return desk.screen.query_one(FirstForm).values()[name]


async def shown(pilot: Pilot[int], desk: HouseDesk) -> None:
    await until(pilot, lambda: any("Business" in line for line in painted(desk)))


async def answer(pilot: Pilot[int], *, begin: str = "b", name: str = "Nadia") -> None:
    """Business and name are typed, the rest is as proposed."""
    await pilot.press(*"Ashgrove", "enter", "enter", "enter", "enter")
    await pilot.press("ctrl+u", *name, "enter", "l", begin)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_likely_is_filled_in(desk: HouseDesk, folder: Path, size: tuple[int, int]) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        await shown(pilot, desk)
        assert value(desk, "country") == "BD"
        assert value(desk, "timezone") == "Asia/Dhaka"
        assert any("→ Bangladesh" in line for line in painted(desk))
        assert any("mon-fri 09:00-17:00" in line for line in painted(desk))
        assert files(folder) == []


async def test_five_answers_make_a_business_with_three_standards(desk: HouseDesk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot, desk)
        await answer(pilot)
        await until(pilot, lambda: isinstance(desk.screen, StandardsScreen))
        await until(pilot, lambda: happened(desk).startswith("✓ The desk is ready, closed on "))
        await until(pilot, lambda: any("3 standards" in line for line in painted(desk)))
        actor = desk.state.actor
        assert actor is not None
        assert (actor.login, actor.name, actor.role.value) == ("nadia", "Nadia", "admin")
    reader = open_reader(folder / "b.db")
    made = business(reader)
    assert (made.name, made.country, made.zone.key) == ("Ashgrove", "BD", "Asia/Dhaka")
    assert [one.login for one in staff(reader, desk.state.now().date())] == ["nadia"]
    reader.close()


async def test_a_country_and_a_zone_are_picked_by_some_letters(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot, desk)
        await pilot.press("enter", "ctrl+u", *"germ", "enter", "ctrl+u", *"berl", "enter")
        assert value(desk, "country") == "DE"
        assert value(desk, "timezone") == "Europe/Berlin"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("enter", "ctrl+u", *"atlantis", "enter"), "Nothing has “atlantis” in its name."),
        (("enter", "enter", "ctrl+u", *"Asia/Foo", "enter"), "Nothing has “Asia/Foo” in its name."),
        (("enter", "enter", "enter", "ctrl+u", *"17-9", "enter"), "does not go forward in time"),
        (("space", "space", "ctrl+s"), "is needed"),
    ],
)
async def test_bad_answers_are_refused_beside_the_field(
    desk: HouseDesk, folder: Path, keys: tuple[str, ...], said: str
) -> None:
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await shown(pilot, desk)
        await pilot.press(*keys)
        await until(pilot, lambda: any(said in line for line in painted(desk)))
        assert isinstance(desk.screen, FirstStartScreen)
        assert files(folder) == []


@pytest.mark.parametrize("field", ["business", "your_name"])
async def test_an_empty_name_makes_nothing(desk: HouseDesk, folder: Path, field: str) -> None:
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await shown(pilot, desk)
        form = desk.screen.query_one(FirstForm)
        form.set_value("business", "Ashgrove")
        form.set_value("your_name", "Nadia")
        form.set_value(field, "  ")
        form.set_value("begin", "begin")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("A name cannot be empty." in line for line in painted(desk)))
        assert files(folder) == []
        assert form.field(field).is_entered


async def test_importing_may_come_first(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot, desk)
        await answer(pilot, begin="i")
        await until(pilot, lambda: isinstance(desk.screen, ImportScreen))


async def test_no_standards_are_made_unasked(desk: HouseDesk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot, desk)
        await pilot.press(*"Ashgrove", "enter", "enter", "enter", "enter", *"Nadia", "enter", "n", "b")
        await until(pilot, lambda: isinstance(desk.screen, StandardsScreen))
    reader = open_reader(folder / "b.db")
    found = standards(reader, now=desk.state.now(), zone=business(reader).zone, viewer_id=1)
    reader.close()
    assert found == ()


async def test_the_sample_business_takes_no_answer_and_no_file_here(desk: HouseDesk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot, desk)
        desk.screen.query_one(FirstForm).go_to("begin")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(desk.screen, StandardsScreen))
        await until(pilot, lambda: "sample business" in happened(desk))
        assert desk.state.business is not None
        assert desk.state.business.sample is not None
        assert desk.state.path.parent != folder
        await until(pilot, lambda: any("standards" in line for line in painted(desk)))
    assert files(folder) == []


async def test_escape_leaves_nothing_behind(desk: HouseDesk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot, desk)
        await pilot.press(*"Ash", "escape")
        await until(pilot, lambda: "esc again leaves" in happened(desk))
        await pilot.press("escape")
        await until(pilot, lambda: not desk.is_running)
    assert desk.return_value == 0
    assert files(folder) == []


async def test_somebody_was_faster(desk: HouseDesk, folder: Path) -> None:
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await shown(pilot, desk)
        (folder / "b.db").write_bytes(b"something else")
        await answer(pilot)
        await until(pilot, lambda: "There is already a file" in happened(desk))
        assert isinstance(desk.screen, FirstStartScreen)
    assert (folder / "b.db").read_bytes() == b"something else"


@pytest.mark.parametrize("key", ["f5", "f8", "f9", "ctrl+n", "ctrl+b"])
async def test_nothing_of_the_desk_opens_before_there_is_one(desk: HouseDesk, key: str) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot, desk)
        await pilot.press("A", key)
        await until(pilot, lambda: "has nothing to work on here" in happened(desk))
        assert isinstance(desk.screen, FirstStartScreen)
        assert value(desk, "business") == "A"


async def test_ctrl_c_says_what_leaves(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot, desk)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: happened(desk) == "· esc leaves.")
