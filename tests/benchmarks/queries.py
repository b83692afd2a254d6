"""What each read of a large desk costs, beside its bound (BAR.md, "Speed").

    python tests/benchmarks/queries.py DATABASE [--only WORD] [--samples N]

Reads only. Counts CPU time of the thread, whose p95 is held against the bound: the clock on the wall wanders
with what else the machine does. What is typed is taken from the database itself: names, numbers, addresses
and words of customers spread over all of it.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from crm_tui.domain.actor import Actor
from crm_tui.domain.instants import from_micros
from crm_tui.domain.list_views import Narrowing
from crm_tui.domain.words import Door, Health, Role
from crm_tui.queries import customers, due, health
from crm_tui.queries.business import business
from crm_tui.queries.case_clocks import listed_cases
from crm_tui.queries.custom_fields import own_fields
from crm_tui.queries.customer_edit import customer_to_edit
from crm_tui.queries.customer_glance import glance
from crm_tui.queries.find import find
from crm_tui.queries.list_order import OwnOrder, Sort
from crm_tui.queries.narrowing import Asked
from crm_tui.queries.timeline import timeline
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.tui.panels.panel import Looker
from crm_tui.tui.panels.table import BESIDE, FIRST
from crm_tui.tui.screens.customer_facts import read_page
from crm_tui.tui.telling import Telling

LONGEST = 12
#: Milliseconds.
A_KEY, TO_THE_END, A_CUSTOMER, TODAY, A_CALL = 10, 60, 50, 100, 150

Read = Callable[[], object]


class Line(NamedTuple):
    """A kind of read, its bound in milliseconds, and the reads that are measured of it."""

    name: str
    bound: float
    reads: list[Read]


class Desk:
    """The database with what its screens know of it."""

    def __init__(self, path: Path, samples: int) -> None:
        self.reader: SqliteReader = open_reader(path)
        self.samples = samples
        facts = business(self.reader)
        self.zone, self.country, self.language = facts.zone, facts.country, facts.language
        newest = self.reader.value("SELECT max(happened_at) FROM interactions")
        self.now = from_micros(newest) + timedelta(minutes=1)
        self.staff_id = int(self.reader.value("SELECT min(id) FROM staff"))

    def spread(self, sql: str) -> list[Any]:
        """The first column of rows that are spread over all customers: ``sql`` takes an id, ``:id``."""
        last, dice = self.reader.value("SELECT max(id) FROM customers"), Random(1)
        found = []
        for _sample in range(self.samples):
            row = self.reader.row(sql, {"id": dice.randrange(last)})
            if row is not None:
                found.append(row[0])
        return found

    def found(self, texts: Iterable[str]) -> list[Read]:
        """To find each of these texts."""
        return [lambda text=text: find(self.reader, text, country=self.country) for text in texts]

    def filtered(self, texts: Iterable[str], sort: Any = Sort.NAME) -> list[Read]:
        """To filter the list of customers by each of these texts."""
        return [
            lambda text=text: customers.page(
                self.reader, now=self.now, sort=sort, text=text, country=self.country
            )
            for text in texts
        ]

    def by_length(self, name: str, texts: Sequence[str], least: int = 1) -> Iterator[Line]:
        """What is typed letter by letter."""
        for length in range(least, LONGEST + 1):
            typed = {text[:length] for text in texts if len(text) >= length}
            if typed:
                yield Line(f"find: {name}, {length} characters", A_KEY, self.found(sorted(typed)))

    @property
    def orders(self) -> dict[str, Any]:
        """The orders of the list."""
        orders: dict[str, Any] = {sort.value: sort for sort in Sort}
        return orders | {f"own field {field.code}": OwnOrder(field) for field in own_fields(self.reader)}


_NAMES = """
SELECT name FROM customers
 WHERE id >= :id AND id < :id + 5000 AND language = '{language}' AND form = 'person' ORDER BY id LIMIT 1"""
_PHONES = "SELECT value FROM contact_points WHERE customer_id >= :id AND type = 'phone' ORDER BY customer_id"
_MAILS = "SELECT value FROM contact_points WHERE customer_id >= :id AND type = 'email' ORDER BY customer_id"
_NOTES = """
SELECT said FROM interactions
 WHERE customer_id BETWEEN :id AND :id + 200 AND said LIKE '% % % %' LIMIT 1"""


def finding(desk: Desk) -> Iterator[Line]:
    """A key typed in Find."""
    for language, script in (("en", "Latin"), ("bn", "Bengali"), ("ar", "Arabic"), ("zh", "Chinese")):
        names = desk.spread(_NAMES.format(language=language))
        yield from desk.by_length(f"{script} name", names)
        inside = [name[name.index(" ") - 4 :] for name in names if name.find(" ") >= 4]
        yield from desk.by_length(f"{script} name, inside", inside, 3)
    phones = desk.spread(_PHONES)
    digits = ["".join(filter(str.isdecimal, phone))[-10:] for phone in phones]
    yield from desk.by_length("number as it was typed", phones)
    yield from desk.by_length("digits", digits)
    yield from desk.by_length("digits with the code", [f"+1{number}" for number in digits])
    for length in range(3, 11):
        yield Line(f"find: last {length} digits", A_KEY, desk.found({number[-length:] for number in digits}))
    mails = desk.spread(_MAILS)
    yield from desk.by_length("mail address", mails)
    yield Line("find: whole mail address", A_KEY, desk.found(mails))
    said = [note.split() for note in desk.spread(_NOTES)]
    yield from desk.by_length("word of a note", [max(words, key=len) for words in said])
    for count in (2, 3):
        texts = {" ".join(words[:count]) for words in said if len(words) >= count}
        yield Line(f"find: {count} words of a note", A_KEY, desk.found(texts))
        texts |= {text[:-1] for text in texts}
        yield Line(f"find: {count} words, the last as it is typed", A_KEY, desk.found(texts))


def listing(desk: Desk) -> Iterator[Line]:
    """The list of customers: pages, its end, and filters in each of its orders."""
    names = [name for language in ("en", "bn") for name in desk.spread(_NAMES.format(language=language))]
    names += [name.split()[-1] for name in names]
    for label, sort in desk.orders.items():
        first = customers.page(desk.reader, now=desk.now, sort=sort)
        asked = {"now": desk.now, "sort": sort}
        yield Line(
            f"list by {label}: first page", TO_THE_END, [lambda a=asked: customers.page(desk.reader, **a)]
        )
        next_page = asked | {"after": first.rows[-1].key}
        yield Line(
            f"list by {label}: next page", TO_THE_END, [lambda a=next_page: customers.page(desk.reader, **a)]
        )
        last = asked | {"from_end": True}
        yield Line(f"list by {label}: its end", TO_THE_END, [lambda a=last: customers.page(desk.reader, **a)])
        for length in (1, 2, 3, 5, 8, LONGEST):
            typed = sorted({name[:length] for name in names})
            yield Line(f"filter by {label}, {length} characters", A_KEY, desk.filtered(typed, sort))
    yield Line("list: how many", TO_THE_END, [lambda: customers.count(desk.reader, now=desk.now)])


def looking(desk: Desk) -> Iterator[Line]:
    """A customer, Today, and the lists beside it."""
    reader, now = desk.reader, desk.now
    telling = Telling(now, desk.zone, desk.language)
    usual = reader.rows(
        """SELECT customer_id FROM interactions WHERE customer_id <= 3000
            GROUP BY customer_id ORDER BY abs(count(*) - 500) LIMIT 5"""
    )
    ids = [row[0] for row in usual]
    yield Line(
        "open a customer with 500 contacts",
        A_CUSTOMER,
        [lambda i=i: (read_page(reader, i, telling), timeline(reader, i)) for i in ids],
    )
    yield Line("card beside the list", A_CUSTOMER, [lambda i=i: glance(reader, i, now=now) for i in ids])
    looker = Looker(desk.staff_id, Role.AGENT, now, desk.zone, desk.language)
    yield Line("Today, complete", TODAY, [lambda: [panel.look(reader, looker) for panel in (FIRST, *BESIDE)]])
    for panel in (FIRST, *BESIDE):
        yield Line(f"Today: {panel.name}", TODAY, [lambda panel=panel: panel.look(reader, looker)])
    yield Line(
        "due, everybody's",
        TODAY,
        [lambda: due.due_follow_ups(reader, now=now, zone=desk.zone, staff_id=None)],
    )
    me = Actor(desk.staff_id, "", "", Role.AGENT, Door.SCREENS, "")
    for among in ("mine", "all"):
        asked = Asked(me, now, desk.zone, Narrowing(among=among))
        owner = desk.staff_id if among == "mine" else None
        yield Line(
            f"cases by time left, {among}", TODAY, [lambda a=asked, o=owner: listed_cases(reader, a, o)]
        )
    for level in (Health.AT_RISK, Health.WATCH):
        yield Line(
            f"health list: {level.value}",
            TODAY,
            [lambda level=level: health.of_level(reader, level, now=now)],
        )
    phone = desk.spread(_PHONES)[0]
    yield Line(
        "find, open and edit",
        A_CALL,
        [
            lambda: (
                (found := find(reader, phone, country=desk.country).results[0].id),
                read_page(reader, found, telling),
                timeline(reader, found),
                customer_to_edit(reader, found),
            )
        ],
    )


def measured(reads: Sequence[Read], least: int) -> list[float]:
    """Milliseconds of CPU of each read, all of them once before, so that what they need is in memory."""
    times = []
    for read in reads:
        read()
    for number in range(max(least, len(reads))):
        began = time.thread_time()
        reads[number % len(reads)]()
        times.append((time.thread_time() - began) * 1000)
    return sorted(times)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and say it; what misses its bound is marked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--only", default="", help="only lines with this in their name")
    parser.add_argument("--samples", type=int, default=12, help="how many customers are searched for")
    asked = parser.parse_args(arguments)
    desk = Desk(asked.database, asked.samples)
    for part in (finding, listing, looking):
        for line in part(desk):
            if asked.only not in line.name or not line.reads:
                continue
            times = measured(line.reads, 5)
            p50, p95 = statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))]
            mark = "" if p95 <= line.bound else "  MISSES"
            sys.stdout.write(
                f"{line.name:50} p50 {p50:8.2f}  p95 {p95:8.2f}  of {line.bound:4.0f} ms{mark}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
