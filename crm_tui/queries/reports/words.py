"""The values of a report as people read them, and as other programs do."""

from collections.abc import Iterator
from typing import Any

from crm_tui.domain.measure_text import minutes_in_words
from crm_tui.domain.money import money_in_words
from crm_tui.domain.standard_text import share_in_words
from crm_tui.domain.standards import Attainment
from crm_tui.domain.when_text import period_in_words
from crm_tui.queries.periods import Period
from crm_tui.queries.reports.report import Column, Share, Table, Value, ValueKind


def told(column: Column, value: Value, language: str = "en") -> str:
    """A value in words: "7 of 8", "12.50", "1:30 h", "Sep 2026"."""
    if value is None or value == "":
        return column.unknown
    if isinstance(value, Share):
        return share_in_words(Attainment(value.whole, value.part)) if value.whole else column.unknown
    if isinstance(value, Period):
        return period_in_words(value.from_on, value.to_on, language)
    if isinstance(value, str):
        return column.labels.get(value, value)
    if column.kind is ValueKind.AMOUNT:
        return money_in_words(int(value), "")
    if column.kind is ValueKind.MINUTES:
        return minutes_in_words(round(value))
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def records(table: Table) -> list[dict[str, Any]]:
    """The rows for other programs: codes, ISO days, ratios, amounts as decimals."""
    return [
        dict(item for column, value in zip(table.columns, row, strict=True) for item in _items(column, value))
        for row in table.rows
    ]


def _items(column: Column, value: Value) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Period):
        yield "from", value.from_on.isoformat()
        yield "to", value.to_on.isoformat()
    elif isinstance(value, Share):
        yield column.name, value.ratio
    elif column.kind is ValueKind.AMOUNT and isinstance(value, int):
        yield column.name, money_in_words(value, "")
    else:
        yield column.name, None if value == "" else value
