"""Agreements in words: from when until when they hold, and what they ask for next."""

from datetime import date

from crm_tui.domain.growth_words import AgreementState, Renewal
from crm_tui.i18n import _


def dates_in_words(start_on: date, end_on: date | None, notice_on: date | None) -> str:
    """From when until when it holds: "2026-01-01 to 2026-12-31, notice until 2026-09-30"."""
    if end_on is None:
        return _("since {start}, without an end").format(start=start_on)
    if notice_on is None:
        return _("{start} to {end}").format(start=start_on, end=end_on)
    return _("{start} to {end}, notice until {notice}").format(start=start_on, end=end_on, notice=notice_on)


def standing_in_words(
    state: AgreementState, renewal: Renewal, end_on: date | str | None, notice_on: date | str | None
) -> str:
    """What it asks for next; the days are dates, or as the caller tells them."""
    if state is AgreementState.ENDED:
        return _("ended {day}").format(day=end_on)
    if end_on is None:
        return _("no end")
    if renewal is Renewal.NONE or notice_on is None:
        renews = renewal is Renewal.AUTOMATIC
        return _("renews {day}").format(day=end_on) if renews else _("ends {day}").format(day=end_on)
    return _("notice {day}").format(day=notice_on)
