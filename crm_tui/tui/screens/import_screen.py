"""Import: which file, a look into it that can be put right, the import, and what became of each line."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.widget import Widget

from crm_tui.commands import keys
from crm_tui.commands.command import Scope
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.import_options import ImportKind, ImportOptions, Progress
from crm_tui.exchange.import_report import ImportReport
from crm_tui.i18n import N_, _
from crm_tui.queries.import_runs import UnfinishedImport, unfinished_imports
from crm_tui.tui.deeds import Done
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens import import_rows
from crm_tui.tui.screens.import_choices import (
    CHOICE_COLUMNS,
    SHEET,
    Choices,
    choices_about,
    chosen,
    setting_rows,
)
from crm_tui.tui.screens.import_forms import FileForm, MapForm, file_specs, map_specs
from crm_tui.tui.screens.import_jobs import ImportJobScreen
from crm_tui.tui.screens.import_look import look, map_of, save_map, take_back_import
from crm_tui.tui.screens.import_stages import (
    FileRead,
    FileSeen,
    MapSaved,
    Stage,
    UnfinishedRead,
    told_lines,
)
from crm_tui.tui.state import Tone
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import RowId
from crm_tui.tui.widgets.text_lines import TextLines


class ImportScreen(ImportJobScreen):
    """One page in stages. Leaving it stops an import, which can then go on or be taken back."""

    HEADING = N_("Import")
    DEFAULT_CSS = """
    ImportScreen #told { height: auto; padding: 0 1; margin-bottom: 1; }
    ImportScreen FileForm, ImportScreen MapForm { height: auto; }
    ImportScreen #records { height: 8; margin-bottom: 1; }
    """
    _KEYS: ClassVar[dict[Stage, tuple[tuple[str, str], ...]]] = {
        Stage.OFFER: (("enter", N_("go on")), ("d", N_("take back")), ("n", N_("another file"))),
        Stage.ASK: (("ctrl+s", N_("look into it")), ("tab", N_("next")), ("escape", N_("close"))),
        Stage.PREVIEW: (
            ("enter", N_("import")),
            ("tab", N_("put columns right")),
            ("m", N_("save map")),
            ("escape", N_("another file")),
        ),
        Stage.CHOOSE: (("enter", N_("choose")), ("escape", N_("leave as it is"))),
        Stage.SAVE: (("enter", N_("save")), ("escape", N_("back"))),
        Stage.RUN: (("escape", N_("stop")),),
        Stage.REPORT: (
            ("enter", N_("open customer")),
            ("=", N_("duplicates")),
            ("u", N_("undo")),
            ("escape", N_("close")),
        ),
    }

    def __init__(self) -> None:
        super().__init__()
        self._stage = Stage.ASK
        self._unfinished: list[UnfinishedImport] = []
        self._file = FileSeen(Path())
        self._choices: Choices | None = None

    def body(self) -> Iterable[Widget]:
        """What is told, the forms, and a list for each stage."""
        yield TextLines(id="told")
        business = self.shell.state.business
        assert business is not None, "nothing is imported before the business is founded"
        begun = {"country": business.country, "kind": ImportKind.CONTACTS.value}
        yield FileForm(file_specs(business), values=begun, id="file")
        yield MapForm(map_specs(), id="map")
        yield RecordList(import_rows.UNFINISHED_COLUMNS, title=_("Cut off"), id="unfinished")
        yield RecordList(
            import_rows.RECORD_COLUMNS,
            title=_("The first of them"),
            empty=_("There is nothing in this file that can be read so."),
            id="records",
        )
        yield RecordList(
            import_rows.COLUMN_COLUMNS, title=_("Columns"), empty=_("Not a table."), id="columns"
        )
        yield RecordList(CHOICE_COLUMNS, title=_("Choose"), id="choices")
        yield RecordList(
            import_rows.REPORT_COLUMNS,
            title=_("Worth a look"),
            empty=_("Every line was read, and nobody is here twice."),
            id="report",
        )

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """A form while something is typed."""
        return (Scope.FORM,) if self._stage.is_form else (Scope.IMPORT, Scope.LIST, Scope.DESK)

    def on_mount(self) -> None:
        """Ask for the file; an import that was cut off is offered first."""
        self._enter(Stage.ASK)
        self.shell.work.read(self, "unfinished", unfinished_imports, UnfinishedRead)

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
        """Look into the file, or keep the map."""
        values = message.values
        if self._stage is Stage.SAVE:
            path = Path(values["path"]).expanduser()
            self.shell.work.read(self, "save-map", partial(save_map, file=self._file, path=path), MapSaved)
            return
        options = ImportOptions(kind=ImportKind(values["kind"]), country=values["country"])
        map_file = Path(values["map"]).expanduser() if values["map"] else None
        self._read(FileSeen(Path(values["path"]).expanduser(), options, options), map_file)

    def on_form_left(self, message: Form.Left) -> None:
        """Leave."""
        if self._stage is Stage.SAVE:
            self._enter(Stage.PREVIEW)
        else:
            self.shell.close_page()

    def on_file_read(self, message: FileRead) -> None:
        """Show what is in the file, and count in a rehearsal what would become of it."""
        self._file = message.file
        found = message.file.preview
        if found is None:
            return
        telling = telling_of(self.shell.state)
        self.query_one("#records", RecordList).set_rows(import_rows.record_rows(found, telling))
        columns = self.query_one("#columns", RecordList)
        columns.set_rows([*setting_rows(message.file.options.kind, found), *import_rows.column_rows(found)])
        columns.set_title(import_rows.columns_title(found))
        self._enter(Stage.PREVIEW)
        if len(found.sheets) > 1 and not message.file.options.sheet:
            self._choose(SHEET)
        elif found.unclear:
            columns.focus()
        elif message.file.go_on is None:
            self.start_job(self._file, dry_run=True)

    def on_map_saved(self, message: MapSaved) -> None:
        """Back to the look into the file."""
        self._enter(Stage.PREVIEW)
        self.shell.say(_("The map is saved: {file}").format(file=message.path), Tone.DONE)

    def tell_progress(self, progress: Progress) -> None:
        """Tell how far the job is that we wait for."""
        rehearsed = self._file.rehearsed
        total = rehearsed.read if rehearsed is not None else None
        self._tell(import_rows.progress_in_words(progress, total, telling_of(self.shell.state)))

    def rehearsed(self, report: ImportReport) -> None:
        """Tell what would be done."""
        self._file.rehearsed = report
        self._tell()

    def imported(self, report: ImportReport) -> None:
        """Tell what was done."""
        self._file.report = report
        self.query_one("#report", RecordList).set_rows(import_rows.report_rows(report))
        self._enter(Stage.REPORT)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Enter goes on to the next stage."""
        if message.row is None:
            return
        match self._stage:
            case Stage.OFFER if (cut_off := self._cut_off) and cut_off.is_partly_taken_back:
                key = self.shell.keyboard.key_shown("delete")
                self.shell.say(
                    _("Part of it is taken back already: {key} takes back the rest.").format(key=key)
                )
            case Stage.OFFER:
                self._enter(Stage.ASK)
                self._tell(_("To go on, name the file again; it has to be as it was."))
            case Stage.PREVIEW if message.list.id == "columns":
                self._choose(message.row.id)
            case Stage.PREVIEW:
                self._import()
            case Stage.CHOOSE:
                self._take(message.row.id)
            case Stage.REPORT if self._file.report is not None:
                customer = import_rows.customers_in(self._file.report).get(message.row.id)
                if customer is not None:
                    self.shell.open("customer", customer_id=customer, focus=None)

    def on_failed(self, message: Failed) -> None:
        """What is wrong with a file stands beside its name."""
        if message.topic in ("preview", "save-map") and self._stage.is_form:
            message.prevent_default()
            form = self.query_one(MapForm) if self._stage is Stage.SAVE else self._form
            is_of_map = isinstance(message.error, InvalidInput) and message.error.field == "map"
            name = "map" if self._stage is Stage.ASK and is_of_map else "path"
            form.show_problem(name, f"{message.error.message} {message.error.hint}")
            return
        self.forget_job()
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
        if self._stage is Stage.OFFER and (cut_off := self._cut_off) is not None:
            self.write("take-back", partial(take_back_import, unfinished=cut_off))

    def do_save_map(self) -> None:
        """Ask where the map is kept."""
        if self._stage is not Stage.PREVIEW:
            self.shell.say(_("There is a map to save once a file was looked into, before it is imported."))
        elif not map_of(self._file):
            self.shell.say(_("There is nothing to save: the names of the columns tell what they are."))
        else:
            name = f"{self._file.path.stem}.map.json"
            self.query_one(MapForm).set_value("path", str(self._file.path.with_name(name)))
            self._enter(Stage.SAVE)

    def do_close(self) -> None:
        """Go back a stage; a running import stops first."""
        if self._stage is not Stage.CHOOSE:
            self.stop_job()
        match self._stage:
            case Stage.RUN:
                self._tell(_("Stopping after what is being written …"))
            case Stage.PREVIEW:
                self._enter(Stage.ASK)
            case Stage.CHOOSE:
                self._leave_choice()
            case _:
                self.shell.close_page()

    @property
    def _cut_off(self) -> UnfinishedImport | None:
        """The import at the cursor of those that were cut off."""
        row = self.query_one("#unfinished", RecordList).current
        return next((one for one in self._unfinished if row and row.id == ("run", one.run_id)), None)

    @property
    def _form(self) -> FileForm:
        return self.query_one(FileForm)

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        for found in self.query("#file, #map, RecordList").results(Widget):
            found.display = found.id in stage.value
        if stage.is_form:
            (self.query_one(MapForm) if stage is Stage.SAVE else self._form).go_to("path")
        elif stage.value:
            self.query_one(f"#{stage.value[0]}").focus()
        self._tell()
        self.refresh_frame()

    def _read(self, file: FileSeen, map_file: Path | None = None) -> None:
        business = self.shell.state.business
        assert business is not None, "nothing is imported before the business is founded"
        looking = partial(look, file=file, map_file=map_file, zone=business.zone)
        self.shell.work.read(self, "preview", looking, FileRead)

    def _choose(self, about: RowId) -> None:
        found = self._file.preview
        self._choices = choices_about(about, found) if found and self._file.go_on is None else None
        if self._choices is None:
            self.shell.say(_("There is nothing to choose here."))
            return
        shown = self.query_one("#choices", RecordList)
        shown.set_title(self._choices.title)
        shown.set_rows(self._choices.rows)
        shown.select(self._choices.chosen)
        self._enter(Stage.CHOOSE)

    def _take(self, row: RowId) -> None:
        """Read the file anew, as it was chosen."""
        found, choices = self._file.preview, self._choices
        if found is not None and choices is not None and isinstance(row, tuple):
            options = chosen(self._file, found, choices.about, row[1])
            self._read(FileSeen(self._file.path, self._file.asked, options))

    def _leave_choice(self) -> None:
        self._enter(Stage.PREVIEW)
        self.query_one("#columns").focus()
        found = self._file.preview
        if not self.has_job and self._file.rehearsed is None and found is not None and not found.unclear:
            self.start_job(self._file, dry_run=True)

    def _import(self) -> None:
        found = self._file.preview
        if found is not None and found.unclear:
            self.shell.say(_("Nothing can be read so: {reason}.").format(reason=found.unclear.rstrip(".")))
        else:
            self.start_job(self._file, dry_run=False)
            self._enter(Stage.RUN)

    def _tell(self, progress: str = "") -> None:
        """The lines above the list or form."""
        shown = self.query_one("#told", TextLines)
        lines = told_lines(self._stage, self._file, progress, telling_of(self.shell.state))
        shown.styles.height = len(lines)
        shown.show_lines(lines)
