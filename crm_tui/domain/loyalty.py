"""Loyalty, from the days on which customers bought: who comes back, how often, who stays away too long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

#: After so many days without buying, who bought once counts as lapsed; who bought more often has a gap of
#: their own.
LAPSED_DAYS = 365
#: So many times their usual gap is too long.
TOO_LONG = 2


@dataclass(frozen=True, slots=True)
class Buying:
    """How one customer buys, seen on a day. ``usual_gap`` is in days, None for who bought on one day only.

    ``renewed``: they had lapsed by their own gap before they bought last.
    """

    days: int
    usual_gap: float | None
    lapsed: bool
    renewed: bool

    @property
    def came_back(self) -> bool:
        """Whether they bought on more than one day."""
        return self.days > 1


@dataclass(frozen=True, slots=True)
class Loyalty:
    """How some customers buy together. ``usual_gap`` is the median of all days between two purchases."""

    buyers: int
    came_back: int
    usual_gap: float | None
    lapsed: int
    renewed: int


def gaps(days: Iterable[date]) -> list[int]:
    """The days between one purchase and the next; several on a day are one."""
    return [(after - before).days for before, after in pairwise(sorted(set(days)))]


def buying(days: Iterable[date], today: date) -> Buying:
    """How a customer with purchases on these days buys, as of ``today``. Raises ValueError without any."""
    bought = sorted(set(days))
    if not bought:
        raise ValueError("somebody who never bought has no way of buying")
    between = gaps(bought)
    return Buying(
        len(bought),
        median(between) if between else None,
        (today - bought[-1]).days > _longest(between),
        bool(between) and between[-1] > _longest(between[:-1]),
    )


def loyalty(customers: Iterable[Sequence[date]], today: date) -> Loyalty:
    """How customers, each with the days of their purchases, buy together."""
    bought = [(days, buying(days, today)) for days in customers if days]
    between = [gap for days, _found in bought for gap in gaps(days)]
    return Loyalty(
        len(bought),
        sum(found.came_back for _days, found in bought),
        median(between) if between else None,
        sum(found.lapsed for _days, found in bought),
        sum(found.renewed for _days, found in bought),
    )


def _longest(between: Sequence[int]) -> float:
    """After how many days without buying somebody with these gaps counts as lapsed."""
    return TOO_LONG * median(between) if between else LAPSED_DAYS
