"""The usual rhythm of a customer with whom none was agreed, read off the contacts that there were.

Somebody with whom we were in contact regularly, and who has fallen silent, is leaving or has left: nobody
complains of it. What counts as regular, and as silence, is here. Both are read off the contacts before the
last one, so that the answer stands until there is another contact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

#: Contacts of so many days up to the last one say what is usual; silence for as long is no news any more.
USUAL_DAYS = 400
#: Fewer contacts, or all within fewer days (one matter, often), are no rhythm. Contacts that follow one
#: another within a day are one.
LEAST_CONTACTS = 5
LEAST_SPAN_DAYS = 90

#: Silence is unusual when it is so many times the usual gap, longer than any gap before it, and at least:
_TIMES = 3
_LEAST_DAYS = 30

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From when on silence is longer than usual, and until when that is worth a look."""

    begins: datetime
    ends: datetime


def quiet_after(heard: Sequence[datetime]) -> Quiet | None:
    """When the silence after the last of these contacts is longer than usual; None where nothing is usual.

    ``heard`` are the instants at which somebody spoke or wrote to the customer, oldest first.
    """
    if len(heard) < LEAST_CONTACTS:
        return None
    last = heard[-1]
    since = last - USUAL_DAYS * _DAY
    gaps = [
        later - earlier for earlier, later in pairwise(heard) if earlier >= since and later - earlier >= _DAY
    ]
    if len(gaps) + 1 < LEAST_CONTACTS or sum(gaps, timedelta()) < LEAST_SPAN_DAYS * _DAY:
        return None
    usual = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    silence = max(_TIMES * usual, *gaps, _LEAST_DAYS * _DAY)
    quiet = Quiet(last + silence, last + USUAL_DAYS * _DAY)
    return quiet if quiet.begins < quiet.ends else None
