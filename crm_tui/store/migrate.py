"""Bringing an older database up to date: a backup first, then all steps in one transaction.

It runs in a child process (``python -m crm_tui.store.migrate PATH``), because Alembic's memory would
otherwise stay with the screens for the day.
"""

import subprocess
import sys
from pathlib import Path

from crm_tui.domain.errors import StoreUnavailable
from crm_tui.i18n import _
from crm_tui.store import driver
from crm_tui.store.backup import back_up


def schema_of(path: Path) -> int:
    """The schema number of a database of ours. Raises StoreUnavailable for a foreign or newer one."""
    connection = driver.connect(path)
    try:
        return driver.check_identity(connection, path)
    finally:
        connection.close()


def bring_up_to_date(path: Path) -> Path | None:
    """Migrate the database at ``path`` if its schema is behind; returns where the backup was put.

    Raises StoreUnavailable when it did not work: the database is then as it was before.
    """
    schema = schema_of(path)
    if schema >= driver.SCHEMA:
        return None
    backup = path.with_name(f"{path.stem}-before-schema-{driver.SCHEMA}.db")
    if not backup.exists():  # A run that was killed has made it already, from the same schema.
        back_up(path, backup)
    child = subprocess.run(
        [sys.executable, "-m", "crm_tui.store.migrate", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if child.returncode != 0:
        raise StoreUnavailable(
            _("{path} could not be brought up to date, and was left as it was.").format(path=path),
            _("A backup is at {backup}.").format(backup=backup),
        )
    return backup


def upgrade(path: Path) -> None:
    """Run every migration that is missing, and put triggers and full-text tables in place, all or nothing."""
    from alembic import command
    from alembic.config import Config

    from crm_tui.store import case_clocks, ddl
    from crm_tui.store.database import Database

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    database = Database(path)
    try:
        with database.transaction() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            ddl.apply(connection.exec_driver_sql)
            case_clocks.rebuild(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {driver.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {driver.SCHEMA}")
    finally:
        database.close()


if __name__ == "__main__":
    upgrade(Path(sys.argv[1]))
