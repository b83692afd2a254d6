"""On which days the business is open: what WHEN, call-backs and safe dates need to know of the calendar."""

from collections.abc import Callable
from datetime import date

from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.reader import Reader


def opening_days(reader: Reader) -> Callable[[date], bool]:
    """A function that says whether the business opens on a day, by the hours in force on that day.

    Days before the first version go by the first. Without a calendar every day is open.
    """
    return opening_hours(reader).opens_on
