"""When customers try to reach us, as a small table: a line for each weekday, a column for each hour.

It fits into 80 columns: hours before the first and after the last that matters are left out, and where there
are still too many, two share a column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

#: A column has room for "(12!)" and a blank.
CELL_WIDTH = 6
#: So many columns stand beside the names of the days in 80 cells.
_MOST_COLUMNS = 12
_HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class HourCount:
    """Contacts in from an hour of one weekday, those missed among them, and whether we are open then."""

    contacts: int
    missed: int
    open: bool

    def __add__(self, other: "HourCount") -> "HourCount":
        """Two hours as one, which is open when one of them is."""
        return HourCount(self.contacts + other.contacts, self.missed + other.missed, self.open or other.open)


@dataclass(frozen=True, slots=True)
class WeekTable:
    """The table: the hour at which each column begins, and for each weekday, Monday first, its counts."""

    hours: tuple[int, ...]
    days: tuple[tuple[HourCount, ...], ...]


def week_table(week: Sequence[Sequence[HourCount]]) -> WeekTable:
    """A week of 24 hours a day, from the first to the last hour with contacts or in which we are open."""
    matter = [
        hour for hour in range(_HOURS_A_DAY) if any(day[hour].contacts or day[hour].open for day in week)
    ]
    if not matter:
        return WeekTable((), ())
    step = -(-(matter[-1] + 1 - matter[0]) // _MOST_COLUMNS)
    begins = tuple(range(matter[0], matter[-1] + 1, step))
    return WeekTable(
        begins,
        tuple(
            tuple(sum(chain(day[hour + 1 : hour + step]), start=day[hour]) for hour in begins) for day in week
        ),
    )


def cell_text(count: HourCount) -> str:
    """Contacts of an hour: "12", "12!" where some were missed, "(12)" outside opening hours, "·" for none."""
    if not count.contacts:
        return "·" if count.open else ""
    text = f"{count.contacts}!" if count.missed else f"{count.contacts}"
    return text if count.open else f"({text})"
