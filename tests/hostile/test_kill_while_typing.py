"""kill -9 in the middle of a word: at the next start the draft is there, a second short at most.

RELIABILITY.md, R2; the full count of it is the full run's.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from poisoned import LOGIN
from seen import Seen, Shell
from terminals import until

from crm_tui.store.drafts import Drafts

pytestmark = pytest.mark.terminal

KEYS_A_SECOND = 12
MOST_SECONDS_LOST = 1.0
WORDS = "the kettle leaks [again] and the replacement does too, she says "


@pytest.fixture
def shell(path: Path, tmp_path: Path) -> Iterator[Shell]:
    shell = Shell(path, tmp_path / "home")
    yield shell
    shell.close()


def type_until_killed(desk: Seen, keys: int) -> None:
    """Type at a person's pace; the clock sets the pace, the reading of the screen fills the time."""
    begun = time.monotonic()
    for at in range(keys):
        until(lambda at=at: bool(desk.read()) and time.monotonic() >= begun + at / KEYS_A_SECOND, "time")  # type: ignore[misc]
        desk.press(WORDS[at % len(WORDS)])
    os.kill(desk.process.pid, signal.SIGKILL)
    until(desk.ended, "the program is gone")


@pytest.mark.parametrize(
    "keys", [7, 20, 33, *(pytest.param(keys, marks=pytest.mark.full) for keys in range(2, 302))]
)
def test_the_draft_is_there_and_nothing_was_saved(
    shell: Shell, keys: int, record_property: Callable[[str, object], None]
) -> None:
    desk = shell.screens("--as", LOGIN)
    desk.keys("l")
    desk.see("They said")
    desk.keys("tab")
    type_until_killed(desk, keys)

    drafts = Drafts(shell.path)
    kept = [str(draft.values.get("said", "")) for draft in drafts.open_for(1)]
    drafts.close()
    typed = (WORDS * (1 + keys // len(WORDS)))[:keys]
    lost = keys - max((len(text) for text in kept), default=0)
    record_property("R2 seconds of typing lost", lost / KEYS_A_SECOND)
    assert lost <= MOST_SECONDS_LOST * KEYS_A_SECOND
    assert all(typed.startswith(text) for text in kept)
    assert shell("customer", "list")["customers"] == []

    again = shell.screens("--as", LOGIN)
    again.see("1 draft" if kept else "Today")
    if kept:
        again.keys("D", "enter")
        again.see("They said", kept[0].strip()[:40])
