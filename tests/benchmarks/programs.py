"""Programs in terminals of ours, for the benchmarks that look at them from outside.

Linux only: CPU time and memory are read from ``/proc``.
"""

import copy
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyte
from terminals import Pty

SIZE = (120, 36)
DESK = (sys.executable, "-m", "crm_tui")
#: Nothing more comes when it has been quiet for so long.
QUIET_SECONDS = 0.5
#: What a terminal that can hold a frame back until it is whole answers when it is asked; most can today.
_ASKED, _CAN_HOLD_BACK = b"\x1b[?2026$p", "\x1b[?2026;2$y"


def sample_business(path: Path, env: dict[str, str], customers: int = 2000) -> None:
    """Make the sample business in a new file."""
    command = [*DESK, "--db", str(path), "sample", "--customers", str(customers)]
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)


class Area(NamedTuple):
    """A part of the screen, from its first row and column to those behind its last."""

    top: int = 0
    bottom: int = SIZE[1]
    left: int = 0
    right: int = SIZE[0]

    def of(self, screen: pyte.Screen) -> list[str]:
        """What the screen shows there."""
        # Not by letters: some take two cells.
        columns = range(self.left, self.right)
        return [
            "".join(screen.buffer[row][column].data for column in columns)
            for row in range(self.top, self.bottom)
        ]


WHOLE = Area()


class Arrival(NamedTuple):
    """When something came, and how many bytes had come by then."""

    at: float
    total: int


class Reply(NamedTuple):
    """What a key led to: milliseconds until what is seen at the end was there, and the bytes until quiet."""

    ms: float
    sent: int


class Program:
    """A program in a terminal that is read without delay."""

    def __init__(self, command: Sequence[str], env: dict[str, str]) -> None:
        self.begun = time.perf_counter()
        self.pty = Pty(command, size=SIZE, env=env)
        self.arrivals: list[Arrival] = []
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self._drawn = 0

    def read_until(self, *marks: bytes, seconds: float = 30.0) -> float:
        """Read until one of the marks has come; returns the milliseconds since the start."""
        end = time.perf_counter() + seconds
        while not any(mark in self.pty.output for mark in marks):
            self.read(end - time.perf_counter())
        return (time.perf_counter() - self.begun) * 1000

    def see(self, *texts: str, seconds: float = 30.0) -> None:
        """Read until the texts stand on the screen. Raises TimeoutError when they do not come."""
        end = time.perf_counter() + seconds
        while not all(text in "\n".join(self.screen) for text in texts):
            self.read(end - time.perf_counter())

    def settle(self, quiet: float = QUIET_SECONDS) -> int:
        """Read until nothing has come for a while; returns how many bytes have come since the start."""
        while self._comes(quiet):
            self._take()
        return len(self.pty.output)

    def listen(self, seconds: float) -> int:
        """Read for so long; returns how many bytes came in that time."""
        before, end = len(self.pty.output), time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if self._comes(left):
                self._take()
        return len(self.pty.output) - before

    def press(self, keys: str) -> None:
        """Type."""
        self.pty.press(keys)

    def after(self, keys: str, *, until: str = "", quiet: float = QUIET_SECONDS, area: Area = WHOLE) -> Reply:
        """Type, and read until it is quiet and ``until`` is seen; the time is until ``area`` showed what it
        shows then."""
        self.settle(0)
        before, begun = self._draw(), time.perf_counter()
        self.press(keys)
        self.read(5)
        while not self._will_show(until, self.settle(quiet)):
            self.read(30)
        sent = len(self.pty.output) - before
        return Reply((self.shown_at(area, before, begun) - begun) * 1000, sent)

    def shown_at(self, area: Area, since: int, begun: float) -> float:
        """When ``area`` came to show what it shows now and never ceased to, of what came after ``since``."""
        seen = [(begun, area.of(self._screen))]
        for at, total in self.arrivals:
            if total > since:
                self._draw(total)
                seen.append((at, area.of(self._screen)))
        final = seen[-1][1]
        shown = seen[-1][0]
        for at, lines in reversed(seen):
            if lines != final:
                break
            shown = at
        return shown

    @property
    def screen(self) -> list[str]:
        """The lines of the screen as far as they were read."""
        self._draw()
        return list(self._screen.display)

    @property
    def memory(self) -> float:
        """The resident memory in megabytes."""
        pages = int(Path(f"/proc/{self.pty.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    @property
    def cpu(self) -> float:
        """The CPU time used so far, in seconds."""
        fields = Path(f"/proc/{self.pty.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def read(self, seconds: float) -> None:
        """Read what comes next. Raises TimeoutError when nothing does."""
        if not self._comes(max(0, seconds)):
            raise TimeoutError(self.pty.output[-200:])
        self._take()

    def close(self) -> None:
        """Leave nothing behind."""
        self.pty.close()

    def _will_show(self, text: str, total: int) -> bool:
        """Whether the text is seen once so much is drawn, of which each arrival is to be looked at yet."""
        screen = copy.deepcopy(self._screen)
        pyte.ByteStream(screen).feed(self.pty.output[self._drawn : total])
        return text in "\n".join(screen.display)

    def _comes(self, seconds: float) -> bool:
        return bool(select.select([self.pty.master], [], [], seconds)[0])

    def _take(self) -> None:
        self._arrived(os.read(self.pty.master, 65536), time.perf_counter())

    def _arrived(self, data: bytes, at: float) -> None:
        before = len(self.pty.output)
        self.pty.output += data
        self.arrivals.append(Arrival(at, len(self.pty.output)))
        # Also a question that came in two pieces is answered, once.
        since = max(0, before - len(_ASKED) + 1)
        self.press(_CAN_HOLD_BACK * self.pty.output[since:].count(_ASKED))

    def _draw(self, total: int | None = None) -> int:
        total = len(self.pty.output) if total is None else total
        self._stream.feed(self.pty.output[self._drawn : total])
        self._drawn = max(self._drawn, total)
        return self._drawn
