"""What all measures share: the instant they are asked at, and the three shapes of a measured event."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.events import About
from crm_tui.domain.hours import ROUND_THE_CLOCK, Hours
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version
from crm_tui.domain.words import Nature

#: The share of its target after which a running clock is at risk (PRODUCT.md, "attainment").
RISK_SHARE = 0.75

#: What ``settings["hours"]`` of a version can say: opening hours, or all hours of all days.
OPEN_HOURS = "open"
ALL_HOURS = "all"
#: ``settings["unit"]`` of a target in whole days: 0 is the same day, 1 the end of the day after.
DAYS = "days"


@dataclass(frozen=True, slots=True)
class AsOf:
    """When figures are asked for, and the business's opening hours and zone."""

    now: datetime
    opening: Hours = ROUND_THE_CLOCK
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    def hours(self, version: Version) -> Hours:
        """The hours that count towards the version's target; one that does not say counts opening hours."""
        return ROUND_THE_CLOCK if version.settings.get("hours") == ALL_HOURS else self.opening

    def due(self, version: Version, start: datetime, target: float) -> datetime | None:
        """When a target of minutes, or of days, is over in the version's hours; None when it never is."""
        hours = self.hours(version)
        if version.settings.get("unit") == DAYS:
            return self._end_of_days(hours, start, target)
        return hours.due(start, target)

    def _end_of_days(self, hours: Hours, start: datetime, days: float) -> datetime | None:
        """The end of the so-manieth day on which it is open, counted from the first open instant on."""
        try:
            day = hours.next_open(start).astimezone(self.zone).date()
            for _number in range(int(days)):
                midnight = end_of_day(day, self.zone)
                day = hours.next_open(midnight).astimezone(self.zone).date()
        except InvalidInput:  # closed for good
            return None
        return end_of_day(day, self.zone)


def for_complaint(versions: Sequence[Version], about: About, at: datetime) -> Version | None:
    """The version for a measure of complaints, which means that nature unless its scope names others."""
    version = governing_version(versions, about.subject, at)
    if version is None or "nature" in version.scope.values or about.nature == Nature.COMPLAINT:
        return version
    return None


def at_once(key: tuple[str, int], about: About, version: Version, at: datetime, met: bool) -> MeasuredEvent:
    """An event that is measured when it happens."""
    return MeasuredEvent(
        key,
        version.standard_id,
        version.id,
        about.customer_id,
        about.staff_id,
        about.tier,
        started_at=at,
        due_at=None,
        met=met,
        ended_at=at,
    )


def span(
    key: tuple[str, int],
    about: About,
    version: Version,
    start: datetime,
    due_at: datetime,
    ended_at: datetime | None,
    now: datetime,
) -> MeasuredEvent:
    """A clock whose target is the time that was agreed."""
    return clock(key, about, version, start, due_at, start + (due_at - start) * RISK_SHARE, ended_at, now)


def timed(
    key: tuple[str, int],
    about: About,
    version: Version,
    start: datetime,
    minutes: float,
    ended_at: datetime | None,
    as_of: AsOf,
) -> MeasuredEvent:
    """A clock whose target is so many minutes of the version's hours."""
    due_at = as_of.due(version, start, minutes)
    risk_from = as_of.due(version, start, minutes * RISK_SHARE)
    return clock(key, about, version, start, due_at, risk_from, ended_at, as_of.now)


def clock(
    key: tuple[str, int],
    about: About,
    version: Version,
    start: datetime,
    due_at: datetime | None,
    risk_from: datetime | None,
    ended_at: datetime | None,
    now: datetime,
) -> MeasuredEvent:
    """A clock as it stands at ``now``; what ended later than that is still running.

    Without ``due_at`` nothing is ever too late.
    """
    ended = ended_at if ended_at is not None and ended_at <= now else None
    met: bool | None = None
    if ended is not None and (due_at is None or ended <= due_at):
        met = True
    elif due_at is not None and now >= due_at:
        met = False
    return MeasuredEvent(
        key,
        version.standard_id,
        version.id,
        about.customer_id,
        about.staff_id,
        about.tier,
        started_at=start,
        due_at=due_at,
        met=met,
        ended_at=ended,
        at_risk=met is None and risk_from is not None and now > risk_from,
    )
