"""A mapping that nobody has written: by the names of the columns, and by what stands in them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from crm_tui.exchange.columns import folded
from crm_tui.exchange.day_formats import day_orders, formats_used
from crm_tui.exchange.record_map import RecordMap
from crm_tui.exchange.record_names import Names, Words
from crm_tui.exchange.text import clean
from crm_tui.i18n import _

#: An amount whose decimals stand behind a comma, and one where they stand behind a point.
#: Three digits behind it may as well be thousands.
_COMMA = re.compile(r"\d,(\d{1,2}|\d{4,})\D*$")
_POINT = re.compile(r"\d\.(\d{1,2}|\d{4,})\D*$")


@dataclass(frozen=True, slots=True)
class Guess:
    """The mapping as far as it can be told, and as a clause what cannot be."""

    mapping: RecordMap
    unclear: str = ""


def guess_map(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    names: Names,
    *,
    numbers: Collection[str] = (),
    words: Mapping[str, Words] = MappingProxyType({}),
) -> RecordMap:
    """What each column is for records whose fields go by these names, but for the order of days.

    ``rows`` are the first ones; ``numbers`` are the fields that hold such, ``words`` by field what other
    programs' words mean.
    """
    columns = _columns(header, names)
    mapping = RecordMap(columns, values={name: of for name, of in words.items() if name in columns})
    amounts = _texts(header, rows, mapping, numbers)
    has_comma = any(map(_COMMA.search, amounts)) and not any(map(_POINT.search, amounts))
    return replace(mapping, decimal="," if has_comma else ".")


def with_dates(
    mapping: RecordMap, header: Sequence[str], rows: Sequence[Sequence[str]], times: Collection[str]
) -> Guess:
    """The mapping with the dates that stand in the columns of ``times``, unless it has some."""
    if mapping.dates:
        return Guess(mapping)
    days = [text for text in _texts(header, rows, mapping, times) if any(map(str.isdigit, text))]
    orders = day_orders(days)
    if len(orders) > 1:
        sentence = _("“{text}” can be read as day and month, or as month and day")
        return Guess(mapping, sentence.format(text=days[0][:40]))
    return Guess(replace(mapping, dates=formats_used(orders[0], days)) if orders else mapping)


def _columns(header: Sequence[str], names: Names) -> dict[str, str]:
    """The column of each field; the surest names are taken first, and no column twice."""
    by_name: dict[str, str] = {}
    for name in header:
        by_name.setdefault(_tight(name), name)
    columns: dict[str, str] = {}
    ranked = sorted(
        ((rank, field, name) for field, known in names.items() for rank, name in enumerate(known)),
        key=lambda one: one[0],
    )
    for _rank, field, name in ranked:
        column = by_name.get(_tight(name))
        if column and field not in columns and column not in columns.values():
            columns[field] = column
    return {field: columns[field] for field in names if field in columns}


def _tight(name: str) -> str:
    return folded(name).replace(" ", "")


def _texts(
    header: Sequence[str], rows: Iterable[Sequence[str]], mapping: RecordMap, fields: Collection[str]
) -> list[str]:
    """What stands in the columns of these fields."""
    asked = {mapping.columns[name] for name in fields if name in mapping.columns}
    cells = (pair for row in rows for pair in zip(header, row, strict=False))
    return [clean(cell) for name, cell in cells if name in asked and clean(cell) not in {"", *mapping.empty}]
