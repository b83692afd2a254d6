"""What an admin sets for the whole business: its name and manner, opening hours, tiers and natures."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from sqlmodel import col, select

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.opening_hours import Hours, check_date_hours, check_weekly_hours, plain_hours
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Business, Calendar, CalendarVersion, NatureWord, Tier

#: The calendar made at the founding; further ones come with the service engine.
_OPENING_HOURS = 1
_LONGEST_WINDOW_DAYS = 366


@dataclass(frozen=True, slots=True)
class Saved:
    """The id and version of what was saved."""

    id: int
    version: int


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
        changes["name"] = _label(name, "name")
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


def add_tier(
    act: Act,
    *,
    code: str,
    label: str,
    contact_limit: int = 3,
    contact_window_days: int = 30,
) -> Saved:
    """Add a level of service, after those there are.

    Raises NotAllowed unless the actor is an admin; InvalidInput for a code that is no code or is taken, an
    empty label, and a limit below nought or a window of no days.
    """
    act.describe("add-tier", "tier")
    act.actor.require(Role.ADMIN)
    tiers = act.session.exec(select(Tier)).all()
    _check_load(contact_limit, contact_window_days)
    row = act.add(
        Tier(
            code=_free_code(code, {tier.code for tier in tiers}),
            label=_label(label, "label"),
            position=1 + max((tier.position for tier in tiers), default=0),
            contact_limit=contact_limit,
            contact_window_days=contact_window_days,
        )
    )
    act.about("tier", row.record_id)
    return Saved(row.record_id, row.version)


def edit_tier(
    act: Act,
    tier_id: int,
    *,
    label: str | None = None,
    position: int | None = None,
    contact_limit: int | None = None,
    contact_window_days: int | None = None,
    version: int | None = None,
) -> Saved:
    """Change what is given of a tier; its code stays. Raises as :func:`add_tier`, and ChangedSince."""
    row = act.get(Tier, tier_id)
    act.describe("edit-tier", "tier", row.record_id)
    act.actor.require(Role.ADMIN)
    act.expect_version(row, version)
    _check_load(
        row.contact_limit if contact_limit is None else contact_limit,
        row.contact_window_days if contact_window_days is None else contact_window_days,
    )
    changes = {
        "label": None if label is None else _label(label, "label"),
        "position": position,
        "contact_limit": contact_limit,
        "contact_window_days": contact_window_days,
    }
    act.change(row, **{name: value for name, value in changes.items() if value is not None})
    return Saved(row.record_id, row.version)


def add_nature(act: Act, *, code: str, label: str, key: str, opens_case: bool = False) -> Saved:
    """Add something that a contact can be about, after those there are; ``key`` picks it in a list.

    Raises NotAllowed unless the actor is an admin; InvalidInput for a code or key that is taken or is none,
    and an empty label.
    """
    act.describe("add-nature", "nature")
    act.actor.require(Role.ADMIN)
    natures = act.session.exec(select(NatureWord).order_by(col(NatureWord.position))).all()
    row = act.add(
        NatureWord(
            code=_free_code(code, {nature.code for nature in natures}),
            label=_label(label, "label"),
            key=_free_key(key, {nature.key: nature.code for nature in natures}),
            position=1 + max((nature.position for nature in natures), default=0),
            opens_case=opens_case,
        )
    )
    act.about("nature", row.record_id)
    return Saved(row.record_id, row.version)


def _label(text: str, field: str) -> str:
    if not text.strip():
        raise InvalidInput(
            _("A name cannot be empty."), _("Type the name that people here use."), field=field
        )
    return text.strip()


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


def _free_code(code: str, taken: Collection[str]) -> str:
    wanted = code.strip().lower()
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", wanted):
        raise InvalidInput(
            _("“{code}” cannot be a code.").format(code=code),
            _("Use small letters and digits, with hyphens between words: warranty-claim."),
            field="code",
        )
    if wanted in taken:
        raise InvalidInput(
            _("There is a “{code}” already.").format(code=wanted), _("Choose another code."), field="code"
        )
    return wanted


def _free_key(key: str, taken: dict[str, str]) -> str:
    if not re.fullmatch(r"[a-z0-9]", key):
        raise InvalidInput(
            _("“{key}” cannot pick something in a list.").format(key=key),
            _("Use one small letter or digit."),
            field="key",
        )
    if key in taken:
        raise InvalidInput(
            _("The key {key} picks {nature} already.").format(key=key, nature=taken[key]),
            _("Free ones are: {keys}.").format(
                keys=" ".join(
                    letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789" if letter not in taken
                )
            ),
            field="key",
        )
    return key


def _check_load(limit: int, window_days: int) -> None:
    if limit < 0:
        raise InvalidInput(
            _("A limit of {limit} contacts is below nought.").format(limit=limit),
            _("Give the most contacts that a customer should have to bear; 0 means none unasked."),
            field="contact_limit",
        )
    if not 1 <= window_days <= _LONGEST_WINDOW_DAYS:
        raise InvalidInput(
            _("A window of {days} days cannot be counted.").format(days=window_days),
            _("Give 1 to {most} days.").format(most=_LONGEST_WINDOW_DAYS),
            field="contact_window_days",
        )
