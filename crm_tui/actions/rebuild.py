"""Writing what is derived anew: ``doctor --rebuild``, and the end of a bulk load."""

from datetime import datetime

from crm_tui.actions.attainment_upkeep import keep_attainment_up
from crm_tui.store import derived, search
from crm_tui.store.database import Database


def rebuild(database: Database, now: datetime) -> None:
    """Rebuild the search and the derived rows as of ``now``. Nothing that a user entered is touched."""
    with database.transaction() as connection:
        search.rebuild(connection)
        derived.rebuild(connection, now)
    keep_attainment_up(database, now)
