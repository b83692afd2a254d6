"""Rhythm: how often a customer should at least hear from us, as people write it (PRODUCT.md, "rhythm")."""

import re

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

_RHYTHM = re.compile(r"(?:every )?(\d{1,4}) ?(d|days?|w|weeks?)?")
_DAYS_IN_A_WEEK = 7
LONGEST_DAYS = 3650


def read_rhythm(text: str) -> int:
    """The days of "30", "30 d" or "every 2 weeks". Raises InvalidInput for anything else."""
    match = _RHYTHM.fullmatch(" ".join(plain_digits(text).casefold().split()))
    days = 0 if match is None else int(match[1]) * (_DAYS_IN_A_WEEK if (match[2] or "d")[0] == "w" else 1)
    return check_rhythm(days, text)


def check_rhythm(days: int, text: str = "") -> int:
    """The days again, when somebody can be heard from so often. Raises InvalidInput."""
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidInput(
            _("“{text}” does not say how often.").format(text=text or days),
            _("Write a number of days or weeks: 30 d, 6 weeks."),
            field="rhythm",
        )
    return days


def rhythm_text(days: int | None) -> str:
    """A rhythm as :func:`read_rhythm` takes it; empty where nothing was agreed."""
    return "" if days is None else _("{days} d").format(days=days)
