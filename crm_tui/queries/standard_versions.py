"""Standards as they are written down: their versions, with what each says and what it is narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from json import loads
from typing import Any

from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.measures.selectors import matter_of
from crm_tui.domain.standards import Scope, Version
from crm_tui.domain.words import Measure
from crm_tui.queries.written_rules import WrittenRule
from crm_tui.store.reader import Reader

STANDARD_VERSIONS = """
SELECT v.id, v.standard_id, v.number, v.valid_from, v.statement, v.why, v.measure, v.target, v.objective,
       v.settings, s.retired_at, v.question
  FROM standard_versions v
  JOIN standards s ON s.id = v.standard_id
 ORDER BY v.standard_id, v.number"""
STANDARD_SCOPES = "SELECT standard_version_id, dimension, value FROM standard_scopes ORDER BY id"
STANDARDS = """
SELECT s.id, s.owner_id, coalesce(o.name, ''), s.next_review_on, s.created_at, s.retired_at, s.retired_why,
       s.version
  FROM standards s
  LEFT JOIN staff o ON o.id = s.owner_id
 ORDER BY s.id"""


@dataclass(frozen=True, slots=True)
class WrittenVersion:
    """A version of a standard: its words, and the ``rule`` by which the domain measures it."""

    id: int
    number: int
    statement: str
    why: str
    measure: Measure
    objective: float
    rule: Version
    question: str = ""

    @property
    def settings(self) -> Mapping[str, Any]:
        """What the measure needs besides its target."""
        return self.rule.settings

    @property
    def target(self) -> float | str | None:
        """As it was set: minutes, a mood, or None where the measure takes none."""
        mood = self.settings.get("mood")
        return self.rule.target if mood is None else str(mood)


class WrittenStandard(WrittenRule[WrittenVersion]):
    """A standard as it is written down."""

    __slots__ = ()


def written_standards(reader: Reader) -> tuple[WrittenStandard, ...]:
    """Every standard, the retired ones too, in the order in which they were set."""
    scopes: dict[int, list[tuple[str, str]]] = {}
    for version_id, dimension, value in reader.rows(STANDARD_SCOPES):
        scopes.setdefault(version_id, []).append((dimension, value))
    versions: dict[int, list[WrittenVersion]] = {}
    for row in reader.rows(STANDARD_VERSIONS):
        versions.setdefault(row[1], []).append(_version(row, scopes.get(row[0], [])))
    return tuple(
        WrittenStandard(
            id=standard_id,
            owner_id=owner_id,
            owner=owner,
            next_review_on=None if next_review_on is None else date.fromisoformat(next_review_on),
            created_at=from_micros(created_at),
            retired_at=maybe_from_micros(retired_at),
            retired_why=retired_why,
            record_version=record_version,
            versions=tuple(versions[standard_id]),
        )
        for standard_id, owner_id, owner, next_review_on, created_at, retired_at, retired_why, record_version
        in reader.rows(STANDARDS)
    )  # fmt: skip


def _version(row: tuple[Any, ...], scope: list[tuple[str, str]]) -> WrittenVersion:
    (
        version_id,
        standard_id,
        number,
        valid_from,
        statement,
        why,
        measure,
        target,
        objective,
        settings,
        retired,
        question,
    ) = row
    kept: dict[str, Any] = loads(settings)
    return WrittenVersion(
        version_id,
        number,
        statement,
        why,
        Measure(measure),
        objective,
        Version(
            version_id,
            standard_id,
            from_micros(valid_from),
            target,
            Scope.from_rows(scope),
            maybe_from_micros(retired),
            kept,
            matter_of(Measure(measure), kept),
        ),
        question,
    )
