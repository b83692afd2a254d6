"""Contacts with customers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from crm_tui.domain.words import Direction, Mood, Obstacle
from crm_tui.store.columns import TABLE_OPTIONS, Flag, Instant, RecordId, added_text, one_of
from crm_tui.store.tables.base import Record

_KEYED = "external_key IS NOT NULL"
_COUNTED_BY = ("tier", "staff_id", "happened_at", "customer_id")
_FELT = "deleted_at IS NULL AND mood IS NOT NULL AND direction <> 'internal'"
_WAITED = "deleted_at IS NULL AND waited_minutes IS NOT NULL AND direction = 'inbound' AND channel = 'phone'"


class Interaction(Record, table=True):
    """One contact with a customer, or a note (``direction`` internal), which counts as no contact."""

    __tablename__ = "interactions"
    __table_args__ = (
        one_of("direction", Direction),
        one_of("mood", Mood),
        one_of("obstacle", Obstacle),
        CheckConstraint("waited_minutes >= 0", name="waited_not_negative"),
        CheckConstraint("ended_at >= happened_at", name="ends_after_start"),
        Index("ix_interactions_customer_time", "customer_id", "happened_at"),
        Index("ix_interactions_time", "happened_at"),
        # Only what was imported has a key: whatever else is logged need not touch the index.
        Index("ix_interactions_external", "external_source", "external_key", sqlite_where=text(_KEYED)),
        Index("ix_interactions_nature", "nature", "happened_at"),
        # What attainment counts of many contacts, in the order in which it counts them: a walk sorts nothing.
        Index("ix_interactions_mood", "mood", *_COUNTED_BY, sqlite_where=text(_FELT)),
        Index("ix_interactions_waited", "waited_minutes", *_COUNTED_BY, sqlite_where=text(_WAITED)),
        Index(
            "ix_interactions_product",
            "product_id",
            "happened_at",
            sqlite_where=text("product_id IS NOT NULL"),
        ),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    channel: str = Field(foreign_key="channels.code", sa_type=Text)
    direction: str = Field(sa_type=Text)
    nature: str = Field(foreign_key="natures.code", sa_type=Text)
    outcome: str = Field(foreign_key="outcomes.code", sa_type=Text)
    mood: str | None = Field(default=None, sa_type=Text)
    obstacle: str | None = Field(default=None, sa_type=Text)
    waited_minutes: int | None = None
    happened_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    recorded_at: datetime = Field(sa_type=Instant)
    said: str = Field(default="", sa_type=Text)  # the listen-first record: their words
    cause: str = Field(default="", sa_type=Text)  # the root cause
    did: str = Field(default="", sa_type=Text)  # what we did
    good_moment: bool = Field(default=False, sa_type=Flag)
    automatic: bool = Field(default=False, sa_type=Flag)  # an automatic reply is never a response
    case_id: int | None = Field(default=None, foreign_key="cases.id", sa_type=RecordId, index=True)
    external_source: str | None = Field(default=None, sa_type=Text)
    external_key: str | None = Field(default=None, sa_type=Text)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    tier: str | None = Field(default=None, sa_type=Text)  # the customer's then: the past is not rewritten
    link: str = added_text()  # where a public mention stands
    # What it is about.
    product_id: int | None = Field(default=None, foreign_key="products.id", sa_type=RecordId)
