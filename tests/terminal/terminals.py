"""Real pseudo-terminals for tests: one that is only read by us, and one drawn by tmux."""

import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import pyte
import pytest

#: How long anything may take on a busy machine before a test gives up.
DEADLINE_SECONDS = 20.0
CHECKOUT = Path(__file__).parents[2]
PROGRAM = (sys.executable, str(Path(__file__).with_name("desk_program.py")))


def until(condition: Callable[[], bool], what: str, seconds: float = DEADLINE_SECONDS) -> float:
    """Poll until the condition holds; returns the seconds it took. Fails the test at the deadline."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            pytest.fail(f"after {seconds:.1f} s still not: {what}")
        time.sleep(0.01)
    return time.monotonic() - begun


def environment(**changes: str) -> dict[str, str]:
    """A plain environment, so that a developer's own settings do not matter.

    The program run is that of this checkout, whichever one is installed.
    """
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {"TERM": "xterm-256color", "PYTHONUTF8": "1", "PYTHONPATH": str(CHECKOUT), **kept, **changes}


class Pty:
    """A program in a terminal of which we hold the other end."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: dict[str, str],
        is_controlling: bool = True,
    ) -> None:
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (size[1], size[0]))
        self.before = termios.tcgetattr(slave)
        self.size = size
        self.output = b""
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
            start_new_session=True,
            preexec_fn=(lambda: _own_terminal(slave)) if is_controlling else None,
        )
        self.slave: int | None = slave

    def read(self) -> bytes:
        """Everything that has come so far."""
        with suppress(OSError):
            while select.select([self.master], [], [], 0)[0]:
                self.output += os.read(self.master, 65536)
        return self.output

    def wait_for(self, text: str) -> None:
        """Wait until the text stands on the screen: a word may come in pieces, for only changes are sent."""
        until(lambda: text in self._drawn(), f"“{text}” in the terminal")

    def _drawn(self) -> str:
        screen = pyte.Screen(*self.size)
        pyte.ByteStream(screen).feed(self.read())
        return "\n".join(screen.display)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def hang_up(self) -> None:
        """The line drops: both our ends are closed."""
        self.let_go_of_slave()
        os.close(self.master)
        self.master = -1

    def let_go_of_slave(self) -> None:
        """Only the program holds its end from now on."""
        if self.slave is not None:
            os.close(self.slave)
            self.slave = None

    def ended(self, *, reading: bool = True) -> bool:
        """Whether the program is gone."""
        if reading and self.master >= 0:
            self.read()
        return self.process.poll() is not None

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.let_go_of_slave()
        if self.master >= 0:
            os.close(self.master)


def _own_terminal(slave: int) -> None:
    """Make the terminal the controlling one, so that a hang-up is a signal as over SSH."""
    import fcntl

    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)


class Tmux:
    """A program in tmux: what a person would see."""

    def __init__(
        self, command: Sequence[str], *, size: tuple[int, int] = (80, 24), env: dict[str, str]
    ) -> None:
        if shutil.which("tmux") is None:
            pytest.skip("tmux is not installed")
        self._socket = f"crm-tui-{token_hex(6)}"
        line = " ".join(f"'{part}'" for part in command)
        self._env = env
        self._run(
            "-f", os.devnull, "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]),
            f"{line}; echo \"left with $?\"; stty -a | tr ' ' '\\n' | grep -x -- icanon\\;*; exec sleep 60",
            ";", "set-option", "-g", "status", "off",
        )  # fmt: skip

    def screen(self) -> str:
        """What is on the screen."""
        return self._run("capture-pane", "-p").stdout

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them."""
        self._run("send-keys", *keys)

    def wait_for(self, text: str) -> str:
        """Wait until the text is on the screen, and return the screen."""
        until(lambda: text in self.screen(), f"“{text}” on the screen")
        return self.screen()

    def close(self) -> None:
        """Leave nothing behind."""
        self._run("kill-server")

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ("tmux", "-L", self._socket, *arguments),
            capture_output=True,
            text=True,
            check=False,
            env=self._env,
        )
