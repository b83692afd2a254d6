"""Import: which file, a look into it, the import itself, and what became of each line."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.widget import Widget

from crm_tui.commands import keys
from crm_tui.commands.command import Scope
from crm_tui.exchange.formats import preview
from crm_tui.exchange.import_options import ImportOptions, Progress, file_digest
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import take_back
from crm_tui.exchange.own_columns import column_names
from crm_tui.i18n import N_, _
from crm_tui.queries.business import Business
from crm_tui.queries.custom_fields import own_fields
from crm_tui.queries.import_runs import UnfinishedImport, unfinished_imports
from crm_tui.settings.places import countries
from crm_tui.store.journal import Act
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen, Done
from crm_tui.tui.import_job import ImportJob
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import import_rows
from crm_tui.tui.screens.import_stages import (
    FileForm,
    FileRead,
    FileSeen,
    JobDone,
    Progressed,
    Stage,
    UnfinishedRead,
    told_lines,
)
from crm_tui.tui.shell import Shell
from crm_tui.tui.state import Tone
from crm_tui.tui.telling import telling_of
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import TextLines


class ImportScreen(DeedScreen):
    """One page in stages. Leaving it stops an import, which can then go on or be taken back."""

    HEADING = N_("Import contacts")
    CSS = """
    ImportScreen #told { height: auto; padding: 0 1; margin-bottom: 1; }
    ImportScreen FileForm { height: auto; }
    ImportScreen #records { height: 8; margin-bottom: 1; }
    """
    _KEYS: ClassVar[dict[Stage, tuple[tuple[str, str], ...]]] = {
        Stage.OFFER: (("enter", N_("go on")), ("d", N_("take back")), ("n", N_("another file"))),
        Stage.ASK: (("enter", N_("look into it")), ("escape", N_("close"))),
        Stage.PREVIEW: (("enter", N_("import")), ("tab", N_("columns")), ("escape", N_("another file"))),
        Stage.RUN: (("escape", N_("stop")),),
        Stage.REPORT: (("enter", N_("open customer")), ("u", N_("undo")), ("escape", N_("close"))),
    }

    def __init__(self) -> None:
        super().__init__()
        self._stage = Stage.ASK
        self._unfinished: list[UnfinishedImport] = []
        self._country = ""
        self._file = FileSeen(Path())
        self._job: ImportJob | None = None

    def body(self) -> Iterable[Widget]:
        """What is told, the form, and a list for each stage."""
        yield TextLines(id="told")
        business = self.shell.state.business
        assert business is not None, "nothing is imported before the business is founded"
        yield FileForm(_specs(business), values={"country": business.country}, id="file")
        yield RecordList(import_rows.UNFINISHED_COLUMNS, title=_("Cut off"), id="unfinished")
        yield RecordList(
            import_rows.RECORD_COLUMNS,
            title=_("The first contacts"),
            empty=_("There is no contact in this file."),
            id="records",
        )
        yield RecordList(
            import_rows.COLUMN_COLUMNS, title=_("Columns"), empty=_("Not a table."), id="columns"
        )
        yield RecordList(
            import_rows.REPORT_COLUMNS,
            title=_("Worth a look"),
            empty=_("Every line was read, and nobody is here twice."),
            id="report",
        )

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """A form while the file is asked for."""
        return (Scope.FORM,) if self._stage is Stage.ASK else (Scope.LIST, Scope.DESK)

    def on_mount(self) -> None:
        """Ask for the file; an import that was cut off is offered first."""
        self._enter(Stage.ASK)
        self.shell.work.read(self, "unfinished", unfinished_imports, UnfinishedRead)

    def on_unmount(self) -> None:
        """Nothing goes on unseen."""
        if self._job is not None:
            self._job.stop()

    def key_pairs(self, width: int) -> list[tuple[str, str]]:
        """The keys of the stage."""
        pairs = [(keys.shown(key), _(title)) for key, title in self._KEYS[self._stage]]
        return pairs if self._stage is Stage.RUN else [*pairs, *super().key_pairs(width)[-1:]]

    def on_unfinished_read(self, message: UnfinishedRead) -> None:
        """Offer what was cut off, unless a file is being typed already."""
        self._unfinished = message.found
        shown = self.query_one("#unfinished", RecordList)
        shown.set_rows(import_rows.unfinished_rows(message.found, telling_of(self.shell.state)))
        if message.found and self._stage is Stage.ASK and not self._form.is_dirty:
            self._enter(Stage.OFFER)
        elif not message.found and self._stage is Stage.OFFER:
            self._enter(Stage.ASK)

    def on_form_saved(self, message: Form.Saved) -> None:
        """Look into the file."""
        self._country = message.values["country"]
        path = Path(message.values["path"]).expanduser()
        self.shell.work.read(self, "preview", partial(_look, path=path), FileRead)

    def on_form_left(self, message: Form.Left) -> None:
        """Leave."""
        self.shell.close_page()

    def on_file_read(self, message: FileRead) -> None:
        """Show what is in the file, and count in a rehearsal what would become of it."""
        self._file = message.file
        found = message.file.preview
        if found is None:
            return
        self.query_one("#records", RecordList).set_rows(import_rows.record_rows(found))
        columns = self.query_one("#columns", RecordList)
        columns.set_rows(import_rows.column_rows(found))
        columns.set_title(import_rows.columns_title(found))
        self._enter(Stage.PREVIEW)
        if message.file.go_on is None:
            self._start(dry_run=True)

    def on_progressed(self, message: Progressed) -> None:
        """Tell how far the job is that we wait for."""
        if message.job is self._job:
            rehearsed = self._file.rehearsed
            total = rehearsed.read if rehearsed is not None else None
            said = import_rows.progress_in_words(message.progress, total, telling_of(self.shell.state))
            self._tell(said)

    def on_job_done(self, message: JobDone) -> None:
        """Tell what would be done, or what was."""
        if message.job is not self._job:
            return
        self._job = None
        if self._stage is Stage.PREVIEW:
            self._file.rehearsed = message.report
            self._tell()
        else:
            self._file.report = message.report
            self.query_one("#report", RecordList).set_rows(import_rows.report_rows(message.report))
            self._enter(Stage.REPORT)
            self._say_done(message, self.shell)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Enter goes on to the next stage."""
        if self._stage is Stage.OFFER and message.row is not None:
            self._enter(Stage.ASK)
            self._tell(_("To go on, name the file again; it has to be as it was."))
        elif self._stage is Stage.PREVIEW:
            self._start(dry_run=False)
        elif self._file.report is not None and message.row is not None:
            customer = import_rows.customers_in(self._file.report).get(message.row.id)
            if customer is not None:
                self.shell.open("customer", customer_id=customer, focus=None)

    def on_failed(self, message: Failed) -> None:
        """What is wrong with the file stands beside its name."""
        if message.topic == "preview":
            message.prevent_default()
            self._form.show_problem("path", f"{message.error.message} {message.error.hint}")
            return
        self._job = None
        if self._stage is Stage.RUN:
            self._enter(Stage.ASK)

    def on_done(self, message: Done) -> None:
        """An import was taken back: see what is left."""
        self.shell.work.read(self, "unfinished", unfinished_imports, UnfinishedRead)

    def do_new(self) -> None:
        """Import another file than those that were cut off."""
        if self._stage in (Stage.OFFER, Stage.REPORT):
            self._enter(Stage.ASK)

    def do_delete(self) -> None:
        """Take back what an import that was cut off has left."""
        row = self.query_one("#unfinished", RecordList).current
        found = next((one for one in self._unfinished if row and row.id == ("run", one.run_id)), None)
        if self._stage is Stage.OFFER and found is not None:
            self.write("take-back", partial(_take_back, unfinished=found))

    def do_close(self) -> None:
        """Go back a stage; a running import stops first."""
        if self._job is not None:
            self._job.stop()
        if self._stage is Stage.RUN:
            self._tell(_("Stopping after what is being written …"))
        elif self._stage is Stage.PREVIEW:
            self._enter(Stage.ASK)
        else:
            self.shell.close_page()

    @property
    def _form(self) -> FileForm:
        return self.query_one(FileForm)

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        for found in self.query("#file, RecordList").results(Widget):
            found.display = found.id in stage.value
        if stage is Stage.ASK:
            self._form.go_to("path")
        elif stage.value:
            self.query_one(f"#{stage.value[0]}").focus()
        self._tell()
        self.refresh_frame()

    def _start(self, *, dry_run: bool) -> None:
        actor = self.shell.state.actor
        assert actor is not None, "nothing is imported before somebody sits at the desk"
        if self._job is not None:
            self._job.stop()

        def told(progress: Progress) -> None:
            self.post_message(Progressed(job, progress))

        options = ImportOptions(country=self._country, dry_run=dry_run)
        job = ImportJob(actor, self._file.path, options, None if dry_run else self._file.go_on, told)
        self._job = job
        if not dry_run:
            self._enter(Stage.RUN)
        self.shell.work.run(self, "job", job, partial(self._job_done, self.shell, job, dry_run=dry_run))

    def _job_done(self, shell: Shell, job: ImportJob, report: ImportReport, *, dry_run: bool) -> JobDone:
        message = JobDone(job, report)
        if not self.is_attached and not dry_run:
            self._say_done(message, shell)
        return message

    def _say_done(self, message: JobDone, shell: Shell) -> None:
        """In the line of what just happened, also when this page is closed."""
        report, file = message.report, self._file.path.name
        if message.job.is_stopped:
            said = _("The import stopped after {count}: open it again to go on or take it back. {file}")
            shell.say(said.format(count=report.read, file=file), Tone.NOTE, undoable=report.act is not None)
        elif report.act is None:
            shell.say(_("Nothing had to be written: {file}").format(file=file))
        else:
            shell.say(_("Imported: {file}").format(file=file), Tone.DONE, undoable=True)

    def _tell(self, progress: str = "") -> None:
        """The lines above the list or form."""
        shown = self.query_one("#told", TextLines)
        lines = told_lines(self._stage, self._file, progress, telling_of(self.shell.state))
        shown.styles.height = len(lines)
        shown.show_lines(lines)


def _specs(business: Business) -> tuple[FieldSpec, ...]:
    lands = TypedChoice(countries(business.language))
    return (
        TextSpec(
            name="path",
            label=_("File"),
            required=True,
            hint=_("~/contacts.csv, .xlsx, .ods, .vcf or .json"),
        ),
        ReadSpec(
            name="country",
            label=_("Country"),
            required=True,
            hint=_("some of its letters"),
            read=lands.read,
            told=lambda text: _("{country}: numbers without a code").format(country=lands.told(text)),
        ),
    )


def _look(reader: Reader, path: Path) -> FileSeen:
    """The first records, and the import of this very file that was cut off."""
    found = preview(path, own_fields=column_names(own_fields(reader)))
    waiting = unfinished_imports(reader)
    digest = file_digest(path) if waiting else ""
    return FileSeen(path, found, next((one for one in waiting if one.file_digest == digest), None))


def _take_back(act: Act, unfinished: UnfinishedImport) -> str:
    taken = take_back(act, unfinished)
    return _("Taken back, {count} changes: {file}").format(count=taken.changes, file=unfinished.file_name)
