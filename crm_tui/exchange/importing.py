"""Importing contacts: one act over many short transactions, which can be cut off at any point.

What is in is in: each batch and the note of how far it got are committed together, so a killed import goes on
where it stopped, or is taken back as a whole.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from crm_tui.actions.undo import TakenBack, undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.formats import open_contacts
from crm_tui.exchange.import_candidate import Candidate, prepare, read_words
from crm_tui.exchange.import_here import DatabaseView
from crm_tui.exchange.import_match import recognise
from crm_tui.exchange.import_options import (
    ImportOptions,
    Progress,
    Watcher,
    file_digest,
)
from crm_tui.exchange.import_rehearse import Rehearsal
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.import_speakers import Speakers
from crm_tui.exchange.import_write import Writer
from crm_tui.exchange.own_columns import column_names
from crm_tui.exchange.source import ContactSource
from crm_tui.i18n import _
from crm_tui.queries.custom_fields import own_fields
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader
from crm_tui.store.import_runs import advance_run, begin_run
from crm_tui.store.journal import Act

#: Items of the file per transaction: at half a millisecond each, nobody waits for longer than 250 ms.
BATCH = 200


def import_contacts(
    database: Database,
    actor: Actor,
    path: Path,
    options: ImportOptions,
    *,
    watch: Watcher | None = None,
    go_on: UnfinishedImport | None = None,
) -> ImportReport:
    """Bring the contacts of a file in, or with ``go_on`` the rest of one whose import was cut off.

    Raises InvalidInput when the file cannot be read, is of another kind, or a column of the map is unknown.
    What was in before an error stays in, as an unfinished import.
    """
    source = open_contacts(
        path,
        column_map=options.column_map or None,
        sheet=options.sheet,
        own_fields=_columns_of_own_fields(database),
    )
    digest = "" if options.dry_run else file_digest(path)
    with database.act(actor) as act:
        return _Run(act, source, digest, options, watch or (lambda progress: True), go_on).through()


def _columns_of_own_fields(database: Database) -> Mapping[str, str]:
    """The codes of the business's own fields, by the names that a column may have."""
    reader = open_reader(database.path)
    try:
        fields = own_fields(reader)
    finally:
        reader.close()
    return column_names(fields)


def take_back(act: Act, unfinished: UnfinishedImport) -> TakenBack:
    """Undo an import that was cut off, as a whole."""
    return undo(act, unfinished.act_id)


class _Run:
    """One import from here to its end, or to where ``watch`` stops it."""

    def __init__(
        self,
        act: Act,
        source: ContactSource,
        digest: str,
        options: ImportOptions,
        watch: Watcher,
        go_on: UnfinishedImport | None,
    ) -> None:
        self._act = act
        self._source = source
        self._digest = digest
        self._options = options
        self._watch = watch
        self._run_id: int | None = None
        self._position = 0
        self._report = ImportReport()
        act.describe("import-contacts", file=source.file.path.name)
        if go_on is not None:
            act.resume(go_on.act_id)
            self._run_id, self._position = go_on.run_id, go_on.position
            self._report = ImportReport.from_plain(go_on.report)
        self._words = read_words(act, options.country)
        self._speakers = Speakers()
        self._desk = (Rehearsal if options.dry_run else Writer)(act, self._report)

    def through(self) -> ImportReport:
        act, source, report = self._act, self._source, self._report
        report.format = source.format
        items = iter(source)
        self._pass_over(islice(items, self._position))
        stopped = False
        while not stopped and (batch := list(islice(items, BATCH))):
            self._one_batch(batch)
            self._position += len(batch)
            self._commit()
            stopped = not self._watch(Progress(source.bytes_read, source.bytes_total, report.read))
        report.encoding = source.encoding
        report.not_read = dict(source.not_read)
        report.notes = list(source.notes)
        if stopped:
            report.notes.append(_("The import was stopped; what was read so far is in."))
        elif not self._options.dry_run:
            for _connected in self._speakers.connect(act, report, BATCH):
                act.checkpoint()
            if self._run_id is not None:
                advance_run(act, self._run_id, position=self._position, report=report.as_plain(), done=True)
            act.detail(created=report.created, updated=report.updated)
            report.act = act.id
        return report

    def _one_batch(self, batch: list[ContactRecord | Skipped]) -> None:
        report = self._report
        report.read += len(batch)
        candidates: list[Candidate] = []
        for item in batch:
            if isinstance(item, Skipped):
                report.skip(item.line, item.reason)
                continue
            for warning in item.warnings:
                report.warn(item.line, warning)
            try:
                candidates.append(prepare(item, self._words))
            except InvalidInput as error:
                report.skip(item.line, error.message)
        self._desk.bring(candidates)
        self._note_speakers(candidates)

    def _pass_over(self, items: Iterator[ContactRecord | Skipped]) -> None:
        """What came in before the import was cut off is passed over, save for whom it may speak for."""
        speaking = (item for item in items if isinstance(item, ContactRecord) and item.speaks_for)
        while batch := [prepare(item, self._words) for item in islice(speaking, BATCH)]:
            view = DatabaseView(self._act, batch)
            for candidate in batch:
                recognise(candidate, view)
            self._note_speakers(batch)

    def _note_speakers(self, candidates: list[Candidate]) -> None:
        for candidate in candidates:
            self._speakers.note(candidate)

    def _commit(self) -> None:
        """Commit the batch with the note of how far we are, and let others write before the next.

        As long as nothing was written there is no act, and nothing to go on with.
        """
        report = self._report
        if not self._options.dry_run and (report.created or report.updated):
            if self._run_id is None:
                self._run_id = begin_run(
                    self._act,
                    file_digest=self._digest,
                    file_name=self._source.file.path.name,
                    settings={
                        "country": self._options.country,
                        "map": dict(self._options.column_map),
                        "sheet": self._options.sheet,
                    },
                )
                report.act = self._act.id
            advance_run(self._act, self._run_id, position=self._position, report=report.as_plain())
        self._act.checkpoint()
