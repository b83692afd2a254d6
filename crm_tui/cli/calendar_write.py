"""``crm-tui calendar set``: the hours of the week, and the days that differ from it."""

from collections.abc import Iterator
from datetime import date

from crm_tui.actions import calendars as actions
from crm_tui.actions.calendars import SavedHours, hours_saved
from crm_tui.actions.public_holidays import HolidaysTaken, take_public_holidays
from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.opening_text import read_spans, read_week
from crm_tui.domain.when import read_day
from crm_tui.domain.years import read_years
from crm_tui.i18n import N_, _, ngettext


@command(
    "set",
    help=N_("Change the opening hours. What is past keeps the hours that it had. Only an admin can."),
    examples=(
        "crm-tui calendar set --hours 'mon-fri 9-12:30 13:30-18, sat 10-14' --valid-from '1 jan'",
        "crm-tui calendar set --public-holidays BD --years '2026 2027'",
        "crm-tui calendar set --holiday '26 dec' stocktaking --open-on '24 dec' 9-12",
    ),
)
@option("--hours", metavar="WEEK", help=N_("The hours of the week; a day that is not named is closed."))
@option(
    "--timezone",
    metavar="ZONE",
    help=N_("The zone that the hours are meant in; what a day is, stays with the zone of the founding."),
)
@option("--valid-from", metavar="DAY", help=N_("When week and zone begin to hold; today unless given."))
@option("--public-holidays", metavar="CC", help=N_("Close on a country's public holidays; DE-BY for a part."))
@option("--years", metavar="YEARS", help=N_("Of these years; this one and the next unless given."))
@option("--holiday", nargs=2, multiple=True, metavar="DAY NAME", help=N_("Close on a day, and say why."))
@option("--close", multiple=True, metavar="DAY", help=N_("Close on a day."))
@option("--open-on", nargs=2, multiple=True, metavar="DAY HOURS", help=N_("Give a day hours of its own."))
@option("--usual", multiple=True, metavar="DAY", help=N_("Give a day the hours of its weekday again."))
@option("--drop", type=int, metavar="VERSION", help=N_("Take hours back that are planned for later."))
def set_calendar(
    desk: Desk,
    hours: str | None,
    timezone: str | None,
    valid_from: str | None,
    public_holidays: str | None,
    years: str | None,
    holiday: tuple[tuple[str, str], ...],
    close: tuple[str, ...],
    open_on: tuple[tuple[str, str], ...],
    usual: tuple[str, ...],
    drop: int | None,
) -> None:
    """Do all that is given in one act. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    if hours is None and timezone is None and valid_from is not None:
        raise _has_no_effect("--valid-from", "--hours")
    if public_holidays is None and years is not None:
        raise _has_no_effect("--years", "--public-holidays")
    if not any((holiday, close, open_on, usual)) and {hours, timezone, public_holidays, drop} == {None}:
        raise InvalidInput(
            _("Nothing was given to change."), _("`crm-tui calendar set --help` says what there is.")
        )
    desk.read()
    week = None if hours is None else read_week(hours)
    first = None if valid_from is None else _day(desk, valid_from)
    usual_days = [_day(desk, day) for day in usual]
    closed = [(_day(desk, day), name) for day, name in (*holiday, *((day, "") for day in close))]
    opened = [(_day(desk, day), read_spans(text)) for day, text in open_on]
    wanted = (desk.today.year, desk.today.year + 1) if years is None else read_years(years)
    saved, taken = None, None
    with desk.act() as act:
        if drop is not None:
            actions.drop_opening_hours(act, drop)
        if week is not None or timezone is not None:
            saved = actions.set_opening_hours(act, week, timezone=timezone, valid_from=first)
        for day in usual_days:
            actions.reset_day(act, day)
        for day, name in closed:
            actions.close_day(act, day, name)
        for day, spans in opened:
            actions.set_day(act, day, spans)
        if public_holidays is not None:
            country, _dash, part = public_holidays.partition("-")
            taken = take_public_holidays(act, country, wanted, subdivision=part)
    days = sorted({*usual_days, *(day for day, _how in (*closed, *opened)), *(taken.added if taken else ())})
    desk.answer(
        {
            "version": saved.id if saved else None,
            "valid_from": saved.valid_from.isoformat() if saved else None,
            "until": saved.until.isoformat() if saved and saved.until else None,
            "days": [day.isoformat() for day in days],
            "known": taken.known if taken else 0,
        },
        _lines(saved, len(days), taken),
    )


def _lines(saved: SavedHours | None, days: int, taken: HolidaysTaken | None) -> Iterator[str]:
    if saved is not None:
        yield hours_saved(saved)
    if days:
        yield ngettext("{count} day was changed.", "{count} days were changed.", days).format(count=days)
    if taken is not None and taken.known:
        count = taken.known
        yield ngettext(
            "{count} holiday was in the calendar already.",
            "{count} holidays were in the calendar already.",
            count,
        ).format(count=count)


def _day(desk: Desk, text: str) -> date:
    return read_day(text, desk.now, desk.zone)


def _has_no_effect(option_name: str, needed: str) -> InvalidInput:
    return InvalidInput(
        _("{option} has no effect alone.").format(option=option_name),
        _("Give it together with {option}.").format(option=needed),
    )
