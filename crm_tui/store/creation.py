"""A new database: made beside its place, filled, and put there in one step that never covers a file."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from crm_tui.domain.errors import InvalidInput, StoreUnavailable
from crm_tui.i18n import _
from crm_tui.store import ddl, driver
from crm_tui.store.database import Database
from crm_tui.store.files import made_private, status_of
from crm_tui.store.tables import metadata

#: Alembic's name of the newest migration, which a fresh database is already at.
HEAD = "0005"


def create_database(path: Path, fill: Callable[[Database], None]) -> None:
    """Make a database at ``path`` with what ``fill`` writes into it.

    Raises InvalidInput when something is there already, also when another process was faster, and
    StoreUnavailable when the folder cannot be written. A half-made file never stands at ``path``.
    """
    refuse_existing(path)
    if not path.parent.is_dir():
        raise StoreUnavailable(
            _("The folder {folder} does not exist.").format(folder=path.parent),
            _("Create the folder, or name another database with --db."),
        )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        made_private(draft)
        write_schema(draft)
        database = Database(draft, in_the_making=True)
        try:
            fill(database)
        finally:
            database.close()
        driver.settle(draft)
        os.link(draft, path)
    except FileExistsError:
        refuse_existing(path)
        raise
    except PermissionError as error:
        raise StoreUnavailable(
            _("The folder {folder} cannot be written.").format(folder=path.parent),
            _("Give this user the right to write it, or name another database with --db."),
        ) from error
    except OSError as error:
        raise StoreUnavailable(
            _("No database can be made in {folder}: {why}.").format(folder=path.parent, why=error.strerror),
            _("Nothing was left there. Name a database elsewhere with --db."),
        ) from error
    finally:
        for leftover in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
            with suppress(FileNotFoundError):
                leftover.unlink()


def refuse_existing(path: Path) -> None:
    """Raise InvalidInput when there is something at ``path``, StoreUnavailable when that cannot be told."""
    if status_of(path) is not None:
        raise InvalidInput(
            _("There is already a file at {path}; it was left as it is.").format(path=path),
            _("Open it, or name another with --db."),
        )


def write_schema(path: Path) -> None:
    """The tables, triggers and marks of a fresh database, in an empty file."""
    connection = driver.connect(path)
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute(f"PRAGMA journal_mode = {driver.journal_mode()}")
    connection.close()
    database = Database(path)
    try:
        with database.transaction() as transaction:
            transaction.exec_driver_sql(f"PRAGMA application_id = {driver.APPLICATION_ID}")
            metadata.create_all(transaction)
            ddl.apply(transaction.exec_driver_sql)
            transaction.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
                " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
            transaction.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")
            transaction.exec_driver_sql(f"PRAGMA user_version = {driver.SCHEMA}")
    finally:
        database.close()
