"""Cases: a complaint, problem or dispute from the first word to its resolution."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from crm_tui.domain.words import Stage
from crm_tui.store.columns import TABLE_OPTIONS, Instant, RecordId, among, one_of
from crm_tui.store.tables.base import Record

#: What can happen to a case; clocks are computed from these events and the case's interactions.
CASE_EVENTS = ("opened", "stage", "owner", "tier", "reopened")


class Case(Record, table=True):
    """What is going on with a customer until it is solved, with one owner who stays."""

    __tablename__ = "cases"
    __table_args__ = (
        one_of("stage", Stage),
        CheckConstraint("reopenings >= 0", name="reopenings_not_negative"),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    nature: str = Field(foreign_key="natures.code", sa_type=Text)
    title: str = Field(default="", sa_type=Text)
    owner_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    stage: str = Field(default=Stage.OPEN.value, sa_type=Text, index=True)
    opened_at: datetime = Field(sa_type=Instant)  # when the contact happened, not when it was typed
    solved_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    cause: str = Field(default="", sa_type=Text)
    resolution: str = Field(default="", sa_type=Text)
    reopenings: int = 0
    external_source: str | None = Field(default=None, sa_type=Text)
    external_key: str | None = Field(default=None, sa_type=Text)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


class CaseEvent(Record, table=True):
    """One thing that happened to a case, at the time it happened."""

    __tablename__ = "case_events"
    __table_args__ = (among("what", CASE_EVENTS), TABLE_OPTIONS)

    case_id: int = Field(foreign_key="cases.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    what: str = Field(sa_type=Text)
    value: str = Field(default="", sa_type=Text)  # the new stage, owner or tier
    why: str = Field(default="", sa_type=Text)
    happened_at: datetime = Field(sa_type=Instant)
    recorded_at: datetime = Field(sa_type=Instant)
