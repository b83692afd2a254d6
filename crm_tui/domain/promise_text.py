"""A promise as a sentence to send: who it is for, what can be expected, and by when."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm_tui.domain.when_errors import MONTH_NAMES, WEEKDAY_NAMES
from crm_tui.domain.words import PromiseBy
from crm_tui.i18n import _


def promise_sentence(
    address: str,
    by: PromiseBy,
    what: str,
    told_at: datetime,
    told_on: date,
    told_all_day: bool,
    zone: ZoneInfo,
    language: str = "en",
) -> str:
    """The sentence. ``address`` is how the customer is addressed; only the told date is named, never the safe
    one, which is ours to aim for."""
    day = full_day(told_on, language)
    if not told_all_day:
        day = _("{day}, {time}").format(day=day, time=f"{told_at.astimezone(zone):%H:%M}")
    told = (
        _("{name}, as promised: {what}, by {day}.")
        if by is PromiseBy.OURS
        else _("{name}, as you told us, we look forward to: {what}, by {day}.")
    )
    return told.format(name=address, what=what.rstrip(" ."), day=day)


def full_day(day: date, language: str = "en") -> str:
    """A day in full, as a letter has it: "Friday 27 November 2026"."""
    if language == "en":
        return _("{weekday} {day} {month} {year}").format(
            weekday=_(WEEKDAY_NAMES[day.weekday()]),
            day=day.day,
            month=_(MONTH_NAMES[day.month - 1]),
            year=day.year,
        )
    from babel.dates import format_date

    return format_date(day, "full", locale=language.replace("-", "_"))
