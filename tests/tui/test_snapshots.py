"""Every screen at both sizes, compared with the picture that was last looked at and found right.

After a change of the screens: ``pytest tests/tui/test_snapshots.py --snapshot-update``, then look at what
changed in ``tests/tui/__snapshots__`` before it is committed.
"""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from more_pictures import CONTACTS, MORE_PICTURES
from textual.pilot import Pilot

from crm_tui.demo.sample import make_demo
from crm_tui.settings import paths, places
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.settings.request import OpenScreens
from crm_tui.tui.app import DeskApp
from crm_tui.tui.guard import install_guard
from crm_tui.tui.pictures import PICTURES, SIZES, Picture, bring_to, desk_for_pictures
from crm_tui.tui.routes import FIRST_START
from crm_tui.tui.state import DeskState

if TYPE_CHECKING:
    from textual.app import App

#: The instant for which the sample is made, and at which the clock of every screen stands.
NOW = datetime(2026, 11, 21, 15, 42, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample business, the same on every machine: the seed, the instant and the founder are given."""
    path = tmp_path_factory.mktemp("sample") / "business.db"
    make_demo(path, "nadia", "Nadia Karim", NOW)
    return path


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever colours the developer's own terminal has, and wherever files are: their names are shown."""
    install_guard()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "settings_folder", lambda: Path("settings"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("picture", PICTURES + MORE_PICTURES, ids=lambda picture: picture.name)
def test_a_screen_looks_as_it_did(
    sample: Path,
    picture: Picture,
    size: tuple[int, int],
    snap_compare: "Callable[..., bool]",
) -> None:
    shutil.copyfile(sample, "business.db")
    Path("contacts.csv").write_text(CONTACTS, encoding="utf-8")
    desk: App[int] = desk_for_pictures(OpenScreens(Path("business.db"), "nadia", demo=True, now=NOW))

    async def there(pilot: Pilot[int]) -> None:
        await bring_to(pilot, picture)

    assert snap_compare(desk, terminal_size=size, run_before=there)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_first_start_looks_as_it_did(
    size: tuple[int, int], snap_compare: "Callable[..., bool]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Dhaka")
    monkeypatch.setattr(places, "own_name", lambda: "Nadia Karim")
    state = DeskState(Path("new.db"), login="nadia", clock=lambda: NOW)
    desk = DeskApp(state, Keymap({}), Options(), start=FIRST_START)
    assert snap_compare(desk, terminal_size=size)
