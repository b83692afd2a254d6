"""Quiet hours as people write them: "22:00-08:00", "22-8"."""

import re

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

_HOURS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.](\d{2}))?")


def read_quiet_hours(text: str) -> tuple[int, int]:
    """From which minute of the local day until which one; they may go over midnight.

    Raises InvalidInput for anything else than two times of day.
    """
    match = _HOURS.fullmatch(plain_digits(text).strip().lower())
    if match is None:
        raise _no_hours(text)
    first_hour, first_minute, last_hour, last_minute = (int(part or 0) for part in match.groups())
    if max(first_hour, last_hour) > 23 or max(first_minute, last_minute) > 59:
        raise _no_hours(text)
    return first_hour * 60 + first_minute, last_hour * 60 + last_minute


def quiet_hours_text(quiet_from: int | None, quiet_until: int | None) -> str:
    """Quiet hours as :func:`read_quiet_hours` takes them; empty where there are none."""
    if quiet_from is None or quiet_until is None:
        return ""
    return f"{quiet_from // 60:02}:{quiet_from % 60:02}-{quiet_until // 60:02}:{quiet_until % 60:02}"


def _no_hours(text: str) -> InvalidInput:
    return InvalidInput(
        _("“{text}” are no hours of a day.").format(text=text[:40]),
        _("Write them as in 20:00-08:00."),
        field="quiet_from",
    )
