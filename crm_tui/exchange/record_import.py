"""Importing records of another system by a mapping: one act over many short transactions.

As with contacts (:mod:`crm_tui.exchange.importing`) each batch and how far it got are committed together. A
record that came in before, by its source and key, is left as it is: so an import that was cut off goes on by
reading the file again.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, Protocol, TypeVar

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import Skipped
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import Progress, Watcher, file_digest
from crm_tui.exchange.table import Table
from crm_tui.i18n import _
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.store.import_runs import advance_run, begin_run
from crm_tui.store.journal import Act


class MappedRecord(Protocol):
    """A record of the file, with what was odd about it."""

    @property
    def line(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def remarks(self) -> tuple[str, ...]: ...


R = TypeVar("R", bound=MappedRecord)
_Read_co = TypeVar("_Read_co", bound=MappedRecord, covariant=True)
_Written_contra = TypeVar("_Written_contra", bound=MappedRecord, contravariant=True)


class RecordFile(Protocol[_Read_co]):
    """A file of such records."""

    @property
    def table(self) -> Table: ...

    def records(self) -> Iterator[_Read_co | Skipped]:
        """The records, in the order in which the file begins with them."""


class RecordWriter(Protocol[_Written_contra]):
    """Writes batches of them."""

    def here_already(self, records: Sequence[_Written_contra]) -> set[str]:
        """The keys of those that came in before."""

    def check(self, record: _Written_contra) -> Iterable[str]:
        """What is to be said of a record that can be written. Raises InvalidInput for one that cannot."""

    def write(self, records: Sequence[_Written_contra]) -> None:
        """Write records that have been checked and are not here yet."""


class RecordImport(Generic[R]):
    """One import from its first record to its last, or to where ``watch`` stops it.

    ``kind`` is what the file was said to hold, ``batch`` so many records a transaction.
    """

    def __init__(
        self,
        act: Act,
        file: RecordFile[R],
        writer: RecordWriter[R],
        *,
        kind: str,
        sheet: str,
        batch: int,
        dry_run: bool,
        watch: Watcher | None,
        go_on: UnfinishedImport | None,
    ) -> None:
        self._act = act
        self._file = file
        self._writer = writer
        self._settings = {"as": kind, "sheet": sheet}
        self._batch = batch
        self._dry_run = dry_run
        self._watch: Watcher = watch or (lambda progress: True)
        self._report = ImportReport(format=file.table.format, encoding=file.table.label)
        self._run_id = None if go_on is None else go_on.run_id
        if go_on is not None:
            act.resume(go_on.act_id)

    def through(self) -> ImportReport:
        """Import, and return what became of each record; ``read`` counts them, whatever rows each has."""
        act, report, table = self._act, self._report, self._file.table
        report.notes = list(table.notes)
        position, stopped = 0, False
        records = self._file.records()
        while not stopped and (batch := list(islice(records, self._batch))):
            self._one_batch(batch)
            position += len(batch)
            self._commit(position)
            stopped = not self._watch(Progress(table.size, table.size, report.read))
        if report.read == 0:
            report.notes.append(_("There is nothing to import in {file}.").format(file=table.path.name))
        if stopped:
            report.notes.append(_("The import was stopped; what was read so far is in."))
        elif self._run_id is not None:
            advance_run(act, self._run_id, position=position, report=report.as_plain(), done=True)
        act.detail(created=report.created, updated=report.updated)
        return report

    def _one_batch(self, batch: list[R | Skipped]) -> None:
        report = self._report
        report.read += len(batch)
        here = self._writer.here_already([item for item in batch if not isinstance(item, Skipped)])
        fresh: list[R] = []
        for item in batch:
            if isinstance(item, Skipped):
                report.skip(item.line, item.reason)
                continue
            if item.key in here:
                report.unchanged += 1
                continue
            try:
                said = self._writer.check(item)
            except InvalidInput as error:
                report.skip(item.line, error.message)
                continue
            fresh.append(item)
            for remark in (*item.remarks, *said):
                report.warn(item.line, remark)
        if not self._dry_run:
            self._writer.write(fresh)
        report.created += len(fresh)

    def _commit(self, position: int) -> None:
        report, act = self._report, self._act
        if self._dry_run:
            return
        if report.created:
            if self._run_id is None:
                path = self._file.table.path
                self._run_id = begin_run(
                    act, file_digest=file_digest(path), file_name=path.name, settings=self._settings
                )
            report.act = act.id
            advance_run(act, self._run_id, position=position, report=report.as_plain())
        act.checkpoint()
