"""A database of the first schema, with a business in it, brought up to date: nothing lost, none half done."""

import random
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from old_business import CUSTOMERS, old_business

from crm_tui.actions.doctor import examine
from crm_tui.actions.rebuild import rebuild
from crm_tui.domain.errors import StoreUnavailable
from crm_tui.store import ddl, driver
from crm_tui.store.creation import write_schema
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader
from crm_tui.store.files import made_private
from crm_tui.store.migrate import bring_up_to_date, schema_of, upgrade

#: What the migration is for: it may stand there afresh.
_DERIVED = ("customer_summaries", "alembic_version")
_SUMMARY = ["id", "last_contact_at", "next_due_at", "open_cases", "open_promises", "health"]
_CLOCK = ["case_id", "name", "target_minutes", "started_at", "due_at", "stopped_at", "state", "tier"]

#: Migrates, and kills itself without a chance to tidy up before the statement that it is told, or before the
#: commit. Without a number it says how many statements there are.
_KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from crm_tui.store.migrate import upgrade

deadly = int(sys.argv[2])
count = 0

def statement(*about):
    global count
    count += 1
    if count == deadly:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", statement)
event.listen(Engine, "commit", statement)
upgrade(Path(sys.argv[1]))
print(count)
"""

Rows = Mapping[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A business of the first schema, made once; tests get copies of it."""
    return old_business(tmp_path_factory.mktemp("old") / "business.db")


@pytest.fixture
def path(old: Path, tmp_path: Path) -> Path:
    """A copy for this test alone."""
    return Path(shutil.copy(old, tmp_path / "business.db"))


