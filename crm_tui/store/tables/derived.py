"""Derived tables: written with what they come from, rebuilt at will, never the truth."""

from datetime import date, datetime

from sqlalchemy import REAL, Index, Text, text
from sqlmodel import Field

from crm_tui.domain.words import ClockName, ClockState
from crm_tui.store.columns import TABLE_OPTIONS, Day, Instant, RecordId, one_of
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


class AttainmentRound(Row, table=True):
    """A count of all events of one measure by the rules of a time; other rules begin another round."""

    __tablename__ = "attainment_rounds"
    __table_args__ = (TABLE_OPTIONS,)

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)
    measure: str = Field(sa_type=Text, unique=True)
    rules: str = Field(sa_type=Text)  # a digest of all that it was counted by
    entry_id: int = Field(sa_type=RecordId)  # whom later entries of the journal name was counted before them
    counted_to: int | None = Field(default=None, sa_type=RecordId)  # the last customer; none: everybody
    as_of: datetime = Field(sa_type=Instant)  # when somebody was last counted


class AttainmentDay(Row, table=True):
    """What one standard found on the events of one day: the sum of what is kept with the customers."""

    __tablename__ = "attainment_days"
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    round_id: int = Field(primary_key=True, sa_type=RecordId)
    standard_id: int = Field(primary_key=True, sa_type=RecordId)
    day: date = Field(primary_key=True, sa_type=Day)
    measured: int
    met: int


class AttainmentOfCustomer(Row, table=True):
    """What a customer's events added to the sums of the days, so that they can be taken off again."""

    __tablename__ = "attainment_of_customers"
    __table_args__ = (_OPTIONS,)

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)  # the customer's
    counted: str = Field(sa_type=Text)  # JSON: for each round lists of standard, day, measured, met
    turns_at: datetime | None = Field(default=None, sa_type=Instant, index=True)  # holds until then


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
