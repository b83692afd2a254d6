"""Surveys: a customer's answer after a sale or a case."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from crm_tui.domain.growth_words import SurveyKind, SurveyState
from crm_tui.store.columns import TABLE_OPTIONS, Instant, RecordId, one_of
from crm_tui.store.tables.base import Record


class Survey(Record, table=True):
    """A question put to a customer, and the answer: CSAT 1 to 5, NPS 0 to 10, words."""

    __tablename__ = "surveys"
    __table_args__ = (
        one_of("kind", SurveyKind),
        one_of("state", SurveyState),
        CheckConstraint("sale_id IS NULL OR case_id IS NULL", name="about_one_thing"),
        CheckConstraint(
            "(kind = 'csat' AND score BETWEEN 1 AND 5) OR (kind = 'nps' AND score BETWEEN 0 AND 10)",
            name="score_in_range",
        ),
        Index("ix_surveys_answered", "answered_at"),
        Index("ix_surveys_external", "external_source", "external_key"),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    kind: str = Field(sa_type=Text)
    sale_id: int | None = Field(default=None, foreign_key="sales.id", sa_type=RecordId, index=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", sa_type=RecordId, index=True)
    state: str = Field(default=SurveyState.ASKED.value, sa_type=Text)
    channel: str = Field(foreign_key="channels.code", sa_type=Text)
    asked_at: datetime = Field(sa_type=Instant)
    asked_by_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    follow_up_id: int | None = Field(default=None, foreign_key="follow_ups.id", sa_type=RecordId)
    score: int | None = None
    words: str = Field(default="", sa_type=Text)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    taken_by_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=RecordId)
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id", sa_type=RecordId)
    opened_case_id: int | None = Field(default=None, foreign_key="cases.id", sa_type=RecordId)
    tier: str | None = Field(default=None, sa_type=Text)  # the customer's then
    external_source: str | None = Field(default=None, sa_type=Text)
    external_key: str | None = Field(default=None, sa_type=Text)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
