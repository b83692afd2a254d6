"""The one SQLite module of the process, and the readers over it.

Two copies of SQLite in one process drop each other's POSIX locks, which ended in "malformed" databases in
trials; so the module is chosen here once, and reads, writes, drafts and backup all use it (DATA.md). For the
same reason nobody opens a database file by hand in a process that is connected: what can be known about the
file is asked of SQLite.
"""

import os
import stat
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from crm_tui.domain.errors import Busy, CrmError, StoreUnavailable
from crm_tui.domain.folding import says
from crm_tui.i18n import _
from crm_tui.store.files import status_of
from crm_tui.store.reader import NO_PARAMETERS

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    try:
        from pysqlite3 import dbapi2 as sqlite
    except ImportError:
        from sqlite3 import dbapi2 as sqlite

__all__ = [
    "APPLICATION_ID",
    "BUSY_TIMEOUT_MS",
    "SCHEMA",
    "Connection",
    "Error",
    "SqliteReader",
    "begin_writing",
    "check_identity",
    "connect",
    "explain",
    "hasten",
    "journal_mode",
    "module_name",
    "open_reader",
    "prepare",
    "settle",
    "sqlite",
    "wal_is_safe",
]

#: "CRMT": says in the file's header whose it is.
APPLICATION_ID = 0x43524D54
#: The schema that this program writes; kept in ``user_version``.
SCHEMA = 5
#: How long a statement waits for another process's lock before the user is told (RELIABILITY.md, R7).
BUSY_TIMEOUT_MS = 8_000
#: Who waits to write asks again after one to so many milliseconds, by chance.
_ASK_AGAIN_MS = 6
#: What SQLite's shared memory begins with, in bytes.
_LEAST_ROOM = 32_768

Connection = sqlite.Connection
Error = sqlite.Error


def wal_is_safe(version: tuple[int, ...] = sqlite.sqlite_version_info) -> bool:
    """Whether this SQLite is free of the WAL-reset bug (3.51.3, or the patched 3.44.6 and 3.50.7 lines)."""
    if version >= (3, 51, 3):
        return True
    return any(version[:2] == line[:2] and version >= line for line in ((3, 44, 6), (3, 50, 7)))


def module_name() -> str:
    """Which module runs, and its SQLite's version, for ``doctor``."""
    return f"{sqlite.__name__.split('.')[0]} {sqlite.sqlite_version}"


def journal_mode() -> str:
    """The journal mode that a database gets with this SQLite."""
    return "WAL" if wal_is_safe() else "TRUNCATE"


def connect(path: Path, *, create: bool = False, read_only: bool = False) -> Connection:
    """A raw connection in autocommit mode with our pragmas.

    Raises StoreUnavailable with a sentence of its own for each way in which the file cannot be opened.
    """
    _refuse_impossible(path, create=create)
    mode = "rwc" if create else "ro" if read_only else "rw"
    try:
        connection = sqlite.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            timeout=BUSY_TIMEOUT_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
        prepare(connection)
    except Error as error:
        raise explain(error, path) from error
    return connection


def prepare(connection: Any) -> None:
    """Set what every connection needs: foreign keys, patience, erased bytes that are gone, our filter."""
    connection.isolation_level = None  # BEGIN IMMEDIATE is ours to say, for DDL too (DATA.md, "transactions")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.create_function("says", -1, says, deterministic=True)


def begin_writing(connection: Any) -> None:
    """Begin a transaction that writes, waiting for whoever writes now. Raises the driver's error when they
    do not finish in time.

    SQLite's own waiting asks ten times a second in the end, while who has just written asks at once: of
    eight who wrote without a pause some waited for eight seconds in vain. Here all ask equally often. A
    deferred BEGIN would fail as soon as it wants to write, whatever the timeout (BAR.md).
    """
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except Error as error:
                if not _is_busy(error) or time.monotonic() > deadline:
                    raise
            # Not from `random`, whose import costs every start.
            time.sleep((1 + os.urandom(1)[0] % _ASK_AGAIN_MS) / 1000)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


#: So many KiB of a file in the making are held in memory, which indexes are sorted in as well.
_MAKING_CACHE_KIB = 256 * 1024


