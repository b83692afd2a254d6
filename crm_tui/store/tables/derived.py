"""Derived tables: written with what they come from, rebuilt at will, never the truth."""

from datetime import datetime

from sqlalchemy import REAL, Index, Text, text
from sqlmodel import Field

from crm_tui.domain.words import ClockName, ClockState
from crm_tui.store.columns import Instant, RecordId, one_of
from crm_tui.store.tables.base import Row

_OPTIONS = {"sqlite_strict": True}


class CustomerSummary(Row, table=True):
    """What a list of customers sorts by and a card shows."""

    __tablename__ = "customer_summaries"
    __table_args__ = (_OPTIONS,)

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)  # the customer's
    last_contact_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    next_due_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    open_cases: int = 0
    open_promises: int = 0
    health: str | None = Field(default=None, sa_type=Text, index=True)  # none: not worked out yet
    health_turns_at: datetime | None = Field(default=None, sa_type=Instant, index=True)  # holds until then


class CaseClock(Row, table=True):
    """A clock of a case as its events leave it; what the passing of time adds is read off ``due_at``."""

    __tablename__ = "case_clocks"
    __table_args__ = (
        one_of("name", ClockName),
        one_of("state", ClockState),
        # The queue reads only the clocks that still run.
        Index("ix_case_clocks_running", "due_at", "case_id", sqlite_where=text("state = 'running'")),
        Index("ix_case_clocks_started", "name", "started_at"),  # attainment goes by when a clock started
        _OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)
    case_id: int = Field(sa_type=RecordId, index=True)
    name: str = Field(sa_type=Text)
    standard_version_id: int = Field(sa_type=RecordId)
    target_minutes: float = Field(sa_type=REAL)
    started_at: datetime = Field(sa_type=Instant)
    due_at: datetime | None = Field(default=None, sa_type=Instant)  # none while paused
    warn_at: datetime | None = Field(default=None, sa_type=Instant)  # 75 % of the target, in opening hours
    left_minutes: float | None = Field(default=None, sa_type=REAL)  # of a paused clock
    stopped_at: datetime | None = Field(default=None, sa_type=Instant)
    state: str = Field(sa_type=Text)
    tier: str | None = Field(default=None, sa_type=Text)  # the one whose standard set the target
    since_id: int | None = Field(default=None, sa_type=RecordId)  # the message that waits for a next answer


class CustomerSearch(Row, table=True):
    """What a customer is found by, folded; the full-text tables read it."""

    __tablename__ = "customer_search"
    __table_args__ = (_OPTIONS,)

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)  # the customer's
    words: str = Field(sa_type=Text)  # name, form of address, organisations
    digits: str = Field(sa_type=Text)  # every phone number, digits only, parted by spaces
    mails: str = Field(sa_type=Text)  # mail addresses and handles


class NoteSearch(Row, table=True):
    """The words of an interaction, folded."""

    __tablename__ = "note_search"
    __table_args__ = (_OPTIONS,)

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)  # the interaction's
    customer_id: int = Field(sa_type=RecordId)
    words: str = Field(sa_type=Text)
