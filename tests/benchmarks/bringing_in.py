"""What bringing an address book in costs, and taking it back again (BAR.md; DATA.md, "act").

    python tests/benchmarks/bringing_in.py [--contacts N]

Times wander on a busy machine, so that each transaction is told in CPU seconds beside its seconds by the
clock: nobody else writes while it lasts, and it should last a quarter of a second at most.
"""

import argparse
import csv
import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import event

from crm_tui.actions.founding import Founding, found_business
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Door, Role
from crm_tui.exchange.import_file import bring_in
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.store.database import Database

FOUNDING = Founding("Ashgrove Repairs", "BD", "Asia/Dhaka", "nadia", "Nadia Karim")
ACTOR = Actor(1, "nadia", "Nadia Karim", Role.ADMIN, Door.COMMAND_LINE, "benchmark")


class Transactions:
    """How long each transaction of a database lasts."""

    def __init__(self, database: Database) -> None:
        self._began = (0.0, 0.0)
        self.lasted: list[tuple[float, float]] = []
        commit = database.engine.dialect.do_commit

        def timed(connection: Any) -> None:
            commit(connection)
            clock, used = self._began
            self.lasted.append((time.process_time() - used, time.monotonic() - clock))

        database.engine.dialect.do_commit = timed  # type: ignore[method-assign,assignment]
        event.listen(database.engine, "begin", self._begin)

    def _begin(self, _connection: object) -> None:
        self._began = time.monotonic(), time.process_time()


def measured(name: str, database: Database, work: Callable[[], object]) -> None:
    """Do it, and say what it cost."""
    transactions = Transactions(database)
    clock, used = time.monotonic(), time.process_time()
    work()
    clock, used = time.monotonic() - clock, time.process_time() - used
    longest_cpu, longest = (max(times) for times in zip(*transactions.lasted, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{name:>9}: {clock:6.1f} s, CPU {used:6.1f} s; {len(transactions.lasted)} transactions, the longest"
        f" {longest:.2f} s, CPU {longest_cpu:.2f} s; memory {memory} MB\n"
    )


def address_book(path: Path, contacts: int) -> None:
    """Contacts of whom twenty belong to each organisation."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Name", "Organisation", "Phone", "E-mail", "Note"])
        for number in range(contacts):
            phone, mail = f"+88018{number:08}", f"customer{number}@example.org"
            writer.writerow(
                [f"Customer {number}", f"Ashgrove {number // 20}", phone, mail, "Met at the fair, call back."]
            )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and say it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--contacts", type=int, default=10_000)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        path, book = Path(name) / "business.db", Path(name) / "contacts.csv"
        found_business(path, FOUNDING, Door.COMMAND_LINE)
        address_book(book, asked.contacts)
        database = Database(path)
        gc.freeze()  # as both doors do once they have begun

        def take_back() -> None:
            with database.act(ACTOR) as act:
                undo(act)

        measured("import", database, lambda: bring_in(database, ACTOR, book, ImportOptions()))
        measured("taken back", database, take_back)
        database.close()


if __name__ == "__main__":
    main()
