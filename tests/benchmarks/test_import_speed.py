"""How long a large address book takes to come in, and that it needs no more memory than a small one.

Not part of an ordinary run: ``CRM_TUI_FULL=1 pytest -s tests/benchmarks/test_import_speed.py``. Times wander
on a busy machine, so CPU time is held against a floor measured in the same process: the bare rows of the
customers and their contact points, parsed and put into a table without indexes.
"""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif("CRM_TUI_FULL" not in os.environ, reason="set CRM_TUI_FULL=1 to run the full counts"),
]

CONTACTS = 100_000
#: How often the floor's CPU time, and how many megabytes the second half may need beyond the first.
TIMES_THE_FLOOR, GROWTH = 140, 10

_PROGRAM = """
import csv, json, resource, sys, time
from pathlib import Path
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Door, Role
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.importing import import_contacts
from crm_tui.store.database import Database
from crm_tui.store.driver import sqlite

def megabytes():
    # Of the process itself: on Linux in kilobytes, on macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit

peaks, longest = [], 0.0
def watch(progress):
    global longest, last
    longest, last = max(longest, time.monotonic() - last), time.monotonic()
    peaks.append(megabytes())
    return True

def floor():
    began = time.process_time()
    bare = sqlite.connect(":memory:")
    bare.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, note TEXT)")
    bare.execute("CREATE TABLE points (customer_id INTEGER, value TEXT)")
    with Path(sys.argv[2]).open(newline="", encoding="utf-8") as file:
        for at, row in enumerate(csv.DictReader(file)):
            bare.execute("INSERT INTO customers VALUES (?, ?, ?)", (at, row["Name"], row["Note"]))
            bare.executemany("INSERT INTO points VALUES (?, ?)", ((at, row["Phone"]), (at, row["E-mail"])))
    return time.process_time() - began

at_least = floor()
actor = Actor(1, "nadia", "Nadia Karim", Role.ADMIN, Door.COMMAND_LINE, "benchmark")
began, used, last = time.monotonic(), time.process_time(), time.monotonic()
report = import_contacts(
    Database(Path(sys.argv[1])), actor, Path(sys.argv[2]), ImportOptions(dry_run=sys.argv[3] == "dry run"),
    watch=watch,
)
print(json.dumps({
    "created": report.created, "unchanged": report.unchanged, "organisations": report.organisations,
    "wall": time.monotonic() - began, "cpu": time.process_time() - used,
    "floor": at_least, "half": peaks[len(peaks) // 2], "peak": megabytes(), "longest_batch": longest,
}))
"""


@pytest.fixture(scope="module")
def contacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A large address book, in which twenty people belong to each organisation."""
    path = tmp_path_factory.mktemp("large") / "contacts.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Name", "Organisation", "Phone", "E-mail", "Note"])
        for number in range(CONTACTS):
            writer.writerow(
                [
                    f"Customer {number}",
                    f"Ashgrove {number // 20}",
                    f"+88018{number:08}",
                    f"customer{number}@example.org",
                    "Met at the fair, asked for a call back.",
                ]
            )
    return path


def _measured(database: Path, contacts: Path, how: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(database), str(contacts), how],
        check=True,
        capture_output=True,
        text=True,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    print(how, figures)  # noqa: T201 - the figures are what a benchmark is for
    return figures


def test_a_large_address_book(path: Path, contacts: Path) -> None:
    imported = _measured(path, contacts, "import")
    assert (imported["created"], imported["organisations"]) == (CONTACTS, CONTACTS // 20)
    assert imported["cpu"] <= TIMES_THE_FLOOR * imported["floor"]
    assert imported["peak"] - imported["half"] <= GROWTH
    again = _measured(path, contacts, "second import")
    assert (again["created"], again["unchanged"]) == (0, CONTACTS)
    assert again["cpu"] <= imported["cpu"] / 2
    _measured(path, contacts, "dry run")
