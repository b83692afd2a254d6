"""What became of each line of an imported file."""

from dataclasses import asdict, dataclass, field
from typing import Any

#: Only so many lines are named one by one; a hostile file could hold any number. The counts stay exact.
LINES_NAMED = 1_000


@dataclass(slots=True)
class LineNote:
    """A sentence about one line of the file."""

    line: int
    reason: str


@dataclass(slots=True)
class LikelyDuplicate:
    """A contact that was created although somebody here has the same number or address."""

    line: int
    name: str
    customer: int
    reason: str


@dataclass(slots=True)
class ImportReport:
    """The outcome of an import: ``read`` = created + updated + unchanged + skipped.

    ``unchanged`` were here already with nothing to add. ``organisations`` were made besides, because somebody
    belongs to them. ``act`` is what undo takes back; None when nothing was written.
    """

    format: str = ""
    encoding: str = ""
    act: int | None = None
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    organisations: int = 0
    skipped_count: int = 0
    skipped: list[LineNote] = field(default_factory=list)
    warnings: list[LineNote] = field(default_factory=list)
    likely_duplicates: list[LikelyDuplicate] = field(default_factory=list)
    not_read: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def skip(self, line: int, reason: str) -> None:
        """Count a line that was not imported."""
        self.skipped_count += 1
        if len(self.skipped) < LINES_NAMED:
            self.skipped.append(LineNote(line, reason))

    def warn(self, line: int, reason: str) -> None:
        """Note what was odd about a line that was imported."""
        if len(self.warnings) < LINES_NAMED:
            self.warnings.append(LineNote(line, reason))

    def suspect(self, line: int, name: str, customer: int, reason: str) -> None:
        """Name a likely duplicate."""
        if len(self.likely_duplicates) < LINES_NAMED:
            self.likely_duplicates.append(LikelyDuplicate(line, name, customer, reason))

    def as_plain(self) -> dict[str, Any]:
        """The report as JSON can carry it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "ImportReport":
        """The report of an import that was cut off, to go on with."""
        report = cls(**plain)
        report.skipped = [LineNote(**note) for note in plain.get("skipped", [])]
        report.warnings = [LineNote(**note) for note in plain.get("warnings", [])]
        report.likely_duplicates = [LikelyDuplicate(**row) for row in plain.get("likely_duplicates", [])]
        return report
