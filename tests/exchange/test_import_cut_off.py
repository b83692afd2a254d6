"""An import that was cut off, by a kill or by whoever watches it: it goes on, or is taken back."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm_tui.actions.undo import redo, undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.chain import first_broken
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange import importing
from crm_tui.exchange.import_file import bring_in
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import take_back
from crm_tui.queries import journal
from crm_tui.queries.import_runs import UnfinishedImport, unfinished_imports
from crm_tui.store import revert
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.journal import Act

#: Imports with batches of 10 and kills itself after the third, without a chance to tidy up.
_KILLED = """
import os, signal, sys
from pathlib import Path
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Door, Role
from crm_tui.exchange import importing
from crm_tui.exchange.import_file import bring_in
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.store.database import Database

importing.BATCH = 10
actor = Actor(1, "nadia", "Nadia Karim", Role.ADMIN, Door.COMMAND_LINE, "killed")
watch = lambda progress: progress.read < 30 or os.kill(os.getpid(), signal.SIGKILL)
bring_in(Database(Path(sys.argv[1])), actor, Path(sys.argv[2]), ImportOptions(country="GB"), watch=watch)
"""
_NOT_RECORDS = ("acts", "journal_entries", "journal_payloads", "import_runs", "sqlite_sequence")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 10)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Sixty contacts in six batches: the first is skipped, one of the others speaks for another."""
    contacts: list[dict[str, Any]] = [{"name": ""} for _number in range(10)]
    contacts += [
        {
            "name": f"Customer {number}",
            "phones": [{"value": f"020 7946 {number:04}"}],
            "organisation": f"Ashgrove {number % 3}",
            "speaks_for": [{"name": "Customer 55"}] if number == 12 else [],
        }
        for number in range(10, 59)
    ]
    contacts.append({"name": "customer 11", "phones": [{"value": "+44 20 7946 0011"}], "note": "second card"})
    path = tmp_path / "contacts.json"
    path.write_text(json.dumps(contacts))
    return path


@pytest.fixture
def killed(path: Path, file: Path) -> Path:
    """The database after an import was killed half way."""
    done = subprocess.run([sys.executable, "-c", _KILLED, str(path), str(file)], check=False)
    assert done.returncode == -signal.SIGKILL
    return path


