"""The words that a business may add to: natures, outcomes, channels, tiers. Codes are fixed."""

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from crm_tui.store.columns import TABLE_OPTIONS, Flag, RecordId
from crm_tui.store.tables.base import Record


class Tier(Record, table=True):
    """A level of service, with the most unasked contacts that its customers should have to bear."""

    __tablename__ = "tiers"
    __table_args__ = (TABLE_OPTIONS,)

    code: str = Field(sa_type=Text, unique=True)
    label: str = Field(sa_type=Text)
    position: int = 0
    contact_limit: int = 3
    contact_window_days: int = 30
    rhythm_days: int | None = None  # how often its customers should at least hear from us


class TierLimit(Record, table=True):
    """The most unasked contacts of one channel that a tier's customers should have to bear, in a window."""

    __tablename__ = "tier_limits"
    __table_args__ = (
        CheckConstraint("contact_limit >= 0", name="limit_not_negative"),
        CheckConstraint("contact_window_days > 0", name="window_is_some_days"),
        TABLE_OPTIONS,
    )

    tier_id: int = Field(foreign_key="tiers.id", sa_type=RecordId, index=True)
    channel: str = Field(foreign_key="channels.code", sa_type=Text)
    contact_limit: int
    contact_window_days: int


class NatureWord(Record, table=True):
    """What a contact can be about."""

    __tablename__ = "natures"
    __table_args__ = (TABLE_OPTIONS,)

    code: str = Field(sa_type=Text, unique=True)
    label: str = Field(default="", sa_type=Text)  # empty: the built-in label, translated
    key: str = Field(sa_type=Text)
    position: int = 0
    opens_case: bool = Field(default=False, sa_type=Flag)


class OutcomeWord(Record, table=True):
    """What a contact can lead to (DATA.md says what the three marks mean)."""

    __tablename__ = "outcomes"
    __table_args__ = (TABLE_OPTIONS,)

    code: str = Field(sa_type=Text, unique=True)
    label: str = Field(default="", sa_type=Text)
    key: str = Field(sa_type=Text)
    position: int = 0
    solves: bool = Field(default=False, sa_type=Flag)
    reached: bool = Field(default=True, sa_type=Flag)
    is_response: bool = Field(default=False, sa_type=Flag)


class ChannelWord(Record, table=True):
    """How a contact can take place."""

    __tablename__ = "channels"
    __table_args__ = (TABLE_OPTIONS,)

    code: str = Field(sa_type=Text, unique=True)
    label: str = Field(default="", sa_type=Text)
    position: int = 0
    written: bool = Field(default=False, sa_type=Flag)  # sending is reaching: nobody has to pick up
