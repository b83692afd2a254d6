"""Which version of which standard measures a clock, and in which hours its target counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from crm_tui.domain.hours import ROUND_THE_CLOCK, Hours
from crm_tui.domain.standards import Subject, Version, version_in_force
from crm_tui.domain.words import ClockName, Measure, Nature

#: The measure whose standards set the target of each clock.
MEASURES: Mapping[ClockName, Measure] = MappingProxyType(
    {
        ClockName.FIRST_RESPONSE: Measure.ANSWERED_WITHIN,
        ClockName.NEXT_RESPONSE: Measure.NEXT_ANSWER_WITHIN,
        ClockName.RESOLUTION: Measure.RESOLVED_WITHIN,
    }
)


@dataclass(frozen=True, slots=True)
class Target:
    """A version of a standard with the hours in which its minutes count."""

    version: Version
    hours: Hours


def hours_of(settings: Mapping[str, Any], opening_hours: Hours) -> Hours:
    """The hours that a version's settings ask for: "all" is round the clock, else opening hours."""
    return ROUND_THE_CLOCK if settings.get("hours") == "all" else opening_hours


class ClockRules:
    """The standards that case clocks are measured by."""

    def __init__(self, targets: Mapping[ClockName, Iterable[Target]]) -> None:
        """``targets`` are all versions of the standards with each clock's measure."""
        self._targets = {
            name: {target.version.id: target for target in those} for name, those in targets.items()
        }
        self._standards = {name: _by_standard(found.values()) for name, found in self._targets.items()}

    def governing(self, name: ClockName, subject: Subject, at: datetime) -> Target | None:
        """The target of a clock about ``subject`` that started at ``at``; None where nothing sets one.

        As :func:`crm_tui.domain.standards.governing_version`; a first answer is a matter of complaints unless
        the standard's scope names natures.
        """
        in_force = (version_in_force(versions, at) for versions in self._standards.get(name, ()))
        fitting = (
            version for version in in_force if version is not None and _holds_for(name, version, subject)
        )
        best = max(fitting, key=_rank, default=None)
        return None if best is None or best.target is None else self._targets[name][best.id]

    def measures(self, name: ClockName) -> bool:
        """Whether any standard sets a target for such clocks at any time."""
        return bool(self._standards.get(name))

    def target(self, name: ClockName, version_id: int) -> Target | None:
        """The target that this version sets for the clock; None where it is no version of its measure."""
        return self._targets.get(name, {}).get(version_id)


def _by_standard(targets: Iterable[Target]) -> list[list[Version]]:
    found: dict[int, list[Version]] = {}
    for target in targets:
        found.setdefault(target.version.standard_id, []).append(target.version)
    return list(found.values())


def _rank(version: Version) -> tuple[int, datetime, int]:
    return version.scope.specificity, version.valid_from, version.id


def _holds_for(name: ClockName, version: Version, subject: Subject) -> bool:
    only_complaints = name is ClockName.FIRST_RESPONSE and "nature" not in version.scope.values
    if only_complaints and Nature.COMPLAINT.value not in subject.get("nature", ()):
        return False
    return version.scope.holds_for(subject)
