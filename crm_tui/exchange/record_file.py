"""A table of records of another program that is being read: a row each, or several rows of one key."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import Skipped
from crm_tui.exchange.record_map import Odd, RecordMap
from crm_tui.exchange.table import Table
from crm_tui.exchange.text import clean
from crm_tui.i18n import _


class MappedRecord(Protocol):
    """A record of the file, with what was odd about it."""

    @property
    def line(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def said(self) -> Mapping[str, str]: ...
    @property
    def remarks(self) -> tuple[str, ...]: ...


R_co = TypeVar("R_co", bound=MappedRecord, covariant=True)


@dataclass(slots=True)
class KeyedRows:
    """The rows of one record, as the file brings them: what each says by field."""

    line: int
    rows: list[dict[str, str]] = field(default_factory=list)


def column_names(table: Table) -> list[str]:
    """The names in the first row. Raises InvalidInput where there is none."""
    first = next(iter(table.first_rows()), None)
    if first is None:
        raise InvalidInput(
            _("There is no row of column names in {file}.").format(file=table.path.name),
            _("It has to be a table whose first row names its columns."),
        )
    return [name.strip().lstrip("\ufeff") for name in first]


class RecordFile(ABC, Generic[R_co]):
    """The records of a table; times without a zone are in the mapping's, else in ``zone``.

    Raises InvalidInput when a column that the mapping names is not in the table.
    """

    #: What a row can say.
    FIELDS: ClassVar[tuple[str, ...]]

    def __init__(self, table: Table, mapping: RecordMap, zone: ZoneInfo) -> None:
        self.table = table
        self._map = mapping
        self._zone = zone
        self._header = column_names(table)
        missing = [name for name in mapping.columns.values() if name not in self._header]
        if missing:
            raise InvalidInput(
                _("{file} has no column “{name}”, which the mapping names.").format(
                    file=table.path.name, name=missing[0]
                ),
                _("Its columns are: {names}.").format(names=", ".join(self._header)[:300]),
                field="map",
            )
        #: How many records there are, known once the rows have been read.
        self.count = 0

    def records(self) -> Iterator[R_co | Skipped]:
        """The records, in the order in which the file begins with them, after the rows that are none."""
        found: dict[str, KeyedRows] = {}
        for row in self._rows():
            if isinstance(row, Skipped):
                yield row
                continue
            line, cells = row
            said = {name: self._map.read(name, cells) for name in self.FIELDS}
            key = self._key(said, line)
            if not key:
                yield Skipped(line, self._no_key())
                continue
            found.setdefault(key, KeyedRows(line)).rows.append(said)
        self.count = len(found)
        for key, rows in found.items():
            try:
                yield self._record(key, rows)
            except Odd as odd:
                yield Skipped(rows.line, odd.sentence)

    def notes(self) -> Iterator[str]:
        """What is to be said of the file as a whole, once it was read."""
        return iter(())

    def _key(self, said: Mapping[str, str], line: int) -> str:
        """What tells the row's record from others."""
        return said["key"]

    @abstractmethod
    def _no_key(self) -> str:
        """Why a row without a key is no record."""

    @abstractmethod
    def _record(self, key: str, found: KeyedRows) -> R_co:
        """The record of these rows. Raises Odd where they are none."""

    def _rows(self) -> Iterator[tuple[int, Mapping[str, str]] | Skipped]:
        rows = self.table.rows()
        next(rows, None)
        for row in rows:
            if isinstance(row, Skipped):
                yield row
            else:
                line, cells = row
                yield line, dict(zip(self._header, map(clean, cells), strict=False))
