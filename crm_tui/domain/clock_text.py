"""Case clocks in words, as either door says them: "0:38 left", "due 10:58", "2:15 late", "paused 3:20".

What is left and what is late is time in the hours that count: half an hour that was missed on Friday is half
an hour late on Monday.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.when_text import long_day, relative_due
from crm_tui.domain.words import ClockName
from crm_tui.i18n import N_, _

_MINUTE = timedelta(minutes=1)
#: From here on minutes say no more than they hide.
_HOURS_FROM = 100
_SHORT = {
    ClockName.FIRST_RESPONSE: N_("answer"),
    ClockName.NEXT_RESPONSE: N_("answer"),
    ClockName.RESOLUTION: N_("resolve"),
}


def what_to_do(name: ClockName) -> str:
    """What stops the clock, in a word: "answer", "resolve"."""
    return _(_SHORT[name])


def hours_and_minutes(time: timedelta) -> str:
    """A length of time: "0:38", "120 h". What is begun of a minute is left out; nothing is decided by it."""
    hours, minutes = divmod(time // _MINUTE, 60)
    if hours >= _HOURS_FROM:
        return _("{count} h").format(count=hours)
    return f"{hours}:{minutes:02}"


def late_in_words(left: timedelta) -> str:
    """How much too long it takes already: "2:15 late"."""
    return _("{time} late").format(time=hours_and_minutes(-left))


def paused_in_words(left: timedelta) -> str:
    """What is left when it goes on: "paused, 3:20 left"; a target that had passed is late."""
    if left < timedelta():
        return _("paused, {late}").format(late=late_in_words(left))
    return _("paused, {time} left").format(time=hours_and_minutes(left))


def due_at_in_words(due_at: datetime, now: datetime, zone: ZoneInfo, language: str = "en") -> str:
    """When it is to be stopped, for a detail: "due 10:58", "due Tue 24 10:58"."""
    return _("due {time}").format(time=_point(due_at, now, zone, language))


def time_in_words(
    due_at: datetime | None,
    left: timedelta,
    now: datetime,
    zone: ZoneInfo,
    language: str = "en",
    *,
    at_rest: bool = False,
) -> str:
    """How a clock that has not stopped stands, for a list: "0:38 left", "2:15 late", "paused 3:20".

    What is due on another day, and what is looked at by nobody (``at_rest``), is told by when it is due,
    which stands still: "due 14:20", "Tue 24 10:58".
    """
    if due_at is None:
        return _("paused {time}").format(time=hours_and_minutes(max(left, timedelta())))
    is_today = due_at.astimezone(zone).date() == now.astimezone(zone).date()
    if not at_rest and due_at <= now:
        return late_in_words(left)
    if not at_rest and is_today:
        return _("{time} left").format(time=hours_and_minutes(left))
    return due_at_in_words(due_at, now, zone, language) if is_today else _point(due_at, now, zone, language)


def _point(due_at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """The time of day, on another day with that day, once it is long past the day alone."""
    day, today = due_at.astimezone(zone).date(), now.astimezone(zone).date()
    clock = f"{due_at.astimezone(zone):%H:%M}"
    if day == today:
        return clock
    if due_at <= now:
        return long_day(day, today, language)
    short = relative_due(due_at, False, day, now, zone, language)
    return _("{day} {time}").format(day=short, time=clock)
