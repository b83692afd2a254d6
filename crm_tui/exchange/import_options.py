"""How a file is imported, and what tells how far it is."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Word
from crm_tui.exchange.record_map import RecordMap
from crm_tui.i18n import N_, _
from crm_tui.queries.import_runs import UnfinishedImport


class ImportKind(Word):
    """What a file holds."""

    CONTACTS = "contacts", N_("contacts")
    CASES = "cases", N_("cases")
    INTERACTIONS = "interactions", N_("interactions")
    SALES = "sales", N_("sales")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import: ``country`` reads phone numbers without a code; ``dry_run`` writes nothing.

    ``column_map`` says for contacts which column is which field, ``mapping`` for all else what the table
    means; without them the names of the columns are known, or not. ``sheet`` names the sheet of a workbook;
    empty for the first with rows.
    """

    kind: ImportKind = ImportKind.CONTACTS
    country: str | None = None
    column_map: Mapping[str, str] = field(default_factory=dict)
    mapping: RecordMap | None = None
    sheet: str = ""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is; ``bytes_read`` of ``bytes_total`` of the file."""

    bytes_read: int
    bytes_total: int
    read: int


Watcher = Callable[[Progress], bool]
"""Called after each batch; returning False stops the import there, to go on later or be taken back."""


def file_digest(path: Path) -> str:
    """What tells that a file is the one whose import was cut off."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_goes_on(path: Path, go_on: UnfinishedImport) -> None:
    """Raise InvalidInput for an import that cannot go on, and for another file than the one it began with."""
    if go_on.is_partly_taken_back:
        raise InvalidInput(
            _("Part of the import of {file} was taken back, so it cannot go on.").format(
                file=go_on.file_name
            ),
            _("Take the rest back first: `crm-tui undo {act}`. Then import it anew.").format(
                act=go_on.act_id
            ),
        )
    if file_digest(path) != go_on.file_digest:
        raise InvalidInput(
            _("{file} is not the file whose import was cut off, or it was changed since.").format(
                file=path.name
            ),
            _("Take that import back, or find the file as it was."),
        )
