"""WHEN, as CONTRACT.md settles it: from "3d" or "fri 10:00" to an instant, in the business's zone.

Choices that CONTRACT.md leaves open: a time of day alone is today, or tomorrow once it has passed; "+4h"
counts real hours and is cut to the minute; a local time that a clock change skips moves forward by the gap,
one that comes twice is the first; a day or time that the words put in the past is returned as such, since
only the caller knows whether that makes sense.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain import when_errors
from crm_tui.domain.dates import read_date
from crm_tui.domain.digits import plain_digits
from crm_tui.domain.instants import end_of_day

#: How far the next open day is looked for; a calendar without any moves nothing.
_FARTHEST_OPEN_DAY = 366
#: No form is longer; a pasted page is not worth trying them on.
_LONGEST_WHEN = 60
#: What a contact of a day without a time of day counts as.
_MIDDAY = time(12)

_ISO_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(z|[+-]\d{2}(?::?\d{2})?)?"
)
_ELAPSED = re.compile(
    r"(?:in )?([+-]?)(\d{1,6}) ?(h|hrs?|hours?|m|mins?|minutes?)( ago)?",
)
_TIME_OF_DAY = re.compile(
    r"(?:(?P<day>.+?),? )?(?:at )?(?P<hour>\d{1,2})"
    r"(?:(?P<mark>[:.])(?P<minute>\d{2}))?(?: ?(?P<half>[ap])\.?m\.?)?"
)


@dataclass(frozen=True, slots=True)
class When:
    """An instant (UTC), or a whole day, whose instant is its end; ``day`` is the local date of both.

    ``moved_from`` is the day that was asked for, when it was closed and ``day`` is the next open one.
    """

    at: datetime
    all_day: bool
    day: date
    moved_from: date | None = None


def read_when(
    text: str, now: datetime, zone: ZoneInfo, is_open: Callable[[date], bool] | None = None
) -> When:
    """The time that ``text`` names, seen from ``now`` in the business's ``zone``.

    Without a time of day it is the whole day, moved to the next day for which ``is_open`` is true; a day
    that is over stays where it is, or a slip would turn into a plan. Raises InvalidInput, with what is
    expected, for text that is empty, not understood, can be read in two ways, or names a date or time that
    does not exist.
    """
    found = _read(text, now, zone, past=False)
    if isinstance(found, datetime):
        return When(found, False, found.astimezone(zone).date())
    is_over = found < now.astimezone(zone).date()
    open_day = found if is_open is None or is_over else next_open_day(found, is_open)
    return When(end_of_day(open_day, zone), True, open_day, found if open_day != found else None)


def read_past_time(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """When something was, as ``--at`` takes it: "10:15", "yesterday 16:00", "30 min ago", ISO. UTC.

    Weekdays and dates without a year are the last ones. A day without a time of day counts as its midday, or
    as ``now`` while that is still to come. Raises InvalidInput as :func:`read_when` does, and for the future.
    """
    found = _read(text, now, zone, past=True)
    if not isinstance(found, datetime):
        today = now.astimezone(zone).date()
        midday = _at(found, _MIDDAY, zone)
        found = min(midday, now.astimezone(UTC)) if found == today else midday
    if found > now:
        raise when_errors.still_to_come(text)
    return found


def read_day(text: str, now: datetime, zone: ZoneInfo, *, past: bool = False) -> date:
    """The local day that ``text`` names; ``past`` looks back for weekdays and dates without a year.

    Raises InvalidInput as :func:`read_when` does, and for a time of day.
    """
    words = _words(text)
    day = read_date(words, text, now.astimezone(zone).date(), past=past)
    if day is not None:
        return day
    _read(text, now, zone, past=past)
    raise when_errors.time_not_wanted(text)


def next_open_day(day: date, is_open: Callable[[date], bool]) -> date:
    """The first open day from ``day`` on; ``day`` itself when a whole year has none."""
    days = (day + timedelta(days=count) for count in range(_FARTHEST_OPEN_DAY))
    return next((candidate for candidate in days if is_open(candidate)), day)


def _read(text: str, now: datetime, zone: ZoneInfo, *, past: bool) -> datetime | date:
    """An instant in UTC, or a local day. Raises InvalidInput."""
    words = _words(text)
    if not words:
        raise when_errors.nothing_given()
    today = now.astimezone(zone).date()
    if match := _ISO_INSTANT.fullmatch(words):
        return _iso_instant(match, text, today, zone)
    if match := _ELAPSED.fullmatch(words):
        return _elapsed(match, text, now)
    match = _TIME_OF_DAY.fullmatch(words)
    if match and (match["minute"] or match["half"]):
        found = _timed(match, words, text, now, zone, past=past)
        if found is not None:
            return found
    day = read_date(words, text, today, past=past)
    if day is None:
        raise when_errors.not_understood(text)
    return day


def _words(text: str) -> str:
    """The text as the forms expect it: lower case, ASCII digits, plain punctuation, single spaces."""
    words = " ".join(plain_digits(unicodedata.normalize("NFKC", text)).casefold().split())
    if len(words) > _LONGEST_WHEN:
        raise when_errors.not_understood(text)
    return words


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant of a local time; ``fold=0`` moves a skipped one forward and takes the first of two."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def _iso_instant(match: re.Match[str], text: str, today: date, zone: ZoneInfo) -> datetime:
    if match[2] >= "24":
        # Newer Pythons read 24:00 as midnight of the day before its own.
        raise when_errors.no_such_time(text)
    try:
        clock = time.fromisoformat(match[2] + (match[3] or "").upper())
    except ValueError as error:
        raise when_errors.no_such_time(text) from error
    day = read_date(match[1], text, today)
    if day is None:
        raise when_errors.not_understood(text)
    if clock.tzinfo is None:
        return _at(day, clock, zone)
    return datetime.combine(day, clock).astimezone(UTC)


def _elapsed(match: re.Match[str], text: str, now: datetime) -> datetime:
    sign, count, unit, ago = match.groups()
    if unit == "m" and not sign and not ago:
        raise when_errors.ambiguous(text, f"{count} min", f"{count} mo")
    number = -int(count) if sign == "-" or ago else int(count)
    span = timedelta(hours=number) if unit[0] == "h" else timedelta(minutes=number)
    return (now.astimezone(UTC) + span).replace(second=0, microsecond=0)


def _timed(
    match: re.Match[str], words: str, text: str, now: datetime, zone: ZoneInfo, *, past: bool
) -> datetime | None:
    """The instant of "fri 10:00" or "10:00"; None when the words are no time of day after all ("24.11")."""
    today = now.astimezone(zone).date()
    clock = _clock(match)
    if match["day"] is None and match["mark"] == "." and not match["half"]:
        hour, minute = int(match["hour"]), int(match["minute"])
        could_be_date = 1 <= hour <= 31 and 1 <= minute <= 12
        if could_be_date and clock is not None:
            raise when_errors.ambiguous(text, f"{hour:02}:{minute:02}", f"{hour}.{minute}.")
        if could_be_date:
            return None
    day = today if match["day"] is None else read_date(match["day"], text, today, past=past)
    if day is None:
        return None
    if clock is None:
        raise when_errors.no_such_time(text)
    at = _at(day, clock, zone)
    if match["day"] is None and not past and at <= now:
        return _at(day + timedelta(days=1), clock, zone)
    return at


def _clock(match: re.Match[str]) -> time | None:
    """The time of day, or None when there is none such ("25:00", "13 pm")."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
