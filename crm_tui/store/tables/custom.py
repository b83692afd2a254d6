"""Fields that a business adds to its customers."""

from datetime import datetime

from sqlalchemy import REAL, CheckConstraint, Index, Text, text
from sqlmodel import Field

from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.words import Kind
from crm_tui.store.columns import TABLE_OPTIONS, Instant, RecordId, Structure, one_of
from crm_tui.store.tables.base import Record


class CustomField(Record, table=True):
    """A field of the business's own, for customers of one kind or of all."""

    __tablename__ = "custom_fields"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("type", FieldType),
        CheckConstraint("trim(code) <> ''", name="code_given"),
        TABLE_OPTIONS,
    )

    kind: str | None = Field(default=None, sa_type=Text)  # none: of every kind
    code: str = Field(sa_type=Text, index=True)
    label: str = Field(sa_type=Text)
    type: str = Field(sa_type=Text)
    choices: list[str] = Field(default_factory=list, sa_type=Structure)
    position: int = 0
    created_at: datetime = Field(sa_type=Instant)
    retired_at: datetime | None = Field(default=None, sa_type=Instant)


class CustomValue(Record, table=True):
    """What such a field says of a customer: as text, and as a number where it is one, to sort by."""

    __tablename__ = "custom_values"
    __table_args__ = (
        # The orders of lists: the one of texts passes over case, and so do those who ask for one.
        Index("ix_custom_values_value", "field_id", text("value COLLATE NOCASE"), "customer_id"),
        Index("ix_custom_values_number", "field_id", "number", "customer_id"),
        TABLE_OPTIONS,
    )

    customer_id: int = Field(foreign_key="customers.id", sa_type=RecordId, index=True)
    field_id: int = Field(foreign_key="custom_fields.id", sa_type=RecordId)
    value: str = Field(sa_type=Text)  # a day in ISO 8601, a number in plain digits
    number: float | None = Field(default=None, sa_type=REAL)
