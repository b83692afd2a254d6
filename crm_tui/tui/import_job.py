"""An import that runs beside the screens: it tells how far it is, and stops between batches when asked."""

import threading
from collections.abc import Callable
from pathlib import Path

from crm_tui.domain.actor import Actor
from crm_tui.exchange.import_file import bring_in
from crm_tui.exchange.import_options import ImportOptions, Progress
from crm_tui.exchange.import_report import ImportReport
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.store.database import Database


class ImportJob:
    """One import or, as ``options`` say, a rehearsal of it. Call it with the database, in a thread."""

    def __init__(
        self,
        actor: Actor,
        path: Path,
        options: ImportOptions,
        go_on: UnfinishedImport | None,
        told: Callable[[Progress], object],
    ) -> None:
        self._actor = actor
        self._path = path
        self._options = options
        self._go_on = go_on
        self._told = told
        self._stop = threading.Event()

    @property
    def is_stopped(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Stop after the batch that is being written; called in any thread."""
        self._stop.set()

    def __call__(self, database: Database) -> ImportReport:
        """Import. Raises as :func:`bring_in`."""
        return bring_in(
            database, self._actor, self._path, self._options, watch=self._watch, go_on=self._go_on
        )

    def _watch(self, progress: Progress) -> bool:
        self._told(progress)
        return not self._stop.is_set()
