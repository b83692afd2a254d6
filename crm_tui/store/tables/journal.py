"""Acts and the journal. Append-only: triggers in ``ddl`` refuse a change of what was written."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text
from sqlmodel import Field

from crm_tui.domain.words import Door
from crm_tui.store.columns import TABLE_OPTIONS, Instant, RecordId, Structure, one_of
from crm_tui.store.tables.base import Row


class ActRow(Row, table=True):
    """What undo takes back. Holds no words of a customer, so that erasing needs no edit."""

    __tablename__ = "acts"
    __table_args__ = (one_of("door", Door), Index("ix_acts_staff", "staff_id", "id"), TABLE_OPTIONS)

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)
    at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)  # empty while an import is under way
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    session_id: str = Field(sa_type=Text)
    door: str = Field(sa_type=Text)
    verb: str = Field(default="", sa_type=Text)
    record_kind: str = Field(default="", sa_type=Text)
    record_id: int | None = Field(default=None, sa_type=RecordId)
    # No foreign key: the act outlives the customer.
    customer_id: int | None = Field(default=None, sa_type=RecordId)
    # Codes and counts for its sentence.
    details: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)
    undoes_act_id: int | None = Field(default=None, foreign_key="acts.id", sa_type=RecordId)
    undone_by_act_id: int | None = Field(default=None, foreign_key="acts.id", sa_type=RecordId)


class JournalPayload(Row, table=True):
    """The fields before and after, apart from the entry, so that erasing can delete them."""

    __tablename__ = "journal_payloads"
    __table_args__ = (TABLE_OPTIONS,)

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)
    body: str = Field(sa_type=Text)  # canonical JSON: {"after", "before", "salt"}


class JournalEntry(Row, table=True):
    """One change of one record. The chain runs over salted digests, so it outlives an erased payload."""

    __tablename__ = "journal_entries"
    __table_args__ = (Index("ix_journal_record", "record_kind", "record_id"), TABLE_OPTIONS)

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)
    act_id: int = Field(foreign_key="acts.id", sa_type=RecordId, index=True)
    at: datetime = Field(sa_type=Instant)
    staff_id: int = Field(sa_type=RecordId)
    session_id: str = Field(sa_type=Text)
    door: str = Field(sa_type=Text)
    verb: str = Field(sa_type=Text)  # add, change, remove
    record_kind: str = Field(sa_type=Text)
    record_id: int = Field(sa_type=RecordId)
    version_before: int | None = None
    version_after: int | None = None
    payload_id: int | None = Field(default=None, sa_type=RecordId)  # no foreign key: payloads can be erased
    payload_digest: str = Field(sa_type=Text)
    prev_hash: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)


class ImportRun(Row, table=True):
    """How far an import got, so that a killed one can go on or be taken back. Not journalled."""

    __tablename__ = "import_runs"
    __table_args__ = (TABLE_OPTIONS,)

    id: int | None = Field(default=None, primary_key=True, sa_type=RecordId)
    act_id: int = Field(foreign_key="acts.id", sa_type=RecordId, index=True)
    file_digest: str = Field(sa_type=Text, index=True)
    file_name: str = Field(sa_type=Text)
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)
    position: int = 0  # records of the file that are in
    report: dict[str, Any] = Field(default_factory=dict, sa_type=Structure)
    state: str = Field(default="running", sa_type=Text)  # running, done
