"""What somebody at a terminal sees: how soon after a key the screen is complete, and what is sent for it
(BAR.md, "Speed").

    python tests/benchmarks/at_the_terminal.py [DATABASE] [--save-in DATABASE] [--only NAME ...]

The program runs in a terminal of 120x36, for the last figures at the other end of a slow line. A screen is
complete when it shows what it shows once nothing more comes. Nothing is saved in the database but who is
where; calls are saved in another one. Where one is not given, a sample business is made.

Times wander on a busy machine: beside each stands that of its floor, a Textual application that paints one
line anew, its key pressed right after ours. Bytes and memory are steady.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[1] / "terminal"))

from programs import DESK, WHOLE, Area, Program, Reply, sample_business
from slow_line import SlowLine
from terminals import environment

from crm_tui.store.driver import open_reader

DOWN, PAGE_UP, PAGE_DOWN, HOME, END = "\x1b[B", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"
ESCAPE, ENTER, BACKSPACE, PICKS, SAVE = "\x1b", "\r", "\x7f", "\x1b[18~", "\x13"
#: What the list of customers says in its top line.
CUSTOMERS = "by name"
#: The list of customers without the card beside it.
LIST = Area(right=74)
#: Longer than a key repeats, shorter than the cursor has to rest until the card follows.
BETWEEN = 0.12
REPEAT_SECONDS, HELD = 1 / 30, 60
RUNS, FEW_RUNS = 20, 10
REST_SECONDS, IDLE_SECONDS = 31.0, 10.0

FLOOR = """
from rich.segment import Segment
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

class Lines(Widget, can_focus=True):
    pressed = 0

    def render_line(self, y):
        return Strip([Segment(f"pressed {self.pressed} times" if y == 0 else "")])

    def key_down(self):
        self.pressed += 1
        self.refresh(Region(0, 0, 40, 1))

class Floor(App):
    def compose(self):
        yield Lines()

Floor().run()
"""

ONE_WITH_MANY = """
SELECT customer_id, count(*) FROM interactions WHERE deleted_at IS NULL GROUP BY 1
 ORDER BY abs(count(*) - 500) LIMIT 1"""
A_PHONE = "SELECT value FROM contact_points WHERE customer_id = :id AND type = 'phone' LIMIT 1"
A_NAME = """
SELECT name FROM customers WHERE name GLOB :like AND deleted_at IS NULL AND length(name) > 10 LIMIT 1"""
SCRIPTS: Mapping[str, str] = {"Latin": "[A-Z]*[a-z] [A-Z]*[a-z]", "Bengali": "[অ-হ]* [অ-হ]*"}


class Figure(NamedTuple):
    """What was measured, in the unit that it says, and what it may be at most."""

    what: str
    value: float
    most: float
    beside: str = ""


class Bench:
    """The business that the figures are about, the one in which calls are saved, and the programs at them."""

    def __init__(self, database: Path, saved_in: Path, home: Path, login: str) -> None:
        self.reader = open_reader(database)
        self._env = environment(HOME=str(home), CRM_TUI_USER=login)
        self._database = database
        self._saved_in = saved_in

    def desk(self, *, to_save: bool = False) -> AbstractContextManager[Program]:
        """The program with its first screen settled."""
        return closing(settled(Program(DESK, self._at(to_save))))

    def unsettled(self) -> AbstractContextManager[Program]:
        """The program as it begins."""
        return closing(Program(DESK, self._at(False)))

    def far_desk(self, delay: float, rate: float) -> AbstractContextManager[SlowLine]:
        """The program as it begins, behind a line: seconds of delay each way, bytes a second."""
        return closing(SlowLine(DESK, self._at(False), delay=delay, rate=rate))

    def floor(self) -> AbstractContextManager[Program]:
        """The least that Textual can do."""
        return closing(settled(Program((sys.executable, "-c", FLOOR), self._env)))

    def _at(self, to_save: bool) -> dict[str, str]:
        return {**self._env, "CRM_TUI_DB": str(self._saved_in if to_save else self._database)}


def settled(program: Program) -> Program:
    """The program once nothing more comes."""
    program.read(30)
    program.settle(1.5)
    return program


def on(desk: Program, *keys: str) -> Program:
    """The program once these were pressed, each after the one before was answered."""
    for key in keys:
        desk.press(key)
        desk.settle()
    return desk


def seen(desk: Program, key: str, text: str) -> Program:
    """The program once a key has led to the text, and nothing more comes."""
    desk.press(key)
    desk.see(text)
    desk.settle()
    return desk


def in_time(
    what: str, most: float, floor: Program, answers: Callable[[], Reply], runs: int = RUNS
) -> tuple[Figure, list[Reply]]:
    """Have so many answers, after each the floor's; the figure is of the 95th of 100, in milliseconds."""
    replies, floors = [], []
    for _run in range(runs):
        replies.append(answers())
        floors.append(floor.after(DOWN, quiet=BETWEEN).ms)
    times = sorted(reply.ms for reply in replies)
    beside = (
        f"median {statistics.median(times):.1f}, best {times[0]:.1f};"
        f" floor median {statistics.median(floors):.1f}, best {min(floors):.1f}"
    )
    return Figure(f"{what}, ms p95", times[int(len(times) * 0.95)], most, beside), replies


