"""Message templates and snippets."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from crm_tui.domain.growth_words import TemplateKind
from crm_tui.store.columns import TABLE_OPTIONS, Instant, RecordId, one_of
from crm_tui.store.tables.base import Record


class MessageTemplate(Record, table=True):
    """A message or a snippet with fields; the same in other languages are further rows of one name."""

    __tablename__ = "message_templates"
    __table_args__ = (
        one_of("kind", TemplateKind),
        CheckConstraint("trim(name) <> ''", name="name_given"),
        TABLE_OPTIONS,
    )

    kind: str = Field(default=TemplateKind.MESSAGE.value, sa_type=Text)
    name: str = Field(sa_type=Text, index=True)
    language: str = Field(default="", sa_type=Text)  # empty: for every language without one of its own
    channel: str = Field(foreign_key="channels.code", sa_type=Text)
    nature: str = Field(foreign_key="natures.code", sa_type=Text)  # what a sent one is logged as
    subject: str = Field(default="", sa_type=Text)
    body: str = Field(sa_type=Text)
    owner_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=RecordId)
    created_at: datetime = Field(sa_type=Instant)
    retired_at: datetime | None = Field(default=None, sa_type=Instant)
