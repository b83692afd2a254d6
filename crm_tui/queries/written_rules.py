"""What is read alike of standards and policies: whose they are, their versions, review and end."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRule(Generic[V]):
    """A rule with all its versions, the oldest first. ``record_version`` is what a change asks for."""

    id: int
    owner_id: int | None
    owner: str
    next_review_on: date | None
    created_at: datetime
    retired_at: datetime | None
    retired_why: str
    record_version: int
    versions: tuple[V, ...]

    @property
    def newest(self) -> V:
        """The version in force, or the last one of a rule that was retired."""
        return self.versions[-1]

    def review_is_overdue(self, today: date) -> bool:
        """Whether its review should have taken place; the day itself is still in time."""
        return self.next_review_on is not None and self.next_review_on < today
