"""The public holidays of a country, taken from the ``holidays`` package when somebody asks for them.

They are copied into the calendar with their names, where each can be taken away again: nothing appears by
itself later.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm_tui.actions.calendars import close_days
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act

if TYPE_CHECKING:
    from holidays import HolidayBase

#: Nobody knows today what will be a holiday later than so many years from now.
_YEARS_AHEAD = 20
#: What names are asked for where there are none in the language of the business.
_ENGLISH = "en_US"


@dataclass(frozen=True, slots=True)
class HolidaysTaken:
    """The days that are closed now, and how many of the holidays to come were in the calendar already."""

    added: tuple[date, ...]
    known: int


def take_public_holidays(
    act: Act, country: str, years: Collection[int], *, subdivision: str = ""
) -> HolidaysTaken:
    """Stay closed on the public holidays of a country, or of one of its parts, in these years.

    Days that are over are left out, and days that are in the calendar already stay as they are. Raises
    NotAllowed unless the actor is an admin; InvalidInput for a country or part whose holidays are not known,
    and for years that are over or too far away.
    """
    act.describe("take-public-holidays", "calendar-version")
    act.actor.require(Role.ADMIN)
    this_year = act.today.year
    if not years or not all(this_year <= year <= this_year + _YEARS_AHEAD for year in years):
        raise InvalidInput(
            _("Public holidays are taken for this year and the next {count} only.").format(
                count=_YEARS_AHEAD
            ),
            _("Give years such as {first} {second}.").format(first=this_year, second=this_year + 1),
            field="years",
        )
    found = _holidays(country.strip().upper(), subdivision.strip(), years, act.business.language)
    to_come = {day: name for day, name in found.items() if day >= act.today}
    if not to_come:
        raise InvalidInput(
            _("No public holidays of {country} are known for what is left of these years.").format(
                country=country
            ),
            _("Close the days one by one."),
            field="years",
        )
    added = close_days(act, to_come)
    return HolidaysTaken(added, len(to_come) - len(added))


def _holidays(country: str, subdivision: str, years: Collection[int], language: str) -> "HolidayBase":
    # It takes a quarter of a second to import, and is needed once a year.
    try:
        from holidays import country_holidays, list_localized_countries, list_supported_countries
    except ImportError as error:
        raise InvalidInput(
            _("The package “holidays”, which knows public holidays, is not installed."),
            _("Install it with `pip install holidays`, or close the days one by one."),
            field="country",
        ) from error

    parts = list_supported_countries().get(country)
    if parts is None:
        raise InvalidInput(
            _("The public holidays of “{country}” are not known.").format(country=country),
            _("Use the two letters of a country, such as BD, DE or US, or close the days one by one."),
            field="country",
        )
    part = next((known for known in parts if known.casefold() == subdivision.casefold()), "")
    if subdivision and not part:
        raise InvalidInput(
            _("{country} has no part “{part}” with holidays of its own.").format(
                country=country, part=subdivision
            ),
            _("Use one of: {parts}.").format(parts=" ".join(parts))
            if parts
            else _("Leave it empty: its holidays are the same everywhere."),
            field="subdivision",
        )
    languages = list_localized_countries().get(country, [])
    wanted = next((known for known in languages if known.split("_")[0] == language.split("-")[0]), None)
    fallback = _ENGLISH if _ENGLISH in languages else None
    return country_holidays(country, subdiv=part or None, years=years, language=wanted or fallback)
