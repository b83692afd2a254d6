"""The one driver: which files it refuses, with a sentence each, and that it is the only one."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import crm_tui
from crm_tui.domain.errors import Busy, StoreUnavailable
from crm_tui.store import driver
from crm_tui.store.creation import refuse_existing
from crm_tui.store.driver import open_reader, wal_is_safe


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "business.db"
    path.write_bytes(content)
    return path


def test_each_unusable_path_gets_its_own_sentence(tmp_path: Path) -> None:
    said = set()
    for path in (
        tmp_path,
        tmp_path / "none.db",
        tmp_path / "nowhere" / "none.db",
        _file(tmp_path, b"Name,Phone\r\nQuillon,1\r\n" * 400),
    ):
        with pytest.raises(StoreUnavailable) as refused:
            open_reader(path)
        assert refused.value.hint
        said.add(refused.value.message.replace(str(path), "").replace(str(path.parent), ""))
    assert len(said) == 4


@pytest.fixture
def no_entry(tmp_path: Path) -> Iterator[Path]:
    """A folder with something in it that this user may not search, also where the tests run as root."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "business.db").touch()
    folder.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    folder.chmod(0o700)


@pytest.mark.parametrize("name", ["business.db", "none.db"])
@pytest.mark.parametrize("ask", [open_reader, driver.connect, refuse_existing])
def test_a_folder_that_may_not_be_searched_is_said(
    no_entry: Path, name: str, ask: Callable[[Path], object]
) -> None:
    with pytest.raises(StoreUnavailable, match="may not be searched") as refused:
        ask(no_entry / name)
    assert "--db" in refused.value.hint


def test_a_name_that_no_system_takes_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be looked at"):
        open_reader(tmp_path / ("x" * 5_000))


def test_an_empty_file_is_not_made_into_a_database(tmp_path: Path) -> None:
    path = _file(tmp_path, b"")
    with pytest.raises(StoreUnavailable, match="not a crm-tui database"):
        open_reader(path)
    assert path.read_bytes() == b""


def test_a_newer_database_is_left_alone(path: Path) -> None:
    connection = driver.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreUnavailable, match="newer"):
        open_reader(path)


def test_a_reader_cannot_write(path: Path) -> None:
    reader = open_reader(path)
    with pytest.raises(StoreUnavailable):
        reader.rows("DELETE FROM staff")
    assert reader.value("SELECT count(*) FROM staff") == 1


def test_a_locked_database_is_busy_and_says_that_nothing_was_saved() -> None:
    error = driver.explain(driver.sqlite.OperationalError("database is locked"), Path("business.db"))
    assert isinstance(error, Busy)
    assert "Nothing was saved" in error.hint


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((3, 51, 2), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 40, 1), False),
    ],
)
def test_wal_only_where_sqlite_is_free_of_the_reset_bug(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_no_other_module_imports_sqlite() -> None:
    offenders = []
    for path in Path(crm_tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            if any(name.split(".")[0] in {"sqlite3", "pysqlite3"} for name in names):
                offenders.append(path.name)
    assert set(offenders) == {"driver.py"}


def test_one_sqlite_and_no_database_file_opened_by_hand(path: Path) -> None:
    """Two SQLite copies, or a plain open of the file, drop each other's locks (DATA.md)."""
    script = """
import sys
path = sys.argv[1]
opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(path):
        opened.append(arguments[0])
sys.addaudithook(watch)
from pathlib import Path
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Door, Role
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader, sqlite
from crm_tui.store.tables import Customer
database = Database(Path(path))
with database.act(Actor(1, "nadia", "Nadia", Role.ADMIN, Door.COMMAND_LINE, "s")) as act:
    act.describe("add-customer")
    act.add(Customer(form="person", name="Jun Sato", sort_key="jun sato", created_at=act.now))
assert open_reader(Path(path)).value("SELECT count(*) FROM customers") == 1
loaded = {name for name in ("_sqlite3", "pysqlite3._sqlite3") if name in sys.modules}
assert len(loaded) == 1, loaded
assert opened == [], opened
"""
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
