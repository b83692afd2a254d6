"""Cases: a complaint, problem or dispute from the first word to its resolution."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from crm_tui.domain.words import Stage
from crm_tui.store.columns import (
    TABLE_OPTIONS,
    Amount,
    Flag,
    Instant,
    RecordId,
    added_flag,
    added_text,
    among,
    one_of,
)
from crm_tui.store.tables.base import Record

#: What can happen to a case; clocks are computed from these events and the case's interactions.
CASE_EVENTS = ("opened", "stage", "owner", "tier", "product", "reopened")


class Case(Record, table=True):
    """What is going on with a customer until it is solved, with one owner who stays."""

    __tablename__ = "cases"
    __table_args__ = (
        one_of("stage", Stage),
        CheckConstraint("reopenings >= 0", name="reopenings_not_negative"),
        # Few have a key of another system or a case above them: the others need not touch these two.
        Index(
            "ix_cases_external",
            "external_source",
            "external_key",
            sqlite_where=text("external_key IS NOT NULL"),
        ),
        Index("ix_cases_parent_id", "parent_id", sqlite_where=text("parent_id IS NOT NULL")),
        # Causes that several met, and those to pick from, among the cases that have one.
        Index("ix_cases_cause", "opened_at", "cause", sqlite_where=text("cause <> ''")),
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
    # The listening form: what we understood, whether they said that it is so, and how we prevent it.
    understanding: str = added_text()
    understanding_confirmed: bool = added_flag()
    prevention: str = added_text()
    # What it cost to make good, in 1/10,000 of the unit.
    cost: int | None = Field(default=None, sa_type=Amount)
    cost_currency: str = added_text()
    parent_id: int | None = Field(default=None, sa_type=RecordId)  # the case above several
    # The day agreed with them, or another system's deadline, and that system's own verdict.
    agreed_at: datetime | None = Field(default=None, sa_type=Instant)
    timely: bool | None = Field(default=None, sa_type=Flag)
    # What it is about now.
    product_id: int | None = Field(default=None, foreign_key="products.id", sa_type=RecordId)


class CaseEvent(Record, table=True):
    """One thing that happened to a case, at the time it happened."""

    __tablename__ = "case_events"
    __table_args__ = (among("what", CASE_EVENTS), TABLE_OPTIONS)

    case_id: int = Field(foreign_key="cases.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    what: str = Field(sa_type=Text)
    value: str = Field(default="", sa_type=Text)  # the new stage, owner, tier or product
    why: str = Field(default="", sa_type=Text)
    happened_at: datetime = Field(sa_type=Instant)
    recorded_at: datetime = Field(sa_type=Instant)
