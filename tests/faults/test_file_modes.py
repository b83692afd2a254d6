"""S9: whatever the umask, nobody else may read what the program writes, also after it was killed."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crew import kill
from seen import Shell
from terminals import until

from crm_tui.cli.main import run

FILES_OF_A_DESK = {"business.db", "business.db-wal", "business.db-shm", "business-desk.db"}


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """What programs started here leave out of the modes of their files."""
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def place(umask: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a business that was founded there, and its customers in a file."""
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.setenv("CRM_TUI_DB", str(place / "business.db"))
    monkeypatch.setenv("CRM_TUI_USER", "nadia")
    for line in (
        "init --business Ashgrove --country BD --timezone Asia/Dhaka --name Nadia",
        "customer add --name Quillon",
        f"export contacts --format csv --output {place / 'customers.csv'}",
    ):
        assert run(line.split()) == 0
    return place


def open_to_others(place: Path) -> dict[str, str]:
    """Files that somebody else may read, write or run, with their modes."""
    return {
        file.name: oct(stat.S_IMODE(file.stat().st_mode))
        for file in place.rglob("*")
        if file.is_file() and stat.S_IMODE(file.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    }


@pytest.mark.terminal
def test_nobody_else_may_read_it(place: Path, record_property: Callable[[str, object], None]) -> None:
    shell = Shell(place / "business.db", place / "home")
    try:
        desk = shell.screens()
        desk.keys("l", "quillon", "enter", "half typed")
        desk.see("half typed", "kept ")
        assert {file.name for file in place.glob("business*")} >= FILES_OF_A_DESK
        assert open_to_others(place) == {}
        kill(desk.process.pid)
        until(desk.ended, "the program is gone")
    finally:
        shell.close()
    assert {file.name for file in place.glob("business*")} >= FILES_OF_A_DESK
    assert run(["customer", "edit", "1", "--note", "after the fall"]) == 0
    assert open_to_others(place) == {}
    record_property("S9 umasks", 1)
