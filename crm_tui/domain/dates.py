"""The day in a WHEN: "fri", "3d", "24 nov", "24.11.", "2027-11-24" (CONTRACT.md).

Words are read in English and as the user's language names months and weekdays. Dots are day before month, as
wherever dates are written with dots; slashes are read only when one reading is possible.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from crm_tui.domain import when_errors
from crm_tui.i18n import _

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
#: Between two leap days lie at most eight years (2096 and 2104).
_YEARS_TO_A_LEAP_DAY = 8
#: From here on a number cannot be an hour of the day.
_HOURS_IN_A_DAY = 24

_WORD = r"([^\W\d_]+)\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(\d{4})"


class Asked(NamedTuple):
    """What every form needs besides its own words: the text as typed, today, and which way to look."""

    typed: str
    today: date
    past: bool


def read_date(words: str, typed: str, today: date, *, past: bool = False) -> date | None:
    """The day that ``words`` name, or None when they are no day at all.

    ``words`` are lower case with ASCII digits and single spaces, ``typed`` is what an error quotes. A
    weekday is the next one, never today; a day and month without a year is the next such date, today
    included; with ``past`` both are the last one instead. Raises InvalidInput for a date that does not
    exist, that can be read in two ways, or that is too far away.
    """
    asked = Asked(typed, today, past)
    try:
        for pattern, read in _FORMS:
            match = pattern.fullmatch(words)
            if match and (day := read(match, asked)) is not None:
                return _within_reach(day, asked)
    except OverflowError as error:
        raise when_errors.too_far(typed) from error
    return None


def add_months(day: date, months: int) -> date:
    """The same day that many months on, or the month's last where it is shorter. Raises OverflowError."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("year out of range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _within_reach(day: date, asked: Asked) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise when_errors.too_far(asked.typed)
    return day


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Which name the word is: three letters or more of the English one, or the translated one."""
    for index, name in enumerate(names):
        if (len(word) >= 3 and name.casefold().startswith(word)) or _(name).casefold() == word:
            return index
    return None


def _relative_word(match: re.Match[str], asked: Asked) -> date:
    return asked.today + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[match[1]])


def _amount(match: re.Match[str], asked: Asked) -> date:
    sign, count, unit, ago = match.groups()
    number = -int(count) if sign == "-" or ago else int(count)
    if unit[0] == "d":
        return asked.today + timedelta(days=number)
    if unit[0] == "w":
        return asked.today + timedelta(weeks=number)
    return add_months(asked.today, number * (12 if unit[0] == "y" else 1))


def _weekday(match: re.Match[str], asked: Asked) -> date | None:
    weekday = _named(match[1], when_errors.WEEKDAY_NAMES)
    if weekday is None:
        return None
    if asked.past:
        return asked.today - timedelta(days=(asked.today.weekday() - weekday - 1) % 7 + 1)
    return asked.today + timedelta(days=(weekday - asked.today.weekday() - 1) % 7 + 1)


def _weekday_and_number(match: re.Match[str], asked: Asked) -> date | None:
    """ "Fri 27", as lists show it: the date within a month that is both."""
    weekday = _named(match[1], when_errors.WEEKDAY_NAMES)
    number = int(match[2])
    step = timedelta(days=-1 if asked.past else 1)
    for day in (asked.today + step * count for count in range(32)):
        if day.weekday() == weekday and day.day == number:
            if number < _HOURS_IN_A_DAY:
                at_that_hour = f"{_(when_errors.WEEKDAY_NAMES[weekday])} {number}:00"
                raise when_errors.ambiguous(
                    asked.typed, at_that_hour, when_errors.day_in_words(day.day, day.month)
                )
            return day
    return None


def _weekday_and_date(match: re.Match[str], asked: Asked) -> date | None:
    weekday = _named(match[1], when_errors.WEEKDAY_NAMES)
    if weekday is None:
        return None
    day = read_date(match[2], asked.typed, asked.today, past=asked.past)
    if day is not None and day.weekday() != weekday:
        raise when_errors.wrong_weekday(asked.typed, day.weekday())
    return day


def _iso(match: re.Match[str], asked: Asked) -> date:
    return _dated(int(match[3]), int(match[2]), match[1], asked)


def _dotted(match: re.Match[str], asked: Asked) -> date:
    return _dated(int(match[1]), int(match[2]), match[3], asked)


def _slashed(match: re.Match[str], asked: Asked) -> date:
    first, second = int(match[1]), int(match[2])
    if first != second and 1 <= first <= 12 and 1 <= second <= 12:
        year = _full_year(match[3])
        raise when_errors.ambiguous(
            asked.typed,
            when_errors.day_in_words(first, second, year),
            when_errors.day_in_words(second, first, year),
        )
    if second > 12 >= first:
        return _dated(second, first, match[3], asked)
    return _dated(first, second, match[3], asked)


def _day_month(match: re.Match[str], asked: Asked) -> date | None:
    month = _named(match[2], when_errors.MONTH_NAMES)
    return None if month is None else _dated(int(match[1]), month + 1, match[3], asked)


def _month_day(match: re.Match[str], asked: Asked) -> date | None:
    month = _named(match[1], when_errors.MONTH_NAMES)
    return None if month is None else _dated(int(match[2]), month + 1, match[3], asked)


def _full_year(digits: str | None) -> int | None:
    """The year as a number; two digits belong to this century."""
    if digits is None:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _dated(day: int, month: int, year_digits: str | None, asked: Asked) -> date:
    """The date, of the next (or last) year that has it when none was given."""
    if not 1 <= month <= 12:
        raise when_errors.no_such_month(asked.typed, month)
    year = _full_year(year_digits)
    if year is not None:
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise when_errors.too_far(asked.typed)
        last = monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise when_errors.no_such_day(asked.typed, month, last, year)
        return date(year, month, day)
    step = -1 if asked.past else 1
    for candidate_year in (asked.today.year + step * years for years in range(_YEARS_TO_A_LEAP_DAY + 1)):
        if 1 <= day <= monthrange(candidate_year, month)[1]:
            candidate = date(candidate_year, month, day)
            if (candidate <= asked.today) if asked.past else (candidate >= asked.today):
                return candidate
    raise when_errors.no_such_day(asked.typed, month, 29 if month == 2 else monthrange(2000, month)[1])


#: Tried from the top; a form that does not apply after all answers None and the next is tried.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Asked], date | None]], ...] = (
    (re.compile(r"(yesterday|today|tomorrow)"), _relative_word),
    (
        re.compile(
            r"(?:in )?([+-]?)(\d{1,6}) ?(d|days?|w|wks?|weeks?|mo|months?|y|years?)\.?( ago)?",
        ),
        _amount,
    ),
    (re.compile(_WORD), _weekday),
    (re.compile(rf"{_WORD},? {_DAY}"), _weekday_and_number),
    (re.compile(rf"{_YEAR}[-/](\d{{1,2}})[-/](\d{{1,2}})"), _iso),
    (re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?"), _slashed),
    (re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:\.? ?|\. ?(\d{4}|\d{2}))"), _dotted),
    (re.compile(rf"{_DAY}\.?[ -]?{_WORD},?(?:[ -]{_YEAR})?"), _day_month),
    (re.compile(rf"{_WORD} ?{_DAY},?(?: {_YEAR})?"), _month_day),
    (re.compile(rf"{_WORD},? (.+)"), _weekday_and_date),
)
