"""Promises: the safe date that we aim for, and how a promise ends ("under-promise, over-deliver")."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.when import When
from crm_tui.domain.words import PromiseState

#: The share of the time until the told day that is kept in reserve.
_RESERVE = 3


def safe_date(
    told: When, now: datetime, zone: ZoneInfo, is_open: Callable[[date], bool] | None = None
) -> date:
    """The day to aim for when ``told`` was promised: a third of the days until then earlier, one at least.

    It is never before today. Where the day is closed it is the open day before it, unless there is none from
    today on. "Fri 27" told on Sat 21 is aimed at on Wed 25.
    """
    today = now.astimezone(zone).date()
    reserve = max(1, (told.day - today).days // _RESERVE)
    aimed = max(today, told.day - timedelta(days=reserve))
    if is_open is None:
        return aimed
    back = (aimed - timedelta(days=days) for days in range((aimed - today).days + 1))
    return next((day for day in back if is_open(day)), aimed)


def settle(told_at: datetime, safe_at: datetime, done_at: datetime) -> PromiseState:
    """How a promise that was fulfilled at ``done_at`` ended.

    Kept early up to the safe time, where that lies before the told one; kept up to the told time; after that
    it was broken, though it was fulfilled.
    """
    if done_at <= safe_at < told_at:
        return PromiseState.KEPT_EARLY
    return PromiseState.KEPT if done_at <= told_at else PromiseState.BROKEN
