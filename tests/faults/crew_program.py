"""Colleagues who work at the same time: ``python crew_program.py DATABASE MEMBERS DEED TIMES PAUSE``.

Each is a process, forked from one that has imported everything and opened nothing, so that many cost little.
They tell what they did, one line a time: ``PROCESS saved WHAT``, ``PROCESS failed SENTENCE`` and the like.
Who is killed has a successor. They end with their standard input.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import configure_mappers

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customers import edit_customer
from crm_tui.actions.interactions import log_contact
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError
from crm_tui.domain.words import Door, Role
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer

CUSTOMER = 1


def tell(what: str) -> None:
    """One line in one write, so that it is there as a whole or not at all."""
    os.write(1, f"{os.getpid()} {what}\n".encode())


class Member:
    """One colleague, with a reader beside the writer."""

    def __init__(self, path: Path) -> None:
        session = f"crew-{os.getpid()}"
        self._actor = Actor(1, "nadia", "Nadia Karim", Role.ADMIN, Door.COMMAND_LINE, session)
        self._database = Database(path)
        self._reader: SqliteReader = open_reader(path)
        self._done = 0

    def log(self) -> None:
        """Log a contact, and read that it is there."""
        said = f"{os.getpid()}-{self._done}"
        with self._database.act(self._actor) as act:
            log_contact(
                act, NewContact("phone", "inbound", "enquiry", "solved", customer_id=CUSTOMER, said=said)
            )
        if self._reader.value("SELECT count(*) FROM interactions WHERE said = :said", {"said": said}) != 1:
            tell(f"failed to read {said}")
        self._saved(said)

    def count(self) -> None:
        """Add one to what stands in a customer's note, and read that no less stands there."""
        with self._database.act(self._actor) as act:
            number = int(act.get(Customer, CUSTOMER).note) + 1
            edit_customer(act, CUSTOMER, {"note": str(number)})
        if int(self._reader.value("SELECT note FROM customers WHERE id = :id", {"id": CUSTOMER})) < number:
            tell(f"failed to read {number}")
        self._saved(str(number))

    def hold(self) -> None:
        """Stop in the middle of an act, with the database locked; going on again, finish it."""
        with self._database.act(self._actor) as act:
            self._write_half(act)
        self._saved("half")

    def _write_half(self, act: Act) -> None:
        edit_customer(act, CUSTOMER, {"note": "half"})
        tell("stopped in an act")
        os.kill(os.getpid(), signal.SIGSTOP)

    def _saved(self, what: str) -> None:
        self._done += 1
        tell(f"saved {what}")


def work(path: Path, deed: str, times: int, pause: float) -> None:
    """Do the deed so many times, and begin one each ``pause`` seconds; tell each wait as milliseconds."""
    member = Member(path)
    do: Callable[[], None] = getattr(member, deed)
    begun = time.monotonic() + pause * (os.getpid() % 16) / 16
    for turn in range(times):
        time.sleep(max(0.0, begun + turn * pause - time.monotonic()))
        asked = time.monotonic()
        try:
            do()
        except CrmError as error:
            tell(f"failed {error.message} {error.hint}")
        tell(f"waited {1000 * (time.monotonic() - asked):.1f}")
    tell("over")


def main(path: Path, members: int, deed: str, times: int, pause: float) -> None:
    """Keep so many at work until each is over."""
    configure_mappers()
    threading.Thread(target=_end_with_input, daemon=True).start()
    for _member in range(members):
        _hire(path, deed, times, pause)
    at_work = members
    while at_work:
        _process, status = os.wait()
        if os.WIFSIGNALED(status):
            _hire(path, deed, times, pause)
        else:
            at_work -= 1


def _hire(path: Path, deed: str, times: int, pause: float) -> None:
    if os.fork() == 0:
        work(path, deed, times, pause)
        os._exit(0)


def _end_with_input() -> None:
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), float(sys.argv[5]))
