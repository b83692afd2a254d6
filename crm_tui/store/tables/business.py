"""The business itself and its calendars."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Text
from sqlmodel import Field

from crm_tui.store.columns import (
    TABLE_OPTIONS,
    Day,
    Instant,
    RecordId,
    Structure,
    added_flag,
    added_structure,
)
from crm_tui.store.tables.base import Record


class Business(Record, table=True):
    """The one row that says whose desk this is."""

    __tablename__ = "business"
    __table_args__ = (TABLE_OPTIONS,)

    name: str = Field(sa_type=Text)
    country: str = Field(sa_type=Text)  # ISO 3166 alpha-2: the default for phone numbers without a code
    timezone: str = Field(sa_type=Text)
    language: str = Field(default="en", sa_type=Text)
    currency: str = Field(default="", sa_type=Text)
    sample: str | None = Field(default=None, sa_type=Text)  # the seed, where the business was generated
    created_at: datetime = Field(sa_type=Instant)
    asks_pulse: bool = added_flag()  # whether staff are asked how they are doing


class Calendar(Record, table=True):
    """A set of opening hours with a name; its versions say what held from when."""

    __tablename__ = "calendars"
    __table_args__ = (TABLE_OPTIONS,)

    name: str = Field(sa_type=Text)


class CalendarVersion(Record, table=True):
    """Opening hours from a day on; the hours in force at an instant are the ones that count."""

    __tablename__ = "calendar_versions"
    __table_args__ = (TABLE_OPTIONS,)

    calendar_id: int = Field(foreign_key="calendars.id", sa_type=RecordId, index=True)
    valid_from: date = Field(sa_type=Day)
    timezone: str = Field(sa_type=Text)
    weekly_hours: dict[str, Any] = Field(sa_type=Structure)  # {"mon": [["09:00", "17:00"]], ...}
    holidays: list[Any] = Field(sa_type=Structure)  # ISO days
    date_hours: dict[str, Any] = Field(sa_type=Structure)  # {"2026-12-24": [["09:00", "12:00"]]}
    holiday_names: dict[str, Any] = added_structure()  # {"2026-12-25": "Christmas Day"}
