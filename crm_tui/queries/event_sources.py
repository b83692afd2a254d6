"""Where the events of a measure are: a sieve in SQL in front of the domain's functions, which decide.

A source names the rows that a measure can measure, what it tells them apart by, and what may be a breach.
Rows that a measure cannot tell apart are counted by the database, and one of them stands for all. All texts
are ours, never a user's; what users chose is bound as parameters.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

from crm_tui.domain.events import About
from crm_tui.domain.measures.basis import AsOf
from crm_tui.domain.standards import MeasuredEvent, Version
from crm_tui.domain.words import Kind
from crm_tui.store.reader import Reader

#: Names so many rows in one statement; SQLite takes a million bytes of text.
_ROWS_AT_ONCE = 10_000
#: So often the whole of an index is walked for parts of it.
_MOST_WALKS = 3
#: The columns of ``About`` that stand before a source's own.
_ABOUT = ("customer", "staff", "tier", "nature", "channel")

#: One of the values that a row can have several of, by its dimension: a kind of the customer, a product.
Mark: TypeAlias = tuple[Literal["kind", "product"], str]
#: The dimensions of marks.
MARKED: Final = ("kind", "product")

#: Colleagues who ask something of us stay outside the customers' figures.
NOT_INTERNAL = "{customer} NOT IN (SELECT n.customer_id FROM customer_kinds n WHERE n.kind = 'internal')"


@dataclass(frozen=True, slots=True)
class Asked:
    """What figures are asked for: the versions of all standards with one measure, as of an instant.

    ``start`` and ``end`` are those of the period.
    """

    reader: Reader
    versions: Sequence[Version]
    as_of: AsOf
    start: datetime
    end: datetime

    @property
    def least_target(self) -> float:
        """The lowest target of any of the versions: what meets it meets all."""
        return min((version.target for version in self.versions if version.target is not None), default=0)


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of which each can be measured, named ``id``; their clocks start at ``time``.

    ``about`` has the columns customer, staff, tier, nature and channel, ``felt`` how the customer was left.
    ``traits`` is what the measure tells rows apart by; ``suspects`` holds for every breach. ``details`` are
    the columns from which ``make`` builds the domain's row, ``complete`` adds what takes a look elsewhere.
    ``rows_by_id`` is the same as ``rows`` where a few of them are found faster in another way, and
    ``rows_of_customers`` where those of the ``:customers`` (a JSON list of ids) are. ``record`` is the id in
    the key of the measured event, where that is not the row's own. ``matter`` is that of the versions that it
    is for. ``of_product`` holds for rows about the product ``{product}``.

    ``walked`` are the columns of ``about`` that an index in the order of the traits holds: where no other is
    asked for, that index is walked, and nothing needs sorting. ``in_one_pass``: looking at a part of a period
    costs as much as looking at all of it.
    """

    rows: str
    id: str
    time: str
    about: Mapping[str, str]
    felt: str
    measurable: str
    traits: str
    suspects: str
    details: str
    make: Callable[[int, About, Sequence[Any]], Any]
    judge: Callable[[Iterable[Any], Sequence[Version], AsOf], Iterator[MeasuredEvent]]
    complete: Callable[[Reader, list[Any]], list[Any]] | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    rows_by_id: str = ""
    rows_of_customers: str = ""
    record: str = ""
    matter: str = ""
    of_product: str = "0"
    walked: frozenset[str] = frozenset()
    in_one_pass: bool = False


def grouped(
    source: Source, wanted: Collection[str], marks: Sequence[Mark], *, spans: int = 1, turns: int = 0
) -> str:
    """SQL for one row's id, the count of all like it in its traits and the ``wanted``, and their mood.

    ``wanted`` are names in ``Source.about``, or "felt": without it the mood is not looked at. Rows before and
    after one of so many ``turns`` (``:turn_at_0`` and on) are not alike. ``spans`` is how often it is asked.
    """
    columns = {**source.about, "felt": source.felt}
    # A plus keeps SQLite from the index of times, which gives the rows in no useful order. But walking all
    # there ever was takes longer than sorting when it is asked for one small part after the other.
    looks_elsewhere = not source.walked.issuperset(wanted) or any(of == "product" for of, _value in marks)
    walk = source.walked and not looks_elsewhere and spans <= _MOST_WALKS
    time = f"+{source.time}" if walk else source.time
    passed = [f"({source.time} >= :turn_at_{place})" for place in range(turns)]
    like = [
        *([source.traits] if source.traits else []),
        *([" + ".join(passed)] if passed else []),
        *(columns[name] for name in sorted(wanted, reverse=True)),
    ]
    felt = source.felt if "felt" in wanted else "NULL"
    return (
        f"SELECT min({source.id}), count(*), {felt} FROM {source.rows}\n"
        f" WHERE {condition_of(source, marks, time)}\n"
        f" GROUP BY {', '.join(like)}{flags_of(marks, source)}"
    )


