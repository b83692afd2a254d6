"""Playbooks: what to do and say in a situation, and which steps were ticked."""

from datetime import datetime
from typing import Any

from sqlalchemy import Text
from sqlmodel import Field

from crm_tui.store.columns import TABLE_OPTIONS, Instant, RecordId, Structure
from crm_tui.store.tables.base import Record


class Playbook(Record, table=True):
    """A playbook through all its versions."""

    __tablename__ = "playbooks"
    __table_args__ = (TABLE_OPTIONS,)

    nature: str | None = Field(default=None, foreign_key="natures.code", sa_type=Text, index=True)
    # Narrows it further, such as to an upset customer; none holds for every contact of the nature.
    mood: str | None = Field(default=None, sa_type=Text)
    outcome: str | None = Field(default=None, sa_type=Text)
    name: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=Instant)
    retired_at: datetime | None = Field(default=None, sa_type=Instant)


class PlaybookVersion(Record, table=True):
    """The steps from an instant on. Never changed: a change is a new version."""

    __tablename__ = "playbook_versions"
    __table_args__ = (TABLE_OPTIONS,)

    playbook_id: int = Field(foreign_key="playbooks.id", sa_type=RecordId, index=True)
    number: int
    valid_from: datetime = Field(sa_type=Instant)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    # [{"code": "say-price", "text": "Say what it costs", "required": true}]: a code stays through versions.
    steps: list[Any] = Field(sa_type=Structure)


class StepTick(Record, table=True):
    """A step of a playbook was taken in a contact."""

    __tablename__ = "step_ticks"
    __table_args__ = (TABLE_OPTIONS,)

    interaction_id: int = Field(foreign_key="interactions.id", sa_type=RecordId, index=True)
    playbook_version_id: int = Field(foreign_key="playbook_versions.id", sa_type=RecordId)
    step: str = Field(sa_type=Text)  # its code
