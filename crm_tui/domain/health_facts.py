"""What health is read off: recent events that say how a customer is, and how often they hear from us."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.words import Mood, Nature

#: Natures of a complaint; a problem is a request for help, and becomes a sign by its waits and moods.
COMPLAINTS = frozenset({Nature.COMPLAINT, Nature.DISPUTE})

#: A record that a reason comes from: its kind and id, as ``("interaction", 12)``.
Evidence = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that says something of how they are: a mood, a long wait, a good moment."""

    id: int
    at: datetime
    mood: Mood | None = None
    solved: bool = False
    waited_minutes: int = 0
    good_moment: bool = False


@dataclass(frozen=True, slots=True)
class Complaint:
    """One matter complained about: a case, or a contact that solved it there and then."""

    evidence: Evidence
    at: datetime
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class OwnPromise:
    """A promise of ours that is open, or was broken (``broken_at``)."""

    id: int
    told_at: datetime
    broken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reopening:
    """A case that was opened again."""

    case_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """What the health of one customer is read off: events of the last ``health.LONGEST_DAYS``, oldest first.

    ``heard_at`` is when they last heard from us (or became a customer), ``rhythm_days`` how often they should
    at least; None where nothing was agreed. Then ``heard`` are the contacts that say what is usual
    (``usual.quiet_after``), and ``last_heard`` is the last of them. ``apart``: no longer a customer, or a
    colleague; they are steady.
    """

    contacts: Sequence[Contact] = ()
    complaints: Sequence[Complaint] = ()
    promises: Sequence[OwnPromise] = ()
    reopenings: Sequence[Reopening] = ()
    heard_at: datetime | None = None
    rhythm_days: int | None = None
    apart: bool = False
    heard: Sequence[datetime] = ()
    last_heard: Evidence | None = None
