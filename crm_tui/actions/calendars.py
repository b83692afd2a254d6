"""Opening hours from a day on, closed days, and days with hours of their own. Only admins change them.

What is past is never rewritten: new hours hold from today or later, and days that are over stay as they were
(PRODUCT.md, "The past is not rewritten"). A day that differs is kept with the version that is in force on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from crm_tui.domain.business_time import read_zone
from crm_tui.domain.errors import ChangedSince, InvalidInput
from crm_tui.domain.hours import Span
from crm_tui.domain.opening_hours import (
    HoursByDay,
    check_date_hours,
    check_weekly_hours,
    plain_hours,
    refuse_last_minute,
)
from crm_tui.domain.opening_text import spans_text
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Calendar, CalendarVersion

#: The calendar made at the founding.
_OPENING_HOURS = 1
#: Versions of a record count from one.
_NEVER_SEEN = 0


@dataclass(frozen=True, slots=True)
class SavedHours:
    """Opening hours that hold from a day on, until other hours do that are already planned."""

    id: int
    version: int
    valid_from: date
    until: date | None


def set_opening_hours(
    act: Act,
    weekly_hours: HoursByDay | None = None,
    *,
    timezone: str | None = None,
    valid_from: date | None = None,
    seen: Mapping[int, int] | None = None,
) -> SavedHours:
    """Hours of the week, or the zone they are meant in, from a day on (today unless given).

    What is not given stays. Days that differ from their week are carried over. Where nothing would change,
    nothing is written. ``seen`` gives the record version of all opening hours that the caller has read, by
    id. Raises NotAllowed unless the actor is an admin; ChangedSince when what holds on that day is not what
    was seen; InvalidInput for a day that is over, an unknown zone, spans that overlap or end before they
    begin, and a week without any opening hours.
    """
    act.describe("set-opening-hours", "calendar-version")
    act.actor.require(Role.ADMIN)
    first = valid_from or act.today
    _refuse_past(act, first, "valid_from")
    versions = _versions(act)
    before = _in_force(versions, first)
    if seen is not None:
        act.expect_version(before, seen.get(before.record_id, _NEVER_SEEN))
    now = _open_days(before.weekly_hours)
    week = now if weekly_hours is None else _week(weekly_hours)
    zone = before.timezone if timezone is None else read_zone(timezone).key
    later = [version.valid_from for version in versions if version.valid_from > first]
    if before.valid_from <= first and (week, zone) == (now, before.timezone):
        saved = before
    elif before.valid_from == first:
        act.change(before, weekly_hours=week, timezone=zone)
        saved = before
    else:
        saved = act.add(
            CalendarVersion(
                calendar_id=_OPENING_HOURS,
                valid_from=first,
                timezone=zone,
                weekly_hours=week,
                **_special_days(before, first),
            )
        )
    act.about("calendar-version", saved.record_id)
    return SavedHours(saved.record_id, saved.version, saved.valid_from, min(later, default=None))


def hours_saved(saved: SavedHours) -> str:
    """What was saved, in a sentence."""
    if saved.until is None:
        return _("These hours hold from {day} on.").format(day=saved.valid_from.isoformat())
    return _("These hours hold from {day} until others begin on {until}.").format(
        day=saved.valid_from.isoformat(), until=saved.until.isoformat()
    )


def drop_opening_hours(act: Act, version_id: int) -> None:
    """Take back hours that were planned to hold from a later day; those before hold on.

    The days that differ are kept. Raises NotAllowed unless the actor is an admin, NoSuchRecord; InvalidInput
    for hours that hold already.
    """
    version = act.get(CalendarVersion, version_id)
    act.describe("drop-opening-hours", "calendar-version", version_id)
    act.actor.require(Role.ADMIN)
    versions = [other for other in _versions(act) if other is not version]
    if version.valid_from <= act.today or not versions:
        raise InvalidInput(
            _("These hours hold already, and the past is not rewritten."),
            _("Give other hours from today or a later day on."),
        )
    before = _in_force(versions, version.valid_from)
    kept, moved = _special_days(before), _special_days(version, version.valid_from)
    act.change(
        before,
        holidays=sorted({*kept["holidays"], *moved["holidays"]} - moved["date_hours"].keys()),
        date_hours={day: spans for day, spans in kept["date_hours"].items() if day not in moved["holidays"]}
        | moved["date_hours"],
        holiday_names=kept["holiday_names"] | moved["holiday_names"],
    )
    act.remove(version)


def close_day(act: Act, day: date, name: str = "") -> None:
    """Stay closed on a day; ``name`` says why.

    Raises NotAllowed unless the actor is an admin; InvalidInput for a day that is over, and for one that is
    down as closed already.
    """
    act.describe("close-day", "calendar-version")
    act.actor.require(Role.ADMIN)
    _refuse_past(act, day, "day")
    version = _in_force(_versions(act), day)
    iso = day.isoformat()
    if iso in version.holidays:
        known = version.holiday_names.get(iso)
        raise InvalidInput(
            _("{day} is closed already: {name}.").format(day=iso, name=known)
            if known
            else _("{day} is closed already.").format(day=iso),
            _("Choose another day, or change that one where it is listed."),
            field="day",
        )
    set_day(act, day, (), name)


def set_day(act: Act, day: date, spans: Sequence[Span], name: str = "") -> None:
    """Give a day hours of its own in the place of its weekday's, none to stay closed; a second time replaces.

    ``name`` says why. Raises NotAllowed unless the actor is an admin; InvalidInput for a day that is over,
    and for spans that overlap or end before they begin.
    """
    act.describe("set-day-hours", "calendar-version")
    act.actor.require(Role.ADMIN)
    _refuse_past(act, day, "day")
    iso = day.isoformat()
    check_date_hours({iso: spans})
    refuse_last_minute({iso: spans})
    version = _in_force(_versions(act), day)
    changed = _without(version, iso)
    if spans:
        changed["date_hours"] |= plain_hours({iso: spans})
    else:
        changed["holidays"] = sorted([*changed["holidays"], iso])
    if name.strip():
        changed["holiday_names"] |= {iso: name.strip()}
    act.change(version, **changed)
    act.about("calendar-version", version.record_id)


def expect_day(act: Act, day: date, spans: Sequence[Span] | None, name: str = "") -> None:
    """Raise ChangedSince, saying what holds now, unless a day still is as it was read.

    ``spans`` are its own hours, none where it is closed; None means those of its weekday.
    """
    version, iso = _in_force(_versions(act), day), day.isoformat()
    closed: list[list[str]] | None = [] if iso in version.holidays else None
    now = version.date_hours.get(iso, closed)
    reason = version.holiday_names.get(iso, "")
    if (now, reason) == (None if spans is None else [list(span) for span in spans], name):
        return
    told = _("the usual hours") if now is None else spans_text(now) or _("closed")
    raise ChangedSince(
        _("Meanwhile somebody changed {day}: {hours}.").format(
            day=iso, hours=_("{hours}, {name}").format(hours=told, name=reason) if reason else told
        ),
        _("Nothing was saved. Save again to put yours in its place."),
    )


def reset_day(act: Act, day: date) -> None:
    """Give a day the hours of its weekday again.

    Raises NotAllowed unless the actor is an admin; InvalidInput for a day that is over, and for one that does
    not differ.
    """
    act.describe("reset-day", "calendar-version")
    act.actor.require(Role.ADMIN)
    _refuse_past(act, day, "day")
    version, iso = _in_force(_versions(act), day), day.isoformat()
    if iso not in version.holidays and iso not in version.date_hours:
        raise InvalidInput(
            _("{day} has the hours of its weekday already.").format(day=iso),
            _("Choose a day that is down as closed or has hours of its own."),
            field="day",
        )
    act.change(version, **_without(version, iso))
    act.about("calendar-version", version.record_id)


def close_days(act: Act, names: Mapping[date, str]) -> tuple[date, ...]:
    """Stay closed on many days; returns those that are new.

    Days that are over, and days that differ already in whatever way, stay as they are. Raises NotAllowed
    unless the actor is an admin.
    """
    act.describe("close-days", "calendar-version")
    act.actor.require(Role.ADMIN)
    versions = _versions(act)
    added: dict[int, dict[str, str]] = {}
    for day, name in sorted(names.items()):
        version, iso = _in_force(versions, day), day.isoformat()
        if day >= act.today and iso not in version.holidays and iso not in version.date_hours:
            added.setdefault(version.record_id, {})[iso] = name
    for version in versions:
        new = added.get(version.record_id, {})
        act.change(
            version,
            holidays=sorted([*version.holidays, *new]),
            holiday_names={**version.holiday_names, **new},
        )
    act.detail(count=sum(map(len, added.values())))
    return tuple(date.fromisoformat(day) for new in added.values() for day in new)


def _versions(act: Act) -> list[CalendarVersion]:
    calendar = act.get(Calendar, _OPENING_HOURS)
    return list(
        act.session.exec(
            select(CalendarVersion)
            .where(CalendarVersion.calendar_id == calendar.record_id)
            .order_by(col(CalendarVersion.valid_from), col(CalendarVersion.id))
        )
    )


def _in_force(versions: Sequence[CalendarVersion], day: date) -> CalendarVersion:
    """Days before the first version go by the first."""
    return next((version for version in reversed(versions) if version.valid_from <= day), versions[0])


def _week(hours: HoursByDay) -> dict[str, list[list[str]]]:
    check_weekly_hours(hours)
    refuse_last_minute(hours)
    return _open_days(plain_hours(hours))


def _open_days(hours: dict[str, Any]) -> dict[str, Any]:
    return {day: spans for day, spans in hours.items() if spans}


def _special_days(version: CalendarVersion, first: date = date.min) -> dict[str, Any]:
    """The columns of the days that differ, from a day on."""
    since = first.isoformat()
    return {
        "holidays": [day for day in version.holidays if day >= since],
        "date_hours": {day: spans for day, spans in version.date_hours.items() if day >= since},
        "holiday_names": {day: name for day, name in version.holiday_names.items() if day >= since},
    }


def _without(version: CalendarVersion, iso: str) -> dict[str, Any]:
    columns = _special_days(version)
    return {
        "holidays": [day for day in columns["holidays"] if day != iso],
        "date_hours": {day: spans for day, spans in columns["date_hours"].items() if day != iso},
        "holiday_names": {day: name for day, name in columns["holiday_names"].items() if day != iso},
    }


def _refuse_past(act: Act, day: date, field: str) -> None:
    if day < act.today:
        raise InvalidInput(
            _("{day} is over, and the past is not rewritten.").format(day=day.isoformat()),
            _("Choose today or a later day."),
            field=field,
        )
