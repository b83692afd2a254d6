"""When something is due, in the reader's terms (SCREENS.md, "Time in the reader's terms").

:func:`relative_due` is for lists, :func:`due_in_words` for details. Both doors say it in these words.
"""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from crm_tui.domain.when_errors import MONTH_NAMES, WEEKDAY_NAMES
from crm_tui.i18n import _

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
#: From here on a weekday and a number could be mistaken for another week's.
_WEEK = 7
#: Days are counted up to here, then months, then years: a narrow column has room for two digits.
_MONTHS_FROM = 100
_MONTH = 30.4
_YEARS_FROM = 24


def relative_due(
    at: datetime, all_day: bool, day: date, now: datetime, zone: ZoneInfo, language: str = "en"
) -> str:
    """When it is due, as short as a list needs it: "2 d late", "3:20 late", "11:30", "today", "Mon 23".

    From a week on it is "30 Nov", in another year "30 Nov 2027". ``at`` is the instant from which it is
    late, of a whole day its end; ``day`` the local day that it is due on. Less than a day late counts hours
    and minutes, unless it was due on a whole day.
    """
    today = now.astimezone(zone).date()
    if at <= now:
        return _late(at, all_day, day, now, today)
    if day == today:
        return _("today") if all_day else _clock(at, zone)
    if (day - today).days < _WEEK:
        return _("{weekday} {day}").format(weekday=_weekday(day, language), day=day.day)
    return _month_day(day, today, language)


def due_in_words(
    at: datetime, all_day: bool, day: date, now: datetime, zone: ZoneInfo, language: str = "en"
) -> str:
    """When it is due, exactly: "in 3 d, Tue 24 Nov 10:00", "today 11:30", "2 d late, Thu 19 Nov".

    Arguments as for :func:`relative_due`.
    """
    today = now.astimezone(zone).date()
    exact = long_day(day, today, language)
    if not all_day:
        exact = _("{date} {time}").format(date=exact, time=_clock(at, zone))
    if at <= now:
        return _("{late}, {date}").format(late=_late(at, all_day, day, now, today), date=exact)
    days = (day - today).days
    if days == 0:
        return _("today") if all_day else _("today {time}").format(time=_clock(at, zone))
    if days == 1:
        return _("tomorrow, {date}").format(date=exact)
    return _("in {days} d, {date}").format(days=days, date=exact)


def past_day(day: date, today: date, language: str = "en") -> str:
    """A day that is over, for a timeline: "today", "Thu" within a week, "3 Nov", "3 Nov 2025"."""
    if day == today:
        return _("today")
    return _weekday(day, language) if (today - day).days < _WEEK else _month_day(day, today, language)


def days_ago(day: date, today: date) -> str:
    """How long ago, for a narrow column: "today", "3 d", "5 mo", "2 y"."""
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days < _MONTHS_FROM:
        return _("{count} d").format(count=days)
    months = round(days / _MONTH)
    return (
        _("{count} mo").format(count=months)
        if months < _YEARS_FROM
        else _("{count} y").format(count=months // 12)
    )


def long_day(day: date, today: date, language: str = "en") -> str:
    """A day with its weekday: "Sat 21 Nov", in another year "Sat 20 Nov 2027"."""
    return _("{weekday} {date}").format(
        weekday=_weekday(day, language), date=_month_day(day, today, language)
    )


def months_in_words(first: date, last: date, language: str = "en") -> str:
    """Calendar months of one year: "Oct 2026", "Jul–Sep 2026", "2026"."""
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    names = _short_names(language)[1]
    start, end = names[first.month - 1], names[last.month - 1]
    if start == end:
        return _("{month} {year}").format(month=start, year=first.year)
    return _("{first}–{last} {year}").format(first=start, last=end, year=first.year)


def period_in_words(first: date, last: date, language: str = "en") -> str:
    """A day, a week or months, for a narrow column: "2 Nov", "2–8 Nov", "30 Nov–6 Dec", "Sep 2026"."""
    if first.day == 1 and (last + _DAY).day == 1 and first.year == last.year:
        return months_in_words(first, last, language)
    months = _short_names(language)[1]
    end = _("{day} {month}").format(day=last.day, month=months[last.month - 1])
    if first == last:
        return end
    if first.month == last.month:
        return _("{first}–{last}").format(first=first.day, last=end)
    start = _("{day} {month}").format(day=first.day, month=months[first.month - 1])
    return _("{first}–{last}").format(first=start, last=end)


def short_weekdays(language: str = "en") -> tuple[str, ...]:
    """The short names of the weekdays, Monday first."""
    return _short_names(language)[0]


def _late(at: datetime, all_day: bool, day: date, now: datetime, today: date) -> str:
    if all_day:
        return _("{days} d late").format(days=(today - day).days)
    late = now - at
    if late >= _DAY:
        return _("{days} d late").format(days=late // _DAY)
    hours, minutes = divmod(late // _MINUTE, 60)
    return _("{hours}:{minutes:02} late").format(hours=hours, minutes=minutes)


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"


def _weekday(day: date, language: str) -> str:
    return _short_names(language)[0][day.weekday()]


def _month_day(day: date, today: date, language: str) -> str:
    month = _short_names(language)[1][day.month - 1]
    if day.year == today.year:
        return _("{day} {month}").format(day=day.day, month=month)
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


@cache
def _short_names(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The short names of the weekdays, Monday first, and of the months.

    English needs no babel: importing it takes a quarter of what ``crm-tui due`` may take in all (BAR.md).
    """
    if language == "en":
        return tuple(name[:3] for name in WEEKDAY_NAMES), tuple(name[:3] for name in MONTH_NAMES)
    from babel.core import Locale

    locale = Locale.parse(language, sep="-" if "-" in language else "_")
    weekdays, months = locale.days["format"]["abbreviated"], locale.months["format"]["abbreviated"]
    return tuple(weekdays[index] for index in range(7)), tuple(months[index] for index in range(1, 13))
