"""``crm-tui calendar show``: the opening hours, and the days that differ."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.dates import add_months
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.hours import Hours, Span
from crm_tui.domain.opening_text import now_text, spans_text, week_text
from crm_tui.domain.when import read_day
from crm_tui.domain.when_text import long_day
from crm_tui.i18n import N_, _
from crm_tui.queries.calendars import HoursFrom, SpecialDay, written_calendar

_MONTHS_SHOWN = 12


@command(
    "show",
    help=N_("When we are open, the holidays and other days that differ, and since when the hours hold."),
    examples=("crm-tui calendar show", "crm-tui calendar show --from '1 dec' --to '31 dec' --json"),
)
@option(
    "--from", "from_day", metavar="DAY", help=N_("List days that differ from then on; today unless given.")
)
@option("--to", "to_day", metavar="DAY", help=N_("List them until then; for a year unless given."))
def show(desk: Desk, from_day: str | None, to_day: str | None) -> None:
    """Show the calendar. Raises InvalidInput for days that are none."""
    reader = desk.read()
    first = desk.today if from_day is None else read_day(from_day, desk.now, desk.zone, past=True)
    last = add_months(first, _MONTHS_SHOWN) if to_day is None else read_day(to_day, desk.now, desk.zone)
    calendar = written_calendar(reader)
    in_force, history = calendar.on(desk.today), calendar.history
    days = calendar.special_days(first, last)
    language = desk.business.language
    desk.answer(
        {
            **_version_document(in_force),
            "open": history.is_open(desk.now),
            **_times(desk, history),
            "days": [_day_document(day) for day in days],
            "versions": [_version_document(version) for version in calendar.versions],
        },
        [
            now_text(history, desk.now, desk.zone, language),
            *aligned(_version_row(version, in_force) for version in calendar.versions),
            *_day_lines(days, desk.today, language),
        ],
    )


def _times(desk: Desk, history: Hours) -> dict[str, str | None]:
    """When it closes, or else when it opens."""
    opens = None
    if not history.is_open(desk.now):
        with suppress(InvalidInput):  # not for years
            opens = history.next_open(desk.now)
    return {"open_until": desk.iso(history.open_until(desk.now)), "next_open": desk.iso(opens)}


def _version_document(version: HoursFrom) -> dict[str, Any]:
    weekly = version.calendar.weekly_hours
    return {
        "version": version.id,
        "valid_from": version.valid_from.isoformat(),
        "timezone": version.calendar.timezone,
        "weekly_hours": {day: _plain(spans) for day, spans in weekly.items()},
    }


def _day_document(day: SpecialDay) -> dict[str, Any]:
    return {"day": day.day.isoformat(), "hours": _plain(day.hours), "name": day.name or None}


def _plain(spans: Sequence[Span]) -> list[list[str]]:
    return [list(span) for span in spans]


def _version_row(version: HoursFrom, in_force: HoursFrom) -> tuple[str, ...]:
    sign = "✓" if version is in_force else ""
    day, zone = version.valid_from.isoformat(), version.calendar.timezone
    since, week = _("from {day}").format(day=day), week_text(version.calendar.weekly_hours)
    return str(version.id), sign, since, zone, week


def _day_lines(days: Sequence[SpecialDay], today: date, language: str) -> Iterator[str]:
    if days:
        yield ""
        yield from aligned(
            (long_day(day.day, today, language), spans_text(day.hours) or _("closed"), day.name)
            for day in days
        )
