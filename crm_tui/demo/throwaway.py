"""A folder for the sample business to be played with: it goes with the program, or with the next demo."""

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "crm-tui-demo-"


def throwaway_folder() -> Path:
    """A new folder that nobody else may read, gone when the program ends.

    A program that is killed leaves its folder behind; its name says whose it was, so it is removed here.
    """
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _sweep(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not _is_running(int(owner)) and _is_mine(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)  # signal 0 only asks
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass  # somebody else's
    return True


def _is_mine(folder: Path) -> bool:
    """Anybody may make a folder of that name in a shared place, or a link to somewhere else."""
    with suppress(FileNotFoundError):
        return folder.lstat().st_uid == os.getuid() and not folder.is_symlink()
    return False
