"""The rows of a table, each by the names of its columns, for files that are read by a mapping."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import Skipped
from crm_tui.exchange.map_file import RecordMap
from crm_tui.exchange.table import open_table
from crm_tui.exchange.text import clean
from crm_tui.i18n import _


class MappedRows:
    """A table that is being read. Raises InvalidInput when a column that the map names is not in it."""

    def __init__(self, path: Path, mapping: RecordMap, sheet: str = "") -> None:
        self.table = open_table(path, sheet)
        first = next(iter(self.table.first_rows()), None)
        if first is None:
            raise InvalidInput(
                _("There is no row of column names in {file}.").format(file=path.name),
                _("It has to be a table whose first row names its columns."),
            )
        self._header = [name.strip().lstrip("\ufeff") for name in first]
        missing = [name for name in mapping.columns.values() if name not in self._header]
        if missing:
            raise InvalidInput(
                _("{file} has no column “{name}”, which the mapping names.").format(
                    file=path.name, name=missing[0]
                ),
                _("Its columns are: {names}.").format(names=", ".join(self._header)[:300]),
                field="map",
            )

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, str]] | Skipped]:
        rows = self.table.rows()
        next(rows, None)
        for row in rows:
            if isinstance(row, Skipped):
                yield row
            else:
                line, cells = row
                yield line, dict(zip(self._header, map(clean, cells), strict=False))
