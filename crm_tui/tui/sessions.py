"""Which sessions are open now, on this machine: each says so in the sidecar while there is a reason to."""

import os
from datetime import datetime, timedelta

from crm_tui.store.drafts import Drafts, Presence

#: How often a session says that it is there.
EVERY_SECONDS = 5.0

#: Who was not seen for this long has gone.
_SEEN_WITHIN = timedelta(seconds=4 * EVERY_SECONDS)


def living_sessions(drafts: Drafts, now: datetime) -> list[Presence]:
    """The sessions seen lately whose process runs; one that was killed is not among them."""
    return [seen for seen in drafts.who_is_here(now - _SEEN_WITHIN) if _is_alive(seen.process)]


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's process, and alive
    return True
