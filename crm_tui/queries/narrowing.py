"""What is asked of a list, and how its rows are narrowed by the words of a filter."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from crm_tui.domain.actor import Actor
from crm_tui.domain.folding import says
from crm_tui.domain.list_views import Narrowing

R = TypeVar("R")

#: So many rows of a list are shown; one more is read, to know whether there are others.
MOST_LISTED = 500


class Asked(NamedTuple):
    """Who looks at a list, when, and through what; ``limit`` is the most rows that are wanted."""

    viewer: Actor
    now: datetime
    zone: ZoneInfo
    narrowing: Narrowing
    limit: int = MOST_LISTED + 1

    @property
    def among(self) -> str:
        """The code of the built-in view."""
        return self.narrowing.among

    @property
    def text(self) -> str:
        """The words of the filter; empty for none."""
        return self.narrowing.text

    @property
    def today(self) -> date:
        """The business's local day."""
        return self.now.astimezone(self.zone).date()


def said_in(*columns: str) -> str:
    """The SQL condition that these columns say what ``:text`` asks; where that is empty every row does."""
    return f"(:text = '' OR says(:text, {', '.join(columns)}))"


def that_say(rows: Iterable[R], text: str, words: Callable[[R], Iterable[str | None]]) -> tuple[R, ...]:
    """Of the rows of a short list those whose words say what is asked."""
    return tuple(row for row in rows if not text or says(text, *words(row)))
