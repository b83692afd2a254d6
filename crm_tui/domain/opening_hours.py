"""Whether opening hours can be meant: read before they become a version of a calendar.

24:00 is midnight at the end of the day. Spans are half-open: a desk open until 17:00 is closed at 17:00.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

#: Spans of a day, such as ("09:00", "17:00"), by weekday or by ISO date.
HoursByDay = Mapping[str, Sequence[tuple[str, str]]]

#: Monday first, as ``date.weekday`` counts.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Monday to Friday, nine to five: what most desks start from.
USUAL_HOURS: HoursByDay = dict.fromkeys(WEEKDAYS[:5], (("09:00", "17:00"),))
_TIME_OF_DAY = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def check_weekly_hours(hours: HoursByDay) -> None:
    """Raise InvalidInput for an unknown weekday, spans that cannot be, and a week that is never open."""
    for day, spans in hours.items():
        if day not in WEEKDAYS:
            raise InvalidInput(
                _("There is no weekday “{day}”.").format(day=day),
                _("Use {days}.").format(days=" ".join(WEEKDAYS)),
                field="hours",
            )
        _check_spans(day, spans)
    if not any(hours.values()):
        raise InvalidInput(
            _("A business that is never open cannot keep a service standard."),
            _("Give opening hours for one day at least."),
            field="hours",
        )


def check_date_hours(hours: HoursByDay) -> None:
    """Raise InvalidInput for a day that is no date and spans that cannot be; no spans means closed."""
    for day, spans in hours.items():
        try:
            date.fromisoformat(day)
        except ValueError as error:
            raise InvalidInput(
                _("“{day}” is not a date.").format(day=day),
                _("Write it as year, month, day: 2026-12-24."),
                field="date_hours",
            ) from error
        _check_spans(day, spans)


def plain_hours(hours: HoursByDay) -> dict[str, list[list[str]]]:
    """The hours as a calendar version keeps them, each day's spans in order."""
    return {day: sorted(list(span) for span in spans) for day, spans in hours.items()}


def refuse_last_minute(hours: HoursByDay) -> None:
    """Raise InvalidInput for a day that closes at 23:59, which people write when they mean midnight.

    Some systems read it as 24:00; here it would leave a minute closed that nobody wants closed.
    """
    for day, spans in hours.items():
        if any(closing == "23:59" for _opening, closing in spans):
            raise InvalidInput(
                _("On {day}, 23:59 would leave the last minute of the day closed.").format(day=day),
                _("Write 24:00 for midnight at the end of the day."),
                field="hours",
            )


def minute_of_day(time_of_day: str) -> int:
    """The minutes from midnight until a time of day that was checked, such as 09:30 or 24:00."""
    return int(time_of_day[:2]) * 60 + int(time_of_day[3:])


def _check_spans(day: str, spans: Iterable[tuple[str, str]]) -> None:
    closes = -1
    for opening, closing in sorted(spans):
        first, last = _minute(day, opening), _minute(day, closing)
        if last <= first:
            raise InvalidInput(
                _("On {day}, {closing} is not after {opening}.").format(
                    day=day, opening=opening, closing=closing
                ),
                _("Write opening and closing time of one day; midnight at its end is 24:00."),
                field="hours",
            )
        if first < closes:
            raise InvalidInput(
                _("On {day}, the hours overlap at {opening}.").format(day=day, opening=opening),
                _("Let each span begin after the one before has ended."),
                field="hours",
            )
        closes = last


def _minute(day: str, text: str) -> int:
    if _TIME_OF_DAY.fullmatch(text) is None:
        raise InvalidInput(
            _("“{text}” on {day} is not a time of day.").format(text=text, day=day),
            _("Write hours and minutes: 09:00, 17:30, 24:00."),
            field="hours",
        )
    return minute_of_day(text)
