"""The pictures of a report: bars with their sizes and what they say, whoever draws them.

A share is drawn as its part of its whole, never as a percentage: of three contacts, two are no 67 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm_tui.domain.money import PARTS
from crm_tui.domain.when_text import period_in_words
from crm_tui.queries.periods import Period
from crm_tui.queries.reports.report import Column, Share, Table, Value, ValueKind
from crm_tui.queries.reports.words import told

_DAYS_A_WEEK = 7
_SUMMED = frozenset({ValueKind.COUNT, ValueKind.AMOUNT, ValueKind.SHARE})


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``size`` of it is filled, out of ``whole``, which is more only for a share.

    ``told`` says its value; ``days`` are those that it stands for in a panel over time.
    """

    label: str
    size: float
    whole: float
    told: str
    days: Period | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture: what it shows, what it comes to in all (empty where nothing adds up), its bars."""

    title: str
    in_all: str
    bars: tuple[Bar, ...]

    @property
    def is_over_time(self) -> bool:
        """Whether its bars follow one another in time."""
        return bool(self.bars) and self.bars[0].days is not None

    @property
    def highest(self) -> float:
        """The size of the largest bar; 1 where all are nothing, so that it can be divided by."""
        return max((bar.whole for bar in self.bars), default=0) or 1


def panels_of(table: Table, language: str = "en") -> tuple[Panel, ...]:
    """The pictures of a table, in the order of its rows."""
    plot = table.plot
    groups: dict[Value, list[tuple[Value, ...]]] = {}
    for row in table.rows:
        groups.setdefault(row[table.place(plot.apart)] if plot.apart else None, []).append(row)
    return tuple(
        _panel(table, table.column(name), rows, apart, language)
        for apart, rows in groups.items()
        for name in plot.values
    )


def marks_on(panel: Panel, days: Sequence[date]) -> dict[int, list[int]]:
    """Which of these days, counted from 1, fall on which bar of a panel over time."""
    found: dict[int, list[int]] = {}
    for number, day in enumerate(days, start=1):
        for place, bar in enumerate(panel.bars):
            if bar.days is not None and bar.days.from_on <= day <= bar.days.to_on:
                found.setdefault(place, []).append(number)
    return found


def _panel(
    table: Table, shown: Column, rows: Sequence[tuple[Value, ...]], apart: Value, language: str
) -> Panel:
    along, place = table.place(table.plot.along), table.place(shown.name)
    bars = []
    for row in rows:
        value, at = row[place], row[along]
        if value is None and not isinstance(at, Period):
            continue
        size, whole = _sizes(shown, value)
        days = at if isinstance(at, Period) else None
        label = told(table.columns[along], at, language) if days is None else _short_days(days, language)
        bars.append(Bar(label, size, whole, told(shown, value, language), days))
    titles = (
        [told(table.column(table.plot.apart), apart, language)] if table.plot.apart and apart != "" else []
    )
    if not titles or len(table.plot.values) > 1:
        titles.append(shown.heading)
    return Panel(" · ".join(titles), _in_all(shown, [row[place] for row in rows], language), tuple(bars))


def _short_days(days: Period, language: str) -> str:
    """Below a column there is room for the day on which a week began, not for both of its ends."""
    is_short = (days.to_on - days.from_on).days < _DAYS_A_WEEK
    return period_in_words(days.from_on, days.from_on if is_short else days.to_on, language)


def _sizes(shown: Column, value: Value) -> tuple[float, float]:
    if isinstance(value, Share):
        return value.part, value.whole
    size = float(value) if isinstance(value, int | float) else 0.0
    size = max(0.0, size / PARTS if shown.kind is ValueKind.AMOUNT else size)
    return size, size


def _in_all(shown: Column, values: Sequence[Value], language: str) -> str:
    if shown.kind not in _SUMMED:
        return ""
    shares = [value for value in values if isinstance(value, Share)]
    if shares:
        whole = Share(sum(share.part for share in shares), sum(share.whole for share in shares))
        return told(shown, whole, language)
    return told(shown, sum(value for value in values if isinstance(value, int)), language)
