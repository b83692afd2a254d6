"""T3: hours at the desk: memory, open files and the log stay as they are, and no process is left."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from crew import is_running
from seen import Seen, Shell
from terminals import until

#: What a member of staff does again and again, and what then stands on the screen.
ROUND = (
    (("c", "quillon", "enter", "the kettle leaks", "F7", "e", "s", "ctrl+s"), "Logged: call"),
    (("/", "quillon", "enter"), "Customer   Quillon"),
    (("o", "prefers the afternoon", "ctrl+s"), "The note is written"),
    (("2",), "Quillon Ashgrove"),
    (("3",), "Cases"),
    (("1",), "Today"),
)
SECONDS_A_STEP = 0.4
#: The first rounds fill what is kept for later.
WARM = 3
MOST_GROWTH = 1.10
MOST_LOG_BYTES = 64 * 2**20


def memory(desk: Seen) -> int:
    """What a program has in memory, in pages."""
    return int(Path(f"/proc/{desk.process.pid}/statm").read_text().split()[1])


def files(desk: Seen) -> int:
    """How many files it has open."""
    return len(os.listdir(f"/proc/{desk.process.pid}/fd"))  # noqa: PTH208 - their names may be gone by then


def round_of(desks: Sequence[Seen]) -> None:
    """Let all of them do everything once, a step at a time and at no more than a person's pace."""
    for keys, shown in ROUND:
        begun = time.monotonic()
        for desk in desks:
            desk.keys(*keys)
        for desk in desks:
            desk.see(shown)
        until(lambda begun=begun: time.monotonic() - begun >= SECONDS_A_STEP, "the next step")  # type: ignore[misc]


@pytest.mark.terminal
@pytest.mark.parametrize(("users", "rounds"), [(2, 8), pytest.param(8, 750, marks=pytest.mark.full)])
def test_nothing_grows(
    shell: Shell, users: int, rounds: int, record_property: Callable[[str, object], None]
) -> None:
    begun = time.monotonic()
    desks = [shell.screens(size=(100, 30)) for _user in range(users)]
    for _round in range(WARM):
        round_of(desks)
    at_first = {desk: (memory(desk), files(desk)) for desk in desks}
    for _round in range(rounds - WARM):
        round_of(desks)
    until(lambda: all(files(desk) <= at_first[desk][1] for desk in desks), "no file stays open")
    for desk in desks:
        growth = memory(desk) / at_first[desk][0]
        record_property("T3 memory at the end, of what it was at first", growth)
        assert growth <= MOST_GROWTH
    log = shell.path.with_name(f"{shell.path.name}-wal").stat().st_size
    assert log < MOST_LOG_BYTES
    for desk in desks:
        assert desk.quit() == 0
        assert not is_running(desk.process.pid)
    record_property("T3 bytes of the log", log)
    record_property("T3 minutes", (time.monotonic() - begun) / 60)
