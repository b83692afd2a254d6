"""Text that a command takes from a file, or from another program."""

import sys
from pathlib import Path

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.settings.editor import read_text


def read_file_or_stdin(file: str) -> str:
    """The text in a file, or what came on stdin for ``-``. Raises InvalidInput for what is no text."""
    if file != "-":
        return read_text(Path(file))
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            _("What came on stdin is no UTF-8 text."), _("Send plain text."), field="file"
        ) from error
