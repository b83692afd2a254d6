"""Sees that somebody committed something, or that the file is no longer the one that was opened.

A thread of its own looks once a second and says nothing while nothing changed, so that a desk at rest costs
the event loop nothing.
"""

import threading
from collections.abc import Callable
from pathlib import Path

from crm_tui.domain.errors import CrmError, StoreUnavailable
from crm_tui.i18n import _
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.files import Identity, identity_of

EVERY_SECONDS = 1.0


class StoreWatch(threading.Thread):
    """Calls ``changed`` after commits by anybody, and ``lost`` with an error, or None when all is well again.

    Both are called in this thread.
    """

    def __init__(
        self, path: Path, changed: Callable[[], None], lost: Callable[[CrmError | None], None]
    ) -> None:
        super().__init__(name="store-watch", daemon=True)
        self._path = path
        self._changed = changed
        self._lost = lost
        self._reader: SqliteReader | None = None
        self._file: Identity | None = None
        self._number = 0
        self._is_lost = False
        self._stop_asked = False
        self._wake = threading.Event()

    def begin(self) -> None:
        """Take note of the file and of what is committed; what comes later is seen by the first look.

        Called before anything is read that is shown. Raises StoreUnavailable when there is no such database.
        """
        self._refuse_replaced_file()
        self._reader = open_reader(self._path)
        self._number = self._reader.change_number()

    def look_now(self) -> None:
        """Look at once instead of within a second: something was just written here."""
        self._wake.set()

    def stop(self) -> None:
        """End the thread soon."""
        self._stop_asked = True
        self._wake.set()

    def run(self) -> None:
        """Look until stopped."""
        while not self._stop_asked:
            try:
                self._look()
            except CrmError as error:
                self._tell_lost(error)
            else:
                self._tell_lost(None)
            self._wake.wait(EVERY_SECONDS)
            self._wake.clear()
        if self._reader is not None:
            self._reader.close()

    def _look(self) -> None:
        assert self._reader is not None, "begun before it is started"
        self._refuse_replaced_file()
        number = self._reader.change_number()
        if number != self._number:
            self._number = number
            self._changed()

    def _refuse_replaced_file(self) -> None:
        file = identity_of(self._path)
        self._file = self._file or file
        if file is None or file != self._file:
            raise StoreUnavailable(
                _("The database was moved or replaced while it was open: {path}.").format(path=self._path),
                _("Nothing more is saved to it. Leave the program and start it again."),
            )

    def _tell_lost(self, error: CrmError | None) -> None:
        if (error is not None) is not self._is_lost:
            self._is_lost = error is not None
            self._lost(error)
