"""In which order a table writes day, month and year, told by what stands in its columns of times."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import product

from crm_tui.domain.words import Word
from crm_tui.i18n import N_

_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")


class DayOrder(Word):
    """The order in which a day is written."""

    YEAR_FIRST = "year-first", N_("year, month, day")
    DAY_FIRST = "day-first", N_("day, month, year")
    MONTH_FIRST = "month-first", N_("month, day, year")

    @property
    def formats(self) -> tuple[str, ...]:
        """The strptime formats of the order: with the usual marks, with and without a time of day."""
        return tuple(day + time for day, time in product(_DAYS[self], _TIMES))


_DAYS = {
    DayOrder.YEAR_FIRST: ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"),
    DayOrder.DAY_FIRST: ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y"),
    DayOrder.MONTH_FIRST: ("%m/%d/%Y", "%m-%d-%Y"),
}


def day_orders(texts: Sequence[str]) -> list[DayOrder]:
    """The orders in which all of these texts are days or times; none where no order fits them all."""
    return [order for order in DayOrder if texts and all(_reads(text, order.formats) for text in texts)]


def formats_used(order: DayOrder, texts: Iterable[str]) -> tuple[str, ...]:
    """Those formats of the order in which these texts stand; all of them for none."""
    used = [next(_matching(text, order.formats), "") for text in texts]
    return tuple(dict.fromkeys(filter(None, used))) or order.formats


def order_of(formats: Sequence[str]) -> DayOrder | None:
    """The order that formats of a mapping stand for; None where they are others, or of several orders."""
    return next((order for order in DayOrder if formats and set(formats) <= set(order.formats)), None)


def _reads(text: str, formats: Iterable[str]) -> bool:
    return any(True for _format in _matching(text, formats))


def _matching(text: str, formats: Iterable[str]) -> Iterator[str]:
    for pattern in formats:
        try:
            datetime.strptime(text, pattern)
        except ValueError:
            continue
        yield pattern
