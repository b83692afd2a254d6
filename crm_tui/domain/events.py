"""What happened, as the measures of standards read it: plain rows, whoever keeps them.

``About.staff_id`` is whose event it is: who is to do a follow-up, who had the contact, who owns the case or
the standard. All instants are aware, and say when something was, not when it was typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.standards import Subject
from crm_tui.domain.words import Mood


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what an event is about: what standards are scoped by, and what attainment is split by."""

    customer_id: int | None = None
    staff_id: int | None = None
    tier: str | None = None
    nature: str | None = None
    channel: str | None = None
    kinds: frozenset[str] = frozenset()

    @property
    def subject(self) -> Subject:
        """The values by dimension; a dimension that says nothing matches no scope that names it."""
        single = {"tier": self.tier, "nature": self.nature, "channel": self.channel}
        known = {dimension: frozenset({value}) for dimension, value in single.items() if value is not None}
        return {**known, "kind": self.kinds}


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up. ``due_at`` is what was first agreed, before it was snoozed."""

    id: int
    about: About
    created_at: datetime
    due_at: datetime
    done_at: datetime | None = None
    dropped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """An interaction. ``first``: it is the first contact of its matter, which opened a case or needed none.

    ``solves`` and ``responds`` are the marks of its outcome.
    """

    id: int
    about: About
    direction: str
    happened_at: datetime
    solves: bool = False
    responds: bool = False
    automatic: bool = False
    first: bool = False
    mood: Mood | None = None
    waited_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case with its contacts. ``about`` names its owner, and the channel of the contact that opened it.

    ``opened_by`` is the id of that contact, None for a case that was opened without one; ``opened_at`` is
    when that contact began. ``solved_at`` is when the case was first solved or closed.
    """

    id: int
    about: About
    opened_at: datetime
    opened_by: int | None
    solved_at: datetime | None = None
    contacts: Sequence[ContactRow] = ()


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review of a standard that is due or took place. ``set_at`` is when its date was fixed."""

    id: int
    about: About
    set_at: datetime
    due_at: datetime
    done_at: datetime | None = None
