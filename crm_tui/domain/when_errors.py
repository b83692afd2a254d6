"""What is wrong with a WHEN that cannot be read: one clear sentence each, with what is expected instead."""

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import N_, _

#: January first.
MONTH_NAMES = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)

#: Monday first, as ``date.weekday`` counts.
WEEKDAY_NAMES = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)

_LONGEST_ECHO = 40


def _echo(text: str) -> str:
    """What was typed, short enough to stand in a sentence."""
    return text if len(text) <= _LONGEST_ECHO else text[: _LONGEST_ECHO - 1] + "…"


def expected() -> str:
    """What a WHEN can be, by example."""
    return _("Write 3d, 2 weeks, +4h, fri, tomorrow 10:00, 24 nov or 2027-11-24.")


def nothing_given() -> InvalidInput:
    """The text is empty."""
    return InvalidInput(_("No time was given."), expected())


def not_understood(text: str) -> InvalidInput:
    """The text is no form that is read."""
    return InvalidInput(_("“{text}” is not a day or a time.").format(text=_echo(text)), expected())


def no_such_month(text: str, month: int) -> InvalidInput:
    """A month beyond 12."""
    message = _("“{text}” names a date that does not exist: there is no month {month}.")
    return InvalidInput(message.format(text=_echo(text), month=month), _("Months go from 1 to 12."))


def no_such_day(text: str, month: int, last: int, year: int | None = None) -> InvalidInput:
    """A day that the month does not have; ``last`` is its last one, in ``year`` where one was given."""
    if year is None:
        message = _("“{text}” names a date that does not exist: {month} has the days 1 to {last}.")
    else:
        message = _("“{text}” names a date that does not exist: {month} {year} has the days 1 to {last}.")
    month_name = _(MONTH_NAMES[month - 1])
    return InvalidInput(
        message.format(text=_echo(text), month=month_name, year=year, last=last),
        _("Write a day that the month has."),
    )


def no_such_time(text: str) -> InvalidInput:
    """A time of day past 23:59."""
    return InvalidInput(
        _("“{text}” names a time of day that does not exist.").format(text=_echo(text)),
        _("Write a time from 00:00 to 23:59."),
    )


def wrong_weekday(text: str, weekday: int) -> InvalidInput:
    """A weekday beside a date that falls on another; ``weekday`` is the true one, Monday 0."""
    return InvalidInput(
        _("“{text}” does not fit together: that date is a {weekday}.").format(
            text=_echo(text), weekday=_(WEEKDAY_NAMES[weekday])
        ),
        _("Leave out the weekday, or correct the date."),
    )


def too_far(text: str) -> InvalidInput:
    """A year outside of those that the desk keeps."""
    return InvalidInput(
        _("“{text}” is too far away.").format(text=_echo(text)),
        _("Write a date between the years 1900 and 2199."),
    )


def ambiguous(text: str, first: str, second: str) -> InvalidInput:
    """Two readings, both of which are named, as the hint how to write them."""
    return InvalidInput(
        _("“{text}” can be read as {first} or as {second}.").format(
            text=_echo(text), first=first, second=second
        ),
        _("Write “{first}” or “{second}”.").format(first=first, second=second),
    )


def day_in_words(day: int, month: int, year: int | None = None) -> str:
    """A date that can be read in one way only, and be typed as it stands: "3 April 2027"."""
    name = _(MONTH_NAMES[month - 1])
    if year is None:
        return _("{day} {month}").format(day=day, month=name)
    return _("{day} {month} {year}").format(day=day, month=name, year=year)


def still_to_come(text: str) -> InvalidInput:
    """A time that should have been, and lies ahead."""
    return InvalidInput(
        _("“{text}” is still to come.").format(text=_echo(text)),
        _("Write when it was: 10:15, yesterday 16:00, 30 min ago or 2026-11-24 10:00."),
    )


def time_not_wanted(text: str) -> InvalidInput:
    """A time of day where a day is asked for."""
    return InvalidInput(
        _("“{text}” is a time, but a day is asked for.").format(text=_echo(text)),
        _("Write tomorrow, fri, 2 weeks, 24 nov or 2027-11-24."),
    )
