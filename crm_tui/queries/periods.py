"""The periods in which standards are looked at: local days, both included, and the instants they span."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from crm_tui.domain.dates import add_months
from crm_tui.domain.instants import end_of_day, start_of_day

_MONTHS_IN_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Period:
    """From a local day to a local day, both included."""

    from_on: date
    to_on: date

    def start(self, zone: ZoneInfo) -> datetime:
        """The instant at which it begins."""
        return start_of_day(self.from_on, zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """The instant at which it is over."""
        return end_of_day(self.to_on, zone)


def quarter_of(day: date, quarters_on: int = 0) -> Period:
    """The calendar quarter with that day in it, or the one so many quarters on (or back)."""
    first_month = day.month - (day.month - 1) % _MONTHS_IN_A_QUARTER
    first = add_months(date(day.year, first_month, 1), quarters_on * _MONTHS_IN_A_QUARTER)
    return Period(first, add_months(first, _MONTHS_IN_A_QUARTER) - timedelta(days=1))


class Span(StrEnum):
    """How much a page looks at: a calendar month, quarter or year."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def period(self, day: date, on: int = 0) -> Period:
        """The one with that day in it, or so many on (or back)."""
        if self is Span.QUARTER:
            return quarter_of(day, on)
        if self is Span.YEAR:
            return Period(date(day.year + on, 1, 1), date(day.year + on, 12, 31))
        first = add_months(day.replace(day=1), on)
        return Period(first, add_months(first, 1) - timedelta(days=1))


def months_up_to(day: date, count: int) -> tuple[Period, ...]:
    """The calendar months up to the one with that day in it, the oldest first."""
    this_month = day.replace(day=1)
    firsts = [add_months(this_month, back) for back in range(1 - count, 2)]
    return tuple(Period(first, following - timedelta(days=1)) for first, following in pairwise(firsts))