def bytes_of(what: str, most: float, sent: Sequence[float]) -> Figure:
    """The most bytes of these."""
    return Figure(f"{what}, bytes at most", max(sent), most, f"median {statistics.median(sent):.0f}")


def cursor(bench: Bench) -> Iterator[Figure]:
    """One line down in the customers, and the card that follows."""
    with bench.desk() as desk, bench.floor() as floor:
        seen(desk, "2", CUSTOMERS)
        cards: list[int] = []

        def down() -> Reply:
            reply = desk.after(DOWN, quiet=BETWEEN, area=LIST)
            before = len(desk.pty.output)
            cards.append(desk.settle() - before)
            return reply

        figure, replies = in_time("cursor down", 16, floor, down)
        yield figure
        # The step at which the view goes on by half a page has a figure of its own.
        yield bytes_of("cursor down", 400, sorted(reply.sent for reply in replies)[:-1])
        yield bytes_of("the card after it", 1500, cards)


def held(bench: Bench) -> Iterator[Figure]:
    """Holding cursor down over the edges of the pages, in each long list."""
    customer_id, _many = bench.reader.rows(ONE_WITH_MANY)[0]
    with bench.desk() as desk:
        for what, keys in {
            "customers": ["2"],
            "due on Today": ["1"],
            "cases": ["3"],
            "a timeline": ["/", bench.reader.value(A_PHONE, {"id": customer_id}), ENTER],
        }.items():
            on(desk, *keys)
            before = len(desk.pty.output)
            for _step in range(HELD):
                desk.press(DOWN)
                desk.listen(REPEAT_SECONDS)
            yield Figure(f"holding down in {what}, bytes a key", (desk.settle(BETWEEN) - before) / HELD, 1000)


def jumps(bench: Bench) -> Iterator[Figure]:
    """To the ends of all customers, and by pages."""
    with bench.desk() as desk, bench.floor() as floor:
        seen(desk, "2", CUSTOMERS)
        turns = {"page down": (PAGE_DOWN, PAGE_UP), "end": (END, HOME), "home": (HOME, END)}
        for name, (key, back) in turns.items():
            on(desk, back)

            def jump(key: str = key, back: str = back) -> Reply:
                reply = desk.after(key, area=LIST)
                on(desk, back)
                return reply

            yield in_time(name, 60, floor, jump)[0]


def typing(bench: Bench) -> Iterator[Figure]:
    """A key in Find and in a filter, at every length of a name."""
    with bench.desk() as desk, bench.floor() as floor:
        for where, opening in {"Find": ["/"], "filter": ["2", "."]}.items():
            for script, like in SCRIPTS.items():
                name = str(bench.reader.value(A_NAME, {"like": like}))
                on(desk, *opening)
                left: list[str] = []

                def type_on(name: str = name, left: list[str] = left) -> Reply:
                    if not left:
                        on(desk, BACKSPACE * len(name))
                        left.extend(name)
                    return desk.after(left.pop(0), area=LIST)

                yield in_time(f"a key in {where}, {script}", 50, floor, type_on, runs=2 * len(name))[0]
                on(desk, ESCAPE, ESCAPE)


def opening(bench: Bench) -> Iterator[Figure]:
    """The page of the customer whose contacts come nearest to 500."""
    customer_id, many = bench.reader.rows(ONE_WITH_MANY)[0]
    phone = bench.reader.value(A_PHONE, {"id": customer_id})
    with bench.desk() as desk, bench.floor() as floor:

        def open_page() -> Reply:
            on(desk, "/")
            seen(desk, phone, "1 found")
            reply = desk.after(ENTER, until="Timeline")
            on(desk, ESCAPE)
            return reply

        yield in_time(f"a customer with {many} contacts", 50, floor, open_page, runs=FEW_RUNS)[0]


def saving(bench: Bench) -> Iterator[Figure]:
    """A call with a follow-up and a case, from ctrl+s until it says so."""
    with bench.desk(to_save=True) as desk, bench.floor() as floor:

        def save() -> Reply:
            seen(desk, "2", CUSTOMERS)
            seen(desk, "c", "They said")
            on(desk, ENTER, "kettle leaks", PICKS, "c", "f", "2d")
            return desk.after(SAVE, until="Logged")

        yield in_time("saving a call with follow-up and case", 60, floor, save, runs=FEW_RUNS)[0]


