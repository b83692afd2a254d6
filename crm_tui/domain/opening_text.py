"""Opening hours as people type them: "9-17", "09:00-12:00 13:00-17:00", "mon-fri 9-17, sat 10-14"."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.hours import Hours, Span
from crm_tui.domain.opening_hours import WEEKDAYS, check_weekly_hours
from crm_tui.domain.when_errors import WEEKDAY_NAMES
from crm_tui.domain.when_text import long_day
from crm_tui.i18n import _

_MINUTES_IN_A_DAY = 24 * 60
_DASH = r"\s*[-–—]\s*"
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?"
_SPAN = re.compile(f"{_TIME}{_DASH}{_TIME}")
_NAME = r"([^\W\d_]{2,})\.?"
_DAYS = re.compile(f"{_NAME}(?:{_DASH}{_NAME})?")


def read_spans(text: str) -> tuple[Span, ...]:
    """The opening hours of one day, in order; none for "closed" and for nothing. Raises InvalidInput."""
    words = _plain(text)
    if words in ("", "-", "closed", _("closed").casefold()):
        return ()
    rest = re.sub(r"[\s,]+", " ", _SPAN.sub(" ", words)).strip()
    found = sorted(
        (_minutes(text, *match.group(1, 2)), _minutes(text, *match.group(3, 4)))
        for match in _SPAN.finditer(words)
    )
    if rest or not found:
        raise _not_understood(text)
    for opening, closing in found:
        if closing <= opening:
            raise InvalidInput(
                _("“{text}” does not go forward in time.").format(text=text),
                _("Midnight at the end of the day is 24:00.")
                if closing == 0
                else _("Let each time follow the one before: 09:00-12:00 13:00-17:00."),
                field="hours",
            )
    spans = tuple((_clock(opening), _clock(closing)) for opening, closing in found)
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            raise InvalidInput(
                _("{first} and {second} overlap.").format(
                    first=spans_text([before]), second=spans_text([after])
                ),
                _("End the first before the next begins, 09:00-12:00 13:00-17:00, or write them as one."),
                field="hours",
            )
    return spans


def spans_text(spans: Sequence[Sequence[str]]) -> str:
    """The hours of a day as they are typed; empty for a closed day."""
    return " ".join(f"{opening}-{closing}" for opening, closing in spans)


def read_week(text: str) -> dict[str, tuple[Span, ...]]:
    """The opening hours of a week, by weekday; a day that is not named is closed. Raises InvalidInput.

    Hours without a day belong to the days named before them, or else hold from Monday to Friday.
    """
    week: dict[str, tuple[Span, ...]] = {}
    days: Sequence[str] = WEEKDAYS[:5]
    for part in re.split(r"[,;\n]", text):
        words = _plain(part)
        if not words:
            continue
        match = _DAYS.match(words)
        if match is not None:
            days = _days(text, *match.groups())
            words = words[match.end() :].strip(" :")
        spans = read_spans(words)
        for day in days:
            week[day] = read_spans(spans_text((*week.get(day, ()), *spans))) if spans else ()
    if not week:
        raise _not_understood(text)
    check_weekly_hours(week)
    return {day: week[day] for day in WEEKDAYS if week.get(day)}


def week_text(hours: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """A week as it is typed: "mon-fri 09:00-17:00, sat 10:00-14:00"."""
    parts = []
    for spans, days in groupby(WEEKDAYS, key=lambda day: spans_text(hours.get(day, ()))):
        names = [_short(day) for day in days]
        if spans:
            named = names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"
            parts.append(f"{named} {spans}")
    return ", ".join(parts)


def now_text(hours: Hours, now: datetime, zone: ZoneInfo, language: str = "en") -> str:
    """Whether it is open, and how long so: "open until 17:00". Times are local to ``zone``."""
    if hours.is_open(now):
        closes = hours.open_until(now)
        if closes is None:
            return _("open round the clock")
        return _("open until {time}").format(time=_moment(closes, now, zone, language))
    try:
        opens = hours.next_open(now)
    except InvalidInput:  # not for years
        return _("closed")
    return _("closed until {time}").format(time=_moment(opens, now, zone, language))


def _moment(at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if local.date() == today + timedelta(days=1) and local.time() == time():
        return "24:00"
    return _("{date} {time}").format(date=long_day(local.date(), today, language), time=f"{local:%H:%M}")


def _short(day: str) -> str:
    return _(WEEKDAY_NAMES[WEEKDAYS.index(day)])[:3].casefold()


def _days(text: str, first: str, last: str | None) -> Sequence[str]:
    start = _weekday(text, first)
    end = start if last is None else _weekday(text, last)
    if end < start:  # from Saturday to Thursday
        return (*WEEKDAYS[start:], *WEEKDAYS[: end + 1])
    return WEEKDAYS[start : end + 1]


def _weekday(text: str, name: str) -> int:
    for index, english in enumerate(WEEKDAY_NAMES):
        if english.casefold().startswith(name) or _(english).casefold().startswith(name):
            return index
    raise _not_understood(text)


def _minutes(text: str, hours: str, minutes: str | None) -> int:
    total = int(hours) * 60 + int(minutes or 0)
    if int(minutes or 0) >= 60 or total > _MINUTES_IN_A_DAY:
        raise InvalidInput(
            _("“{text}” has a time of day that does not exist.").format(text=text),
            _("Write hours and minutes: 09:00, 17:30, 24:00."),
            field="hours",
        )
    return total


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _plain(text: str) -> str:
    return " ".join(plain_digits(text).casefold().split())


def _not_understood(text: str) -> InvalidInput:
    return InvalidInput(
        _("“{text}” is not understood as opening hours.").format(text=text),
        _("Write them as mon-fri 9-17, or for one day as 09:00-12:00 13:00-17:00."),
        field="hours",
    )
