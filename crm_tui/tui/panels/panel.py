"""What a panel of Today is: a list with its columns, and the function that finds what it shows."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from crm_tui.domain.first_words import Role
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, RowId, Severity, Tone

if TYPE_CHECKING:
    from crm_tui.store.reader import Reader

#: The column of the customer: names stand last.
WHO = Column("who", weight=2)

_TONES: Mapping[Severity, Tone] = {Severity.LATE: "late", Severity.AT_RISK: "risk", Severity.NONE: "dim"}


class Looker(NamedTuple):
    """Who looks at Today, when, and in which zone and language they read the time.

    ``at_rest``: nobody has pressed a key for a while, so that nothing shown may count on.
    """

    staff_id: int
    role: Role
    now: datetime
    zone: ZoneInfo
    language: str
    at_rest: bool = False

    @property
    def day(self) -> date:
        """Today, in the business's zone."""
        return self.now.astimezone(self.zone).date()


class Shown(NamedTuple):
    """What a panel shows: its title with the counts, its rows, and whom each row is about."""

    title: str
    rows: list[ListRow]
    customers: Mapping[RowId, int] = MappingProxyType({})


class Panel(NamedTuple):
    """One list of Today.

    ``look`` runs in a thread, over that thread's reader; it imports the queries that it needs when it runs,
    so that the frame of Today stands before them. ``title`` and ``empty`` (what the list is for) are marked
    for translation; ``empty`` may name the key of the command ``key`` as "{key}". One that is ``only_filled``
    takes no room as long as it has nothing to show.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    empty: str
    look: Callable[["Reader", Looker], Shown]
    key: str = ""
    only_filled: bool = False


def toned(text: str, severity: Severity) -> Cell:
    """A value in the tone of its row's severity."""
    return Cell(text, _TONES.get(severity, ""))
