"""Touchpoint plans: which event sets one off, and what becomes of its steps (PRODUCT.md, "touchpoint plan").

A run is one plan at work for one customer after one event. Each of its steps has a day. A step waits until
that day is near, since the contact load can only judge what it knows then; a complaint stops the customer's
runs, and the days that it took are added to every step that still waits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from crm_tui.domain.growth_words import PlanEvent, StepWho, SurveyKind
from crm_tui.domain.percent import FEWEST_FOR_PERCENT

#: A step is planned this long before its day: what Today shows, and so what the day can still be judged by.
AHEAD = timedelta(days=7)

#: A step whose day is over for longer than this comes no more: thanks after a month are no thanks.
TOO_LATE = timedelta(days=7)

#: Whether they bought again is looked at for so long after the event, by default.
BOUGHT_AGAIN_DAYS = 90


#: What only some events have, by the field of a scope: a sale has no nature, and a contact no product.
SCOPED: Mapping[str, frozenset[PlanEvent]] = MappingProxyType(
    {
        "natures": frozenset({PlanEvent.SOLVED, PlanEvent.SUPPORT, PlanEvent.FIRST_CONTACT}),
        "products": frozenset({PlanEvent.SALE, PlanEvent.DELIVERED}),
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do ``days`` after the event.

    ``who`` is a StepWho, or somebody's login; ``survey`` what is asked, where the step is a survey.
    """

    days: int
    channel: str
    words: str
    who: str = StepWho.OWNER.value
    survey: SurveyKind | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom and about what a plan is; what is empty holds for all. ``products`` are ids."""

    tiers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    products: tuple[int, ...] = ()


#: Of a plan that is narrowed by nothing.
EVERYBODY = Scope()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may set a plan off: a record, whose it is, and who of us had it.

    ``record`` is its kind and id. ``tier`` and ``kinds`` are the customer's, ``products`` what was bought.
    """

    record: tuple[str, int]
    customer_id: int
    at: datetime
    owner_id: int | None = None
    tier: str = ""
    kinds: frozenset[str] = frozenset()
    nature: str = ""
    products: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it is written; ``runs_since`` is None while it is switched off.

    ``silence_days`` is set where its event is a long silence, and only there. ``product_names`` are those of
    the products in its scope, by id.
    """

    id: int
    name: str
    event: PlanEvent
    steps: tuple[Step, ...]
    scope: Scope = EVERYBODY
    silence_days: int | None = None
    runs_since: datetime | None = None
    retired_at: datetime | None = None
    version: int = 1
    product_names: Mapping[int, str] = field(default_factory=dict, compare=False)

    def is_set_off_by(self, event: Event) -> bool:
        """Whether its scope holds for the event; one thing that was bought is enough."""
        scope = self.scope
        return (
            (not scope.tiers or event.tier in scope.tiers)
            and (not scope.kinds or not event.kinds.isdisjoint(scope.kinds))
            and (not scope.natures or event.nature in scope.natures)
            and (not scope.products or not event.products.isdisjoint(scope.products))
        )

    def days_from(self, day: date) -> tuple[date, ...]:
        """The day of each step after an event on ``day``."""
        return tuple(day + timedelta(days=step.days) for step in self.steps)


def is_near(due_on: date, today: date) -> bool:
    """Whether a step of that day is planned now."""
    return due_on <= today + AHEAD


def is_too_late(due_on: date, today: date) -> bool:
    """Whether the day of a step is over for so long that it comes no more."""
    return due_on < today - TOO_LATE


def moved_on(due_on: date, stopped_on: date, resumed_on: date) -> date:
    """The day of a step whose run stood still between the two days."""
    return due_on + (resumed_on - stopped_on)


@dataclass(frozen=True, slots=True)
class BoughtAgain:
    """How many of ``events`` were followed by a further sale in time."""

    events: int
    again: int

    @property
    def share(self) -> float | None:
        """As a ratio; None for fewer events than say something."""
        return self.again / self.events if self.events >= FEWEST_FOR_PERCENT else None


def bought_again(events: Sequence[tuple[datetime, Sequence[datetime]]], days: int) -> BoughtAgain:
    """Of events, each with the times of the customer's sales, how many had one within ``days`` after it.

    What was bought at the very instant of the event is the event itself.
    """
    span = timedelta(days=days)
    again = sum(any(at < sold_at <= at + span for sold_at in sales) for at, sales in events)
    return BoughtAgain(len(events), again)
