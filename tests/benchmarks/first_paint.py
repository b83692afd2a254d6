"""How soon the first screen is there, what it sends, and what it costs at rest (BAR.md, "Speed").

    python tests/benchmarks/first_paint.py [DATABASE] [--login LOGIN] [--runs N] [--idle]

Without a database the sample business is made. Times wander on a busy machine, so each is held against its
floor, a Textual application of one Static on the same interpreter, measured in the same run, one after the
other. Linux only: CPU time and memory are read from ``/proc``.
"""

import argparse
import json
import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[1] / "terminal"))

from terminals import Pty, environment

SIZE = (120, 36)
PAINTED = b"painted"
FLOOR = f"""
from textual.app import App
from textual.widgets import Static

class Floor(App):
    def compose(self):
        yield Static("{PAINTED.decode()}")

Floor().run()
"""
#: Nothing more comes when it has been quiet for so long.
QUIET_SECONDS = 0.5
REST_SECONDS, IDLE_SECONDS = 31.0, 10.0
DOWN = b"\x1b[B"
CURSOR_STEPS = 30


class Start(NamedTuple):
    """One start: milliseconds to the first words and to the first rows, seconds of CPU and megabytes by then,
    bytes until settled."""

    words: float
    rows: float
    cpu: float
    memory: float
    sent: int


class Program:
    """A program in a terminal that is read without delay."""

    def __init__(self, command: Sequence[str], env: dict[str, str]) -> None:
        self.begun = time.perf_counter()
        self.pty = Pty(command, size=SIZE, env=env)

    def read_until(self, *marks: bytes, seconds: float = 30.0) -> float:
        """Read until one of the marks has come; returns the milliseconds since the start."""
        end = time.perf_counter() + seconds
        while not any(mark in self.pty.output for mark in marks):
            self.read(end - time.perf_counter())
        return (time.perf_counter() - self.begun) * 1000

    def settle(self, quiet: float = QUIET_SECONDS) -> int:
        """Read until nothing has come for a while; returns how many bytes have come since the start."""
        while select.select([self.pty.master], [], [], quiet)[0]:
            self.pty.output += os.read(self.pty.master, 65536)
        return len(self.pty.output)

    def listen(self, seconds: float) -> int:
        """Read for so long; returns how many bytes came in that time."""
        before, end = len(self.pty.output), time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.pty.master], [], [], left)[0]:
                self.pty.output += os.read(self.pty.master, 65536)
        return len(self.pty.output) - before

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
        if not select.select([self.pty.master], [], [], max(0, seconds))[0]:
            raise TimeoutError(self.pty.output[-200:])
        self.pty.output += os.read(self.pty.master, 65536)


def start(command: Sequence[str], env: dict[str, str], words: bytes, rows: bytes) -> Start:
    """Start once, and end it."""
    program = Program(command, env)
    try:
        first_words = program.read_until(words)
        first_rows = program.read_until(rows)
        cpu, memory = program.cpu, program.memory
        return Start(first_words, first_rows, cpu, memory, program.settle())
    finally:
        program.pty.close()


def at_rest(command: Sequence[str], env: dict[str, str], words: bytes) -> dict[str, float]:
    """What ten seconds cost when nobody has pressed a key for thirty."""
    program = Program(command, env)
    try:
        program.read_until(words)
        program.listen(REST_SECONDS)
        cpu = program.cpu
        sent = program.listen(IDLE_SECONDS)
        return {"bytes": sent, "cpu seconds": round(program.cpu - cpu, 3)}
    finally:
        program.pty.close()


def cursor_down(command: Sequence[str], env: dict[str, str], words: bytes) -> dict[str, float]:
    """What one line further down in the customers sends, and how soon the last of it is there."""
    program = Program(command, env)
    sent, took, with_card = [], [], []
    try:
        program.read_until(words)
        program.settle()
        os.write(program.pty.master, b"2")
        program.settle()
        for _step in range(CURSOR_STEPS):
            before, begun = len(program.pty.output), time.perf_counter()
            os.write(program.pty.master, DOWN)
            program.read(1)
            took.append((time.perf_counter() - begun) * 1000)
            program.settle(0.08)
            sent.append(len(program.pty.output) - before)
            program.settle()
            with_card.append(len(program.pty.output) - before - sent[-1])
    finally:
        program.pty.close()
    return {
        "bytes, median": statistics.median(sent),
        "bytes, most": max(sent),
        "ms, median": round(statistics.median(took), 1),
        "card bytes, median": statistics.median(with_card),
    }


def medians(starts: Sequence[Start]) -> Start:
    """The median of each figure."""
    return Start(*(statistics.median(figures) for figures in zip(*starts, strict=True)))


def main() -> None:
    """Measure, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?", type=Path)
    parser.add_argument("--login", default="nadia")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--idle", action="store_true", help="also rest for 40 seconds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = environment(HOME=folder, CRM_TUI_USER=options.login)
        desk = [sys.executable, "-m", "crm_tui"]
        database = options.database or Path(folder) / "sample.db"
        if options.database is None:
            subprocess.run(
                [*desk, "--db", str(database), "sample", "--customers", "2000"],
                env=env,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        env["CRM_TUI_DB"] = str(database)  # as staff start it: without a word on the line
        floor = [sys.executable, "-c", FLOOR]
        of_floor, of_desk = [], []
        for _run in range(options.runs + 1):
            of_floor.append(start(floor, env, PAINTED, PAINTED))
            of_desk.append(start(desk, env, b"Today", b" overdue"))
        # The first of each fills the disk cache.
        ours, least = medians(of_desk[1:]), medians(of_floor[1:])
        report = {
            "floor": least._asdict(),
            "desk": ours._asdict(),
            "first paint / floor": round(ours.words / least.words, 3),
            "first rows / floor": round(ours.rows / least.rows, 3),
            "cursor down": cursor_down(desk, env, b"Today"),
        }
        if options.idle:
            report["idle 10 s after 30 s"] = at_rest(desk, env, b"Today")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
