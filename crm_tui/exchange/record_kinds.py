"""What comes in by a mapping: the fields of each kind, how it is read from a table, and how it is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange import case_map, interaction_map, sale_map
from crm_tui.exchange.case_records import CaseFile
from crm_tui.exchange.case_write import CaseWriter
from crm_tui.exchange.import_options import ImportKind
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.interaction_records import InteractionFile
from crm_tui.exchange.interaction_write import InteractionWriter
from crm_tui.exchange.map_file import read_record_map
from crm_tui.exchange.record_file import MappedRecord, RecordFile, column_names
from crm_tui.exchange.record_guess import Guess, guess_map, with_dates
from crm_tui.exchange.record_map import RecordMap, refused_map
from crm_tui.exchange.record_names import (
    CASE_STAGES,
    CASES,
    CHANNELS,
    DIRECTIONS,
    INTERACTIONS,
    MOODS,
    NATURES,
    OBSTACLES,
    OUTCOMES,
    SALE_STAGES,
    SALES,
    Names,
    Words,
)
from crm_tui.exchange.sale_records import SaleFile
from crm_tui.exchange.sale_write import SaleWriter
from crm_tui.exchange.table import Table
from crm_tui.i18n import _
from crm_tui.store.journal import Act

R_contra = TypeVar("R_contra", bound=MappedRecord, contravariant=True)


class RecordWriter(Protocol[R_contra]):
    """Writes batches of records that came from ``source``; what is odd about them stands in ``report``."""

    def __init__(self, act: Act, source: str, report: ImportReport, *, dry_run: bool) -> None: ...

    def here_already(self, records: Sequence[R_contra]) -> set[str]:
        """The keys of those that came in before."""

    def check(self, record: R_contra) -> Iterable[str]:
        """What is to be said of a record that can be written. Raises InvalidInput for one that cannot."""

    def rehearse(self, records: Sequence[R_contra]) -> None:
        """Report of the customers whom writing these would make, in a dry run."""

    def write(self, records: Sequence[R_contra]) -> None:
        """Write records that have been checked and are not here yet."""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of records: ``batch`` of them are written in a transaction, so that nobody waits for 250 ms.

    ``names`` are those by which its columns are known, ``words`` by field those of other programs;
    ``what_is_missing`` says why nothing can be read by a mapping, as a clause.
    """

    code: ImportKind
    fields: tuple[str, ...]
    times: tuple[str, ...]
    names: Names
    words: Mapping[str, Words]
    what_is_missing: Callable[[RecordMap], str]
    file: type[RecordFile[Any]]
    writer: type[RecordWriter[Any]]
    batch: int
    numbers: tuple[str, ...] = ()

    def read_map(self, path: Path) -> RecordMap:
        """The mapping in a file. Raises InvalidInput naming the part that cannot be meant."""
        mapping = read_record_map(path, self.fields)
        if missing := self.what_is_missing(mapping):
            raise refused_map(path.name, missing)
        return mapping

    def understand(self, table: Table, given: RecordMap | None) -> Guess:
        """The mapping that was given, or that the columns tell by their names and first cells."""
        header, rows = column_names(table), table.first_rows()[1:]
        mapping = given or guess_map(header, rows, self.names, numbers=self.numbers, words=self.words)
        guess = with_dates(mapping, header, rows, self.times)
        return replace(guess, unclear=self.what_is_missing(guess.mapping) or guess.unclear)

    def mapping_for(self, table: Table, given: RecordMap | None) -> RecordMap:
        """As :meth:`understand`. Raises InvalidInput for too little, or what can be meant in two ways."""
        guess = self.understand(table, given)
        if guess.unclear:
            raise InvalidInput(
                _("The columns of {file} do not tell what they are: {reason}.").format(
                    file=table.path.name, reason=guess.unclear
                ),
                _("Say it in a mapping for --map, or on the import screen, which can save one."),
                field="map",
            )
        return guess.mapping


RECORD_KINDS: Mapping[ImportKind, RecordKind] = {
    kind.code: kind
    for kind in (
        RecordKind(
            code=ImportKind.CASES,
            fields=case_map.FIELDS,
            times=case_map.TIMES,
            names=CASES,
            words={"stage": CASE_STAGES, "channel": CHANNELS, "nature": NATURES},
            what_is_missing=case_map.what_is_missing,
            file=CaseFile,
            writer=CaseWriter,
            batch=50,
        ),
        RecordKind(
            code=ImportKind.INTERACTIONS,
            fields=interaction_map.FIELDS,
            times=interaction_map.TIMES,
            names=INTERACTIONS,
            words={
                "channel": CHANNELS,
                "direction": DIRECTIONS,
                "nature": NATURES,
                "outcome": OUTCOMES,
                "mood": MOODS,
                "obstacle": OBSTACLES,
            },
            what_is_missing=interaction_map.what_is_missing,
            file=InteractionFile,
            writer=InteractionWriter,
            batch=50,
        ),
        RecordKind(
            code=ImportKind.SALES,
            fields=sale_map.FIELDS,
            times=sale_map.TIMES,
            numbers=sale_map.NUMBERS,
            names=SALES,
            words={"stage": SALE_STAGES},
            what_is_missing=sale_map.what_is_missing,
            file=SaleFile,
            writer=SaleWriter,
            batch=25,
        ),
    )
}
