"""A new database: made whole or not at all, never over a file, private."""

import re
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from crm_tui.actions.founding import Founding, found_business
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput, StoreUnavailable
from crm_tui.domain.words import Door
from crm_tui.store import driver
from crm_tui.store.creation import write_schema
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader
from crm_tui.store.files import made_private
from crm_tui.store.migrate import upgrade

FOUNDING = Founding("Ash", "BD", "Asia/Dhaka", "nadia", "Nadia Karim")


def test_the_founder_is_the_first_admin(path: Path) -> None:
    reader = open_reader(path)
    assert reader.rows("SELECT login, name, role FROM staff") == [("nadia", "Nadia Karim", "admin")]
    assert reader.value("SELECT count(*) FROM natures") == 12
    assert reader.value("PRAGMA application_id") == driver.APPLICATION_ID
    reader.close()


def test_a_file_that_is_there_is_left_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(InvalidInput, match="already a file"):
        found_business(path, FOUNDING, Door.COMMAND_LINE)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"business": "   "}, "business"),
        ({"your_name": ""}, "your_name"),
        ({"country": "Bangladesh"}, "country"),
        ({"country": "QQ"}, "country"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"hours": {"mon": ()}}, "hours"),
        ({"hours": {"mon": (("17:00", "09:00"),)}}, "hours"),
    ],
)
def test_what_cannot_be_a_business_is_refused_at_its_field(
    tmp_path: Path, change: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        found_business(tmp_path / "new.db", replace(FOUNDING, **change), Door.COMMAND_LINE)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="does not exist"):
        found_business(tmp_path / "nowhere" / "new.db", FOUNDING, Door.COMMAND_LINE)


def test_a_filling_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(database: Database, actor: Actor) -> None:
        raise StoreUnavailable("the generator stopped")

    with pytest.raises(StoreUnavailable, match="the generator stopped"):
        found_business(tmp_path / "new.db", FOUNDING, Door.COMMAND_LINE, fail)
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    script = (
        "import os, sys; os.umask(0)\n"
        "from pathlib import Path\n"
        "from crm_tui.actions.founding import Founding, found_business\n"
        "from crm_tui.domain.words import Door\n"
        "found_business(Path(sys.argv[1]), Founding('A', 'BD', 'Asia/Dhaka', 'n', 'N'), Door.COMMAND_LINE)\n"
    )
    path = tmp_path / "new.db"
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["new.db"]


def _schema(path: Path) -> list[tuple[str, str, list[str]]]:
    """Every object of the schema by its words: the order of constraints within a table means nothing.

    What a column refers to may stand beside it as well.
    """
    connection = driver.connect(path)
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    connection.close()
    told = (
        (kind, name, re.sub(r"FOREIGN KEY ?\(\w+\) REFERENCES", "REFERENCES", sql))
        for kind, name, sql in rows
    )
    return sorted((kind, name, sorted(re.findall(r"[\w'*<>=.]+", sql))) for kind, name, sql in told)


def test_a_migrated_file_is_the_same_as_a_fresh_one(tmp_path: Path) -> None:
    fresh, migrated = tmp_path / "fresh.db", tmp_path / "migrated.db"
    for path in (fresh, migrated):
        made_private(path)
    write_schema(fresh)
    upgrade(migrated)
    assert _schema(fresh) == _schema(migrated)
    for path in (fresh, migrated):
        connection = driver.connect(path)
        assert driver.check_identity(connection, path) == driver.SCHEMA
        connection.close()
