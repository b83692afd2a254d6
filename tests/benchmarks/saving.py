"""What saving a logged call with its follow-up and case costs, beside a bare commit of a row (BAR.md).

    python tests/benchmarks/saving.py [DATABASE] [--runs N] [--seconds N]

Works on a copy of the database; without one a sample business is made. Time in the commit wanders with what
else the disk does, so each call is held against its floor: a row committed to a file in the same folder, with
the same pragmas, right after it. Pages and statements are steady.

With ``--seconds`` it goes on with eight users at a human pace: each a process of its own, which logs a call
about every two seconds. What they wait for one another is in ``confirmed``.
"""

import argparse
import gc
import multiprocessing
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
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
from crm_tui.store.connection_reader import ConnectionReader
from crm_tui.store.database import Database
from crm_tui.store.migrate import bring_up_to_date
from crm_tui.store.reader import NO_PARAMETERS

#: A matter that is not solved, with a call agreed in two days: a contact, a case and a follow-up.
SAID = "Two cups of the set came broken, order {number}: they need them before the weekend, and want to hear."
WARM_UP, COUNTED = 5, 10
USERS = 8
#: The shortest and the longest pause between two calls of one user, in seconds.
PAUSES = 1.0, 3.0


class Saved(NamedTuple):
    """Milliseconds of the action with its wait for the turn to write, of what the act writes at its end, of
    the commit, and of these three together; of the floor's commit; and of CPU in all."""

    action: float
    finish: float
    commit: float
    confirmed: float
    floor: float
    cpu: float


class Desk:
    """Somebody who logs calls, one customer after the other; ``floor`` is where each is held against."""

    def __init__(self, path: Path, floor: "Floor") -> None:
        self.database = Database(path)
        self.path = path
        self.floor = floor
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
        self._note_readings()

    def log(self, number: int) -> Saved:
        """Log one call, then commit a row of the floor."""
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
        return Saved(
            action=(acted - began) * 1000,
            finish=(commit_began - acted) * 1000,
            commit=(commit_ended - commit_began) * 1000,
            confirmed=(commit_ended - began) * 1000,
            floor=self.floor.commit(),
            cpu=used * 1000,
        )

    def _timed_commit(self, connection: Any) -> None:
        began = time.perf_counter()
        self._commit(connection)
        self.committed = (began, time.perf_counter())

    def _note_statement(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        self.statements[" ".join(statement.split())] += 1

    def _note_readings(self) -> None:
        """What is asked of the driver past SQLAlchemy, which tells nobody of it."""
        rows = ConnectionReader.rows

        def noted(reader: ConnectionReader, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> Any:
            self._note_statement(None, None, sql)
            return rows(reader, sql, parameters)

        ConnectionReader.rows = noted  # type: ignore[method-assign,assignment]


class Floor:
    """A file of its own in the same folder, to which one row at a time is committed."""

    def __init__(self, folder: Path, name: str = "floor") -> None:
        self._connection = driver.connect(folder / f"{name}.db", create=True)
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


def timed(desk: Desk, runs: int) -> list[Saved]:
    """So many calls, one after the other."""
    return [desk.log(number) for number in range(WARM_UP + runs)][WARM_UP:]


def user(path: Path, name: str, seconds: float, ready: Barrier) -> list[Saved]:
    """What one of several users took, in a process of their own; begins when all are ready."""
    desk = Desk(path, Floor(path.parent, name))
    timed(desk, 0)
    gc.freeze()
    ready.wait()
    saved: list[Saved] = []
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        time.sleep(random.uniform(*PAUSES))
        saved.append(desk.log(WARM_UP + len(saved)))
    desk.database.close()
    return saved


def together(path: Path, seconds: float) -> list[Saved]:
    """What all users took, whose calls come as they come."""
    fresh = multiprocessing.get_context("spawn")
    with fresh.Manager() as manager, ProcessPoolExecutor(USERS, mp_context=fresh) as processes:
        ready = manager.Barrier(USERS, timeout=120)
        names = [f"floor-{number}" for number in range(USERS)]
        users = [processes.submit(user, path, name, seconds, ready) for name in names]
        return [call for one in users for call in one.result()]


def pages(desk: Desk, runs: int) -> float:
    """How many pages a call writes to the log, on average."""
    raw = driver.connect(desk.path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(COUNTED):
        desk.log(WARM_UP + runs + number)
    frames = raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
    raw.close()
    return float(frames) / COUNTED


def say_times(saved: Sequence[Saved]) -> None:
    """Medians and 95th percentiles, and the commits beside their floors."""
    for field in Saved._fields:
        times = sorted(getattr(one, field) for one in saved)
        say(f"{field:>9}: p50 {statistics.median(times):6.2f} ms  p95 {nearly_all(times):6.2f} ms")
    ratios = sorted(one.commit / one.floor for one in saved)
    say(f"commit / floor: median {statistics.median(ratios):.2f}, p95 {nearly_all(ratios):.2f}")


def nearly_all(ordered: Sequence[float]) -> float:
    """What 95 of a hundred are at most."""
    return ordered[int(len(ordered) * 0.95)]


def say(line: str) -> None:
    """A line of the result."""
    sys.stdout.write(line + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and say it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("database", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--statements", action="store_true", help="list what is said to the database")
    parser.add_argument("--seconds", type=float, default=0.0, help="how long eight users log calls")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=asked.database and asked.database.parent) as name:
        folder = Path(name)
        desk = Desk(copied(asked.database, folder) if asked.database else sample(folder), Floor(folder))
        gc.freeze()  # as both doors do once they have begun
        say_times(timed(desk, asked.runs))
        desk.statements.clear()
        written = pages(desk, asked.runs)
        say(f"pages: {written:.1f}, statements: {desk.statements.total() / COUNTED:.1f}")
        if asked.statements:
            for statement, count in desk.statements.most_common():
                say(f"{count / COUNTED:6.1f} {statement[:150]}")
        desk.database.close()
        if asked.seconds:
            saved = together(desk.path, asked.seconds)
            say(f"{USERS} users, {len(saved)} calls in {asked.seconds:.0f} s:")
            say_times(saved)


if __name__ == "__main__":
    main()
