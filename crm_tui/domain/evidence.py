"""What customers met in a period: obstacles, their words, when they tried to reach us, how they waited."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.surveys import SurveyFigures
from crm_tui.domain.week_table import HourCount
from crm_tui.domain.words import Obstacle

#: Who comes back about the same within so many days was not served the first time.
RETURN_DAYS = 14
#: A wait above this many minutes is a long one.
LONG_WAIT_MINUTES = 3


@dataclass(frozen=True, slots=True)
class ObstacleCount:
    """How often something of ours stood in the way."""

    obstacle: Obstacle
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """What a customer said when something of ours stood in their way."""

    interaction_id: int
    customer_id: int
    customer: str
    happened_at: datetime
    obstacle: Obstacle
    said: str


@dataclass(frozen=True, slots=True)
class Returning:
    """A nature that returns: how many contacts it had, and how many came soon after another of its own.

    ``customers`` is how many customers came back.
    """

    nature: str
    contacts: int
    returned: int
    customers: int


@dataclass(frozen=True, slots=True)
class Waits:
    """How long who reached us had waited; the median in minutes is None where nobody noted any."""

    count: int
    median: float | None
    long: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What customers met in a period.

    ``week`` has 24 hours for each weekday, Monday first, in the business's zone; ``outside`` counts contacts
    in while we were closed, by the hours in force then; ``answers`` are those to surveys.
    """

    contacts: int
    missed: int
    outside: int
    obstacles: tuple[ObstacleCount, ...]
    words: tuple[Words, ...]
    week: tuple[tuple[HourCount, ...], ...]
    returning: tuple[Returning, ...]
    waits: Waits
    answers: tuple[SurveyFigures, ...] = ()
