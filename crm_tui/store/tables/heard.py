"""Interests and things heard: dated notes that stand on the plots of Insights."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from crm_tui.domain.growth_words import HeardKind
from crm_tui.store.columns import TABLE_OPTIONS, Day, Instant, RecordId, one_of
from crm_tui.store.tables.base import Record


class HeardNote(Record, table=True):
    """Something that was heard on a day, of a customer or of the market."""

    __tablename__ = "heard_notes"
    __table_args__ = (
        one_of("kind", HeardKind),
        CheckConstraint("trim(words) <> ''", name="says_something"),
        TABLE_OPTIONS,
    )

    kind: str = Field(sa_type=Text)
    on_day: date = Field(sa_type=Day, index=True)
    words: str = Field(sa_type=Text)
    customer_id: int | None = Field(default=None, foreign_key="customers.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
