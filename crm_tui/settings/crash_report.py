"""What is written when the program fails unexpectedly: where it happened, and nothing of the customers'.

An exception's own text and the local variables may hold a customer's words, so neither is written (S4).
"""

import os
import platform
import traceback
from datetime import datetime
from pathlib import Path

from crm_tui.i18n import _
from crm_tui.settings import paths

EXIT_UNEXPECTED = 1


def report(error: BaseException, at: datetime, folder: Path | None = None) -> str:
    """Write a report for its owner's eyes only, and return the sentence that tells the user.

    ``folder`` is where the report goes; the user's data folder unless given.
    """
    name = type(error).__name__
    try:
        kept_in = folder or paths.data_folder()
        kept_in.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = kept_in / f"crash-{at:%Y%m%d-%H%M%S-%f}.txt"
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(describe(error, at))
    except OSError as failure:
        return _(
            "crm-tui stopped by an error of its own ({name}); no report could be written: {why}."
        ).format(name=name, why=failure.strerror)
    return _(
        "crm-tui stopped by an error of its own ({name}). What was saved is safe. "
        "A report without customers' data is in {path}."
    ).format(name=name, path=path)


def describe(error: BaseException, at: datetime) -> str:
    """The chain of errors with the places they passed through, innermost last."""
    lines = [f"{at.isoformat()} python {platform.python_version()} {platform.platform()}"]
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return "".join(f"{_printable(line)}\n" for line in lines)


def _printable(line: str) -> str:
    """A path may hold anything; the report holds no control byte."""
    return "".join(character if character.isprintable() else "?" for character in line)
