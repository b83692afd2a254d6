"""The doors of this room for contacts: open a file to read, look into it, write one."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.csv_write import write_csv
from crm_tui.exchange.encoding import inspect
from crm_tui.exchange.json_read import JsonSource
from crm_tui.exchange.json_write import write_json
from crm_tui.exchange.kinds import foreign_text
from crm_tui.exchange.sheet import SheetTable, workbook_format
from crm_tui.exchange.source import ContactSource
from crm_tui.exchange.table import TextTable, not_a_workbook
from crm_tui.exchange.table_contacts import TableSource
from crm_tui.exchange.vcard_read import VcardSource
from crm_tui.exchange.vcard_write import write_vcard
from crm_tui.exchange.xlsx_write import write_xlsx
from crm_tui.i18n import _

_CARD = re.compile(r"(?:^|[\r\n])\s*BEGIN:VCARD\s*(?:[\r\n]|$)", re.IGNORECASE)
#: In a table each of the business's own fields has a column; the others name them beside what they say.
_TABLES: Mapping[str, Callable[..., int]] = {"csv": write_csv, "xlsx": write_xlsx}
_WRITERS: Mapping[str, Callable[..., int]] = {**_TABLES, "vcard": write_vcard, "json": write_json}

#: The formats that contacts can be written in.
FORMATS = tuple(_WRITERS)


def open_contacts(
    path: Path,
    *,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    own_fields: Mapping[str, str] | None = None,
) -> ContactSource:
    """The contacts of a file, whose kind is told from what is in it.

    ``column_map`` names fields for columns of a table (``columns.map_fields``), ``sheet`` the sheet of a
    workbook, else the first with rows; ``own_fields`` are codes of the business's own fields by the names of
    columns that hold them (``own_columns.column_names``). Raises InvalidInput when the file cannot be read,
    is of another kind, or holds nothing that can be told to be a contact.
    """
    source = contact_source(path, column_map=column_map, sheet=sheet, own_fields=own_fields)
    if source.problem is not None:
        raise source.problem
    return source


def contact_source(
    path: Path,
    *,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    own_fields: Mapping[str, str] | None = None,
) -> ContactSource:
    """As :func:`open_contacts`; a table in which nothing can be told to be a contact says so itself."""
    if workbook_format(path):
        return TableSource(SheetTable(path, sheet), column_map, own_fields)
    file = inspect(path)
    if sheet:
        raise not_a_workbook(path)
    foreign = foreign_text(file.head)
    if foreign:
        raise InvalidInput(
            _("{file} is {kind}, which is not read.").format(file=path.name, kind=foreign),
            _("Export the contacts as a table (CSV, XLSX, ODS) or vCard (.vcf) from their program."),
        )
    if _CARD.search(file.head) or path.suffix.casefold() in (".vcf", ".vcard"):
        if file.head.strip("\ufeff \t\r\n") and not _CARD.search(file.head):
            raise InvalidInput(
                _("There is no vCard in {file}.").format(file=path.name),
                _("A vCard begins with BEGIN:VCARD; export the contacts again."),
            )
        return VcardSource(file)
    if file.head.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return JsonSource(file)
    return TableSource(TextTable(file), column_map, own_fields)


def write_contacts(
    records: Iterable[ContactRecord],
    path: Path,
    *,
    as_format: str,
    own_fields: Sequence[OwnField] = (),
    replace: bool = False,
) -> int:
    """Write the records to a new file of mode 0600 and return how many there were.

    The file appears when all of it is on disk. Raises InvalidInput when the format is not known, the file
    exists (unless ``replace``), or it cannot be written.
    """
    if as_format not in _WRITERS:
        raise InvalidInput(
            _("Contacts cannot be written as “{format}”.").format(format=as_format),
            _("Choose one of: {formats}.").format(formats=", ".join(FORMATS)),
            field="format",
        )
    columns = {"own_fields": own_fields} if as_format in _TABLES else {}
    return _WRITERS[as_format](records, path, replace=replace, **columns)
