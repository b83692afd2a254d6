"""Derived tables: written with what they come from, rebuilt at will, never the truth."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from crm_tui.store.columns import Instant, RecordId
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
    customer_id: int = Field(sa_type=RecordId, index=True)
    words: str = Field(sa_type=Text)
