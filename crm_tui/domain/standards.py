"""Standards: which version measures an event, and what share of events met it (PRODUCT.md, "attainment").

What is measured, one function for each measure, is in :mod:`crm_tui.domain.measures`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from crm_tui.domain.words import Kind

#: What an event is about, by dimension: "tier", "nature", "channel", "kind", "product". Only of kinds and
#: products there can be several.
Subject = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a standard is narrowed to: for each scoped dimension the values that it holds for."""

    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str]]) -> Self:
        """The scope of (dimension, value) pairs; none at all is a scope that holds for everything."""
        values: dict[str, frozenset[str]] = {}
        for dimension, value in rows:
            values[dimension] = values.get(dimension, frozenset()) | {value}
        return cls(values)

    @property
    def specificity(self) -> int:
        """The number of scoped dimensions."""
        return len(self.values)

    def holds_for(self, subject: Subject) -> bool:
        """Whether the subject has one of the values in every scoped dimension.

        What colleagues ask of us stays outside the customers' figures: only a scope that names internal
        customers holds for them.
        """
        if Kind.INTERNAL in subject.get("kind", ()) and Kind.INTERNAL not in self.values.get("kind", ()):
            return False
        return all(values & subject.get(dimension, frozenset()) for dimension, values in self.values.items())


@dataclass(frozen=True, slots=True)
class Version:
    """A standard as it stood from ``valid_from`` on; its measure says what ``target`` is. None is not 0.

    ``settings`` is what the measure needs besides. ``matter`` is what tells standards of one measure apart
    that do not compete for the same events, such as a call-back after a missed call and thanks after a sale.
    """

    id: int
    standard_id: int
    valid_from: datetime
    target: float | None = None
    scope: Scope = field(default_factory=Scope)
    retired_at: datetime | None = None
    settings: Mapping[str, Any] = field(default_factory=dict, hash=False)
    matter: str = ""


@dataclass(frozen=True, slots=True)
class MeasuredEvent:
    """One event that a version measured; ``key`` is the kind and id of its record.

    ``met`` is None while its clock runs and is not yet due; ``at_risk`` is a running clock past 75 % of its
    target.
    """

    key: tuple[str, int]
    standard_id: int
    version_id: int
    customer_id: int | None
    staff_id: int | None
    tier: str | None
    started_at: datetime
    due_at: datetime | None
    met: bool | None
    ended_at: datetime | None
    at_risk: bool = False


@dataclass(frozen=True, slots=True)
class Attainment:
    """How many events of a period were measured and met; ``ratio`` is None where there were none."""

    measured: int
    met: int

    @property
    def ratio(self) -> float | None:
        """The share that met the standard, 0 to 1."""
        return self.met / self.measured if self.measured else None


def version_in_force(versions: Iterable[Version], at: datetime) -> Version | None:
    """The version of one standard that holds at an instant; None before the first, and once retired."""
    begun = [version for version in versions if version.valid_from <= at]
    newest = max(begun, key=_age, default=None)
    if newest is None or (newest.retired_at is not None and newest.retired_at <= at):
        return None
    return newest


def governing_version(
    versions: Iterable[Version], subject: Subject, at: datetime, matter: str = ""
) -> Version | None:
    """The version that measures an event about ``subject`` whose clock started at ``at``.

    ``versions`` are those of all standards with one measure. Of those in force for the ``matter`` that hold
    for the subject the most specific wins, then the newer (DATA.md, "standards").
    """
    return next(iter(fitting_versions(versions, subject, at, matter)), None)


def fitting_versions(
    versions: Iterable[Version], subject: Subject, at: datetime, matter: str = ""
) -> list[Version]:
    """The versions that could measure the event, the one that does first, as in :func:`governing_version`."""
    by_standard: dict[int, list[Version]] = {}
    for version in versions:
        by_standard.setdefault(version.standard_id, []).append(version)
    in_force = (version_in_force(those, at) for those in by_standard.values())
    fitting = [
        version
        for version in in_force
        if version is not None and version.matter == matter and version.scope.holds_for(subject)
    ]
    return sorted(fitting, key=lambda version: (version.scope.specificity, *_age(version)), reverse=True)


def in_period(events: Iterable[MeasuredEvent], start: datetime, end: datetime) -> Iterator[MeasuredEvent]:
    """The events of the period from ``start`` up to ``end``: those whose clock started in it."""
    return (event for event in events if start <= event.started_at < end)


def attainment(events: Iterable[MeasuredEvent]) -> Attainment:
    """The share of the events that met their standard; a clock that is not yet due is not measured."""
    results = [event.met for event in events if event.met is not None]
    return Attainment(len(results), sum(results))


def _age(version: Version) -> tuple[datetime, int]:
    return version.valid_from, version.id
