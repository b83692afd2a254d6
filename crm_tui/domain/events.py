"""What happened, as the measures of standards read it: plain rows, whoever keeps them.

``About.staff_id`` is whose event it is: who is to do a follow-up, who had the contact, who owns the case or
the standard. All instants are aware, and say when something was, not when it was typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crm_tui.domain.standards import Subject
from crm_tui.domain.words import Mood


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what an event is about: what standards are scoped by, and what attainment is split by.

    ``products`` are ids as text, as scopes have them: a sale can be of several.
    """

    customer_id: int | None = None
    staff_id: int | None = None
    tier: str | None = None
    nature: str | None = None
    channel: str | None = None
    kinds: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()

    @property
    def subject(self) -> Subject:
        """The values by dimension; a dimension that says nothing matches no scope that names it."""
        single = {"tier": self.tier, "nature": self.nature, "channel": self.channel}
        known = {dimension: frozenset({value}) for dimension, value in single.items() if value is not None}
        return {**known, "kind": self.kinds, "product": self.products}


def products_of(product_id: int | None) -> frozenset[str]:
    """The products of what is about one at most, as ``About`` has them."""
    return frozenset() if product_id is None else frozenset({str(product_id)})


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
class StandIn:
    """Who did somebody's work while they were away, from an instant up to another."""

    staff_id: int
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case with its contacts. ``about`` names its owner, and the channel of the contact that opened it.

    ``opened_by`` is the id of that contact, None for a case that was opened without one; ``opened_at`` is
    when that contact began. ``solved_at`` is when the case was first solved or closed, ``stand_ins`` are the
    owner's. ``agreed_at`` is the date that was agreed, ``timely`` what another system said of it.
    """

    id: int
    about: About
    opened_at: datetime
    opened_by: int | None
    solved_at: datetime | None = None
    contacts: Sequence[ContactRow] = ()
    stand_ins: Sequence[StandIn] = ()
    agreed_at: datetime | None = None
    timely: bool | None = None


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A clock of a case. ``since`` is the record with which it began; ``version_id`` set its target.

    ``due_at`` and ``warn_at`` are None while it is paused.
    """

    id: int
    about: About
    since: tuple[str, int]
    version_id: int
    started_at: datetime
    due_at: datetime | None = None
    warn_at: datetime | None = None
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise, by the date that was told. ``closed_at`` is when it was kept, broken off or withdrawn."""

    id: int
    about: About
    made_at: datetime
    told_at: datetime
    by: str
    state: str
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A sale on its way. ``promised_at`` is the last word on it, the end of a day where no time was told.

    ``attempts`` counts how often it was brought, the last time with success if it was delivered; what they
    took along was never brought.
    """

    id: int
    about: About
    sold_at: datetime
    promised_at: datetime | None = None
    delivered_at: datetime | None = None
    cancelled_at: datetime | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class PairRow:
    """Something that happened, and the first or last of what should follow or precede it, if it came.

    ``kind`` and ``id`` say which record the first is; ``matter`` is that of the standard it was looked for.
    """

    kind: str
    id: int
    about: About
    matter: str
    at: datetime
    other_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoadRow:
    """An unasked outbound contact; ``made`` counts those in so many days up to it, itself among them.

    ``limit`` and ``days`` are those of the customer's tier; ``channel_limit`` is the most and the days of the
    tier for the contact's channel, on which ``on_channel`` were made. ``overridden``: it was planned against
    the load.
    """

    id: int
    about: About
    at: datetime
    made: Mapping[int, int]
    limit: int
    days: int
    overridden: bool = False
    on_channel: Mapping[int, int] = field(default_factory=dict)
    channel_limit: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class StepsRow:
    """A contact with the steps that its playbook, as it stood then, asks for, and those that were ticked."""

    id: int
    about: About
    matter: str
    at: datetime
    asked: frozenset[str] = field(default_factory=frozenset)
    ticked: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A version of a standard that a member of staff is asked to read from ``asked_at`` on.

    ``over_at`` is when they were asked no longer: a newer version came, it was retired, or they left.
    """

    id: int
    about: About
    asked_at: datetime
    read_at: datetime | None = None
    over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review of a standard or policy that is due or took place. ``set_at`` is when its date was fixed.

    ``of`` is "standard" or "policy", and ``id`` which one.
    """

    id: int
    about: About
    set_at: datetime
    due_at: datetime
    done_at: datetime | None = None
    of: str = "standard"