def today(bench: Bench) -> Iterator[Figure]:
    """Today from another screen."""
    with bench.desk() as desk, bench.floor() as floor:

        def look() -> Reply:
            seen(desk, "2", CUSTOMERS)
            return desk.after("1", until="overdue")

        yield in_time("Today", 100, floor, look)[0]


def memory(bench: Bench) -> Iterator[Figure]:
    """What it holds with its first screen, and when everything was used."""
    with bench.unsettled() as desk:
        desk.read_until(b" overdue")
        yield Figure("memory with the first rows, MB", desk.memory, 45)
        desk.settle(2)
        yield Figure("memory once it has settled, MB", desk.memory, 110)
        # No form is typed into: what is typed would be kept as a draft.
        on(desk, "2", END, HOME, ".", "ash", ESCAPE, ENTER, END, ESCAPE)
        on(desk, "/", "an", ENTER, "l", ESCAPE, "f", ESCAPE, "e", ESCAPE, "c", ESCAPE, ESCAPE)
        for main_screen in "345":
            on(desk, main_screen, END, HOME, ENTER, ESCAPE)
        on(desk, "6", *[DOWN] * 25, "1", "?", ESCAPE)
        yield Figure("memory with everything in use, MB", desk.memory, 110)


def idle(bench: Bench) -> Iterator[Figure]:
    """Ten seconds after nobody has pressed a key for thirty."""
    with bench.desk() as desk:
        desk.listen(REST_SECONDS)
        used = desk.cpu
        yield Figure("idle for 10 s, bytes", desk.listen(IDLE_SECONDS), 0)
        yield Figure("idle for 10 s, CPU seconds", round(desk.cpu - used, 3), 0.02)


def line(bench: Bench) -> Iterator[Figure]:
    """Behind a line of 50 ms each way that carries 125 kB a second."""
    delay = 0.05
    with bench.far_desk(delay, 125_000) as desk, bench.floor() as floor:
        seen(settled(desk), "2", CUSTOMERS)

        def down() -> Reply:
            reply = desk.after(DOWN, quiet=2 * delay + BETWEEN, area=LIST)
            on(desk)
            return reply

        yield in_time("a key, 50 ms and 125 kB/s", 2000 * delay + 20, floor, down)[0]


def slow_line(bench: Bench) -> Iterator[Figure]:
    """Behind a line of 100 ms each way that carries 32 kB a second."""
    delay = 0.1
    with bench.far_desk(delay, 32_000) as desk:
        settled(desk)
        # What starts it was typed at the near end too.
        first = desk.shown_at(WHOLE, 0, desk.begun) - desk.begun + delay
        yield Figure("first screen, 100 ms and 32 kB/s, ms", first * 1000, 1300)
        seen(desk, "2", CUSTOMERS)
        for name, key in {"down": DOWN, "page down": PAGE_DOWN}.items():
            yield Figure(f"lag after holding {name}, 100 ms and 32 kB/s, ms", lag(desk, key), 300)
            on(desk, HOME)


def lag(desk: Program, key: str) -> float:
    """Hold a key; returns the milliseconds from the last until the list stands still."""
    since, begun = len(desk.pty.output), time.perf_counter()
    for step in range(1, HELD + 1):
        last = time.perf_counter()
        desk.press(key)
        desk.listen(max(0, begun + step * REPEAT_SECONDS - time.perf_counter()))
    desk.settle(1)
    return (desk.shown_at(LIST, since, last) - last) * 1000


SECTIONS: Mapping[str, Callable[[Bench], Iterator[Figure]]] = {
    section.__name__: section
    for section in (*(cursor, held, jumps, typing, opening, saving, today, memory, idle, line, slow_line),)
}


def main() -> None:
    """Measure, and say each figure with what it may be at most."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("database", nargs="?", type=Path)
    parser.add_argument("--save-in", type=Path, help="where calls are saved")
    parser.add_argument("--login", default="nadia")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        sample = home / "sample.db"
        if options.database is None or options.save_in is None:
            sample_business(sample, environment(HOME=name))
        bench = Bench(options.database or sample, options.save_in or sample, home, options.login)
        for section in options.only:
            for figure in SECTIONS[section](bench):
                verdict = "" if figure.value <= figure.most else "OVER"
                sys.stdout.write(
                    f"{figure.what:<58}{figure.value:>9.1f}  ≤ {figure.most:<7g}{verdict:<6}{figure.beside}\n"
                )
                sys.stdout.flush()


if __name__ == "__main__":
    main()
