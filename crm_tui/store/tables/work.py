"""What is still to be done for a customer: follow-ups and promises."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from crm_tui.domain.words import Appointment, FollowUpState, PromiseBy, PromiseState
from crm_tui.store.columns import TABLE_OPTIONS, Day, Flag, Instant, RecordId, one_of
from crm_tui.store.tables.base import Record

_OPEN = text("state = 'open'")


class FollowUp(Record, table=True):
    """Something to do for a customer by a time, or by the end of a day (``all_day``)."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        one_of("state", FollowUpState),
        one_of("appointment", Appointment),
        CheckConstraint("state <> 'dropped' OR trim(closed_why) <> ''", name="dropped_says_why"),
        # Open ones are few among millions: the panel of Today reads only this index (BAR.md).
        Index("ix_follow_ups_open", "due_at", "staff_id", sqlite_where=_OPEN),
        Index("ix_follow_ups_customer", "customer_id", "state", "due_at"),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)  # who is to do it
    why: str = Field(sa_type=Text)
    channel: str = Field(foreign_key="channels.code", sa_type=Text)
    due_at: datetime = Field(sa_type=Instant)
    due_on: date = Field(sa_type=Day)
    all_day: bool = Field(default=True, sa_type=Flag)
    first_due_at: datetime = Field(sa_type=Instant)  # what it was before it was snoozed: in time or not
    state: str = Field(default=FollowUpState.OPEN.value, sa_type=Text)
    is_appointment: bool = Field(default=False, sa_type=Flag)
    appointment: str | None = Field(default=None, sa_type=Text)  # came, did not come
    is_call_back: bool = Field(default=False, sa_type=Flag)  # made by a missed call
    exempt: str | None = Field(default=None, sa_type=Text)  # why the contact load does not count it
    override_why: str = Field(default="", sa_type=Text)
    case_id: int | None = Field(default=None, foreign_key="cases.id", sa_type=RecordId)
    # The contact that it came from, and the one that fulfilled it.
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id", sa_type=RecordId)
    done_by_id: int | None = Field(default=None, foreign_key="interactions.id", sa_type=RecordId)
    created_by_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    created_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_why: str = Field(default="", sa_type=Text)
    tier: str | None = Field(default=None, sa_type=Text)  # the customer's when it was planned


class Promise(Record, table=True):
    """What was said that somebody can expect, and by when: told, and the safe date that we aim for."""

    __tablename__ = "promises"
    __table_args__ = (
        one_of("by", PromiseBy),
        one_of("state", PromiseState),
        Index("ix_promises_customer", "customer_id", "state"),
        Index("ix_promises_state", "state", "safe_at"),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    by: str = Field(default=PromiseBy.OURS.value, sa_type=Text)
    what: str = Field(sa_type=Text)
    told_at: datetime = Field(sa_type=Instant)
    told_on: date = Field(sa_type=Day)
    told_all_day: bool = Field(default=True, sa_type=Flag)
    safe_at: datetime = Field(sa_type=Instant)
    safe_on: date = Field(sa_type=Day)
    safe_all_day: bool = Field(default=True, sa_type=Flag)
    state: str = Field(default=PromiseState.OPEN.value, sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_why: str = Field(default="", sa_type=Text)
    case_id: int | None = Field(default=None, foreign_key="cases.id", sa_type=RecordId)
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id", sa_type=RecordId)
    tier: str | None = Field(default=None, sa_type=Text)  # the customer's when it was made
