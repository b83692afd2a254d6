"""A mapping that nobody has written: by the names of the columns, and by what stands in them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from crm_tui.exchange.columns import folded
from crm_tui.exchange.day_formats import day_orders, formats_used
from crm_tui.exchange.record_map import RecordMap
from crm_tui.exchange.record_names import Names
from crm_tui.exchange.text import clean
from crm_tui.i18n import _

#: An amount whose decimals stand behind a comma, and one where they stand behind a point.
#: Three digits behind it may as well be thousands.
_COMMA = re.compile(r"\d,(\d{1,2}|\d{4,})\D*$")
_POINT = re.compile(r"\d\.(\d{1,2}|\d{4,})\D*$")


@dataclass(frozen=True, slots=True)
class Guess:
    """The mapping as far as it can be told, and in a sentence what cannot be."""

    mapping: RecordMap
    unclear: str = ""


def guess_map(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    names: Names,
    *,
    times: Collection[str],
    numbers: Collection[str] = (),
    words: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Guess:
    """What each column is for records whose fields go by these names.

    ``rows`` are the first ones; ``times`` and ``numbers`` the fields that hold such, ``words`` by field what
    other programs' words mean.
    """
    columns = _columns(header, names)
    said = _texts(header, rows)

    def in_fields(fields: Collection[str]) -> list[str]:
        found = (said.get(columns.get(name, ""), ()) for name in fields)
        return [text for texts in found for text in texts]

    days = [text for text in in_fields(times) if any(map(str.isdigit, text))]
    orders = day_orders(days)
    dates = formats_used(orders[0], days) if len(orders) == 1 else ()
    amounts = in_fields(numbers)
    mapping = RecordMap(
        columns,
        dates=dates,
        values={name: of for name, of in words.items() if name in columns},
        decimal="," if _with(_COMMA, amounts) and not _with(_POINT, amounts) else ".",
    )
    return Guess(mapping, _two_readings(days) if len(orders) > 1 else "")


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


def _texts(header: Sequence[str], rows: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {name: [] for name in header}
    for row in rows:
        for name, cell in zip(header, row, strict=False):
            if text := clean(cell):
                said[name].append(text)
    return said


def _with(pattern: re.Pattern[str], texts: Iterable[str]) -> bool:
    return any(pattern.search(text) for text in texts)


def _two_readings(days: Sequence[str]) -> str:
    return _("“{text}” can be read as day and month, or as month and day.").format(text=days[0][:40])
