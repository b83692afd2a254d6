"""What a version's settings choose to be measured: the two events of a sequence, or a step of a playbook."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Self

from crm_tui.domain.words import Measure, PromiseBy

#: The event that a sequence chooses unless it names another.
CONTACT = "contact"
SALE, DELIVERY, CALLED_AHEAD = "sale", "delivery", "called-ahead"
#: What contacts are chosen by.
TRAITS = ("nature", "direction", "outcome", "channel")
#: What events of each kind are chosen by.
TRAITS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {CONTACT: TRAITS, SALE: ("product",), DELIVERY: ("product",), CALLED_AHEAD: ()}
)


@dataclass(frozen=True, slots=True)
class Selector:
    """Chooses events of a kind: those with one of the values in each of the traits that are named."""

    event: str = CONTACT
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Self:
        """As ``{"event": …, "nature": […], "direction": […], …}``, each trait a list or absent."""
        event = str(settings.get("event", CONTACT))
        values = {trait: tuple(sorted(settings[trait])) for trait in TRAITS_OF[event] if settings.get(trait)}
        return cls(event, values)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A is what happened, B is what should follow or precede it for the same customer."""

    a: Selector
    b: Selector

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Self:
        """As ``{"a": …, "b": …}``."""
        chosen = {name: Selector.from_settings(settings.get(name, {})) for name in ("a", "b")}
        return cls(**chosen)


def matter_of(measure: Measure, settings: Mapping[str, Any]) -> str:
    """What standards of one measure have in common when they compete for the same events."""
    if measure in (Measure.FOLLOWED_BY, Measure.PRECEDED_BY):
        sequence = Sequence.from_settings(settings)
        chosen = [[each.event, sorted(each.values.items())] for each in (sequence.a, sequence.b)]
        return json.dumps(chosen, ensure_ascii=False)
    if measure is Measure.STEP_TICKED:
        return str(settings.get("step", ""))
    if measure is Measure.REVIEW_ON_TIME:
        return str(settings.get("of", ""))
    if measure is Measure.PROMISE_KEPT:
        return matter_of_promise(settings.get("by", PromiseBy.OURS))
    return ""


def matter_of_promise(by: str) -> str:
    """Ours and theirs are measured by standards of their own; without a word a standard means ours."""
    return PromiseBy.THEIRS.value if by == PromiseBy.THEIRS else ""
