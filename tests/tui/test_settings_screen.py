"""Settings: one's own options, and for an admin those of the business."""

from pathlib import Path

import pytest
from customer_sample import SIZES, happened, painted, until
from house_sample import HouseDesk, house_desk
from textual.pilot import Pilot

from crm_tui.actions.calendars import set_opening_hours
from crm_tui.domain.actor import Actor
from crm_tui.queries.business import business
from crm_tui.queries.house import House, house
from crm_tui.queries.vocabulary import natures
from crm_tui.settings import paths
from crm_tui.settings.options import read_options
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.calendar import CalendarScreen
from crm_tui.tui.screens.settings import SettingsScreen
from crm_tui.tui.screens.standards import StandardsScreen
from crm_tui.tui.widgets.form import Form


@pytest.fixture
def desk(path: Path, nadia: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HouseDesk:
    monkeypatch.setattr(paths, "settings_folder", lambda: tmp_path / "settings")
    return house_desk(path, nadia)


async def opened(pilot: Pilot[int], desk: HouseDesk) -> None:
    await pilot.press("comma")
    await until(pilot, lambda: any("Theme" in line for line in painted(desk)))


async def saved(pilot: Pilot[int], desk: HouseDesk) -> None:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(desk.screen, StandardsScreen))
    await until(pilot, lambda: "The settings are saved." in happened(desk))


async def typed(pilot: Pilot[int], desk: HouseDesk, field: str, *keys: str) -> None:
    """Something else in the place of what a field holds."""
    assert isinstance(desk.screen, SettingsScreen)
    desk.screen.form.go_to(field)
    await pilot.press("ctrl+u", *keys)


def now_set(reader: SqliteReader) -> House:
    return house(reader)


@pytest.mark.parametrize("size", SIZES)
async def test_everything_is_shown(desk: HouseDesk, path: Path, size: tuple[int, int]) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk)
        shown = "\n".join(painted(desk))
        assert "Ashgrove Repairs" in shown
        assert "in Asia/Dhaka" in shown
        assert "09:00-17:00" in shown
        assert "at most 3 unasked contacts in 30 days" in shown
        assert "keymap.toml" in shown


async def test_own_options_hold_at_once_and_at_the_next_start(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await pilot.press("l", "m")
        await saved(pilot, desk)
        assert desk.theme == "desk-light"
    options = read_options(paths.options_file())
    assert (options.theme, options.start) == ("light", "team")


async def test_the_business_is_named_anew(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await typed(pilot, desk, "name", *"Hill")
        await typed(pilot, desk, "currency", *"bdt")
        await saved(pilot, desk)
        assert desk.state.business is not None
        assert desk.state.business.name == "Hill"
    made = business(reader)
    assert (made.name, made.currency, made.language) == ("Hill", "BDT", "en")


async def test_the_way_to_the_opening_hours_is_told(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        assert any("mon-fri 09:00-17:00   ctrl+n calendar" in line for line in painted(desk))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(desk.screen, CalendarScreen))
        with database.act(nadia) as act:
            set_opening_hours(act, {"sat": (("08:00", "12:00"),)})
        await pilot.press("escape")
        await until(pilot, lambda: any("sat 08:00-12:00   ctrl+n" in line for line in painted(desk)))
        assert len(desk.screen.query(Form)) == 1


async def test_tiers_get_a_limit_and_a_new_one_joins(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await typed(pilot, desk, "tier-1", *"2/60")
        await typed(pilot, desk, "new_tier", *"Key:5", "space", *"in", "space", *"30d")
        await saved(pilot, desk)
    assert [
        (tier.code, tier.label, tier.contact_limit, tier.contact_window_days)
        for tier in now_set(reader).tiers
    ] == [
        ("standard", "standard", 2, 60),
        ("key", "Key", 5, 30),
    ]


async def test_a_nature_of_the_business_joins_the_pick_list(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await typed(pilot, desk, "new_nature", *"Warranty:", "space", "W", "space", *"case")
        await saved(pilot, desk)
    added = natures(reader)[-1]
    assert (added.code, added.label, added.key, added.opens_case) == ("warranty", "Warranty", "w", True)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("new_nature", "warranty", "is no nature"),
        ("new_nature", "warranty: c", "picks complaint already"),
        ("new_nature", "complaint: w", "Choose another code"),
        ("tier-1", "many", "is no limit of contacts"),
        ("new_tier", "key", "is no tier"),
        ("language", "zz-nowhere", "is not a language"),
        ("currency", "taka", "is no currency"),
    ],
)
async def test_bad_answers_are_refused_and_nothing_is_saved(
    desk: HouseDesk, reader: SqliteReader, field: str, text: str, said: str
) -> None:
    before = now_set(reader), business(reader)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk)
        await typed(pilot, desk, "name", *"Other")
        await typed(pilot, desk, field, *text)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any(said in line for line in painted(desk)))
        assert isinstance(desk.screen, SettingsScreen)
    assert (now_set(reader), business(reader)) == before


async def test_an_agent_has_only_their_own(
    path: Path, paul: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: SqliteReader
) -> None:
    monkeypatch.setattr(paths, "settings_folder", lambda: tmp_path / "settings")
    desk = house_desk(path, paul)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        assert any("an admin's to change" in line for line in painted(desk))
        assert not any("Language" in line for line in painted(desk))
        await pilot.press("l")
        await saved(pilot, desk)
    assert read_options(paths.options_file()).theme == "light"


async def test_what_is_wrong_with_the_keymap_is_told(desk: HouseDesk) -> None:
    paths.settings_folder().mkdir()
    paths.keymap_file().write_text('fly = "x"\n')
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk)
        assert any("there is no command “fly”" in line for line in painted(desk))
