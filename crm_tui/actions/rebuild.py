"""Writing what is derived anew: ``doctor --rebuild``, and the end of a bulk load."""

from crm_tui.store import derived, search
from crm_tui.store.database import Database


def rebuild(database: Database) -> None:
    """Rebuild the derived rows and the search. Nothing that a user entered is touched."""
    with database.transaction() as connection:
        search.rebuild(connection)
        derived.rebuild(connection)
