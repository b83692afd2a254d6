"""Agreements with suppliers and partners, negotiations, and the stages of a dispute."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from crm_tui.domain.growth_words import (
    AgreementEventKind,
    AgreementState,
    DisputeStage,
    NegotiationMove,
    Renewal,
)
from crm_tui.domain.words import PromiseBy
from crm_tui.store.columns import TABLE_OPTIONS, Amount, Day, Instant, RecordId, one_of
from crm_tui.store.tables.base import Record


class Agreement(Record, table=True):
    """What we agreed with a supplier, a distributor, a partner or a client, and for how long."""

    __tablename__ = "agreements"
    __table_args__ = (
        one_of("renewal", Renewal),
        one_of("state", AgreementState),
        CheckConstraint("trim(name) <> ''", name="name_given"),
        CheckConstraint("end_on >= start_on", name="ends_after_start"),
        Index("ix_agreements_notice", "state", "notice_on"),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    name: str = Field(sa_type=Text)
    terms: str = Field(default="", sa_type=Text)
    boundaries: str = Field(default="", sa_type=Text)  # what neither side does
    owner_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    start_on: date = Field(sa_type=Day)
    end_on: date | None = Field(default=None, sa_type=Day)
    notice_on: date | None = Field(default=None, sa_type=Day)  # the last day to give notice
    renewal: str = Field(default=Renewal.BY_HAND.value, sa_type=Text)
    renewal_months: int | None = None
    value: int | None = Field(default=None, sa_type=Amount)
    currency: str = Field(default="", sa_type=Text)
    state: str = Field(default=AgreementState.ACTIVE.value, sa_type=Text)
    follow_up_id: int | None = Field(default=None, foreign_key="follow_ups.id", sa_type=RecordId)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


class AgreementEvent(Record, table=True):
    """What became of an agreement: signed, renewed, changed, given notice, ended."""

    __tablename__ = "agreement_events"
    __table_args__ = (one_of("what", AgreementEventKind), TABLE_OPTIONS)

    agreement_id: int = Field(foreign_key="agreements.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    what: str = Field(sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    end_on: date | None = Field(default=None, sa_type=Day)  # the end that it set
    happened_at: datetime = Field(sa_type=Instant)
    recorded_at: datetime = Field(sa_type=Instant)


class NegotiationStep(Record, table=True):
    """One move of a negotiation, ours or theirs."""

    __tablename__ = "negotiation_steps"
    __table_args__ = (one_of("move", NegotiationMove), one_of("by", PromiseBy), TABLE_OPTIONS)

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    agreement_id: int | None = Field(default=None, foreign_key="agreements.id", sa_type=RecordId, index=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", sa_type=RecordId, index=True)
    interaction_id: int | None = Field(default=None, foreign_key="interactions.id", sa_type=RecordId)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    subject: str = Field(sa_type=Text)
    move: str = Field(sa_type=Text)
    by: str = Field(default=PromiseBy.OURS.value, sa_type=Text)
    words: str = Field(sa_type=Text)
    value: int | None = Field(default=None, sa_type=Amount)
    currency: str = Field(default="", sa_type=Text)
    happened_at: datetime = Field(sa_type=Instant)
    recorded_at: datetime = Field(sa_type=Instant)


class DisputeStep(Record, table=True):
    """A dispute enters a stage; the last one says where it stands."""

    __tablename__ = "dispute_steps"
    __table_args__ = (one_of("stage", DisputeStage), TABLE_OPTIONS)

    case_id: int = Field(foreign_key="cases.id", sa_type=RecordId, index=True)
    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId)
    stage: str = Field(sa_type=Text)
    words: str = Field(default="", sa_type=Text)
    happened_at: datetime = Field(sa_type=Instant)
    recorded_at: datetime = Field(sa_type=Instant)
