"""Years as people type them: "2027", "2026 2027", "2026-2028"."""

import re

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

_YEARS = re.compile(r"(\d{4})(?:\s*[-–—]\s*(\d{4}))?")
#: A slip such as 2026-9999 is told rather than followed.
_MOST_YEARS = 100


def read_years(text: str) -> tuple[int, ...]:
    """The years in ``text``, in order. Raises InvalidInput, with field ``years``, for anything else."""
    words = plain_digits(text)
    found: set[int] = set()
    for match in _YEARS.finditer(words):
        first = int(match[1])
        last = int(match[2] or first)
        if not first <= last < first + _MOST_YEARS:
            raise _not_years(text)
        found.update(range(first, last + 1))
    if not found or _YEARS.sub("", words).strip(" ,;"):
        raise _not_years(text)
    return tuple(sorted(found))


def _not_years(text: str) -> InvalidInput:
    return InvalidInput(
        _("“{text}” is not understood as years.").format(text=text),
        _("Write them as 2026 2027, or as 2026-2028."),
        field="years",
    )
