"""The desk over a real SSH line: in every terminal that people have, and when the line drops."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from seen import PROGRAM, Seen, Shell, contacts
from ssh_server import ALIVE_SECONDS, ALIVE_TIMES, SshServer
from terminals import until

pytestmark = pytest.mark.terminal

#: PRODUCT.md and issue 2: a dropped line ends the program within this time of the server's noticing it.
IN_TIME = 2.0
#: What sshd itself needs to notice a connection that was closed.
CLOSED_NOTICED = 1.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    server = SshServer(tmp_path_factory.mktemp("sshd"))
    yield server
    server.close()


class Remote:
    """The desk of ``shell``, reached over the line."""

    def __init__(self, shell: Shell, server: SshServer) -> None:
        self._shell = shell
        self._server = server
        self._open: list[Seen] = []

    def screens(self, term: str = "xterm-256color") -> Seen:
        command = self._server.command(PROGRAM, self._shell.env, terminal=True)
        seen = Seen(command, env={**self._shell.env, "TERM": term})
        self._open.append(seen)
        return seen

    def without_terminal(self) -> subprocess.CompletedProcess[bytes]:
        command = self._server.command(PROGRAM, self._shell.env, terminal=False)
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def programs(self) -> list[int]:
        """The processes on the other side that have this business open in screens."""
        mark = f"CRM_TUI_DB={self._shell.path}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it is gone, or not ours
                if b"crm_tui" in (folder / "cmdline").read_bytes().split(b"\0") and mark in (
                    folder / "environ"
                ).read_bytes().split(b"\0"):
                    found.append(int(folder.name))
        return found

    def close(self) -> None:
        for seen in self._open:
            seen.close()


@pytest.fixture
def remote(shell: Shell, server: SshServer) -> Iterator[Remote]:
    remote = Remote(shell, server)
    yield remote
    remote.close()


@pytest.mark.parametrize("term", ["xterm-256color", "screen", "linux", "xterm-16color", "vt100"])
def test_a_call_is_logged_in_any_terminal(remote: Remote, shell: Shell, term: str) -> None:
    desk = remote.screens(term)
    desk.see("Today", "help")
    desk.keys("c", "ofori", "enter", "asks for our hours", "F7", "e", "s", "ctrl+s")
    desk.see("Logged: call, solved. Mary Ofori")
    assert desk.quit() == 0
    assert [contact["text"] for contact in contacts(shell("customer", "show", 2))] == ["asks for our hours"]
    assert remote.programs() == []


def test_without_a_terminal_it_refuses_in_one_line(remote: Remote) -> None:
    done = remote.without_terminal()
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"crm-tui: ")
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


def test_a_dumb_terminal_is_refused_in_one_line(remote: Remote) -> None:
    desk = remote.screens("dumb")
    until(desk.ended, "the program is gone")
    assert desk.process.returncode == 2
    (line,) = desk.read().strip().splitlines()
    assert b"TERM=dumb" in line
    assert b"\x1b" not in line


def half_typed(remote: Remote, form: str = "c") -> Seen:
    desk = remote.screens()
    desk.see("Today", "help")
    desk.keys(form, "ofori", "enter", "half typed")
    desk.see("half typed", "kept ")
    assert len(remote.programs()) == 1
    return desk


def is_offered_again(remote: Remote) -> None:
    desk = remote.screens()
    desk.see("Today", "1 draft")
    desk.keys("D", "enter")
    desk.see("Mary Ofori", "half typed")


def test_a_dropped_line_ends_it_and_keeps_the_draft(remote: Remote) -> None:
    desk = half_typed(remote)
    desk.process.kill()
    assert until(lambda: not remote.programs(), "the program is gone") <= CLOSED_NOTICED + IN_TIME
    is_offered_again(remote)


def test_a_line_that_falls_silent_ends_it_and_keeps_the_draft(remote: Remote) -> None:
    """No farewell comes from a laptop that was closed; sshd notices, since nothing of ours keeps it busy.

    A call's clock would until it stands still, 30 seconds after the last key.
    """
    desk = half_typed(remote, "l")
    desk.process.send_signal(signal.SIGSTOP)
    # sshd counts in whole seconds.
    silence_noticed = (ALIVE_SECONDS + 1) * (ALIVE_TIMES + 1)
    assert until(lambda: not remote.programs(), "the program is gone") <= silence_noticed + IN_TIME
    desk.process.send_signal(signal.SIGCONT)
    is_offered_again(remote)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_on_the_other_side_ends_it_and_gives_the_terminal_back(
    remote: Remote, number: signal.Signals
) -> None:
    desk = half_typed(remote)
    subprocess.run(("kill", f"-{number.value}", *map(str, remote.programs())), check=True)
    assert until(desk.ended, "the line is closed") <= CLOSED_NOTICED + IN_TIME
    assert desk.process.returncode == 128 + number
    assert b"\x1b[?1049l" in desk.read()
    assert remote.programs() == []
    is_offered_again(remote)
