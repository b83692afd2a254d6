"""Changing the user's options file from the screens: what somebody wrote into it by hand stays."""

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from crm_tui.domain.errors import InvalidInput, StoreUnavailable
from crm_tui.i18n import _
from crm_tui.settings import toml_file
from crm_tui.settings.paths import make_private


def write_options(path: Path, changes: Mapping[str, str]) -> None:
    """Set these options in the file, which is made where it is missing; other lines stay as they are.

    The new file takes the place of the old one in one step. Raises InvalidInput when the old one cannot be
    read, StoreUnavailable when the new one cannot be written.
    """
    before = toml_file.read(path)
    if before.problems:
        raise InvalidInput(" ".join(before.problems), _("Mend the file, or remove it."))
    lines = before.text.splitlines()
    for name, value in changes.items():
        if before.entries.get(name) == value:
            continue
        line = f'{name} = "{value}"'
        if name in before.entries:
            pattern = re.compile(rf"""\s*(["']?){re.escape(name)}\1\s*=""")
            lines = [line if pattern.match(old) else old for old in lines]
        else:
            # Before everything else: behind a [table] it would belong to that.
            lines.insert(0, line)
    if lines != before.text.splitlines():
        _put(path, "".join(f"{line}\n" for line in lines))


def _put(path: Path, text: str) -> None:
    make_private(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise StoreUnavailable(
            _("{file} cannot be written: {why}.").format(file=path, why=error.strerror),
            _("Your options hold until you leave."),
        ) from error
