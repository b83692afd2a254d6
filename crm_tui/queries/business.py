"""Whose desk this is."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import from_micros
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

BUSINESS = """
SELECT name, country, timezone, language, currency, sample, created_at
  FROM business
 ORDER BY id
 LIMIT 1"""


class Business(NamedTuple):
    """The business: its ``country`` reads phone numbers, its ``zone`` says when a day ends.

    ``sample`` is the seed where the business was generated, else None.
    """

    name: str
    country: str
    zone: ZoneInfo
    language: str
    currency: str
    sample: str | None
    created_at: datetime


def business(reader: Reader) -> Business:
    """The business of this database. Raises NoSuchRecord where there is none yet."""
    row = reader.row(BUSINESS)
    if row is None:
        raise NoSuchRecord(_("This database has no business in it."), _("Run `crm-tui init` first."))
    name, country, zone, language, currency, sample, created_at = row
    return Business(name, country, ZoneInfo(zone), language, currency, sample, from_micros(created_at))
