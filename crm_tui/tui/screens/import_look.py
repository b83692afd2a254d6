"""What an import on screen asks of files and the database, in threads."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.exchange.import_file import options_of, with_map_file
from crm_tui.exchange.import_options import ImportKind, check_goes_on, file_digest
from crm_tui.exchange.importing import take_back
from crm_tui.exchange.map_file import write_map
from crm_tui.exchange.preview import look_into
from crm_tui.i18n import _
from crm_tui.queries.custom_fields import own_fields
from crm_tui.queries.import_runs import UnfinishedImport, unfinished_imports
from crm_tui.store.journal import Act
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.import_stages import FileSeen


def look(reader: Reader, file: FileSeen, map_file: Path | None, zone: ZoneInfo) -> FileSeen:
    """The first records, and the import of this very file that was cut off, which goes on as it began.

    Raises InvalidInput where the file, or that of the map, cannot be read, and where part of what it brought
    was taken back.
    """
    asked, options = file.asked, file.options
    if map_file is not None:
        asked = options = with_map_file(options, map_file)
    waiting = unfinished_imports(reader)
    digest = file_digest(file.path) if waiting and file.path.is_file() else ""
    go_on = next((one for one in waiting if one.file_digest == digest), None)
    if go_on is not None:
        check_goes_on(file.path, go_on)
        asked = options = options_of(go_on, options)
    found = look_into(file.path, options, zone, own_fields(reader))
    if found.mapping is not None:
        options = replace(options, mapping=found.mapping)
    return FileSeen(file.path, asked, options, found, go_on)


def map_of(file: FileSeen) -> Mapping[str, Any]:
    """What a file of ``--map`` says of this one; empty where the columns say it themselves."""
    if file.options.kind is ImportKind.CONTACTS:
        return file.options.column_map
    return {} if file.options.mapping is None else file.options.mapping.tables()


def save_map(_reader: Reader, file: FileSeen, path: Path) -> Path:
    """Write the map to a new file. Raises InvalidInput where that cannot be."""
    write_map(map_of(file), path)
    return path


def take_back_import(act: Act, unfinished: UnfinishedImport) -> str:
    """Take back what an import that was cut off has left."""
    taken = take_back(act, unfinished)
    return _("Taken back, {count} changes: {file}").format(count=taken.changes, file=unfinished.file_name)