def of_customers(source: Source, wanted: Collection[str], marks: Sequence[Mark]) -> str:
    """SQL for the id, customer and time of each row of the ``:customers``, and what it is told apart by.

    That is its traits and the ``wanted``, names in ``Source.about``.
    """
    customer = source.about["customer"]
    like = [*([source.traits] if source.traits else []), *(source.about[name] for name in sorted(wanted))]
    rows, theirs = source.rows_of_customers, ""
    if not rows:
        # CROSS JOIN, and the plus: SQLite is to go from the customers to what is theirs, not by the time.
        rows = f"json_each(:customers) asked CROSS JOIN {source.rows_by_id or source.rows}"
        theirs = f"{customer} = asked.value AND "
    return (
        f"SELECT {', '.join((source.id, customer, source.time, *like))}{flags_of(marks, source)}\n"
        f"  FROM {rows}\n WHERE {theirs}{condition_of(source, marks, f'+{source.time}')}"
    )


def suspected(source: Source, marks: Sequence[Mark], most: int) -> str:
    """SQL for the time and id of rows that may be breaches, the newest first, from ``:before`` back."""
    time, row_id = source.time, source.id
    return (
        f"SELECT {time}, {row_id} FROM {source.rows}\n"
        f" WHERE {condition_of(source, marks, time)} AND ({source.suspects})"
        f" AND ({time} < :before OR ({time} = :before AND {row_id} < :before_id))"
        f" ORDER BY {time} DESC, {row_id} DESC LIMIT {most}"
    )


def condition_of(source: Source, marks: Sequence[Mark], time: str) -> str:
    """The rows of a source whose clock starts in the period, by ``:start`` and ``:end``."""
    condition = f"{time} >= :start AND {time} < :end AND {source.measurable}"
    if ("kind", Kind.INTERNAL.value) in marks:
        return condition
    return f"{condition} AND {NOT_INTERNAL.format(customer=source.about['customer'])}"


def read_rows(
    reader: Reader,
    source: Source,
    ids: Iterable[int],
    marks: Sequence[Mark],
    parameters: Mapping[str, Any],
    *,
    of_customers: bool = False,
) -> Iterator[Any]:
    """The rows with these ids, as the domain takes them, the lowest id first.

    ``of_customers``: all are of the ``:customers``.
    """
    rows_there = (source.rows_of_customers if of_customers else "") or source.rows_by_id or source.rows
    columns = ", ".join((source.id, *(source.about[name] for name in _ABOUT), source.details))
    flags = flags_of(marks, source)
    wanted = sorted(ids)
    for place in range(0, len(wanted), _ROWS_AT_ONCE):
        listed = ", ".join(map(str, wanted[place : place + _ROWS_AT_ONCE]))
        found = reader.rows(
            f"SELECT {columns}{flags} FROM {rows_there}\n"
            f" WHERE {source.id} IN ({listed}) ORDER BY {source.id}",
            parameters,
        )
        rows = [_row(source, row, marks) for row in found]
        yield from rows if source.complete is None else source.complete(reader, rows)


def flags_of(marks: Sequence[Mark], source: Source) -> str:
    """A column for each of these marks: whether the row has it."""
    return "".join(f",\n       {_has(mark, source)}" for mark in marks)


def _has(mark: Mark, source: Source) -> str:
    dimension, value = mark
    if dimension == "product":
        return f"({source.of_product.format(product=int(value))})"
    return f"""EXISTS (SELECT 1 FROM customer_kinds n
                WHERE n.customer_id = {source.about["customer"]} AND n.kind = '{Kind(value).value}')"""


def _row(source: Source, row: Sequence[Any], marks: Sequence[Mark]) -> Any:
    last = len(row) - len(marks)
    found = [mark for mark, flag in zip(marks, row[last:], strict=True) if flag]
    kinds, products = (frozenset(value for of, value in found if of == each) for each in MARKED)
    customer_id, staff_id, tier, nature, channel = row[1 : 1 + len(_ABOUT)]
    about = About(customer_id, staff_id, tier, nature, channel, kinds, products)
    return source.make(row[0], about, row[1 + len(_ABOUT) : last])
