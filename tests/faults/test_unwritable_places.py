"""R8: a full disk, missing rights, wrong paths: a sentence of its own for each, and nothing is lost."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from seen import PROGRAM, Shell

#: A process that is root may do everything; without these it is bound by modes like everybody.
_LIKE_EVERYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all")

Tell = Callable[..., str]


@pytest.fixture
def refused(shell: Shell, tmp_path: Path) -> Tell:
    """Log a contact at a path where that cannot be done, and give what was said."""

    def refused(path: Path) -> str:
        done = subprocess.run(
            (*like_everybody(), *PROGRAM, "--db", str(path), "log", "1", "--internal-note", "half lost"),
            env=shell.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (3, ""), done
        assert "Traceback" not in done.stderr
        assert not list(tmp_path.rglob("crash-*"))
        message, hint = done.stderr.splitlines()
        assert str(path) in message or str(path.parent) in message
        assert hint
        return message.replace(str(path), "PATH").replace(str(path.parent), "FOLDER")

    return refused


def like_everybody() -> tuple[str, ...]:
    """What stands before a command so that modes of files hold for it, also where the tests run as root."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv, by which root gives up its rights, is not installed")
    return _LIKE_EVERYBODY


def without_rights(path: Path, mode: int) -> Path:
    path.chmod(mode)
    return path


def in_folder_without_writing(path: Path) -> Path:
    folder = path.parent / "theirs"
    folder.mkdir()
    copied = Path(shutil.copy(path, folder))
    folder.chmod(0o500)
    return copied


#: What is wrong with the place, and what is said of it.
PLACES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "read-only file": (lambda path: without_rights(path, 0o400), "Nothing was saved: PATH cannot be written"),
    "read-only folder": (in_folder_without_writing, "Nothing was saved: PATH cannot be written"),
    "no right to read": (lambda path: without_rights(path, 0), "PATH may not be read"),
    "no folder": (lambda path: path.parent / "none" / "business.db", "The folder FOLDER does not exist"),
    "a folder": (lambda path: path.parent, "PATH is a folder"),
    "nothing there": (lambda path: path.with_name("typo.db"), "There is no database at PATH"),
}


@pytest.mark.parametrize("place", PLACES)
def test_each_place_has_its_sentence(refused: Tell, customer: Path, place: str) -> None:
    prepare, sentence = PLACES[place]
    assert sentence in refused(prepare(customer))


def test_what_can_only_be_read_is_read(shell: Shell, customer: Path) -> None:
    customer.chmod(0o400)
    done = subprocess.run(
        (*like_everybody(), *PROGRAM, "find", "quillon"),
        env=shell.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done
    assert "Quillon Ashgrove" in done.stdout


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ("mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", str(place)),
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(("umount", "--lazy", str(place)), check=True)


def fill(disk: Path) -> Path:
    """Take all that is free."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return filler
    raise AssertionError("the disk is larger than it was to be")


def test_a_full_disk_is_said(refused: Tell, customer: Path, small_disk: Path) -> None:
    path = Path(shutil.copy(customer, small_disk / "business.db"))
    filler = fill(small_disk)
    assert "The disk is full, so nothing was saved to PATH" in refused(path)
    filler.unlink()


@pytest.mark.terminal
def test_on_a_full_disk_what_was_typed_stays_until_there_is_room(
    shell: Shell, customer: Path, small_disk: Path
) -> None:
    path = Path(shutil.copy(customer, small_disk / "business.db"))
    desk = shell.screens("--db", str(path))
    desk.keys("c", "quillon", "enter")
    desk.see("They said")
    filler = fill(small_disk)
    desk.keys("the kettle leaks", "F7", "e", "s", "ctrl+s")
    desk.see("The disk is full", "the kettle leaks")
    filler.unlink()
    desk.keys("ctrl+s")
    desk.see("Logged: call")
    (contact,) = shell("--db", path, "customer", "show", 1)["timeline"]
    assert contact["text"] == "the kettle leaks"
