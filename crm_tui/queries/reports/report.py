"""What a report is: a table whose columns say what their values are, and which of them are plotted.

Nobody who shows a report knows which one it is: screens, plots, CSV, JSON and pages go by the columns.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from crm_tui.domain.actor import Actor
from crm_tui.domain.instants import to_micros
from crm_tui.queries.periods import Period
from crm_tui.store.reader import Reader


class ValueKind(StrEnum):
    """What the values of a column are."""

    CODE = "code"  # a str of ours, with a label
    TEXT = "text"  # a str that people typed, which is shown last
    DAYS = "days"  # a Period: a day, a week, a month, …
    COUNT = "count"  # an int
    CUSTOMER = "customer"  # the id of a customer
    NUMBER = "number"  # a float that is no count
    SHARE = "share"  # a Share
    MINUTES = "minutes"  # an int or a float
    AMOUNT = "amount"  # an int in 1/10,000 of the unit of the currency in the row's column of that name


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def ratio(self) -> float | None:
        """0 to 1; None where there is nothing to have a share of."""
        return round(self.part / self.whole, 4) if self.whole else None


#: What stands in a table; None where nothing is known.
Value = str | int | float | Share | Period | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, its heading in the user's language, and what its values are.

    ``labels`` are those of codes; a code without one is its own. ``unknown`` is said where there is none.
    """

    name: str
    heading: str
    kind: ValueKind
    labels: Mapping[str, str] = field(default_factory=dict)
    unknown: str = "·"


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn, by names of columns: a bar for each row, of each of the ``values``, ``along`` a column.

    Rows that differ in the column ``apart`` stand in pictures of their own.
    """

    along: str
    values: tuple[str, ...]
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a report; without rows where nothing happened."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    plot: Plot

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return self.columns[self.place(name)]

    def place(self, name: str) -> int:
        """Where in a row the column stands. Raises KeyError."""
        for place, column in enumerate(self.columns):
            if column.name == name:
                return place
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Asked:
    """For which days figures are asked, by whom and when.

    Figures of single members of staff are for those themselves and for managers.
    """

    period: Period
    zone: ZoneInfo
    now: datetime
    viewer: Actor

    @property
    def instants(self) -> dict[str, int]:
        """``start`` and ``end`` of the period, and ``now``, as the database has them."""
        return {
            "start": to_micros(self.period.start(self.zone)),
            "end": to_micros(self.period.end(self.zone)),
            "now": to_micros(self.now),
        }

    @property
    def whose(self) -> dict[str, int]:
        """``staff_id`` of the viewer, and whether ``all`` may be seen."""
        return {"staff_id": self.viewer.staff_id, "all": int(self.viewer.role.is_in_charge)}


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name on the line, and for people its title and what it counts (message ids).

    ``teaches`` is said where there is nothing to show: what has to be written down for it.
    """

    name: str
    title: str
    counts: str
    teaches: str
    read: Callable[[Reader, Asked], Table]
