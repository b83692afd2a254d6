"""What is long is taken back in many transactions: it can be cut off anywhere, and goes on or comes back."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.undo import redo, undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.chain import first_broken
from crm_tui.domain.errors import ChangedSince
from crm_tui.queries import journal
from crm_tui.store import revert
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act

CUSTOMERS = 12
#: Takes back five changes at a time, and kills itself in the middle of the third time.
_KILLED = """
import os, signal, sys
from pathlib import Path
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Door, Role
from crm_tui.store import revert
from crm_tui.store.database import Database
from crm_tui.store.journal import Act

revert.PART = 5
removed, remove_rows = 0, Act.remove_rows

def deadly(act, model, ids):
    global removed
    removed += len(ids)
    if removed > 12:
        os.kill(os.getpid(), signal.SIGKILL)
    return remove_rows(act, model, ids)

Act.remove_rows = deadly
actor = Actor(1, "nadia", "Nadia Karim", Role.ADMIN, Door.COMMAND_LINE, "killed")
with Database(Path(sys.argv[1])).act(actor) as act:
    undo(act)
"""
_TABLES = ("customers", "customer_kinds", "contact_points", "customer_summaries", "customer_search")


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revert, "PART", 5)


@pytest.fixture
def ids(database: Database, nadia: Actor) -> list[int]:
    """Customers who came in one act, the last that nadia did."""
    with database.act(nadia) as act:
        act.describe("import-contacts")
        return [
            add_customer(act, NewCustomer(name=f"Customer {number}", kinds=frozenset({"client"}))).id
            for number in range(CUSTOMERS)
        ]


def state(reader: SqliteReader) -> dict[str, list[tuple[object, ...]]]:
    """The records, and what is derived of them; versions go on."""
    found = {}
    for table in _TABLES:
        columns = [row[1] for row in reader.rows(f"PRAGMA table_info({table})") if row[1] != "version"]
        found[table] = reader.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
    return found


def sound(reader: SqliteReader) -> bool:
    """Whether the chain of the journal holds."""
    return first_broken(journal.chain(reader)) is None


def test_it_is_taken_back_and_done_again_in_parts(
    database: Database, reader: SqliteReader, nadia: Actor, ids: list[int]
) -> None:
    before, commits = state(reader), 0

    def count(_connection: object) -> None:
        nonlocal commits
        commits += 1

    event.listen(database.engine, "commit", count)
    with database.act(nadia) as act:
        taken = undo(act)
    assert (taken.changes, commits) == (2 * CUSTOMERS, 5)
    assert not any(state(reader).values())
    with database.act(nadia) as act:
        assert redo(act).act == taken.act
    assert state(reader) == before
    assert sound(reader)


def test_a_killed_one_goes_on(
    database: Database, reader: SqliteReader, path: Path, nadia: Actor, ids: list[int]
) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert 0 < len(state(reader)["customers"]) < CUSTOMERS
    with database.act(nadia) as act:
        assert undo(act).changes == 2 * CUSTOMERS
    assert not any(state(reader).values())
    assert reader.value("SELECT count(*) FROM acts WHERE finished_at IS NULL") == 0
    assert sound(reader)


@pytest.fixture
def disturbed(
    database: Database, nadia: Actor, paul: Actor, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], None]:
    """Undo, in the middle of which paul changes the first of the customers."""
    checkpoint, done = Act.checkpoint, False

    def and_paul(act: Act) -> None:
        nonlocal done
        checkpoint(act)
        if not done:
            done = True
            with Database(database.path).act(paul) as other:
                edit_customer(other, ids[0], {"note": "Called me."})

    def disturb() -> None:
        monkeypatch.setattr(Act, "checkpoint", and_paul)
        with pytest.raises(ChangedSince, match="Paul") as refused, database.act(nadia) as act:
            undo(act)
        assert "Part of it is taken back" in refused.value.hint

    return disturb


def test_who_changes_a_record_meanwhile_stops_it_and_it_goes_on_afterwards(
    database: Database, reader: SqliteReader, nadia: Actor, paul: Actor, disturbed: Callable[[], None]
) -> None:
    disturbed()
    left = len(state(reader)["customers"])
    assert 0 < left < CUSTOMERS
    with pytest.raises(ChangedSince), database.act(nadia) as act:
        undo(act)
    assert len(state(reader)["customers"]) == left
    with database.act(paul) as act:
        undo(act)
    with database.act(nadia) as act:
        undo(act)
    assert not any(state(reader).values())
    assert sound(reader)


def test_a_part_that_was_taken_back_can_be_brought_back(
    database: Database, reader: SqliteReader, nadia: Actor, disturbed: Callable[[], None]
) -> None:
    disturbed()
    with database.act(nadia) as act:
        redo(act)
    assert len(state(reader)["customers"]) == CUSTOMERS
    assert sound(reader)
