"""How soon the first screen is there, and what it sends (BAR.md, "Speed"); ``at_the_terminal.py`` goes on.

    python tests/benchmarks/first_paint.py [DATABASE] [--login LOGIN] [--runs N]

Without a database the sample business is made. Times wander on a busy machine, so each is held against its
floor, a Textual application of one Static on the same interpreter, measured in the same run, one after the
other. Linux only: CPU time and memory are read from ``/proc``.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[1] / "terminal"))

from programs import Program, sample_business
from terminals import environment

PAINTED = b"painted"
FLOOR = f"""
from textual.app import App
from textual.widgets import Static

class Floor(App):
    def compose(self):
        yield Static("{PAINTED.decode()}")

Floor().run()
"""


class Start(NamedTuple):
    """One start: milliseconds to the first words and to the first rows, seconds of CPU and megabytes by then,
    bytes until settled."""

    words: float
    rows: float
    cpu: float
    memory: float
    sent: int


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


def medians(starts: Sequence[Start]) -> Start:
    """The median of each figure."""
    return Start(*(statistics.median(figures) for figures in zip(*starts, strict=True)))


def main() -> None:
    """Measure, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?", type=Path)
    parser.add_argument("--login", default="nadia")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = environment(HOME=folder, CRM_TUI_USER=options.login)
        desk = [sys.executable, "-m", "crm_tui"]
        database = options.database or Path(folder) / "sample.db"
        if options.database is None:
            sample_business(database, env)
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
        }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
