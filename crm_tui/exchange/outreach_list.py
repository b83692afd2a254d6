"""The list of an outreach as a table that mail programs take in: CSV, or a sheet of a workbook."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.csv_safe import guarded
from crm_tui.exchange.safe_file import whole_file
from crm_tui.exchange.xlsx_write import Cell, write_sheet
from crm_tui.i18n import _
from crm_tui.queries.outreach import outreach
from crm_tui.queries.outreach_letters import letters
from crm_tui.queries.template_values import Writer
from crm_tui.store.reader import Reader

#: The first row; not translated, since mail programs are set up by these names.
HEADER = ("customer", "name", "form_of_address", "language", "address", "link", "subject", "text", "gaps")
_ENDINGS = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class WrittenList:
    """How many customers are in the file, where it is, and how many of the texts have gaps to fill in."""

    written: int
    file: Path
    with_gaps: int


def export_outreach(
    reader: Reader, outreach_id: int, path: Path, writer: Writer, *, replace: bool = False
) -> WrittenList:
    """Write those on the list to a new file, each with the finished text; its ending says as what.

    Raises NoSuchRecord, also for a template that is no longer there; InvalidInput for another ending, and as
    ``whole_file``.
    """
    ending = path.suffix.casefold()
    if ending not in _ENDINGS:
        raise InvalidInput(
            _("A list is written as a table: {endings}.").format(endings=", ".join(_ENDINGS)),
            _("End the file's name so."),
            field="output",
        )
    gaps: list[int] = []
    rows = _rows(reader, outreach_id, writer, gaps)
    if ending == ".xlsx":
        written = write_sheet("outreach", HEADER, rows, path, replace=replace)
    else:
        written = _write_csv(rows, path, replace)
    return WrittenList(written, path, len(gaps))


def _rows(reader: Reader, outreach_id: int, writer: Writer, gaps: list[int]) -> Iterator[Sequence[Cell]]:
    """A row for each on the list; who gets a text with gaps is added to ``gaps``."""
    link = outreach(reader, outreach_id).link
    for letter in letters(reader, outreach_id, writer):
        member, text = letter.member, letter.text
        if text is not None and text.empty:
            gaps.append(member.customer_id)
        texts = (
            member.name,
            member.address_as,
            member.language,
            member.address,
            link,
            "" if text is None else text.subject,
            "" if text is None else text.body,
            "" if text is None else ", ".join(text.empty),
        )
        yield (member.customer_id, *map(guarded, texts))


def _write_csv(rows: Iterator[Sequence[Cell]], path: Path, replace: bool) -> int:
    written = 0
    with whole_file(path, encoding="utf-8-sig", replace=replace) as stream:
        table = csv.writer(stream, quoting=csv.QUOTE_ALL)
        table.writerow(HEADER)
        for row in rows:
            table.writerow(row)
            written += 1
    return written
