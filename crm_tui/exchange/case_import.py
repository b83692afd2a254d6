"""Importing cases from another system's service log: one act over many short transactions.

As with contacts (:mod:`crm_tui.exchange.importing`) each batch and how far it got are committed together. A
case that came in before, by the log's name and its key, is left as it is.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.case_map import CaseMap
from crm_tui.exchange.case_records import CaseFile, CaseRecord
from crm_tui.exchange.case_write import CaseWriter
from crm_tui.exchange.contact import Skipped
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import Progress, Watcher, file_digest
from crm_tui.i18n import _
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.store.database import Database
from crm_tui.store.import_runs import advance_run, begin_run
from crm_tui.store.journal import Act

#: Cases of a log per transaction: each is some ten rows, so that nobody waits for longer than 250 ms.
BATCH = 50


def import_cases(
    database: Database,
    actor: Actor,
    path: Path,
    mapping: CaseMap,
    *,
    dry_run: bool = False,
    watch: Watcher | None = None,
    go_on: UnfinishedImport | None = None,
) -> ImportReport:
    """Bring the cases of a file in, or with ``go_on`` the rest of one whose import was cut off.

    Raises InvalidInput when the file cannot be read or has not the columns that the mapping names. ``read``
    of the report counts cases, however many rows each has.
    """
    with database.act(actor) as act:
        act.describe("import-cases", file=path.name)
        file = CaseFile(path, mapping, act.business.zone)
        if go_on is not None:
            act.resume(go_on.act_id)
        run = _Run(act, file, mapping.source or path.stem, dry_run, watch or (lambda progress: True))
        return run.through(go_on)


class _Run:
    """One import from its first case to its last, or to where ``watch`` stops it."""

    def __init__(self, act: Act, file: CaseFile, source: str, dry_run: bool, watch: Watcher) -> None:
        self._act = act
        self._file = file
        self._dry_run = dry_run
        self._watch = watch
        self._writer = CaseWriter(act, source)
        self._report = ImportReport(format="csv", encoding=file.file.label)
        self._run_id: int | None = None

    def through(self, go_on: UnfinishedImport | None) -> ImportReport:
        """Import, and return what became of each line."""
        act, report, total = self._act, self._report, self._file.file.size
        report.notes = list(self._file.file.notes)
        self._run_id = None if go_on is None else go_on.run_id
        position, stopped = 0, False
        for batch in _batches(self._file.records()):
            self._one_batch(batch)
            position += len(batch)
            self._commit(position)
            if not self._watch(Progress(total, total, report.read)):
                stopped = True
                break
        if report.read == 0:
            report.notes.append(_("There is no case in {file}.").format(file=self._file.file.path.name))
        if stopped:
            report.notes.append(_("The import was stopped; what was read so far is in."))
        elif self._run_id is not None:
            advance_run(act, self._run_id, position=position, report=report.as_plain(), done=True)
        act.detail(created=report.created, updated=report.updated)
        return report

    def _one_batch(self, batch: list[CaseRecord | Skipped]) -> None:
        report = self._report
        report.read += len(batch)
        records = [item for item in batch if isinstance(item, CaseRecord)]
        here = self._writer.here_already(records)
        fresh: list[CaseRecord] = []
        for item in batch:
            if isinstance(item, Skipped):
                report.skip(item.line, item.reason)
            elif item.key in here:
                report.unchanged += 1
            else:
                try:
                    self._writer.check(item)
                except InvalidInput as error:
                    report.skip(item.line, error.message)
                    continue
                fresh.append(item)
                about_owner = self._writer.owner(item)[1]
                for remark in (*item.remarks, *filter(None, (about_owner,))):
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
                file = self._file.file.path
                self._run_id = begin_run(
                    act,
                    file_digest=file_digest(file),
                    file_name=file.name,
                    settings={"as": "cases"},
                )
            report.act = act.id
            advance_run(act, self._run_id, position=position, report=report.as_plain())
        act.checkpoint()


def _batches(items: Iterator[CaseRecord | Skipped]) -> Iterator[list[CaseRecord | Skipped]]:
    while batch := list(islice(items, BATCH)):
        yield batch
