"""What the attainment of all standards over a year costs: counted anew, kept, with calls since (BAR.md).

    python tests/benchmarks/attainment.py DATABASE [--calls N]

Works on a copy of the database. CPU is steady, wall time wanders with what else the machine does. What is
kept is read three times: the first also reads the pages of the file.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crm_tui.actions.attainment_upkeep import keep_attainment_up
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.actions.interactions import log_contact
from crm_tui.domain.actor import Actor
from crm_tui.domain.standards import Attainment
from crm_tui.domain.when import When
from crm_tui.domain.words import Door, Role
from crm_tui.queries.business import business
from crm_tui.queries.periods import Period
from crm_tui.queries.standards import attainments
from crm_tui.store import driver
from crm_tui.store.attainment_counts import forget
from crm_tui.store.backup import back_up
from crm_tui.store.database import Database
from crm_tui.store.migrate import bring_up_to_date

CALLS = 50


def main() -> int:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--calls", type=int, default=CALLS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.database.parent) as folder:
        path = Path(folder) / "business.db"
        back_up(asked.database, path)
        bring_up_to_date(path)
        database = Database(path)
        with database.transaction() as connection:
            forget(connection)
        found = _told("counted anew", lambda: _year(path))
        _told("counting and keeping it", lambda: keep_attainment_up(database, datetime.now(UTC)))
        for number in range(3):
            kept = _told(f"kept, time {number + 1}", lambda: _year(path))
        _log(database, path, asked.calls)
        _told(f"kept, after {asked.calls} calls", lambda: _year(path))
        _told("counting what is new", lambda: keep_attainment_up(database, datetime.now(UTC)))
        _told("kept, with them", lambda: _year(path))
        database.close()
    say("the same figures" if kept == found else "OTHER FIGURES")
    return 0 if kept == found else 1


def say(line: str) -> None:
    """A line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _told(what: str, measured: Callable[[], dict[int, Attainment] | bool]) -> dict[int, Attainment] | bool:
    cpu, wall = time.process_time(), time.perf_counter()
    result = measured()
    say(f"{what:26} {time.process_time() - cpu:8.2f} s CPU {time.perf_counter() - wall:8.2f} s")
    return result


def _year(path: Path) -> dict[int, Attainment]:
    """The attainment of every standard over the year up to today."""
    reader = driver.open_reader(path)
    now, zone = datetime.now(UTC), business(reader).zone
    today = now.astimezone(zone).date()
    found = attainments(reader, Period(today - timedelta(days=364), today), now=now, zone=zone)
    reader.close()
    return found


def _log(database: Database, path: Path, calls: int) -> None:
    """Log that many calls of as many customers; every second one has a follow-up."""
    reader = driver.open_reader(path)
    staff_id, login, name = reader.rows("SELECT id, login, name FROM staff ORDER BY id LIMIT 1")[0]
    customers = reader.rows(
        "SELECT id FROM customers WHERE deleted_at IS NULL ORDER BY random() LIMIT :calls", {"calls": calls}
    )
    zone = business(reader).zone
    reader.close()
    actor = Actor(staff_id, login, name, Role.ADMIN, Door.SCREENS, "benchmark")
    due = datetime.now(UTC) + timedelta(days=2)
    for number, (customer_id,) in enumerate(customers):
        plan = NewFollowUp(When(due, False, due.astimezone(zone).date()), override_why="They asked for it.")
        new = NewContact(
            "phone",
            "inbound",
            "enquiry",
            "information",
            customer_id=customer_id,
            mood="pleased",
            waited_minutes=2,
            follow_up=plan if number % 2 else None,
        )
        with database.act(actor) as act:
            log_contact(act, new)


if __name__ == "__main__":
    sys.exit(main())
