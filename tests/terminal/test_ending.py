"""Signals, dropped lines and terminals that stop reading: gone in time, draft kept (RELIABILITY.md, R3)."""

import os
import signal
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminals import PROGRAM, Pty, environment, until

from crm_tui.store.drafts import Drafts

pytestmark = pytest.mark.terminal

#: The promise is 2 seconds; the rest is for a busy machine to notice.
IN_TIME = 2.0
ALT_SCREEN_OFF = b"\x1b[?1049l"


@pytest.fixture
def desk(path: Path, tmp_path: Path) -> Iterator[Pty]:
    """The desk with a form half typed."""
    home = tmp_path / "home"
    home.mkdir()
    terminal = Pty((*PROGRAM, str(path)), env=environment(HOME=str(home)))
    terminal.wait_for("ready")
    terminal.press("l")
    terminal.wait_for("save")
    terminal.press("half typed")
    yield terminal
    terminal.close()


def typed(path: Path) -> list[str]:
    return [str(draft.values["who"]) for draft in Drafts(path).open_for(1)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_draft_and_terminal_as_they_should_be(
    desk: Pty, path: Path, number: signal.Signals
) -> None:
    desk.wait_for("half typed")
    desk.process.send_signal(number)
    assert until(desk.ended, "the program is gone") <= IN_TIME
    assert desk.process.returncode == 128 + number
    assert typed(path) == ["half typed"]
    assert ALT_SCREEN_OFF in desk.read()
    assert desk.slave is not None
    assert termios.tcgetattr(desk.slave) == desk.before


def test_a_closed_terminal_ends_it(desk: Pty, path: Path) -> None:
    desk.wait_for("half typed")
    desk.hang_up()
    assert until(desk.ended, "the program is gone") <= IN_TIME
    assert desk.process.returncode == 128 + signal.SIGHUP
    assert typed(path) == ["half typed"]


def test_a_closed_terminal_ends_it_also_when_no_signal_tells(path: Path, tmp_path: Path) -> None:
    """Without care an orphan stays, at 90 % of a processor (BAR.md)."""
    terminal = Pty((*PROGRAM, str(path)), env=environment(HOME=str(tmp_path)), is_controlling=False)
    try:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert until(terminal.ended, "the program is gone") <= IN_TIME
    finally:
        terminal.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_stopped_reading_does_not_hold_it_up(
    desk: Pty, path: Path, number: signal.Signals
) -> None:
    desk.wait_for("half typed")
    until(lambda: typed(path) == ["half typed"], "the draft")
    # Nobody reads any more: go on typing until the pipe to the terminal is full and the program stuck.
    for _turn in range(400):
        desk.press("\x1b[Z\t")
    desk.process.send_signal(number)
    assert until(lambda: desk.ended(reading=False), "the program is gone") <= IN_TIME
    assert desk.process.returncode == 128 + number
    assert typed(path) == ["half typed"]
    assert desk.slave is not None
    assert termios.tcgetattr(desk.slave) == desk.before


def test_a_terminal_that_is_never_read_does_not_hold_it_up(path: Path, tmp_path: Path) -> None:
    terminal = Pty((*PROGRAM, str(path)), size=(200, 60), env=environment(HOME=str(tmp_path)))
    try:
        until(lambda: _has_handler(terminal.process.pid), "the screens have begun")
        terminal.process.send_signal(signal.SIGTERM)
        assert until(lambda: terminal.ended(reading=False), "the program is gone") <= IN_TIME
        assert terminal.process.returncode == 128 + signal.SIGTERM
    finally:
        terminal.close()


def test_nothing_is_left_behind(desk: Pty) -> None:
    group = os.getpgid(desk.process.pid)
    desk.process.send_signal(signal.SIGTERM)
    until(desk.ended, "the program is gone")
    with pytest.raises(ProcessLookupError):
        os.killpg(group, 0)


def _has_handler(pid: int) -> bool:
    """Whether the process handles SIGTERM itself already, as the kernel tells."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("SigCgt:"):
            return bool(int(line.split()[1], 16) >> (signal.SIGTERM - 1) & 1)
    return False
