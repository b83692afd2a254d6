"""What saving a logged call with its follow-up and case costs, beside a bare commit of a row (BAR.md).

    python tests/benchmarks/saving.py [DATABASE] [--runs N]

Works on a copy of the database; without one a sample business is made. Time in the commit wanders with what
else the disk does, so each call is held against its floor: a row committed to a file in the same folder, with
the same pragmas, right after it. Pages and statements are steady.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import event

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.actions.interactions import log_contact
from crm_tui.domain.actor import Actor
from crm_tui.domain.when import When
from crm_tui.domain.words import Door, Role
from crm_tui.store import driver
from crm_tui.store.backup import back_up
from crm_tui.store.database import Database
from crm_tui.store.migrate import bring_up_to_date

#: A matter that is not solved, with a call agreed in two days: a contact, a case and a follow-up.
SAID = "Two cups of the set came broken, order {number}: they need them before the weekend, and want to hear."
WARM_UP, COUNTED = 5, 10


class Saved(NamedTuple):
    """Milliseconds of the action, of what the act writes at its end, of the commit and of the floor's, and of
    CPU in all."""

    action: float
    finish: float
    commit: float
    floor: float
    cpu: float


class Desk:
    """Somebody who logs calls, one customer after the other."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.path = path
        raw = driver.connect(path)
        staff_id, login, name = raw.execute(
            "SELECT id, login, name FROM staff ORDER BY id LIMIT 1"
        ).fetchone()
        self.customers = [
            row[0]
            for row in raw.execute(
                "SELECT id FROM customers WHERE deleted_at IS NULL ORDER BY random() LIMIT 500"
            )
        ]
        raw.close()
        self.actor = Actor(staff_id, login, name, Role.ADMIN, Door.SCREENS, "benchmark")
        self.committed = (0.0, 0.0)
        self.statements: Counter[str] = Counter()
        self._commit = self.database.engine.dialect.do_commit
        self.database.engine.dialect.do_commit = self._timed_commit  # type: ignore[method-assign,assignment]
        event.listen(self.database.engine, "before_cursor_execute", self._note_statement)

    def log(self, number: int) -> tuple[float, float, float, float]:
        """Log one call; returns the milliseconds of action, finish and commit, and of CPU."""
        due = datetime.now(UTC) + timedelta(days=2)
        customer = self.customers[number % len(self.customers)]
        new = NewContact(
            channel="phone",
            direction="inbound",
            nature="complaint",
            outcome="follow-up",
            customer_id=customer,
            said=SAID.format(number=10_000 + number),
            mood="uneasy",
            follow_up=NewFollowUp(When(due, False, due.date()), override_why="They asked for it."),
        )
        used, began = time.process_time(), time.perf_counter()
        with self.database.act(self.actor) as act:
            made = log_contact(act, new)
            acted = time.perf_counter()
        used = time.process_time() - used
        assert made.case is not None and made.follow_up is not None
        commit_began, commit_ended = self.committed
        steps = (acted - began, commit_began - acted, commit_ended - commit_began, used)
        return tuple(step * 1000 for step in steps)  # type: ignore[return-value]

    def _timed_commit(self, connection: Any) -> None:
        began = time.perf_counter()
        self._commit(connection)
        self.committed = (began, time.perf_counter())

    def _note_statement(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        self.statements[" ".join(statement.split())] += 1


class Floor:
    """A file in the same folder, to which one row at a time is committed."""

    def __init__(self, folder: Path) -> None:
        self._connection = driver.connect(folder / "floor.db", create=True)
        self._connection.execute(f"PRAGMA journal_mode = {driver.journal_mode()}")
        self._connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, words TEXT)")

    def commit(self) -> float:
        """Commit one row; returns the milliseconds of the commit alone."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO bare (words) VALUES (?)", (SAID,))
        began = time.perf_counter()
        self._connection.execute("COMMIT")
        return (time.perf_counter() - began) * 1000


def sample(folder: Path) -> Path:
    """A sample business to work on."""
    path = folder / "saving.db"
    program = [sys.executable, "-m", "crm_tui", "--db", str(path), "sample"]
    subprocess.run(
        [*program, "--customers", "2000", "--interactions", "10000"], check=True, stdout=subprocess.DEVNULL
    )
    return path


def copied(source: Path, folder: Path) -> Path:
    """A copy of the database, with the present schema."""
    path = folder / "saving.db"
    back_up(source, path)
    bring_up_to_date(path)
    connection = driver.connect(path)
    connection.execute(f"PRAGMA journal_mode = {driver.journal_mode()}")
    connection.close()
    return path


def timed(desk: Desk, floor: Floor, runs: int) -> list[Saved]:
    """So many calls, each with a commit of the floor after it."""
    found = []
    for number in range(WARM_UP + runs):
        action, finish, commit, cpu = desk.log(number)
        found.append(Saved(action, finish, commit, floor.commit(), cpu))
    return found[WARM_UP:]


def pages(desk: Desk, runs: int) -> float:
    """How many pages a call writes to the log, on average."""
    raw = driver.connect(desk.path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(COUNTED):
        desk.log(WARM_UP + runs + number)
    frames = raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
    raw.close()
    return float(frames) / COUNTED


def say(line: str) -> None:
    """A line of the result."""
    sys.stdout.write(line + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and say it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("database", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--statements", action="store_true", help="list what is said to the database")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=asked.database and asked.database.parent) as name:
        folder = Path(name)
        desk = Desk(copied(asked.database, folder) if asked.database else sample(folder))
        saved = timed(desk, Floor(folder), asked.runs)
        for field in Saved._fields:
            times = sorted(getattr(one, field) for one in saved)
            p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
            say(f"{field:>8}: p50 {p50:6.2f} ms  p95 {p95:6.2f} ms")
        say(f"commit / floor: median {statistics.median(one.commit / one.floor for one in saved):.2f}")
        desk.statements.clear()
        written = pages(desk, asked.runs)
        say(f"pages: {written:.1f}, statements: {desk.statements.total() / COUNTED:.1f}")
        if asked.statements:
            for statement, count in desk.statements.most_common():
                say(f"{count / COUNTED:6.1f} {statement[:150]}")
        desk.database.close()


if __name__ == "__main__":
    main()
