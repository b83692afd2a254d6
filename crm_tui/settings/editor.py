"""The user's own editor, as VISUAL or EDITOR names it, on a text of ours."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.settings import paths


def find_editor(environ: Mapping[str, str]) -> list[str]:
    """The command of the editor, with its own options. Raises InvalidInput where none is set or there."""
    named = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:  # a quote that is not closed
        command = []
    if not command:
        raise InvalidInput(
            _("No editor is set."),
            _("Name yours in VISUAL or EDITOR, such as: export EDITOR=nano"),
            field="editor",
        )
    if shutil.which(command[0], path=environ.get("PATH")) is None:
        raise InvalidInput(
            _("The editor “{editor}” is not on this computer.").format(editor=command[0]),
            _("Name one that is in VISUAL or EDITOR."),
            field="editor",
        )
    return command


def put_into_file(text: str, name: str, folder: Path | None = None) -> Path:
    """Write the text into a new file for its owner's eyes only, and return that.

    ``folder`` is the user's data folder unless given: what is left there outlives a crash. Raises
    StoreUnavailable where there can be no folder, InvalidInput where the file cannot be written.
    """
    kept_in = paths.make_private(folder or paths.data_folder())
    try:
        handle, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".txt", dir=kept_in)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise InvalidInput(
            _("The text cannot be put into a file in {folder}: {why}.").format(
                folder=kept_in, why=error.strerror
            ),
            _("Make room there, then try again."),
        ) from error
    return Path(path)


def edit_file(editor: Sequence[str], path: Path) -> str:
    """Have the editor on the file until it ends, and return what is in it then.

    Raises InvalidInput, naming the file, when the editor fails or leaves something that is no text.
    """
    kept = _("Your text is kept in {file}.").format(file=path)
    try:
        with _interrupts_left_to_it():
            ended = subprocess.run([*editor, str(path)], check=False)
    except OSError as error:
        raise InvalidInput(
            _("The editor “{editor}” could not be started: {why}.").format(
                editor=editor[0], why=error.strerror
            ),
            kept,
            field="editor",
        ) from error
    if ended.returncode:
        raise InvalidInput(
            _("The editor “{editor}” ended with an error, so nothing was taken over.").format(
                editor=editor[0]
            ),
            kept,
            field="editor",
        )
    return read_text(path)


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    """ctrl+c in the editor reaches us as well: there it means something else than to end the program."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def read_text(path: Path) -> str:
    """The text in a file. Raises InvalidInput, naming the file, where it cannot be read as text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else _("it is no UTF-8 text")
        raise InvalidInput(
            _("{file} cannot be read: {why}.").format(file=path, why=why),
            _("Name a plain text file that you may read."),
            field="file",
        ) from error
