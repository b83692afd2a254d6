"""Column types: how an instant, a day, a yes or no and a structure are kept (DATA.md).

STRICT tables know only INTEGER, TEXT, REAL and BLOB, and SQLModel's own date types keep text without a zone;
so each of ours names its storage class, and is the same on PostgreSQL.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Dialect, Integer, Text, text
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field

from crm_tui.domain.chain import canonical_json
from crm_tui.domain.instants import from_micros, to_micros

#: Options that every table carries: ids are never reused, and a value of the wrong type is refused.
TABLE_OPTIONS: dict[str, Any] = {"sqlite_autoincrement": True, "sqlite_strict": True}


#: An amount of money in 1/10,000 of its unit, or another number that outgrows 32 bits.
Amount = BigInteger().with_variant(Integer, "sqlite")


class RecordId(TypeDecorator[int]):
    """A record's id: 64 bits everywhere, and SQLite's own INTEGER PRIMARY KEY there."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int]:
        """SQLite gives AUTOINCREMENT only to a column spelled INTEGER."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as INTEGER microseconds UTC."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int]:
        """STRICT tables have no BIGINT."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To microseconds. Raises ValueError for a datetime without a zone."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Back to an aware datetime in UTC."""
        return None if value is None else from_micros(value)


class Day(TypeDecorator[date]):
    """A local day, kept as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To ISO text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Back to a date."""
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, kept as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """To 1 or 0."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Back to a bool."""
        return None if value is None else bool(value)


class Structure(TypeDecorator[Any]):
    """A small structure that is read and written whole, kept as canonical JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To canonical JSON."""
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Back to the structure."""
        return None if value is None else json.loads(value)


def added_text() -> Any:
    """A text column that a later migration added to a table with rows: empty in those."""
    return Field(default="", sa_type=Text, sa_column_kwargs={"server_default": text("''")})


def added_flag() -> Any:
    """A flag that a later migration added to a table with rows: no in those."""
    return Field(default=False, sa_type=Flag, sa_column_kwargs={"server_default": text("0")})


def added_structure() -> Any:
    """A structure that a later migration added to a table with rows: an empty one in those."""
    return Field(default_factory=dict, sa_type=Structure, sa_column_kwargs={"server_default": text("'{}'")})


def to_plain(value: Any) -> Any:
    """A column's value as JSON can carry it, for the journal."""
    if isinstance(value, datetime):
        return to_micros(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(kind: TypeEngine[Any], value: Any) -> Any:
    """The inverse of :func:`to_plain` for a column of that type."""
    if value is None:
        return None
    if isinstance(kind, Instant):
        return from_micros(value)
    if isinstance(kind, Day):
        return date.fromisoformat(value)
    return value


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """A CHECK that holds a column to the codes of an enum; NULL passes where the column allows it."""
    return among(column, [word.value for word in words])


def among(column: str, codes: Iterable[str]) -> CheckConstraint:
    """A CHECK that holds a column to these codes."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_code")
