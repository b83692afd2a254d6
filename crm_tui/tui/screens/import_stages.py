"""The stages of an import on the screen: what is told in each, and what comes in from the threads."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from textual.message import Message

from crm_tui.exchange.import_options import ImportOptions, Progress
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.preview import Preview
from crm_tui.i18n import _
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.tui.import_job import ImportJob
from crm_tui.tui.screens import import_rows
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.text_lines import Line


class Stage(Enum):
    """Where the screen is, and the widgets that are shown there."""

    OFFER = ("unfinished",)
    ASK = ("file",)
    PREVIEW = ("records", "columns")
    CHOOSE = ("choices",)
    SAVE = ("map",)
    RUN = ()
    REPORT = ("report",)

    @property
    def is_form(self) -> bool:
        """Whether something is typed there."""
        return self in (Stage.ASK, Stage.SAVE)


@dataclass
class FileSeen:
    """What is known of the file: how it was asked for, and is read now; the first records, the import of it
    that was cut off, if one was, what a rehearsal has found, and what became of it."""

    path: Path
    asked: ImportOptions = field(default_factory=ImportOptions)
    options: ImportOptions = field(default_factory=ImportOptions)
    preview: Preview | None = None
    go_on: UnfinishedImport | None = None
    rehearsed: ImportReport | None = None
    report: ImportReport | None = None


@dataclass
class UnfinishedRead(Message, bubble=False):
    """Imports that were cut off."""

    found: list[UnfinishedImport]


@dataclass
class FileRead(Message, bubble=False):
    """The file was looked into."""

    file: FileSeen


@dataclass
class MapSaved(Message, bubble=False):
    """The map is on disk."""

    path: Path


@dataclass
class Progressed(Message, bubble=False):
    """How far a job is."""

    job: ImportJob
    progress: Progress


@dataclass
class JobDone(Message, bubble=False):
    """A job has ended, or was stopped."""

    job: ImportJob
    report: ImportReport
    path: Path
    is_rehearsal: bool


def told_lines(stage: Stage, file: FileSeen, progress: str, telling: Telling) -> list[Line]:
    """The lines above list or form; ``progress`` is how far the job is, or a remark."""
    if stage is Stage.OFFER:
        said = _("An import was cut off: it can go on where it stopped, or be taken back as a whole.")
        return [((said, ""),)]
    if stage is Stage.ASK or file.preview is None:
        said = progress or _("A table (CSV, XLSX, ODS), vCards or our own JSON. Nothing is written yet.")
        return [((said, "dim"),)]
    if stage is Stage.SAVE:
        return [((_("For the next import of such a file, here or by --map."), "dim"),)]
    lines = import_rows.file_lines(file.path.name, file.options.kind, file.preview)
    if stage is Stage.CHOOSE:
        return lines
    is_unclear = stage is Stage.PREVIEW and file.preview.unclear
    said = _told(stage, file, file.preview, progress, telling)
    return [*lines, ((said, "late" if is_unclear else "strong"),)]


def _told(stage: Stage, file: FileSeen, preview: Preview, progress: str, telling: Telling) -> str:
    if stage is Stage.REPORT and file.report is not None:
        return import_rows.counts_in_words(file.report, telling)
    if stage is Stage.RUN:
        return progress or _("Importing …")
    if preview.unclear:
        return _("Not yet: {reason}. Enter on a column puts it right.").format(
            reason=preview.unclear.rstrip(".")
        )
    if file.go_on is not None:
        return _("{count} of it are in already: Enter goes on from there.").format(
            count=telling.number(file.go_on.position)
        )
    if file.rehearsed is not None:
        counts = import_rows.counts_in_words(file.rehearsed, telling)
        return _("{counts}. Nothing is written yet.").format(counts=counts)
    return _("Counting what would be new: {progress}").format(progress=progress)
