"""Service standards, who has read them, and their reviews."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import REAL, CheckConstraint, Index, Text
from sqlmodel import Field

from crm_tui.domain.words import Decision
from crm_tui.store.columns import (
    TABLE_OPTIONS,
    Day,
    Instant,
    RecordId,
    Structure,
    added_text,
    among,
    one_of,
)
from crm_tui.store.tables.base import Record

#: What a standard can be narrowed to.
SCOPE_DIMENSIONS = ("tier", "nature", "channel", "kind", "product")


class Standard(Record, table=True):
    """A standard through all its versions."""

    __tablename__ = "standards"
    __table_args__ = (TABLE_OPTIONS,)

    owner_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=RecordId)
    next_review_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(sa_type=Instant)
    retired_at: datetime | None = Field(default=None, sa_type=Instant)
    retired_why: str = Field(default="", sa_type=Text)


class StandardVersion(Record, table=True):
    """What the standard said from an instant on. Never changed: a change is a new version."""

    __tablename__ = "standard_versions"
    __table_args__ = (
        CheckConstraint("objective > 0 AND objective <= 1", name="objective_is_a_share"),
        CheckConstraint("target >= 0", name="target_not_negative"),
        TABLE_OPTIONS,
    )

    standard_id: int = Field(foreign_key="standards.id", sa_type=RecordId, index=True)
    number: int
    valid_from: datetime = Field(sa_type=Instant)
    statement: str = Field(sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    measure: str = Field(sa_type=Text)  # no CHECK: each measure is a function in domain/standards.py
    # Minutes, or what the measure says; none is not zero.
    target: float | None = Field(default=None, sa_type=REAL)
    objective: float = Field(sa_type=REAL)
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)  # what a measure needs besides
    question: str = added_text()  # the check question that who has read it answers


class StandardScope(Record, table=True):
    """One value of one dimension that a version is narrowed to."""

    __tablename__ = "standard_scopes"
    __table_args__ = (among("dimension", SCOPE_DIMENSIONS), TABLE_OPTIONS)

    standard_version_id: int = Field(foreign_key="standard_versions.id", sa_type=RecordId, index=True)
    dimension: str = Field(sa_type=Text)
    value: str = Field(sa_type=Text)


class Acknowledgement(Record, table=True):
    """A member of staff has read this version of this standard."""

    __tablename__ = "acknowledgements"
    __table_args__ = (TABLE_OPTIONS,)

    standard_version_id: int = Field(foreign_key="standard_versions.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    at: datetime = Field(sa_type=Instant)
    answer: str = added_text()  # to the version's check question


class BreachNote(Record, table=True):
    """Why one event missed its standard, in a line."""

    __tablename__ = "breach_notes"
    __table_args__ = (Index("ix_breach_notes_event", "standard_id", "event_kind", "event_id"), TABLE_OPTIONS)

    standard_id: int = Field(foreign_key="standards.id", sa_type=RecordId)
    event_kind: str = Field(sa_type=Text)  # the kind and id of the measured event's record
    event_id: int = Field(sa_type=RecordId)
    why: str = Field(sa_type=Text)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    at: datetime = Field(sa_type=Instant)


class Review(Record, table=True):
    """A look at a standard for a period, and what was decided."""

    __tablename__ = "reviews"
    __table_args__ = (one_of("decision", Decision), TABLE_OPTIONS)

    standard_id: int = Field(foreign_key="standards.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    from_on: date = Field(sa_type=Day)
    to_on: date = Field(sa_type=Day)
    due_on: date | None = Field(default=None, sa_type=Day)  # when it should have taken place
    decision: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)
    next_on: date | None = Field(default=None, sa_type=Day)
    measured: int = 0
    met: int = 0
    at: datetime = Field(sa_type=Instant)
