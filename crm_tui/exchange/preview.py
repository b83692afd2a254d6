"""A look into a file before anything of it is written: what stands in it, and how that would be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from crm_tui.domain.custom_fields import OwnField
from crm_tui.exchange.case_records import CaseRecord
from crm_tui.exchange.columns import NOTHING_TARGET, OWN_FIELD, map_fields
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.formats import contact_source
from crm_tui.exchange.import_options import ImportKind, ImportOptions
from crm_tui.exchange.interaction_records import InteractionRecord
from crm_tui.exchange.own_columns import column_names as own_names
from crm_tui.exchange.record_file import column_names
from crm_tui.exchange.record_kinds import RECORD_KINDS
from crm_tui.exchange.record_map import RecordMap
from crm_tui.exchange.sale_records import SaleRecord
from crm_tui.exchange.source import MatchedColumn
from crm_tui.exchange.table import first_cells, open_table

#: So many records are shown.
_MOST = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What the import screen shows before anything is written.

    ``fields`` are those that a column can be read into; none where the file is no table. ``mapping`` is how a
    table of records would be read; ``unclear`` says in a sentence why nothing can be read so.
    """

    format: str
    encoding: str
    columns: tuple[MatchedColumn, ...]
    records: tuple[ContactRecord | CaseRecord | InteractionRecord | SaleRecord, ...]
    skipped: tuple[Skipped, ...]
    not_read: tuple[str, ...]
    notes: tuple[str, ...]
    fields: tuple[str, ...] = ()
    sheet: str = ""
    sheets: Sequence[str] = ()
    mapping: RecordMap | None = None
    unclear: str = ""


def look_into(
    path: Path, options: ImportOptions, zone: ZoneInfo, own_fields: Sequence[OwnField] = ()
) -> Preview:
    """The first records of a file, as these options would read it; times without a zone are in ``zone``.

    Raises InvalidInput when the file cannot be read, is of another kind, or has not the columns that a map
    names.
    """
    if options.kind is ImportKind.CONTACTS:
        return _contacts(path, options, own_fields)
    return _records(path, options, zone)


def _contacts(path: Path, options: ImportOptions, own_fields: Sequence[OwnField]) -> Preview:
    source = contact_source(
        path, column_map=options.column_map, sheet=options.sheet, own_fields=own_names(own_fields)
    )
    if source.problem is not None and not source.columns:
        raise source.problem
    items = [] if source.problem else list(islice(source, _MOST))
    own = (f"{OWN_FIELD}:{field.code}" for field in own_fields)
    known = (field for field in map_fields() if field != NOTHING_TARGET.field)
    fields = (*(field for field in known if not field.startswith(OWN_FIELD)), *own)
    return Preview(
        format=source.format,
        encoding=source.encoding,
        columns=tuple(source.columns),
        records=tuple(item for item in items if isinstance(item, ContactRecord)),
        skipped=tuple(item for item in items if isinstance(item, Skipped)),
        not_read=tuple(source.not_read),
        notes=tuple(source.notes),
        fields=fields if source.columns else (),
        sheet=source.sheet,
        sheets=source.sheets,
        unclear="" if source.problem is None else source.problem.message,
    )


def _records(path: Path, options: ImportOptions, zone: ZoneInfo) -> Preview:
    kind = RECORD_KINDS[options.kind]
    table = open_table(path, options.sheet)
    guess = kind.understand(table, options.mapping)
    file = kind.file(table, guess.mapping, zone)
    items = [] if guess.unclear else list(islice(file.records(), _MOST))
    header = column_names(table)
    return Preview(
        format=table.format,
        encoding=table.label,
        columns=_matched(header, guess.mapping.columns, first_cells(table.first_rows()[1:], len(header))),
        records=tuple(item for item in items if not isinstance(item, Skipped)),
        skipped=tuple(item for item in items if isinstance(item, Skipped)),
        not_read=(),
        notes=tuple(table.notes),
        fields=kind.fields,
        sheet=table.sheet,
        sheets=table.sheets,
        mapping=guess.mapping,
        unclear=guess.unclear,
    )


def _matched(
    header: Sequence[str], columns: Mapping[str, str], samples: Sequence[str]
) -> tuple[MatchedColumn, ...]:
    read = {name: [field for field, column in columns.items() if column == name] for name in header}
    return tuple(
        MatchedColumn(name, " + ".join(read[name]), sample)
        for name, sample in zip(header, samples, strict=True)
        if name
    )
