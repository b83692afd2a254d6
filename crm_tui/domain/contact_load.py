"""Contact load: may we contact this customer as planned, and if not, why (PRODUCT.md, "contact load").

What judges a planned contact, and what an exemption lifts:

- do-not-contact and the limit per window count only what we start by ourselves. An answer to their own
  question, an open case and a contact that they were promised are exempt: somebody is waiting for it;
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

from crm_tui.domain.words import WRITTEN, Channel, Consent
from crm_tui.i18n import _

DEFAULT_LIMIT = 3
DEFAULT_WINDOW_DAYS = 30


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
class PlannedContact:
    """An open follow-up that burdens the customer."""

    id: int
    at: datetime


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

    ``made`` and ``planned`` count the other contacts in the window; ``join`` is the follow-up nearest in time
    that this one could be joined to instead, None where there is none or the plan is no burden.
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
    made: Sequence[datetime],
    planned: Sequence[PlannedContact],
    limit: int = DEFAULT_LIMIT,
    days: int = DEFAULT_WINDOW_DAYS,
) -> LoadVerdict:
    """Judge a planned contact. ``zone`` is the one that quiet hours are told in.

    ``made`` are the times of the unasked outbound contacts, ``planned`` the other open follow-ups that are
    not exempt; those outside of the window may be among them. No more than ``limit`` contacts shall fall into
    any ``days`` that include the plan.
    """
    made_count, planned_count = load_around(plan.at, made, planned, days)
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
    number = made_count + planned_count + 1
    if plan.exemption is None and number > limit:
        reasons.append(
            _(
                "It would be contact {number} in {days} days, with {made} made and {planned} planned; "
                "at most {limit}."
            ).format(number=number, days=days, made=made_count, planned=planned_count, limit=limit)
        )
    join = None if plan.exemption else _nearest(plan.at, planned, days)
    return LoadVerdict(not reasons, tuple(reasons), made_count, planned_count, limit, join)


def load_around(
    at: datetime, made: Sequence[datetime], planned: Sequence[PlannedContact], days: int = DEFAULT_WINDOW_DAYS
) -> tuple[int, int]:
    """How many contacts were made and are planned in the fullest span of ``days`` that includes ``at``."""
    span = timedelta(days=days)
    planned_at = [contact.at for contact in planned]
    starts = [at, *(start for start in (*made, *planned_at) if at - span < start <= at)]

    def counts(start: datetime) -> tuple[int, int]:
        def within(times: Sequence[datetime]) -> int:
            return sum(start <= time < start + span for time in times)

        return within(made), within(planned_at)

    return max((counts(start) for start in starts), key=sum)


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
