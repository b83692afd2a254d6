"""What customers may buy next, and who heard it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from crm_tui.domain.growth_words import OpportunityStage
from crm_tui.store.columns import TABLE_OPTIONS, Amount, Day, Instant, RecordId, one_of
from crm_tui.store.tables.base import Record


class Opportunity(Record, table=True):
    """A need that somebody heard, until it is won or lost. Its next step is a follow-up."""

    __tablename__ = "opportunities"
    __table_args__ = (
        one_of("stage", OpportunityStage),
        CheckConstraint("stage <> 'lost' OR trim(closed_why) <> ''", name="lost_says_why"),
        Index("ix_opportunities_stage", "stage", "customer_id"),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    need: str = Field(sa_type=Text)
    product_id: int | None = Field(default=None, foreign_key="products.id", sa_type=RecordId, index=True)
    owner_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    heard_by_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    heard_at: datetime = Field(sa_type=Instant)
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id", sa_type=RecordId)
    stage: str = Field(default=OpportunityStage.HEARD.value, sa_type=Text)
    value: int | None = Field(default=None, sa_type=Amount)
    currency: str = Field(default="", sa_type=Text)
    expected_on: date | None = Field(default=None, sa_type=Day)
    follow_up_id: int | None = Field(default=None, foreign_key="follow_ups.id", sa_type=RecordId)
    partner_id: int | None = Field(default=None, foreign_key="customers.id", sa_type=RecordId, index=True)
    sale_id: int | None = Field(default=None, foreign_key="sales.id", sa_type=RecordId)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_why: str = Field(default="", sa_type=Text)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
