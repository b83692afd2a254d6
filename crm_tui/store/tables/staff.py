"""The people who use the desk."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Integer, Text
from sqlmodel import Field

from crm_tui.domain.words import Role
from crm_tui.store.columns import TABLE_OPTIONS, Day, Instant, RecordId, added_text, one_of
from crm_tui.store.tables.base import Record


class Staff(Record, table=True):
    """A member of staff. Never deleted: the journal keeps the id."""

    __tablename__ = "staff"
    __table_args__ = (one_of("role", Role), TABLE_OPTIONS)

    login: str = Field(sa_type=Text, index=True)  # unique among those who have not left: kept by the action
    name: str = Field(sa_type=Text)
    role: str = Field(sa_type=Text)
    # No foreign key: customers point to staff already, and a circle of tables cannot be created in order.
    customer_id: int | None = Field(default=None, sa_type=RecordId)  # when they are an internal customer
    joined_at: datetime = Field(sa_type=Instant)
    left_on: date | None = Field(default=None, sa_type=Day)
    job: str = added_text()  # the job description; the standards that it names are JobStandard rows
    # What they may spend on making good without asking, a case, in 1/10,000 of the business's currency.
    allowance: int | None = Field(default=None, sa_type=BigInteger().with_variant(Integer, "sqlite"))


class Absence(Record, table=True):
    """Somebody is away; the stand-in sees the work until it goes back by itself."""

    __tablename__ = "absences"
    __table_args__ = (TABLE_OPTIONS,)

    staff_id: int = Field(foreign_key="staff.id", sa_type=RecordId, index=True)
    stand_in_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=RecordId, index=True)
    from_on: date = Field(sa_type=Day)
    until_on: date = Field(sa_type=Day)  # the last day away
