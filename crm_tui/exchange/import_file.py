"""The door of imports: whatever a file holds, for the command and the screen alike."""

from dataclasses import replace
from pathlib import Path

from crm_tui.domain.actor import Actor
from crm_tui.exchange.import_options import ImportKind, ImportOptions, Watcher, check_goes_on
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import import_contacts
from crm_tui.exchange.map_file import read_column_map
from crm_tui.exchange.record_import import import_records
from crm_tui.exchange.record_kinds import RECORD_KINDS
from crm_tui.exchange.record_map import record_map
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.store.database import Database


def bring_in(
    database: Database,
    actor: Actor,
    path: Path,
    options: ImportOptions,
    *,
    watch: Watcher | None = None,
    go_on: UnfinishedImport | None = None,
) -> ImportReport:
    """Bring in what a file holds, or with ``go_on`` the rest of one whose import was cut off, as that began.

    Raises InvalidInput as :func:`import_contacts` and :func:`import_records`, and for another file than the
    one that was cut off, or one that was partly taken back.
    """
    if go_on is not None:
        check_goes_on(path, go_on)
        options = options_of(go_on, options)
    bring = import_contacts if options.kind is ImportKind.CONTACTS else import_records
    return bring(database, actor, path, options, watch=watch, go_on=go_on)


def with_map_file(options: ImportOptions, path: Path) -> ImportOptions:
    """The options with what a file of ``--map`` says. Raises InvalidInput where it cannot be meant."""
    if options.kind is ImportKind.CONTACTS:
        return replace(options, column_map=read_column_map(path))
    return replace(options, mapping=RECORD_KINDS[options.kind].read_map(path))


def options_of(go_on: UnfinishedImport, options: ImportOptions) -> ImportOptions:
    """How an import began that was cut off, and so goes on; ``options`` where that was not kept."""
    settings = go_on.settings
    kind = ImportKind(go_on.kind)
    began = replace(options, kind=kind, sheet=settings.get("sheet", ""))
    if kind is ImportKind.CONTACTS:
        return replace(began, country=settings["country"], column_map=settings["map"])
    tables = settings.get("map")
    if not tables:  # of a time when it was not kept
        return began
    return replace(began, mapping=record_map(tables, RECORD_KINDS[kind].fields, go_on.file_name))
