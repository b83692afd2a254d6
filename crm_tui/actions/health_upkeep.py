"""What time alone changes in customers' health, written by a running desk: derived, so not journalled."""

from collections.abc import Callable
from datetime import datetime

from crm_tui.store import derived_health
from crm_tui.store.database import Database

#: Some 50 ms of work: nobody who saves meanwhile waits for longer (DATA.md, "act").
_BATCH = 100


def keep_health_up(database: Database, now: datetime, go_on: Callable[[], bool] = lambda: True) -> int:
    """Assess everybody whose level may have changed by ``now``, a batch a transaction; returns how many.

    It ends early when ``go_on`` says so. Raises Busy and StoreUnavailable; what was done until then stands.
    """
    count = 0
    while go_on():
        with database.transaction() as connection:
            found = derived_health.refresh_stale(connection, now, _BATCH)
        count += found
        if found < _BATCH:
            break
    return count
