"""Every main screen at both sizes, compared with the picture that was last looked at and found right.

After a change of the screens: ``pytest tests/tui/test_snapshots.py --snapshot-update``, then look at what
changed in ``tests/tui/__snapshots__`` before it is committed.
"""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from crm_tui.demo.sample import make_demo
from crm_tui.settings.request import OpenScreens
from crm_tui.tui.guard import install_guard
from crm_tui.tui.pictures import PICTURES, SIZES, Picture, bring_to, desk_for_pictures

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
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever colours the developer's own terminal has."""
    install_guard()
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_screen_looks_as_it_did(
    sample: Path,
    tmp_path: Path,
    picture: Picture,
    size: tuple[int, int],
    snap_compare: "Callable[..., bool]",
) -> None:
    path = Path(shutil.copyfile(sample, tmp_path / "business.db"))
    desk: App[int] = desk_for_pictures(OpenScreens(path, "nadia", demo=True, now=NOW))

    async def there(pilot: Pilot[int]) -> None:
        await bring_to(pilot, picture)

    assert snap_compare(desk, terminal_size=size, run_before=there)
