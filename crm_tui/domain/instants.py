"""Instants as the database keeps them: UTC microseconds since 1970, and days as local dates."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(at: datetime) -> int:
    """UTC microseconds of an aware datetime. Raises ValueError for one without a zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    since = at - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds  # twice as fast as dividing


def from_micros(micros: int) -> datetime:
    """The instant as an aware datetime in UTC."""
    return _EPOCH + micros * _MICROSECOND  # twice as fast as a timedelta of that many


def maybe_from_micros(micros: int | None) -> datetime | None:
    """As :func:`from_micros`; None stays None."""
    return None if micros is None else from_micros(micros)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which the local day is over: a day is overdue from then on (DATA.md, "days")."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which the local day begins."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
