"""R7: somebody's process stands still in the middle of an act; the others are told who, and lose nothing."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from crew import Crew
from seen import Seen, Shell, contacts

from crm_tui.store.drafts import Drafts
from crm_tui.store.driver import open_reader

IN_TIME = 10.0


@contextmanager
def stopped_in_an_act(path: Path) -> Iterator[int]:
    """A process of Nadia's that holds the database and does not go on; gone afterwards."""
    crew = Crew(path, 1, "hold", 1)
    try:
        process = crew.until_told("stopped").process
        drafts = Drafts(path)
        drafts.be_at("crew", staff_id=1, process=process, place="customer:1", at=datetime.now(UTC))
        drafts.close()
        yield process
    finally:
        crew.close()


def call_with(desk: Seen, words: str) -> None:
    desk.keys("c", "quillon", "enter", words, "F7", "e", "s")
    desk.see(words, "kept ")
    desk.keys("ctrl+s")


@pytest.mark.terminal
def test_the_others_are_told_who_and_what_they_typed_stays(shell: Shell) -> None:
    desk = shell.screens()
    call_with(desk, "asks for our hours")
    desk.see("Logged: call")
    with stopped_in_an_act(shell.path) as process:
        call_with(desk, "waits for a spare part")
        asked = time.monotonic()
        desk.see("Nadia Karim is writing to", "waits for a spare part", "kept ")
        assert time.monotonic() - asked <= IN_TIME
        reader = open_reader(shell.path)
        assert reader.value("SELECT note FROM customers WHERE id = 1") == "0"
        reader.close()

        os.kill(process, signal.SIGCONT)
        desk.keys("ctrl+s")
        desk.see("Logged: call")
    said = {contact["text"] for contact in contacts(shell("customer", "show", 1))}
    assert said == {"asks for our hours", "waits for a spare part"}
    assert shell("customer", "show", 1)["note"] == "half"


def test_who_is_killed_in_an_act_leaves_nothing_of_it(shell: Shell) -> None:
    with stopped_in_an_act(shell.path):
        pass
    shell("customer", "edit", 1, "--tag", "later")
    assert shell("customer", "show", 1)["note"] == "0"
