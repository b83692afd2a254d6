"""Contacts from a table: CSV or a sheet of a workbook, ours or another program's."""

from collections.abc import Iterator, Mapping, Sequence

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.columns import Target, match_columns
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.csv_contacts import RowReader
from crm_tui.exchange.csv_guess import guess_columns, is_data
from crm_tui.exchange.csv_own import OwnRowReader, is_own
from crm_tui.exchange.source import ContactSource, MatchedColumn
from crm_tui.exchange.table import Table, first_cells
from crm_tui.i18n import _

#: One of these is needed: without a name or a way to reach somebody a row is no contact.
_ENOUGH = frozenset(
    {"name", "first_name", "last_name", "nickname", "organisation", "phone", "email", "handle"}
)


class TableSource(ContactSource):
    """Contacts from a table."""

    def __init__(
        self,
        table: Table,
        column_map: Mapping[str, str] | None = None,
        own_fields: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(table)
        self.format = table.format
        self._table = table
        self._own_fields = own_fields
        self._rows_before = 1  # rows that hold names of columns
        rows = table.first_rows()
        header = [name.strip().lstrip("\ufeff") for name in rows[0]] if rows else []
        self._reader: RowReader | OwnRowReader
        if is_own(header) and not column_map:
            self._reader = OwnRowReader(header, own_fields)
            self.columns = self._matched(header, self._reader.fields, rows[1:])
            return
        header, targets = self._targets(header, rows, column_map)
        self._reader = RowReader(header, targets)
        fields = [target.words if target else "" for target in targets]
        self.columns = self._matched(header, fields, rows[self._rows_before :])

    def _targets(
        self, header: list[str], rows: list[list[str]], column_map: Mapping[str, str] | None
    ) -> tuple[list[str], list[Target | None]]:
        if not header:
            return header, []
        named = match_columns(header)
        if is_data(rows[0]) and not _enough(named):
            self._rows_before = 0
            header = [str(number) for number in range(1, max(map(len, rows)) + 1)]
            targets = [
                told or guess
                for told, guess in zip(match_columns(header, column_map), guess_columns(rows), strict=True)
            ]
            self._remark(_("The file has no row of column names; columns were told by what stands in them."))
        else:
            targets = match_columns(header, column_map, self._own_fields)
        if not _enough(targets):
            shown = ", ".join(name for name in rows[0] if name.strip())[:300]
            self.problem = InvalidInput(
                _(
                    "In {file} no column is known as a name, organisation, phone number or mail address."
                ).format(file=self.file.path.name),
                _("Its first row is: {cells}. Name the columns there, or in a file for --map.").format(
                    cells=shown
                ),
            )
        return header, targets

    @staticmethod
    def _matched(
        header: Sequence[str], fields: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> list[MatchedColumn]:
        samples = first_cells(rows, len(header))
        return [
            MatchedColumn(name, field, sample)
            for name, field, sample in zip(header, fields, samples, strict=True)
            if name
        ]

    @property
    def sheet(self) -> str:
        """The sheet of a workbook that is read."""
        return self._table.sheet

    @property
    def sheets(self) -> Sequence[str]:
        """The sheets that a workbook has."""
        return self._table.sheets

    @property
    def bytes_read(self) -> int:
        """How much of the file was read so far; may run ahead of the records by one buffer."""
        return self._table.bytes_read

    def _items(self) -> Iterator[ContactRecord | Skipped]:
        before = self._rows_before
        for row in self._table.rows():
            if isinstance(row, Skipped):
                yield row
                continue
            line, cells = row
            if before:
                before -= 1
                continue
            for name in self._reader.unread(cells):
                self._left_aside(name)
            yield self._reader.read(line, cells)


def _enough(targets: Sequence[Target | None]) -> bool:
    return any(target is not None and target.field in _ENOUGH for target in targets)
