"""How long a call has lasted, in words that stand still when nobody touches a key (PRODUCT.md, 7)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from crm_tui.i18n import _

_SECONDS_PER_HOUR = 3600


def call_time(began: datetime, now: datetime, zone: ZoneInfo, *, is_resting: bool) -> str:
    """As "03:12" (minutes and seconds, after an hour with hours); at rest "since 10:42", in ``zone``."""
    if is_resting:
        return _("since {time}").format(time=f"{began.astimezone(zone):%H:%M}")
    seconds = max(0, int((now - began).total_seconds()))
    hours, rest = divmod(seconds, _SECONDS_PER_HOUR)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
