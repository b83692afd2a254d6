"""The people at the desk: skills, training, praise, and what is between them and their manager."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from crm_tui.domain.words import ChecklistKind
from crm_tui.store.columns import TABLE_OPTIONS, Day, Instant, RecordId, Structure, one_of
from crm_tui.store.tables.base import Record


class Skill(Record, table=True):
    """What a member of staff can do, and how well: 1 is learning it, 4 teaches it."""

    __tablename__ = "skills"
    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 4", name="level_one_to_four"), TABLE_OPTIONS)

    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    name: str = Field(sa_type=Text)
    level: int


class Training(Record, table=True):
    """Training that is due, or was taken."""

    __tablename__ = "trainings"
    __table_args__ = (TABLE_OPTIONS,)

    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    name: str = Field(sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    due_on: date | None = Field(default=None, sa_type=Day)
    taken_on: date | None = Field(default=None, sa_type=Day)
    standard_id: int | None = Field(default=None, foreign_key="standards.id", sa_type=RecordId)


class ChecklistItem(Record, table=True):
    """One thing on a newcomer's list, and who signed it off."""

    __tablename__ = "checklist_items"
    __table_args__ = (one_of("kind", ChecklistKind), TABLE_OPTIONS)

    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    kind: str = Field(sa_type=Text)
    what: str = Field(sa_type=Text)
    position: int = 0
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id", sa_type=RecordId)
    signed_by_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=RecordId)
    signed_at: datetime | None = Field(default=None, sa_type=Instant)


class JobStandard(Record, table=True):
    """A standard that somebody's job description names."""

    __tablename__ = "job_standards"
    __table_args__ = (TABLE_OPTIONS,)

    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    standard_id: int = Field(foreign_key="standards.id", sa_type=RecordId)


class Praise(Record, table=True):
    """Somebody did well, said by a colleague, mostly about one contact."""

    __tablename__ = "praise"
    __table_args__ = (TABLE_OPTIONS,)

    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)  # who did well
    by_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    interaction_id: int | None = Field(
        default=None, foreign_key="interactions.id", sa_type=RecordId, index=True
    )
    words: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=Instant)


class Look(Record, table=True):
    """A contact that a trainee logged was looked at."""

    __tablename__ = "looks"
    __table_args__ = (TABLE_OPTIONS,)

    interaction_id: int = Field(foreign_key="interactions.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)  # who looked
    words: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=Instant)


class OneToOne(Record, table=True):
    """A talk between a member of staff and their manager about a period; for the two of them."""

    __tablename__ = "one_to_ones"
    __table_args__ = (TABLE_OPTIONS,)

    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    manager_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    from_on: date = Field(sa_type=Day)
    to_on: date = Field(sa_type=Day)
    went_well: str = Field(default="", sa_type=Text)
    was_hard: str = Field(default="", sa_type=Text)
    goals: str = Field(default="", sa_type=Text)
    training: str = Field(default="", sa_type=Text)
    figures: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)  # as they stood that day
    at: datetime = Field(sa_type=Instant)


class Pulse(Record, table=True):
    """How a member of staff said they were doing on a day: 1 badly, 5 well; for them and their manager."""

    __tablename__ = "pulses"
    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 5", name="level_one_to_five"), TABLE_OPTIONS)

    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    on_day: date = Field(sa_type=Day)
    level: int
    words: str = Field(default="", sa_type=Text)
