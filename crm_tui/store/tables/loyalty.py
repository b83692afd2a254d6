"""Who recommended whom, who left, and who came back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from crm_tui.store.columns import TABLE_OPTIONS, Day, Instant, RecordId
from crm_tui.store.tables.base import Record


class Referral(Record, table=True):
    """A customer came because another recommended us."""

    __tablename__ = "referrals"
    __table_args__ = (
        CheckConstraint("customer_id <> by_customer_id", name="another_customer"),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    by_customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)  # who heard it
    words: str = Field(default="", sa_type=Text)
    happened_at: datetime = Field(sa_type=Instant)
    thanked_at: datetime | None = Field(default=None, sa_type=Instant)
    follow_up_id: int | None = Field(default=None, foreign_key="follow_ups.id", sa_type=RecordId)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


class Departure(Record, table=True):
    """A relationship ended, and, where it did, began again."""

    __tablename__ = "departures"
    __table_args__ = (TABLE_OPTIONS,)

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    left_on: date = Field(sa_type=Day)
    why: str = Field(default="", sa_type=Text)
    won_back_on: date | None = Field(default=None, sa_type=Day)
    won_back_how: str = Field(default="", sa_type=Text)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
