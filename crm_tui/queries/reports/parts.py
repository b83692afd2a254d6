"""The parts in which a report over time counts: days, weeks, months or years, by the length of the period."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from crm_tui.domain.dates import add_months
from crm_tui.queries.periods import Period
from crm_tui.queries.reports.report import Asked
from crm_tui.store.reader import NO_PARAMETERS, Reader

#: A picture has room for about as many bars as a month has days.
_MOST_DAYS = 31
_MOST_WEEKS = 31
_MOST_MONTHS = 31
_MONTHS_A_YEAR = 12


def parts_of(asked: Asked) -> tuple[Period, ...]:
    """The parts of the period in order, the first and last as far as they are in it; none that is to come."""
    period = asked.period
    last = min(period.to_on, asked.now.astimezone(asked.zone).date())
    found: list[Period] = []
    first = period.from_on
    while first <= last:
        following = _following(first, period)
        found.append(Period(first, min(following - timedelta(days=1), period.to_on)))
        first = following
    return tuple(found)


def _following(first: date, period: Period) -> date:
    """The day on which the next part begins."""
    days = (period.to_on - period.from_on).days + 1
    if days <= _MOST_DAYS:
        return first + timedelta(days=1)
    if days <= _MOST_WEEKS * 7:
        return first + timedelta(days=7 - first.weekday())
    months = (period.to_on.year - period.from_on.year) * _MONTHS_A_YEAR + (
        period.to_on.month - period.from_on.month
    )
    if months < _MOST_MONTHS:
        return add_months(first.replace(day=1), 1)
    return date(first.year + 1, 1, 1)


def part_with(day: date, parts: tuple[Period, ...]) -> int | None:
    """The number of the part with that day in it."""
    return next((number for number, part in enumerate(parts) if part.from_on <= day <= part.to_on), None)


def by_part(
    reader: Reader, sql: str, asked: Asked, parameters: Mapping[str, object] = NO_PARAMETERS
) -> Iterator[tuple[Period, tuple[Any, ...]]]:
    """Each part of the period, and the one row that ``sql`` finds from its ``:start`` to its ``:end``."""
    for part in parts_of(asked):
        row = reader.row(sql, {**parameters, **replace(asked, period=part).instants})
        assert row is not None, "a count always gives a row"
        yield part, row


def added_up(reader: Reader, sql: str, asked: Asked, *, keys: int = 1) -> dict[Any, list[float]]:
    """What ``sql`` counts of the period, added up over its parts.

    The first so many columns are what it counts by (a tuple where they are several), the others are summed. A
    part at a time can be sorted in memory: of half a million contacts that takes two thirds of the time.
    """
    found: dict[Any, list[float]] = {}
    for part in parts_of(asked):
        for row in reader.rows(sql, replace(asked, period=part).instants):
            key = row[0] if keys == 1 else tuple(row[:keys])
            counts = [count or 0 for count in row[keys:]]
            before = found.get(key)
            found[key] = counts if before is None else [x + y for x, y in zip(before, counts, strict=True)]
    return found
