"""Files that nobody else may read."""

import os
from contextlib import suppress
from pathlib import Path


def made_private(path: Path) -> None:
    """Make an empty file of mode 0600 where there is none, whatever the umask.

    SQLite then gives its -wal and -shm the same mode. A file that exists keeps its mode: a shared desk may
    have been given one on purpose.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
