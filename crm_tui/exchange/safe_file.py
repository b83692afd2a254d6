"""Writing a file so that there is either all of it or nothing, readable by nobody else."""

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _


@contextmanager
def whole_file(path: Path, *, encoding: str = "utf-8", replace: bool = False) -> Iterator[TextIO]:
    """A text file to write into; otherwise as :func:`whole_bytes`."""
    with whole_bytes(path, replace=replace) as raw:
        stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
        yield stream
        stream.detach()


@contextmanager
def whole_bytes(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """A file to write into, which gets its name when all of it is on disk.

    It is written beside ``path`` with mode 0600 (RELIABILITY S9). An existing file is only written over with
    ``replace``. Raises InvalidInput when it exists or cannot be written; then nothing is left behind.
    """
    if not replace and (path.exists() or path.is_symlink()):
        raise _exists(path)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _give_name(temporary, path, replace=replace)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise InvalidInput(
            _("{file} could not be written: {reason}. Nothing was left behind.").format(
                file=path, reason=error.strerror or error
            ),
            _("Choose a folder that you may write to, with room enough."),
            field="output",
        ) from error
    finally:
        if temporary is not None:
            with suppress(FileNotFoundError):
                temporary.unlink()


def _give_name(temporary: Path, path: Path, *, replace: bool) -> None:
    if replace:
        temporary.replace(path)
        return
    try:
        # A link fails when the name was taken meanwhile; renaming would write over it.
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems (FAT, some shares) have no links.
        if path.exists():
            raise FileExistsError(path) from None
        temporary.replace(path)


def _exists(path: Path) -> InvalidInput:
    return InvalidInput(
        _("{file} exists already and was left as it is.").format(file=path),
        _("Choose another name, or say that it may be replaced."),
        field="output",
    )
