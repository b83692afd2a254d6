"""What can be set for the business: opening hours in force, and the tiers with their contact limits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crm_tui.domain.opening_hours import Hours
from crm_tui.queries.opening_days import VERSIONS
from crm_tui.queries.vocabulary import TierChoice, tiers
from crm_tui.store.reader import Reader

BUSINESS_VERSION = "SELECT version FROM business WHERE id = 1"


@dataclass(frozen=True, slots=True)
class House:
    """The settings as of a day. ``holidays`` and ``date_hours`` are kept when the week is changed."""

    business_version: int
    weekly_hours: Hours
    holidays: tuple[date, ...]
    date_hours: Hours
    tiers: tuple[TierChoice, ...]


def house(reader: Reader, today: date) -> House:
    """The settings of the business. Days before the first opening hours go by the first."""
    versions = reader.rows(VERSIONS)
    in_force = next((row for row in versions if row[0] <= today.isoformat()), versions[-1])
    weekly, holidays, by_date = (json.loads(text) for text in in_force[1:])
    return House(
        reader.value(BUSINESS_VERSION),
        _spans(weekly),
        tuple(date.fromisoformat(day) for day in holidays),
        _spans(by_date),
        tiers(reader),
    )


def _spans(hours: Mapping[str, list[list[str]]]) -> Hours:
    return {day: tuple((opening, closing) for opening, closing in spans) for day, spans in hours.items()}
