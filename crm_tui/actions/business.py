"""What an admin sets for the whole business: its name and manner, and opening hours."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from sqlmodel import select

from crm_tui.actions.house_words import Saved, read_label
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.opening_hours import Hours, check_date_hours, check_weekly_hours, plain_hours
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Business, Calendar, CalendarVersion

#: The calendar made at the founding; further ones come with the service engine.
_OPENING_HOURS = 1


def change_business(
    act: Act,
    *,
    name: str | None = None,
    language: str | None = None,
    currency: str | None = None,
    version: int | None = None,
) -> Saved:
    """Change what is given; None leaves as it is. An empty currency means that none is used.

    Raises NotAllowed unless the actor is an admin; ChangedSince; InvalidInput for an empty name, an unknown
    language and a currency that is not three letters.
    """
    row = act.get(Business, 1)
    act.describe("change-business", "business", row.record_id)
    act.actor.require(Role.ADMIN)
    act.expect_version(row, version)
    changes: dict[str, str] = {}
    if name is not None:
        changes["name"] = read_label(name, "name")
    if language is not None:
        changes["language"] = _language(language)
    if currency is not None:
        changes["currency"] = _currency(currency)
    act.change(row, **changes)
    return Saved(row.record_id, row.version)


def set_opening_hours(
    act: Act,
    weekly_hours: Hours,
    *,
    valid_from: date | None = None,
    holidays: Collection[date] = (),
    date_hours: Hours | None = None,
) -> Saved:
    """Hours that hold from a day on (today unless given), as a new version of the calendar.

    Days before keep the hours that they had. Raises NotAllowed unless the actor is an admin; InvalidInput for
    a day that is over, spans that overlap or end before they begin, and a week without any opening hours.
    """
    act.describe("set-opening-hours", "calendar-version")
    act.actor.require(Role.ADMIN)
    first = valid_from or act.today
    if first < act.today:
        raise InvalidInput(
            _("{day} is over, and the past is not rewritten.").format(day=first.isoformat()),
            _("Let the new hours begin today or later."),
            field="valid_from",
        )
    check_weekly_hours(weekly_hours)
    check_date_hours(date_hours or {})
    calendar = act.get(Calendar, _OPENING_HOURS)
    values: dict[str, Any] = {
        "timezone": act.business.zone.key,
        "weekly_hours": plain_hours(weekly_hours),
        "holidays": sorted(day.isoformat() for day in holidays),
        "date_hours": plain_hours(date_hours or {}),
    }
    same_day = act.session.exec(
        select(CalendarVersion).where(
            CalendarVersion.calendar_id == calendar.id, CalendarVersion.valid_from == first
        )
    ).first()
    if same_day is not None:
        act.change(same_day, **values)
        row = same_day
    else:
        row = act.add(CalendarVersion(calendar_id=calendar.record_id, valid_from=first, **values))
    act.about("calendar-version", row.record_id)
    return Saved(row.record_id, row.version)


def _language(code: str) -> str:
    try:
        Locale.parse(code.strip().replace("-", "_"))
    except (ValueError, UnknownLocaleError) as error:
        raise InvalidInput(
            _("“{code}” is not a language.").format(code=code),
            _("Use a code such as en, bn or de."),
            field="language",
        ) from error
    return code.strip()


def _currency(code: str) -> str:
    wanted = code.strip().upper()
    if wanted and not re.fullmatch(r"[A-Z]{3}", wanted):
        raise InvalidInput(
            _("“{code}” is not a currency.").format(code=code),
            _("Use three letters, such as BDT, EUR or USD."),
            field="currency",
        )
    return wanted
