"""Contact load: may we contact this customer as planned, and if not, why (PRODUCT.md, "contact load").

What judges a planned contact, and what an exemption lifts:

- do-not-contact and the limits count only what we start by ourselves. An answer to their own question, an
  open case and a contact that they were promised are exempt: somebody is waiting for it;
- a tier limits contacts of all channels together, and may limit single channels besides: each limit has its
  own window, and a plan must respect all that hold for its channel;
- a channel that they refused, and their quiet hours, hold for exempt contacts too, since another channel or
  another hour is free to choose. A channel about which they said nothing may be used;
- quiet hours judge neither a plan for a whole day, which leaves the hour to whoever does it, nor written
  channels, which are read when it suits.

Going against a verdict takes a reason, which the action that does so asks for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from crm_tui.domain.words import WRITTEN, Channel, Consent, Outcome
from crm_tui.i18n import _

DEFAULT_LIMIT = 3
DEFAULT_WINDOW_DAYS = 30

#: A contact of theirs with one of these outcomes leaves a question to be answered: the next contact does so.
STILL_TO_ANSWER = frozenset(
    {Outcome.PROMISED, Outcome.FOLLOW_UP, Outcome.ESCALATED, Outcome.LEFT_MESSAGE, Outcome.MISSED}
)


class Exemption(StrEnum):
    """Why a contact does not burden the customer."""

    ANSWER = "answer"
    OPEN_CASE = "open-case"
    PROMISED = "promised"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a customer wants to be contacted.

    Quiet hours are minutes of the local day, from the first up to the second, over midnight where the second
    is smaller; without both, or with the same twice, there are none. A channel missing from ``consents`` is
    one about which they said nothing.
    """

    do_not_contact: bool = False
    consents: Mapping[Channel, Consent] = field(default_factory=dict)
    quiet_from: int | None = None
    quiet_until: int | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """The most unasked contacts in any ``days`` that a customer should have to bear, of a channel or all."""

    most: int = DEFAULT_LIMIT
    days: int = DEFAULT_WINDOW_DAYS
    channel: Channel | None = None


DEFAULT_LIMITS = (Limit(),)


@dataclass(frozen=True, slots=True)
class MadeContact:
    """A contact that we made unasked."""

    at: datetime
    channel: Channel


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """An open follow-up that burdens the customer."""

    id: int
    at: datetime
    channel: Channel


@dataclass(frozen=True, slots=True)
class Load:
    """How many contacts were made and are planned in the fullest window of a limit."""

    limit: Limit
    made: int
    planned: int

    @property
    def contacts(self) -> int:
        """Both together."""
        return self.made + self.planned

    @property
    def left(self) -> int:
        """How many more the limit leaves room for; below nought where it was passed."""
        return self.limit.most - self.contacts


@dataclass(frozen=True, slots=True)
class Plan:
    """The contact that is asked about."""

    at: datetime
    all_day: bool
    channel: Channel
    exemption: Exemption | None = None


@dataclass(frozen=True, slots=True)
class LoadVerdict:
    """Whether the plan may stand, and if not the ``reasons``, one sentence each.

    ``made``, ``planned`` and ``limit`` are those of all channels together, without the plan itself; ``join``
    is the follow-up nearest in time that this one could be joined to instead, None where there is none or the
    plan is no burden.
    """

    allowed: bool
    reasons: tuple[str, ...]
    made: int
    planned: int
    limit: int
    join: int | None


def judge(
    plan: Plan,
    wishes: Wishes,
    zone: ZoneInfo,
    made: Sequence[MadeContact],
    planned: Sequence[PlannedContact],
    limits: Sequence[Limit] = DEFAULT_LIMITS,
) -> LoadVerdict:
    """Judge a planned contact. ``zone`` is the one that quiet hours are told in.

    ``made`` are the unasked outbound contacts, ``planned`` the other open follow-ups that are not exempt;
    those outside of the windows may be among them. The first of ``limits`` is that of all channels together.
    """
    everything, *by_channel = loads_around(plan.at, made, planned, limits)
    reasons = []
    if wishes.do_not_contact and plan.exemption is None:
        reasons.append(_("They asked not to be contacted."))
    if wishes.consents.get(plan.channel) == Consent.REFUSED:
        reasons.append(_("They said no to this channel: {channel}.").format(channel=plan.channel.label))
    if not plan.all_day and plan.channel not in WRITTEN and _is_quiet(plan.at.astimezone(zone), wishes):
        reasons.append(
            _("It falls into their quiet hours, {start} to {end}.").format(
                start=_clock(wishes.quiet_from), end=_clock(wishes.quiet_until)
            )
        )
    if plan.exemption is None:
        held = [everything, *(load for load in by_channel if load.limit.channel is plan.channel)]
        reasons += [_passed(load) for load in held if load.left < 1]
    join = None if plan.exemption else _nearest(plan.at, planned, everything.limit.days)
    return LoadVerdict(
        not reasons, tuple(reasons), everything.made, everything.planned, everything.limit.most, join
    )


def loads_around(
    at: datetime,
    made: Sequence[MadeContact],
    planned: Sequence[PlannedContact],
    limits: Sequence[Limit] = DEFAULT_LIMITS,
) -> tuple[Load, ...]:
    """How far each limit is used up, in the fullest span of its days that includes ``at``."""
    return tuple(
        Load(
            limit,
            *_fullest(
                at,
                [contact.at for contact in made if limit.channel in (None, contact.channel)],
                [contact.at for contact in planned if limit.channel in (None, contact.channel)],
                timedelta(days=limit.days),
            ),
        )
        for limit in limits
    )


def tightest(loads: Sequence[Load]) -> Load:
    """The load that leaves least room; of several the first, which is that of all channels together."""
    return min(loads, key=lambda load: load.left)


def _fullest(
    at: datetime, made: Sequence[datetime], planned: Sequence[datetime], span: timedelta
) -> tuple[int, int]:
    starts = [at, *(start for start in (*made, *planned) if at - span < start <= at)]

    def counts(start: datetime) -> tuple[int, int]:
        def within(times: Sequence[datetime]) -> int:
            return sum(start <= time < start + span for time in times)

        return within(made), within(planned)

    return max((counts(start) for start in starts), key=sum)


def _passed(load: Load) -> str:
    limit = load.limit
    told = _(
        "This is contact {number} in {days} days, with {made} made and {planned} planned; at most {limit}."
    )
    if limit.channel is not None:
        told = _(
            "This is {channel} number {number} in {days} days, with {made} made and {planned} planned; "
            "at most {limit}."
        )
    return told.format(
        number=load.contacts + 1,
        days=limit.days,
        made=load.made,
        planned=load.planned,
        limit=limit.most,
        channel=limit.channel.label if limit.channel else "",
    )


def _is_quiet(local: datetime, wishes: Wishes) -> bool:
    start, end = wishes.quiet_from, wishes.quiet_until
    if start is None or end is None:
        return False
    minute = local.hour * 60 + local.minute
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


def _clock(minute: int | None) -> str:
    hours, minutes = divmod(minute or 0, 60)
    return f"{hours:02}:{minutes:02}"


def _nearest(at: datetime, planned: Sequence[PlannedContact], days: int) -> int | None:
    near = [contact for contact in planned if abs(contact.at - at) < timedelta(days=days)]
    return min(near, key=lambda contact: (abs(contact.at - at), contact.id)).id if near else None
