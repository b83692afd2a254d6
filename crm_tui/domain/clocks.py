"""The clocks of a case: what its course and the standards in force make of each other.

Clocks are computed from what happened, and say of any instant how they stand at it; nothing here depends on
the present time. They compare instants; minutes are rounded only where they are shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from crm_tui.domain.case_course import Stretch, course_of
from crm_tui.domain.case_story import CaseStory, ProductChange, TierChange
from crm_tui.domain.clock_rules import ClockRules, Target
from crm_tui.domain.pauses import Pause
from crm_tui.domain.standards import MeasuredEvent, Subject
from crm_tui.domain.words import ClockName, ClockState

#: The share of its target, in the hours that count, after which a running clock is at risk.
RISK_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Clock:
    """Time counted towards a target on one case.

    ``since`` is the kind and id of the record with which it began; ``tier`` is the one whose standard set the
    target. ``due_at`` and ``warn_at`` are None while the clock is paused: they come when it runs again.
    ``pauses`` are those up to where it stopped.
    """

    name: ClockName
    since: tuple[str, int]
    tier: str | None
    target: Target
    started_at: datetime
    due_at: datetime | None
    warn_at: datetime | None
    stopped_at: datetime | None
    pauses: tuple[Pause, ...]

    @property
    def target_minutes(self) -> float:
        """The target; 0 is one: at once."""
        return self.target.version.target or 0.0

    def state(self, now: datetime) -> ClockState:
        """How it stands. Whatever stopped in time is met; from its due time on any other is missed."""
        if self.stopped_at is not None:
            in_time = self.due_at is None or self.stopped_at <= self.due_at
            return ClockState.MET if in_time else ClockState.MISSED
        if self.due_at is None:
            return ClockState.PAUSED
        return ClockState.MISSED if now >= self.due_at else ClockState.RUNNING

    def is_at_risk(self, now: datetime) -> bool:
        """Whether it runs and more than 75 % of its target is used. A paused clock is at no risk."""
        return self.state(now) is ClockState.RUNNING and self.warn_at is not None and now > self.warn_at

    def elapsed(self, now: datetime) -> timedelta:
        """The time that has counted so far."""
        return self.target.hours.elapsed(self.started_at, self.stopped_at or now, self.pauses)

    def left(self, now: datetime) -> timedelta:
        """What is left of the target; below nought it is how much too long it took."""
        return timedelta(minutes=self.target_minutes) - self.elapsed(now)

    @property
    def left_paused(self) -> timedelta | None:
        """What is left of a paused clock, however long the pause lasts; None of any other."""
        if self.stopped_at is not None or self.due_at is not None:
            return None
        return self.left(self.pauses[-1][0] if self.pauses else self.started_at)


class _Matter(NamedTuple):
    """What a case's standards depend on that can change while its clocks run."""

    tier: str | None
    product: str | None


def clocks_of(story: CaseStory, rules: ClockRules) -> tuple[Clock, ...]:
    """The clocks of a case that have a target: first answer, next answers, resolution."""
    course = course_of(story)
    return tuple(
        clock
        for stretch in course.stretches
        if rules.measures(stretch.name)
        and (clock := _clock(story, stretch, course.pauses, rules)) is not None
    )


def measured(story: CaseStory, clock: Clock, now: datetime) -> MeasuredEvent:
    """A clock as the event that its standard measures: one for each clock, keyed by what it began with."""
    state = clock.state(now)
    return MeasuredEvent(
        clock.since,
        clock.target.version.standard_id,
        clock.target.version.id,
        story.customer_id,
        story.owner_id,
        clock.tier,
        started_at=clock.started_at,
        due_at=clock.due_at,
        met={ClockState.MET: True, ClockState.MISSED: False}.get(state),
        ended_at=clock.stopped_at,
        at_risk=clock.is_at_risk(now),
    )


def _clock(story: CaseStory, stretch: Stretch, pauses: tuple[Pause, ...], rules: ClockRules) -> Clock | None:
    """The clock by the standard of the tier and the product that held last while it ran.

    A change of either moves it to the version for that at its start, elapsed kept; but once its target had
    passed it was missed, and no later change takes that back.
    """
    pauses = _up_to(pauses, stretch.stopped_at)
    found: Clock | None = None
    for matter, until in _matters_of(story, stretch):
        target = rules.governing(stretch.name, _subject(story, matter), stretch.started_at)
        if target is None:
            found = None
            continue
        found = _timed(stretch, matter.tier, target, pauses)
        if until is not None and found.due_at is not None and found.due_at <= until:
            break
    return found


def _timed(stretch: Stretch, tier: str | None, target: Target, pauses: tuple[Pause, ...]) -> Clock:
    minutes, start = target.version.target or 0.0, stretch.started_at
    due_at = target.hours.due(start, minutes, pauses)
    # In the hours that count: three quarters of the way by the clock on the wall may be at night.
    warn_at = None if due_at is None else target.hours.due(start, minutes * RISK_SHARE, pauses)
    return Clock(
        stretch.name, stretch.since, tier, target, start, due_at, warn_at, stretch.stopped_at, pauses
    )


def _matters_of(story: CaseStory, stretch: Stretch) -> Iterator[tuple[_Matter, datetime | None]]:
    """The tiers and products that held while a clock ran, each with when the next took over."""
    matter = _Matter(story.tiers[0].tier if story.tiers else story.tier, None)
    changes: list[TierChange | ProductChange] = [*story.tiers, *story.products]
    for change in sorted(changes, key=lambda change: change.at):
        if change.at > stretch.started_at:
            if stretch.stopped_at is not None and change.at >= stretch.stopped_at:
                break
            yield matter, change.at
        if isinstance(change, TierChange):
            matter = matter._replace(tier=change.tier)
        else:
            matter = matter._replace(product=change.product)
    yield matter, None


def _up_to(pauses: tuple[Pause, ...], stopped_at: datetime | None) -> tuple[Pause, ...]:
    """The pauses as they were when the clock stopped: what came later is none of its own."""
    if stopped_at is None:
        return pauses
    return tuple(
        (begin, stopped_at if end is None else min(end, stopped_at))
        for begin, end in pauses
        if begin < stopped_at
    )


def _subject(story: CaseStory, matter: _Matter) -> Subject:
    single = {**matter._asdict(), "nature": story.nature, "channel": story.channel}
    known = {dimension: frozenset({value}) for dimension, value in single.items() if value is not None}
    return {**known, "kind": story.kinds}