@pytest.fixture(scope="module")
def migrated(old: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same business brought up to date."""
    path = Path(shutil.copy(old, tmp_path_factory.mktemp("new") / "business.db"))
    bring_up_to_date(path)
    return path


@pytest.fixture(scope="module")
def statements(old: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many statements the migration takes, the commit among them."""
    path = Path(shutil.copy(old, tmp_path_factory.mktemp("counted") / "business.db"))
    return int(_migrate(path, deadly=0).stdout)


def _migrate(path: Path, deadly: int) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-c", _KILLED, str(path), str(deadly))
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _columns(connection: driver.Connection) -> dict[str, list[str]]:
    tables = connection.execute(
        """SELECT name FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"""
    ).fetchall()
    return {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for (name,) in tables}


def _rows(path: Path, columns: Mapping[str, list[str]] | None = None) -> Rows:
    """Every row by table, of these columns only where they are given."""
    connection = driver.connect(path)
    named = columns or _columns(connection)
    found = {}
    for table, names in named.items():
        listed = ", ".join(f'"{name}"' for name in names)
        found[table] = connection.execute(f"SELECT {listed} FROM {table} ORDER BY 1").fetchall()
    connection.close()
    return found


def _everything(path: Path) -> tuple[list[tuple[Any, ...]], Rows, int]:
    connection = driver.connect(path)
    schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    connection.close()
    return schema, _rows(path), schema_of(path)


def test_every_row_is_kept_as_it_was(old: Path, migrated: Path) -> None:
    connection = driver.connect(old)
    columns = {name: of for name, of in _columns(connection).items() if name not in _DERIVED}
    connection.close()
    before = _rows(old, columns)
    assert [table for table, rows in before.items() if not rows] == [
        "absences",
        "import_runs",
        "memberships",
        "speaks_for",
    ]
    after = dict(_rows(migrated, columns))
    before = dict(before)
    for rows in (before, after):
        # What the migration changes on purpose has a test of its own.
        rows["standard_versions"] = [row[:-1] for row in rows["standard_versions"]]
    assert after == before


def test_each_past_contact_and_plan_knows_its_tier(migrated: Path) -> None:
    reader = open_reader(migrated)
    for table in ("interactions", "follow_ups", "promises"):
        found = reader.rows(
            f"""SELECT h.tier, t.code FROM {table} h JOIN customers c ON c.id = h.customer_id
                  LEFT JOIN tiers t ON t.id = c.tier_id"""
        )
        assert len(found) == CUSTOMERS
        assert {tier for tier, _code in found} == {"key", "standard", None}
        assert all(tier == code for tier, code in found)
    reader.close()


def test_a_standard_set_before_opening_hours_counted_counts_all_hours(migrated: Path) -> None:
    reader = open_reader(migrated)
    settings = reader.rows("SELECT measure, settings FROM standard_versions ORDER BY id")
    reader.close()
    assert settings == [("answered-within", '{"hours":"all"}'), ("follow-up-in-time", "{}")]


def test_what_is_derived_is_what_a_rebuild_makes(migrated: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(migrated, tmp_path / "rebuilt.db"))
    columns = {"customer_summaries": _SUMMARY, "case_clocks": _CLOCK}
    migrated_rows = _rows(path, columns)
    database = Database(path)
    rebuild(database, datetime.now(UTC))
    database.close()
    assert _rows(path, columns) == migrated_rows
    assert len(migrated_rows["case_clocks"]) == CUSTOMERS
    # A promise of ours whose day has long gone by is a sign, and so is a complaint that is still open.
    assert {row[-1] for row in migrated_rows["customer_summaries"]} == {"watch", "at-risk"}


def test_it_is_the_schema_of_a_fresh_database(migrated: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    made_private(fresh)
    write_schema(fresh)

    def names(path: Path) -> list[tuple[Any, ...]]:
        return [row[:2] for row in _everything(path)[0]]

    assert names(migrated) == names(fresh)
    triggers = {name for kind, name in names(migrated) if kind == "trigger"}
    assert triggers > set(ddl.SEARCH_TRIGGER_NAMES)
    connection = driver.connect(migrated)
    for index in ddl.SEARCH_INDEXES:
        connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    with pytest.raises(driver.Error, match="append-only"):
        connection.execute("UPDATE journal_entries SET verb = 'x'")
    connection.close()


def test_an_id_is_never_given_again(path: Path) -> None:
    asked = "SELECT seq FROM sqlite_sequence WHERE name = 'case_events'"
    connection = driver.connect(path)
    ((before,),) = connection.execute(asked).fetchall()
    connection.execute("DELETE FROM case_events")
    connection.commit()
    connection.close()
    bring_up_to_date(path)
    connection = driver.connect(path)
    assert connection.execute(asked).fetchall() == [(before,)]
    connection.close()


def test_all_is_well_with_it(migrated: Path) -> None:
    # Which SQLite this machine has is not the migration's doing.
    assert [
        check for check in examine(migrated, datetime.now(UTC)) if not check.ok and check.name != "sqlite"
    ] == []


def test_its_old_form_stays_beside_it(old: Path, path: Path) -> None:
    backup = bring_up_to_date(path)
    assert backup is not None
    assert backup.parent == path.parent
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert _everything(backup) == _everything(old)
    assert bring_up_to_date(path) is None


def test_a_second_backup_never_stands_for_the_first(path: Path) -> None:
    """Whoever went back to the old form, worked on and came again has two old forms."""
    first = bring_up_to_date(path)
    assert first is not None
    shutil.copy(first, path)
    connection = driver.connect(path)
    connection.execute("UPDATE customers SET note = 'parks in the yard'")
    connection.close()
    older, worked_on = _everything(first), _everything(path)
    second = bring_up_to_date(path)
    assert second is not None
    assert second != first
    assert (_everything(first), _everything(second)) == (older, worked_on)


def test_one_that_cannot_be_done_leaves_it_as_it_was(old: Path, path: Path) -> None:
    connection = driver.connect(path)
    connection.execute("CREATE TABLE case_clocks (id INTEGER)")
    connection.close()
    before = _everything(path)
    with pytest.raises(StoreUnavailable, match="left as it was"):
        bring_up_to_date(path)
    assert _everything(path) == before


@pytest.mark.parametrize(
    "seed", [*range(10), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(10, 100))]
)
def test_killed_at_any_point_it_is_old_or_new(
    seed: int, old: Path, path: Path, migrated: Path, statements: int
) -> None:
    """RELIABILITY.md, R13. The first seed dies at the commit."""
    deadly = statements if seed == 0 else random.Random(seed).randrange(1, statements)
    assert _migrate(path, deadly).returncode == -signal.SIGKILL
    assert _everything(path) == _everything(old)
    upgrade(path)
    assert _everything(path) == _everything(migrated)
    assert schema_of(path) == driver.SCHEMA
