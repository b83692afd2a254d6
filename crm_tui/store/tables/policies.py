"""Policies: rules of ours that customers run into; and what staff propose to change."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from crm_tui.domain.words import Decision, ProposalState
from crm_tui.store.columns import TABLE_OPTIONS, Day, Instant, RecordId, Structure, one_of
from crm_tui.store.tables.base import Record


class Policy(Record, table=True):
    """A policy through all its versions."""

    __tablename__ = "policies"
    __table_args__ = (TABLE_OPTIONS,)

    name: str = Field(sa_type=Text)
    owner_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=RecordId)
    next_review_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(sa_type=Instant)
    retired_at: datetime | None = Field(default=None, sa_type=Instant)
    retired_why: str = Field(default="", sa_type=Text)


class PolicyVersion(Record, table=True):
    """What the policy said from an instant on. Never changed: a change is a new version."""

    __tablename__ = "policy_versions"
    __table_args__ = (TABLE_OPTIONS,)

    policy_id: int = Field(foreign_key="policies.id", sa_type=RecordId, index=True)
    number: int
    valid_from: datetime = Field(sa_type=Instant)
    wording: str = Field(sa_type=Text)
    purpose: str = Field(default="", sa_type=Text)  # what it is for


class PolicyReading(Record, table=True):
    """A member of staff has read this version of this policy."""

    __tablename__ = "policy_readings"
    __table_args__ = (TABLE_OPTIONS,)

    policy_version_id: int = Field(foreign_key="policy_versions.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    at: datetime = Field(sa_type=Instant)


class PolicyReview(Record, table=True):
    """A look at a policy with the answers to what a review asks, and what was decided."""

    __tablename__ = "policy_reviews"
    __table_args__ = (one_of("decision", Decision), TABLE_OPTIONS)

    policy_id: int = Field(foreign_key="policies.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    from_on: date = Field(sa_type=Day)
    to_on: date = Field(sa_type=Day)
    due_on: date | None = Field(default=None, sa_type=Day)
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)  # by question
    decision: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)
    next_on: date | None = Field(default=None, sa_type=Day)
    at: datetime = Field(sa_type=Instant)


class Proposal(Record, table=True):
    """A change that a member of staff suggests to a standard or a policy, and what became of it."""

    __tablename__ = "proposals"
    __table_args__ = (
        one_of("state", ProposalState),
        CheckConstraint("(standard_id IS NULL) <> (policy_id IS NULL)", name="about_one_thing"),
        TABLE_OPTIONS,
    )

    standard_id: int | None = Field(default=None, foreign_key="standards.id", sa_type=RecordId, index=True)
    policy_id: int | None = Field(default=None, foreign_key="policies.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    words: str = Field(sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=Instant)
    state: str = Field(default=ProposalState.OPEN.value, sa_type=Text)
    answer: str = Field(default="", sa_type=Text)
    answered_by_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=RecordId)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    in_version: int | None = None  # the number of the version that took it up, which credits it
