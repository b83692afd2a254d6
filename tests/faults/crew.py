"""Colleagues at work in processes of their own, and what they told: see ``crew_program.py``."""

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from terminals import environment

#: More deeds than any test waits for.
ENDLESS = 1_000_000
#: How long nothing may happen before a test gives up, on a busy machine.
SILENCE_SECONDS = 60.0


class Told(NamedTuple):
    """A line of one of them: the process, and what it did with what."""

    process: int
    verb: str
    what: str


class Crew:
    """``members`` processes that do ``deed`` at ``path``, each ``times`` times."""

    def __init__(
        self, path: Path, members: int, deed: str, times: int = ENDLESS, *, pause: float = 0.0
    ) -> None:
        program = Path(__file__).with_name("crew_program.py")
        self._process = subprocess.Popen(
            (sys.executable, str(program), str(path), str(members), deed, str(times), str(pause)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            start_new_session=True,
        )
        self._rest = b""
        self.told: list[Told] = []
        self.is_over = False

    def listen(self) -> list[Told]:
        """What was told since, waiting until there is something; empty when all are over."""
        assert self._process.stdout is not None
        output = self._process.stdout.fileno()
        if not select.select([output], [], [], SILENCE_SECONDS)[0]:
            pytest.fail(f"nobody did anything for {SILENCE_SECONDS} s; the last were {self.told[-3:]}")
        read = os.read(output, 65536)
        self.is_over = not read
        *lines, self._rest = (self._rest + read).split(b"\n")
        news = [Told(int(process), verb, what) for process, verb, what in map(_parts, lines)]
        self.told += news
        return news

    def until_over(self) -> None:
        """Listen until everybody has done their part."""
        while not self.is_over:
            self.listen()

    def until_told(self, verb: str) -> Told:
        """Listen until somebody tells this, and give who."""
        while True:
            if self.is_over:
                pytest.fail(f"all are over, and nobody told “{verb}”: {self.told[-3:]}")
            for told in self.listen():
                if told.verb == verb:
                    return told

    def whats(self, verb: str) -> list[str]:
        """What was told with this verb, in order."""
        return [told.what for told in self.told if told.verb == verb]

    def close(self) -> None:
        """Kill whoever is left, and hear what they told before."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self.until_over()
        self._process.wait()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()


def kill(process: int) -> None:
    """End a process as nothing can prevent."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def is_running(process: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _parts(line: bytes) -> tuple[str, str, str]:
    process, verb, *what = line.decode().split(" ", 2)
    return process, verb, what[0] if what else ""
