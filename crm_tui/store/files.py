"""Files that nobody else may read, and paths that may not be looked at."""

import os
from contextlib import suppress
from pathlib import Path

from crm_tui.domain.errors import StoreUnavailable
from crm_tui.i18n import _

#: Device and number: which file it is, whatever its name.
Identity = tuple[int, int]


def made_private(path: Path) -> None:
    """Make an empty file of mode 0600 where there is none, whatever the umask.

    SQLite then gives its -wal and -shm the same mode. A file that exists keeps its mode: a shared desk may
    have been given one on purpose.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def status_of(path: Path) -> os.stat_result | None:
    """What the file system knows of ``path``; None when nothing is there.

    Raises StoreUnavailable when it cannot be told, which ``Path.exists`` leaves to its caller: a folder on
    the way may not be searched, or the name is none that the system takes.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as error:
        raise StoreUnavailable(
            _("The folder {folder} may not be searched by this user.").format(folder=path.parent),
            _("Ask its owner for access, or name another database with --db."),
        ) from error
    except OSError as error:
        raise StoreUnavailable(
            _("{path} cannot be looked at: {why}.").format(path=path, why=error.strerror),
            _("Name another database with --db."),
        ) from error


def identity_of(path: Path) -> Identity | None:
    """Which file stands at ``path``; None when none does. Raises StoreUnavailable as :func:`status_of`."""
    found = status_of(path)
    return None if found is None else (found.st_dev, found.st_ino)
