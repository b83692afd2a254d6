"""Touchpoint plans: what follows by itself after an event."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from crm_tui.domain.growth_words import PlanEvent, RunState, TouchState
from crm_tui.store.columns import TABLE_OPTIONS, Day, Flag, Instant, RecordId, Structure, one_of
from crm_tui.store.tables.base import Record


class Plan(Record, table=True):
    """Steps that follow an event: each a delay, a channel, words and who. Managers edit them as data."""

    __tablename__ = "plans"
    __table_args__ = (
        one_of("event", PlanEvent),
        CheckConstraint("silence_days > 0", name="silence_is_some_days"),
        TABLE_OPTIONS,
    )

    name: str = Field(sa_type=Text)
    event: str = Field(sa_type=Text)
    scope: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)  # tiers, kinds, natures, products
    silence_days: int | None = None
    steps: list[dict[str, Any]] = Field(default_factory=list, sa_type=Structure)
    runs_since: datetime | None = Field(default=None, sa_type=Instant)  # none: switched off
    created_at: datetime = Field(sa_type=Instant)
    retired_at: datetime | None = Field(default=None, sa_type=Instant)


class PlanRun(Record, table=True):
    """A plan at work for one customer after one event."""

    __tablename__ = "plan_runs"
    __table_args__ = (
        one_of("state", RunState),
        Index("ix_plan_runs_event", "plan_id", "event_kind", "event_id"),
        Index("ix_plan_runs_customer", "customer_id", "state"),
        TABLE_OPTIONS,
    )

    plan_id: int = Field(foreign_key="plans.id", sa_type=RecordId)
    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId)
    event_kind: str = Field(sa_type=Text)  # the kind and id of the record that set it off
    event_id: int = Field(sa_type=RecordId)
    started_at: datetime = Field(sa_type=Instant)
    state: str = Field(default=RunState.RUNNING.value, sa_type=Text)
    stopped_by_id: int | None = Field(default=None, foreign_key="cases.id", sa_type=RecordId)  # the complaint
    stopped_at: datetime | None = Field(default=None, sa_type=Instant)


class PlanTouch(Record, table=True):
    """One step of a run: planned as a follow-up, joined with another, or skipped with the reason."""

    __tablename__ = "plan_touches"
    __table_args__ = (one_of("state", TouchState), TABLE_OPTIONS)

    run_id: int = Field(foreign_key="plan_runs.id", sa_type=RecordId, index=True)
    step: int
    due_on: date = Field(sa_type=Day)
    state: str = Field(sa_type=Text)
    follow_up_id: int | None = Field(default=None, foreign_key="follow_ups.id", sa_type=RecordId, index=True)
    is_survey: bool = Field(default=False, sa_type=Flag)
    why: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=Instant)
