"""What each measure needs to be told besides its objective: a target, settings, what narrows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from crm_tui.domain.words import Measure

#: What a standard can be narrowed to; what concerns no customer cannot be narrowed.
DIMENSIONS = ("tier", "nature", "channel", "kind", "product")


class TargetKind(StrEnum):
    """What a measure's target is."""

    NONE = "none"
    MINUTES = "minutes"
    TIME = "time"  # minutes, or whole days
    MOOD = "mood"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Needs:
    """``optional``: without a target it has one of its own. ``hours``: opening hours count, or all."""

    target: TargetKind = TargetKind.NONE
    optional: bool = False
    hours: bool = False
    settings: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = DIMENSIONS


_CLOCK = Needs(TargetKind.MINUTES, hours=True)
_SEQUENCE = Needs(TargetKind.TIME, hours=True, settings=("a", "b"))
_PLAIN = Needs()
# A sale has no nature, and no channel.
_OF_SALES = Needs(dimensions=("tier", "kind", "product"))

NEEDS: Mapping[Measure, Needs] = MappingProxyType(
    {
        Measure.FOLLOW_UP_IN_TIME: _PLAIN,
        Measure.SOLVED_AT_FIRST_CONTACT: _PLAIN,
        Measure.ANSWERED_WITHIN: _CLOCK,
        Measure.NEXT_ANSWER_WITHIN: _CLOCK,
        Measure.RESOLVED_WITHIN: _CLOCK,
        Measure.MOOD: Needs(TargetKind.MOOD),
        Measure.WAITING_TIME: Needs(TargetKind.MINUTES),
        Measure.REVIEW_ON_TIME: Needs(settings=("of",), dimensions=()),
        Measure.PROMISE_KEPT: Needs(settings=("by",)),
        Measure.SAME_PERSON: _PLAIN,
        Measure.CONTACT_LOAD: Needs(TargetKind.COUNT, optional=True, settings=("days",)),
        Measure.READ_BY_ALL: Needs(TargetKind.TIME, optional=True, hours=True, dimensions=()),
        Measure.FOLLOWED_BY: _SEQUENCE,
        Measure.PRECEDED_BY: _SEQUENCE,
        Measure.STEP_TICKED: Needs(settings=("step",)),
        Measure.BY_AGREED_DATE: Needs(settings=("unsolved",)),
        Measure.TIMELY_AS_RECORDED: _PLAIN,
        Measure.DELIVERED_BY_PROMISED_DAY: _OF_SALES,
        Measure.DELIVERED_AT_FIRST_ATTEMPT: _OF_SALES,
    }
)