def _records(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every record and all that is derived, without the instants at which they were made."""
    reader = open_reader(path)
    found = {}
    for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        columns = [row[1] for row in reader.rows(f'PRAGMA table_info("{name}")')]
        kept = ", ".join(f'"{column}"' for column in columns if column not in ("created_at", "joined_at"))
        shadow = name.rpartition("_")[2] in ("data", "idx", "docsize", "config")
        if name not in _NOT_RECORDS and not shadow:
            found[name] = reader.rows(f'SELECT {kept} FROM "{name}" ORDER BY 1')
    reader.close()
    return found


def _unfinished(path: Path) -> list[UnfinishedImport]:
    reader = open_reader(path)
    try:
        return unfinished_imports(reader)
    finally:
        reader.close()


def _outcome(report: ImportReport) -> dict[str, Any]:
    return report.as_plain() | {"act": None}


def test_killed_half_way_it_goes_on_to_the_same_end(
    killed: Path, file: Path, make_path: Callable[[str], Path], nadia: Actor
) -> None:
    (unfinished,) = _unfinished(killed)
    assert (unfinished.position, unfinished.settings) == (30, {"country": "GB", "map": {}, "sheet": ""})
    database, whole = Database(killed), Database(make_path("whole.db"))
    report = bring_in(database, nadia, file, ImportOptions(), go_on=unfinished)
    uncut = bring_in(whole, nadia, file, ImportOptions(country="GB"))
    database.close()
    whole.close()
    assert _outcome(report) == _outcome(uncut)
    assert (report.read, report.created, report.updated, report.skipped_count) == (60, 49, 1, 10)
    assert report.act == unfinished.act_id
    assert _records(killed) == _records(whole.path)
    assert _unfinished(killed) == []


def test_killed_half_way_it_is_taken_back_as_a_whole(
    killed: Path, file: Path, make_path: Callable[[str], Path], nadia: Actor
) -> None:
    (unfinished,) = _unfinished(killed)
    database = Database(killed)
    with database.act(nadia) as act:
        take_back(act, unfinished)
    assert _records(killed) == _records(make_path("fresh.db"))
    assert _unfinished(killed) == []
    again = bring_in(database, nadia, file, ImportOptions(country="GB"))
    database.close()
    assert again.created == 49
    reader = open_reader(killed)
    assert first_broken(journal.chain(reader)) is None
    reader.close()


def test_taken_back_by_its_act_it_is_no_longer_offered_until_that_is_taken_back(
    killed: Path, make_path: Callable[[str], Path], nadia: Actor
) -> None:
    (unfinished,) = _unfinished(killed)
    database = Database(killed)
    with database.act(nadia) as act:
        undo(act, unfinished.act_id)
    assert (_records(killed), _unfinished(killed)) == (_records(make_path("fresh.db")), [])
    with database.act(nadia) as act:
        redo(act)
    database.close()
    assert _unfinished(killed) == [unfinished]


def test_what_was_cut_off_goes_on_as_one_act_that_undo_takes_back(
    killed: Path, file: Path, make_path: Callable[[str], Path], nadia: Actor
) -> None:
    (unfinished,) = _unfinished(killed)
    database = Database(killed)
    bring_in(database, nadia, file, ImportOptions(), go_on=unfinished)
    with database.act(nadia) as act:
        take_back(act, unfinished)
    database.close()
    assert _records(killed) == _records(make_path("fresh.db"))


def test_partly_taken_back_it_does_not_go_on_until_that_is_done_again(
    killed: Path, file: Path, nadia: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    class _CutOff(Exception):
        pass

    def cut_off(act: Act) -> None:
        checkpoint(act)
        raise _CutOff

    checkpoint = Act.checkpoint
    (unfinished,) = _unfinished(killed)
    database = Database(killed)
    with monkeypatch.context() as patched:
        patched.setattr(revert, "PART", 5)
        patched.setattr(Act, "checkpoint", cut_off)
        with pytest.raises(_CutOff), database.act(nadia) as act:
            take_back(act, unfinished)
    (left,) = _unfinished(killed)
    assert left.is_partly_taken_back and not unfinished.is_partly_taken_back
    with pytest.raises(InvalidInput, match="cannot go on"):
        bring_in(database, nadia, file, ImportOptions(), go_on=left)
    with database.act(nadia) as act:
        redo(act)
    assert _unfinished(killed) == [unfinished]
    assert bring_in(database, nadia, file, ImportOptions(), go_on=unfinished).created == 49
    database.close()


def test_a_file_that_was_changed_since_does_not_go_on(killed: Path, file: Path, nadia: Actor) -> None:
    (unfinished,) = _unfinished(killed)
    before = _records(killed)
    file.write_text(file.read_text().replace("Customer 50", "Customer 5O"))
    database = Database(killed)
    with pytest.raises(InvalidInput) as refused:
        bring_in(database, nadia, file, ImportOptions(), go_on=unfinished)
    database.close()
    assert "contacts.json" in refused.value.message
    assert _records(killed) == before
    assert _unfinished(killed) == [unfinished]


def test_whoever_watches_can_stop_it_and_go_on(
    database: Database, path: Path, file: Path, make_path: Callable[[str], Path], nadia: Actor
) -> None:
    seen: list[int] = []

    def stop_at_forty(progress: importing.Progress) -> bool:
        seen.append(progress.read)
        assert 0 < progress.bytes_read <= progress.bytes_total == file.stat().st_size
        return progress.read < 40

    options = ImportOptions(country="GB")
    stopped = bring_in(database, nadia, file, options, watch=stop_at_forty)
    assert (seen, stopped.read, stopped.created) == ([10, 20, 30, 40], 40, 30)
    assert any("stopped" in note for note in stopped.notes)
    (unfinished,) = _unfinished(path)
    bring_in(database, nadia, file, options, go_on=unfinished)
    whole = Database(make_path("whole.db"))
    bring_in(whole, nadia, file, options)
    whole.close()
    assert _records(path) == _records(whole.path)


def test_stopped_before_anything_was_written_it_leaves_nothing(
    database: Database, path: Path, file: Path, make_path: Callable[[str], Path], nadia: Actor
) -> None:
    report = bring_in(database, nadia, file, ImportOptions(), watch=lambda progress: False)
    assert (report.act, report.skipped_count) == (None, 10)
    assert _unfinished(path) == []
    assert _records(path) == _records(make_path("fresh.db"))


def test_others_can_write_between_two_batches(database: Database, file: Path, nadia: Actor) -> None:
    """Also while nothing of the file is new, and in a dry run: the lock is held for one batch at a time."""
    other = Database(database.path)

    def write(progress: importing.Progress) -> bool:
        with other.act(nadia):
            pass
        return True

    for options in (ImportOptions(), ImportOptions(), ImportOptions(dry_run=True)):
        bring_in(database, nadia, file, options, watch=write)
    other.close()


def test_who_may_speak_for_whom_is_known_after_a_kill(killed: Path, file: Path, nadia: Actor) -> None:
    (unfinished,) = _unfinished(killed)
    database = Database(killed)
    bring_in(database, nadia, file, ImportOptions(), go_on=unfinished)
    database.close()
    reader = open_reader(killed)
    rows = """SELECT a.name, b.name FROM speaks_for s
                JOIN customers a ON a.id = s.speaker_id JOIN customers b ON b.id = s.customer_id"""
    assert reader.rows(rows) == [("Customer 12", "Customer 55")]
    reader.close()


def test_a_run_that_is_over_is_not_offered(
    database: Database, reader: SqliteReader, file: Path, nadia: Actor
) -> None:
    bring_in(database, nadia, file, ImportOptions())
    assert unfinished_imports(reader) == []
    assert reader.value("SELECT state FROM import_runs") == "done"
