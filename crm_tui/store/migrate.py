"""Bringing an older database up to date: a backup first, then all steps in one transaction.

It runs in a child process (``python -m crm_tui.store.migrate PATH``), because Alembic's memory would
otherwise stay with the screens for the day.
"""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from crm_tui.domain.errors import StoreUnavailable
from crm_tui.i18n import _
from crm_tui.store import driver
from crm_tui.store.backup import back_up
from crm_tui.store.files import status_of

#: Backups of the old form that are kept beside a database: more of them say that something is wrong.
_MOST_BACKUPS = 20


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
    backup = _free_name(path)
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


def _free_name(path: Path) -> Path:
    """Where the backup goes. One from before stays: the database may have been worked on since."""
    stem = f"{path.stem}-before-schema-{driver.SCHEMA}"
    names = (f"{stem}.db", *(f"{stem}-{number}.db" for number in range(2, _MOST_BACKUPS + 1)))
    for name in names:
        if status_of(path.with_name(name)) is None:
            return path.with_name(name)
    raise StoreUnavailable(
        _("{path} has {count} backups of its old form beside it.").format(path=path, count=_MOST_BACKUPS),
        _("It was left as it was. Move those away that you do not need, then try again."),
    )


def upgrade(path: Path) -> None:
    """Run every migration that is missing, put triggers and full-text tables in place, and derive anew.

    All or nothing, in one transaction.
    """
    from alembic import command
    from alembic.config import Config

    from crm_tui.store import ddl, derived
    from crm_tui.store.database import Database

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    database = Database(path)
    try:
        with database.transaction() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            ddl.apply(connection.exec_driver_sql)
            derived.rebuild(connection, datetime.now(UTC))
            connection.exec_driver_sql(f"PRAGMA application_id = {driver.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {driver.SCHEMA}")
    finally:
        database.close()


if __name__ == "__main__":
    upgrade(Path(sys.argv[1]))
