"""Customers that were merged, and those that only look alike."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from crm_tui.store.columns import TABLE_OPTIONS, Instant, RecordId, Structure
from crm_tui.store.tables.base import Record


class Merge(Record, table=True):
    """One customer went into another: what moved, and what the kept one's fields were before."""

    __tablename__ = "merges"
    __table_args__ = (CheckConstraint("kept_id <> gone_id", name="two_customers"), TABLE_OPTIONS)

    kept_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    gone_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    act_id: int = Field(foreign_key="acts.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    moved: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)  # the ids of what moved, by kind
    before: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)  # the kept one's fields
    at: datetime = Field(sa_type=Instant)
    unmerged_at: datetime | None = Field(default=None, sa_type=Instant)


class NotDuplicate(Record, table=True):
    """Somebody looked at two customers that look alike and said that they are two."""

    __tablename__ = "not_duplicates"
    __table_args__ = (CheckConstraint("customer_id < other_id", name="each_pair_once"), TABLE_OPTIONS)

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    other_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    at: datetime = Field(sa_type=Instant)
