"""The folder of a demo goes with the program; what a killed one left goes with the next."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_tui.demo.throwaway import throwaway_folder

_SCRIPT = """
import os, sys
from crm_tui.demo.throwaway import throwaway_folder
folder = throwaway_folder()
(folder / "demo.db").touch()
print(folder, flush=True)
if sys.argv[1] == "kill":
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files go."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def _demo(end: str) -> Path:
    done = subprocess.run([sys.executable, "-c", _SCRIPT, end], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip())


def test_it_is_private_and_goes_with_the_program(place: Path) -> None:
    folder = _demo("end")
    assert folder.parent == place
    assert not folder.exists()
    assert throwaway_folder().stat().st_mode & 0o777 == 0o700


def test_what_a_killed_program_left_is_swept_by_the_next(place: Path) -> None:
    left = _demo("kill")
    assert (left / "demo.db").exists()
    running = place / f"crm-tui-demo-{os.getppid()}-abc"
    elsewhere = place / "elsewhere"
    stranger = place / "crm-tui-demo-notes"
    for folder in (running, elsewhere, stranger):
        folder.mkdir()
    (place / f"{left.name}-link").symlink_to(elsewhere, target_is_directory=True)
    throwaway_folder()
    assert not left.exists()
    assert running.exists() and elsewhere.exists() and stranger.exists()
