"""Importing contacts: one act over many short transactions, which can be cut off at any point.

What is in is in: each batch and the note of how far it got are committed together, so a killed import goes on
where it stopped, or is taken back as a whole.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from crm_tui.actions.undo import TakenBack, undo
from crm_tui.domain.actor import Actor
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.formats import open_contacts
from crm_tui.exchange.import_match import Candidate, Recogniser, prepare
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.import_speakers import Speakers
from crm_tui.exchange.import_write import Words, complete, create, read_words
from crm_tui.exchange.source import ContactSource
from crm_tui.i18n import _
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.store.database import Database
from crm_tui.store.import_runs import advance_run, begin_run, close_run
from crm_tui.store.journal import Act

#: Items of the file per transaction: at half a millisecond each, nobody waits for longer than 250 ms.
BATCH = 200


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import: ``country`` reads phone numbers without a code; ``dry_run`` writes nothing."""

    country: str | None = None
    column_map: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is; ``bytes_read`` of ``bytes_total`` of the file."""

    bytes_read: int
    bytes_total: int
    read: int


Watcher = Callable[[Progress], bool]
"""Called after each batch; returning False stops the import there, to go on later or be taken back."""


def file_digest(path: Path) -> str:
    """What tells that a file is the one whose import was cut off."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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

    Raises InvalidInput when the file cannot be read, is of another kind or a column of the map is unknown.
    What was in before an error stays in, as an unfinished import.
    """
    source = open_contacts(path, column_map=options.column_map or None)
    run = _Run(path, source, options, watch or (lambda progress: True), go_on)
    with database.act(actor) as act:
        return run.through(act)


def take_back(act: Act, unfinished: UnfinishedImport) -> TakenBack:
    """Undo an import that was cut off, as a whole."""
    taken = undo(act, unfinished.act_id)
    close_run(act, unfinished.act_id)
    return taken


class _Run:
    def __init__(
        self,
        path: Path,
        source: ContactSource,
        options: ImportOptions,
        watch: Watcher,
        go_on: UnfinishedImport | None,
    ) -> None:
        self._path = path
        self._source = source
        self._options = options
        self._watch = watch
        self._go_on = go_on
        self._run_id = go_on.run_id if go_on else None
        self._position = go_on.position if go_on else 0
        self._report = ImportReport.from_plain(go_on.report) if go_on and go_on.report else ImportReport()

    def through(self, act: Act) -> ImportReport:
        report = self._report
        report.format = self._source.format
        if self._go_on is not None:
            act.resume(self._go_on.act_id)
            report.act = self._go_on.act_id
        act.describe("import-contacts", file=self._path.name)
        words = read_words(act, self._options.country)
        recogniser, speakers = Recogniser(act), Speakers()
        items = islice(iter(self._source), self._position, None)
        stopped = False
        while not stopped and (batch := list(islice(items, BATCH))):
            self._one_batch(act, batch, words, recogniser, speakers)
            self._position += len(batch)
            self._commit(act)
            progress = Progress(self._source.bytes_read, self._source.bytes_total, report.read)
            stopped = not self._watch(progress)
        report.encoding = self._source.encoding
        report.not_read = dict(self._source.not_read)
        report.notes = list(self._source.notes)
        if stopped:
            report.notes.append(_("The import was stopped; what was read so far is in."))
        elif not self._options.dry_run:
            speakers.connect(act, report)
            if self._run_id is not None:
                advance_run(act, self._run_id, position=self._position, report=report.as_plain(), done=True)
            act.detail(created=report.created, updated=report.updated)
        return report

    def _one_batch(
        self,
        act: Act,
        batch: list[ContactRecord | Skipped],
        words: Words,
        recogniser: Recogniser,
        speakers: Speakers,
    ) -> None:
        report = self._report
        candidates: list[Candidate] = []
        for item in batch:
            report.read += 1
            if isinstance(item, Skipped):
                report.skip(item.line, item.reason)
                continue
            for warning in item.warnings:
                report.warn(item.line, warning)
            candidates.append(prepare(item, words.country))
        recogniser.recognise(candidates)
        for group in _groups(candidates, recogniser):
            self._write(act, group, words)
        for candidate in candidates:
            speakers.note(candidate)

    def _write(self, act: Act, group: list[Candidate], words: Words) -> None:
        report = self._report
        fresh = [candidate for candidate in group if candidate.known is None]
        known = [candidate for candidate in group if candidate.known is not None]
        report.unchanged += sum(candidate.exact for candidate in known)
        known = [candidate for candidate in known if not candidate.exact]
        if self._options.dry_run:
            report.created += len(fresh)
            report.updated += len(known)
            for candidate in fresh:
                for other, name, reason in candidate.others:
                    report.suspect(candidate.record.line, candidate.record.name, other, reason or name)
            return
        if fresh:
            create(act, fresh, words, report)
        for candidate in known:
            complete(act, candidate, words, report)

    def _commit(self, act: Act) -> None:
        """Commit the batch with the note of how far we are; an import that wrote nothing leaves no act."""
        if self._options.dry_run or not (self._report.created or self._report.updated):
            return
        if self._run_id is None:
            self._run_id = begin_run(
                act,
                file_digest=file_digest(self._path),
                file_name=self._path.name,
                settings={"country": self._options.country, "map": dict(self._options.column_map)},
            )
            self._report.act = act.id
        advance_run(act, self._run_id, position=self._position, report=self._report.as_plain())
        act.checkpoint()


def _groups(candidates: list[Candidate], recogniser: Recogniser) -> Iterator[list[Candidate]]:
    """Parts of a batch within which nobody stands twice: a second card of somebody must find the first."""
    group: list[Candidate] = []
    for candidate in candidates:
        if candidate.known is None and recogniser.seen_in_file(candidate) is not None:
            yield group
            group = []
            recogniser.recognise([candidate])
        recogniser.remember(candidate)
        group.append(candidate)
    yield group
