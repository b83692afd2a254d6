"""What making a sample costs, stage by stage (BAR.md: 1 M customers with 5 M contacts in five minutes).

    python tests/benchmarks/sample_speed.py [--customers N] [--interactions M]

Counts CPU time, since the clock on the wall wanders with what else the machine does. What the process that
makes the rows of a large sample takes stands on a line of its own: it runs beside the rest.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

from crm_tui.demo import sample
from crm_tui.store import bulk, derived, search

NOW = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
#: The stages, each a function of a module; a stage within another is taken out of that.
STAGES = (
    (sample, "load_crowd", "the crowd and its year, written"),
    (bulk, "_create_indexes", "indexes"),
    (search, "rebuild", "search"),
    (derived, "rebuild", "derived rows and clocks"),
)


def counted(spent: dict[str, float], stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, whose CPU time is added to its stage."""

    @wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[stage] += time.process_time() - began

    return run


def main(arguments: Sequence[str] | None = None) -> None:
    """Make a sample, and say what each stage took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--interactions", type=int, default=110_000)
    asked = parser.parse_args(arguments)
    spent: defaultdict[str, float] = defaultdict(float)
    for module, name, stage in STAGES:
        setattr(module, name, counted(spent, stage, getattr(module, name)))
    with tempfile.TemporaryDirectory() as folder:
        began, clock = time.process_time(), time.perf_counter()
        counts = sample.make_demo(
            Path(folder) / "sample.db",
            "ada",
            "Ada Lane",
            NOW,
            customers=asked.customers,
            interactions=asked.interactions,
        )
        passed = time.perf_counter() - clock
        spent["all the rest"] = time.process_time() - began - sum(spent.values())
    beside = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent["beside it: making the rows"] = beside.ru_utime + beside.ru_stime
    made = counts.customers + counts.interactions
    for stage, seconds in spent.items():
        speed = f"{made / seconds:10,.0f} customers and contacts a second" if seconds else ""
        sys.stdout.write(f"{stage:32} {seconds:7.2f} s of CPU {speed}\n")
    sys.stdout.write(f"{counts}, {passed:.1f} s by the clock\n")


if __name__ == "__main__":
    main()
