"""Saved views of lists, and outreach to the customers of one."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from crm_tui.domain.growth_words import LeftOut, OutreachKind, OutreachState
from crm_tui.store.columns import TABLE_OPTIONS, Flag, Instant, RecordId, Structure, one_of
from crm_tui.store.tables.base import Record


class SavedView(Record, table=True):
    """What a list was narrowed to and sorted by, under a name; of customers it is a segment."""

    __tablename__ = "saved_views"
    __table_args__ = (CheckConstraint("trim(name) <> ''", name="name_given"), TABLE_OPTIONS)

    name: str = Field(sa_type=Text)
    list: str = Field(sa_type=Text, index=True)  # the list's route
    narrowing: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)
    sort: str = Field(default="", sa_type=Text)
    owner_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    shared: bool = Field(default=False, sa_type=Flag)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


class Outreach(Record, table=True):
    """One message to many: an announcement, a newsletter, a video, a tutorial."""

    __tablename__ = "outreaches"
    __table_args__ = (one_of("kind", OutreachKind), one_of("state", OutreachState), TABLE_OPTIONS)

    kind: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    channel: str = Field(foreign_key="channels.code", sa_type=Text)
    view_name: str = Field(default="", sa_type=Text)  # the segment as it was then
    narrowing: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)
    template: str = Field(default="", sa_type=Text)  # a template's name
    link: str = Field(default="", sa_type=Text)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    state: str = Field(default=OutreachState.DRAWN.value, sa_type=Text)
    drawn_at: datetime = Field(sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


class OutreachMember(Record, table=True):
    """A customer of the segment: on the list, or left out with the reason."""

    __tablename__ = "outreach_members"
    __table_args__ = (
        one_of("left_out", LeftOut),
        Index("ix_outreach_members_customer", "customer_id", "outreach_id"),
        TABLE_OPTIONS,
    )

    outreach_id: int = Field(foreign_key="outreaches.id", sa_type=RecordId, index=True)
    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId)
    address: str = Field(default="", sa_type=Text)
    left_out: str | None = Field(default=None, sa_type=Text)
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id", sa_type=RecordId)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    answer: str = Field(default="", sa_type=Text)
