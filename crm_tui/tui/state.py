"""What the whole desk knows while it is open. Only the event loop writes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import NamedTuple

from crm_tui.domain.actor import Actor
from crm_tui.queries.business import Business
from crm_tui.store.drafts import Draft


class Tone(StrEnum):
    """How a line about what happened begins; the sign says it without colour."""

    DONE = "✓"
    NOTE = "·"
    WRONG = "!"


class Happening(NamedTuple):
    """What just happened, in a sentence; ``undoable`` when the undo key takes it back."""

    sentence: str
    tone: Tone = Tone.NOTE
    undoable: bool = False


@dataclass(eq=False, repr=False)
class DeskState:
    """Who sits at the desk, on which database, and what is in view.

    ``actor`` and ``business`` are None only on the first start, until the database is made; ``login`` is who
    makes it. ``upkeep_on`` is the day for which the touchpoint plans were looked
    after. ``promise_told`` is the line that offered to copy the promise just made. ``clock`` gives
    the present instant in UTC; screens ask it and nothing else, so that a test can set the time.
    """

    path: Path
    actor: Actor | None = None
    business: Business | None = None
    customer_id: int | None = None
    happened: Happening | None = None
    promise_told: Happening | None = None
    drafts: list[Draft] = field(default_factory=list)
    cannot_write: str = ""
    others_here: tuple[str, ...] = ()
    login: str = ""
    upkeep_on: date | None = None
    clock: Callable[[], datetime] = field(default=partial(datetime.now, UTC))

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self.clock()
