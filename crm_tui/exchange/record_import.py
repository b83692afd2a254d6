"""Importing records of another system by a mapping: one act over many short transactions.

As with contacts (:mod:`crm_tui.exchange.importing`) each batch and how far it got are committed together. A
record that came in before, by its source and key, is left as it is: so an import that was cut off goes on by
reading the file again.
"""

from itertools import islice
from pathlib import Path
from typing import Any

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import Skipped
from crm_tui.exchange.import_options import (
    ImportOptions,
    Progress,
    Watcher,
    file_digest,
)
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.record_file import MappedRecord
from crm_tui.exchange.record_kinds import RECORD_KINDS, RecordKind
from crm_tui.exchange.table import open_table
from crm_tui.i18n import _
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.store.database import Database
from crm_tui.store.import_runs import advance_run, begin_run
from crm_tui.store.journal import Act


def import_records(
    database: Database,
    actor: Actor,
    path: Path,
    options: ImportOptions,
    *,
    watch: Watcher | None = None,
    go_on: UnfinishedImport | None = None,
) -> ImportReport:
    """Bring the cases, contacts or sales of a file in, or with ``go_on`` the rest where it was cut off.

    Raises InvalidInput when the file cannot be read, has not the columns that the mapping names, or tells too
    little without one. ``read`` of the report counts records, however many rows each has. They are history:
    no plan, follow-up or warning comes of them.
    """
    kind = RECORD_KINDS[options.kind]
    table = open_table(path, options.sheet)
    mapping = kind.mapping_for(table, options.mapping)
    with database.act(actor) as act:
        act.describe(f"import-{kind.code}", file=path.name)
        file = kind.file(table, mapping, act.business.zone)
        settings = {"as": kind.code.value, "sheet": options.sheet, "map": mapping.tables()}
        return _Run(act, kind, file, mapping.source or path.stem, settings, options.dry_run, go_on).through(
            watch or (lambda progress: True)
        )


class _Run:
    """One import from its first record to its last, or to where ``watch`` stops it."""

    def __init__(
        self,
        act: Act,
        kind: RecordKind,
        file: Any,
        source: str,
        settings: dict[str, Any],
        dry_run: bool,
        go_on: UnfinishedImport | None,
    ) -> None:
        self._act = act
        self._file = file
        self._batch = kind.batch
        self._settings = settings
        self._dry_run = dry_run
        self._run_id = None if go_on is None else go_on.run_id
        if go_on is not None:
            act.resume(go_on.act_id)
        self._report = ImportReport(format=file.table.format, encoding=file.table.label)
        self._writer = kind.writer(act, source, self._report, dry_run=dry_run)

    def through(self, watch: Watcher) -> ImportReport:
        """Import, and return what became of each record."""
        act, report, table = self._act, self._report, self._file.table
        report.notes = list(table.notes)
        position, stopped = 0, False
        records = self._file.records()
        while not stopped and (batch := list(islice(records, self._batch))):
            self._one_batch(batch)
            position += len(batch)
            self._commit(position)
            # The rows were read to their end before the first record: what is counted is the records.
            share = min(1.0, position / max(1, self._file.count))
            stopped = not watch(Progress(int(table.size * share), table.size, report.read))
        if report.read == 0:
            report.notes.append(_("There is nothing to import in {file}.").format(file=table.path.name))
        report.notes += self._file.notes()
        if stopped:
            report.notes.append(_("The import was stopped; what was read so far is in."))
        elif self._run_id is not None:
            advance_run(act, self._run_id, position=position, report=report.as_plain(), done=True)
        act.detail(created=report.created, updated=report.updated)
        return report

    def _one_batch(self, batch: list[MappedRecord | Skipped]) -> None:
        report = self._report
        report.read += len(batch)
        here = self._writer.here_already([item for item in batch if not isinstance(item, Skipped)])
        fresh: list[MappedRecord] = []
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
        (self._writer.rehearse if self._dry_run else self._writer.write)(fresh)
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