def hasten(connection: Any) -> None:
    """Set what a file in the making needs instead, which nobody else has and which is thrown away if anything
    fails: nothing is written twice, looked up again or waited for before :func:`settle`."""
    for pragma in (
        "journal_mode = MEMORY",
        "synchronous = OFF",
        "foreign_keys = OFF",
        "secure_delete = OFF",
        f"cache_size = -{_MAKING_CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def settle(path: Path) -> None:
    """Bring a file that was made in haste to the disk, and give it the journal that it lives with."""
    connection = connect(path)
    try:
        # Any write does, when it is a safe one again: it syncs the whole file.
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute(f"PRAGMA journal_mode = {journal_mode()}")
    except Error as error:
        raise explain(error, path) from error
    finally:
        connection.close()


@contextmanager
def trusting(connection: Any) -> Iterator[None]:
    """Skip the CHECKs while rows of our own making are loaded: they cost more than writing the row."""
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")


def _refuse_impossible(path: Path, *, create: bool) -> None:
    """SQLite says "unable to open database file" for all of these; each deserves its own sentence."""
    found, folder = status_of(path), status_of(path.parent)
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise StoreUnavailable(
            _("{path} is a folder, not a database.").format(path=path),
            _("Name a file inside it with --db."),
        )
    if folder is None or not stat.S_ISDIR(folder.st_mode):
        raise StoreUnavailable(
            _("The folder {folder} does not exist.").format(folder=path.parent),
            _("Create the folder, or name another database with --db."),
        )
    if found is None and not create:
        raise StoreUnavailable(
            _("There is no database at {path}.").format(path=path),
            _("Make one with `crm-tui init`, or name another with --db."),
        )
    if found is not None and not os.access(path, os.R_OK):
        raise StoreUnavailable(
            _("{path} may not be read by this user.").format(path=path),
            _("Ask its owner for access, or name another database with --db."),
        )


def explain(error: BaseException, path: Path) -> CrmError:
    """The driver's error as a sentence that says what happened, what is safe and what to do."""
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if _is_busy(error):
        return Busy(
            _("Somebody else is writing to {path} and did not finish in time.").format(path=path),
            _("Nothing was saved. Try again in a moment."),
        )
    # Its shared memory cannot grow either, which SQLite calls an input/output error.
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _has_no_room(path)):
        return StoreUnavailable(
            _("The disk is full, so nothing was saved to {path}.").format(path=path),
            _("What was saved before is safe. Free some space and save again."),
        )
    if name.startswith("SQLITE_READONLY") or "readonly" in text:
        return StoreUnavailable(
            _("Nothing was saved: {path} cannot be written.").format(path=path),
            _("Give this user the right to write the file and its folder, then save again."),
        )
    if name.startswith("SQLITE_NOTADB") or "not a database" in text:
        return StoreUnavailable(
            _("{path} is not a crm-tui database.").format(path=path),
            _("It was left as it is. Name the right file with --db."),
        )
    if name.startswith("SQLITE_CORRUPT") or "malformed" in text:
        return StoreUnavailable(
            _("{path} is damaged.").format(path=path),
            _("Nothing was written to it. Put the newest backup in its place."),
        )
    if name.startswith("SQLITE_CANTOPEN") or "unable to open" in text:
        return StoreUnavailable(
            _("{path} cannot be opened.").format(path=path),
            _("Check that this user may read and write the file and its folder."),
        )
    return StoreUnavailable(
        _("The database {path} answered: {error}").format(path=path, error=text),
        _("Nothing was saved. Run `crm-tui doctor` to find out more."),
    )


def _is_busy(error: BaseException) -> bool:
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "locked" in str(error)


def _has_no_room(path: Path) -> bool:
    with suppress(OSError):
        disk = os.statvfs(path.parent)
        return disk.f_bavail * disk.f_frsize < _LEAST_ROOM
    return False


def check_identity(connection: Connection, path: Path) -> int:
    """The schema number of a database of ours. Raises StoreUnavailable for a foreign or newer one."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except Error as error:
        raise explain(error, path) from error
    if application != APPLICATION_ID:
        raise StoreUnavailable(
            _("{path} is not a crm-tui database.").format(path=path),
            _("It was left as it is. Name the right file with --db."),
        )
    if schema > SCHEMA:
        raise StoreUnavailable(
            _("{path} was written by a newer crm-tui (schema {schema}, this one knows {known}).").format(
                path=path, schema=schema, known=SCHEMA
            ),
            _("Install the newer version. The file was left as it is."),
        )
    return schema


class SqliteReader:
    """A :class:`~crm_tui.store.reader.Reader` over one connection that cannot write."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._lock = threading.Lock()

    def rows(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> list[tuple[Any, ...]]:
        """Every row. Raises a CrmError where the database cannot answer."""
        with self._lock:
            try:
                return self._connection.execute(sql, dict(parameters)).fetchall()
            except (sqlite.OperationalError, sqlite.DatabaseError) as error:
                raise explain(error, self._path) from error

    def row(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> tuple[Any, ...] | None:
        """The first row, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within it all is read as it stood at the first look, whoever writes meanwhile. For moments only:
        what is written cannot be folded into the file before its end."""
        self.rows("BEGIN")
        try:
            yield
        finally:
            self.rows("ROLLBACK")

    def change_number(self) -> int:
        """A number that moves when another connection commits; costs about a microsecond."""
        return int(self.value("PRAGMA data_version"))

    def close(self) -> None:
        """Let the connection go."""
        with self._lock, suppress(Error):
            self._connection.close()


def open_reader(path: Path) -> SqliteReader:
    """A reader over a database of ours with the present schema.

    Raises StoreUnavailable when it is missing, foreign, damaged, newer, or still to be migrated.
    """
    connection = connect(path, read_only=not os.access(path, os.W_OK))
    schema = check_identity(connection, path)
    if schema < SCHEMA:
        connection.close()
        raise StoreUnavailable(
            _("{path} has an older form.").format(path=path),
            _("Open it once with `crm-tui doctor`, which backs it up and brings it up to date."),
        )
    connection.execute("PRAGMA query_only = ON")
    return SqliteReader(connection, path)
