"""Customers and what belongs to them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from crm_tui.domain.words import Channel, Consent, ContactPointType, Form, Kind
from crm_tui.store.columns import TABLE_OPTIONS, Day, Flag, Instant, RecordId, one_of
from crm_tui.store.tables.base import Record


class Customer(Record, table=True):
    """A person or an organisation that we have a relationship with."""

    __tablename__ = "customers"
    __table_args__ = (
        one_of("form", Form),
        CheckConstraint("trim(name) <> ''", name="name_given"),
        CheckConstraint("quiet_from BETWEEN 0 AND 1439", name="quiet_from_minute"),
        CheckConstraint("quiet_until BETWEEN 0 AND 1439", name="quiet_until_minute"),
        Index("ix_customers_external", "external_source", "external_key"),
        # Few have a rhythm of their own: who has not heard from us is looked for among them and by tier.
        Index("ix_customers_rhythm", "rhythm_days", sqlite_where=text("rhythm_days IS NOT NULL")),
        TABLE_OPTIONS,
    )

    form: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    sort_key: str = Field(sa_type=Text, index=True)  # the folded name: lists by name need an index
    address_as: str = Field(default="", sa_type=Text)  # the form of address
    language: str = Field(default="", sa_type=Text)
    source: str = Field(default="", sa_type=Text)  # how they heard of us
    note: str = Field(default="", sa_type=Text)
    tier_id: int | None = Field(default=None, foreign_key="tiers.id", sa_type=RecordId, index=True)
    manager_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=RecordId, index=True)
    do_not_contact: bool = Field(default=False, sa_type=Flag)
    quiet_from: int | None = None  # minute of the local day from which we stay silent
    quiet_until: int | None = None
    ended_on: date | None = Field(default=None, sa_type=Day)
    ended_why: str = Field(default="", sa_type=Text)
    external_source: str | None = Field(default=None, sa_type=Text)
    external_key: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    rhythm_days: int | None = None  # how often they should at least hear from us; the tier's unless given


class CustomerKind(Record, table=True):
    """One of the things that a customer is to us."""

    __tablename__ = "customer_kinds"
    __table_args__ = (
        one_of("kind", Kind),
        Index("ix_customer_kinds_kind", "kind", "customer_id"),  # a view of few suppliers reads only them
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    kind: str = Field(sa_type=Text)


class CustomerTag(Record, table=True):
    """A word that the business put on a customer."""

    __tablename__ = "customer_tags"
    __table_args__ = (TABLE_OPTIONS,)

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    tag: str = Field(sa_type=Text)


class ContactPoint(Record, table=True):
    """A phone number, mail address, postal address or handle, as typed and as it can be searched."""

    __tablename__ = "contact_points"
    __table_args__ = (one_of("type", ContactPointType), TABLE_OPTIONS)

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    type: str = Field(sa_type=Text)
    label: str = Field(default="", sa_type=Text)
    value: str = Field(sa_type=Text)
    normal: str = Field(default="", sa_type=Text, index=True)  # E.164 of a phone, folded mail address
    preferred: bool = Field(default=False, sa_type=Flag)
    position: int = 0


class Membership(Record, table=True):
    """A person's place in an organisation."""

    __tablename__ = "memberships"
    __table_args__ = (TABLE_OPTIONS,)

    person_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    organisation_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    title: str = Field(default="", sa_type=Text)
    from_on: date | None = Field(default=None, sa_type=Day)
    to_on: date | None = Field(default=None, sa_type=Day)


class SpeaksFor(Record, table=True):
    """A person who may speak for another, and what they may be told."""

    __tablename__ = "speaks_for"
    __table_args__ = (TABLE_OPTIONS,)

    speaker_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    may_be_told: str = Field(default="", sa_type=Text)


class ConsentMark(Record, table=True):
    """What a customer said about hearing from us on a channel; no row means they said nothing."""

    __tablename__ = "consents"
    __table_args__ = (one_of("channel", Channel), one_of("state", Consent), TABLE_OPTIONS)

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    channel: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)
