"""S7: whoever changes a row of the journal behind the program's back is found out."""

from pathlib import Path

import pytest

from crm_tui.cli.main import run
from crm_tui.domain.chain import first_broken
from crm_tui.queries import journal
from crm_tui.store.driver import Connection, connect, open_reader
from crm_tui.store.tables import JournalEntry

VICTIM = 5
#: All that an entry says; its payload may be erased, so that the way to it is no part of the chain.
COLUMNS = sorted(set(JournalEntry.model_fields) - {"id", "payload_id"})


def without_guards(path: Path) -> Connection:
    """The database as somebody has it who dropped what keeps the journal as it is."""
    connection = connect(path)
    guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'journal_%'"
    for (name,) in connection.execute(guards).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    return connection


def first_named(path: Path) -> int | None:
    reader = open_reader(path)
    try:
        return first_broken(journal.chain(reader))
    finally:
        reader.close()


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_field_is_named(customer: Path, column: str) -> None:
    connection = without_guards(customer)
    number = f"typeof(coalesce({column}, 0)) = 'integer'"
    connection.execute(
        f"UPDATE journal_entries SET {column} = CASE WHEN {number} THEN coalesce({column}, 0) + 1"
        f" ELSE {column} || 'x' END WHERE id = {VICTIM}"
    )
    connection.close()
    assert first_named(customer) == VICTIM


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE journal_payloads SET body = replace(body, '{', '{ ')", VICTIM),
        ("DELETE FROM journal_entries", VICTIM + 1),
    ],
)
def test_a_changed_payload_and_a_missing_entry_are_named(customer: Path, change: str, named: int) -> None:
    connection = without_guards(customer)
    (payload,) = connection.execute(f"SELECT payload_id FROM journal_entries WHERE id = {VICTIM}").fetchone()
    connection.execute(f"{change} WHERE id = {payload if 'payloads' in change else VICTIM}")
    connection.close()
    assert first_named(customer) == named


def test_the_command_names_it(
    customer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CRM_TUI_DB", str(customer))
    monkeypatch.setenv("CRM_TUI_USER", "nadia")
    assert run(["journal", "verify"]) == 0
    connection = without_guards(customer)
    connection.execute(f"UPDATE journal_entries SET staff_id = 7 WHERE id = {VICTIM}")
    connection.close()
    assert run(["journal", "verify"]) == 3
    assert f"Entry {VICTIM} " in capsys.readouterr().err
