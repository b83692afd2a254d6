"""A screen that runs an import, or a rehearsal of one, beside the desk: one at a time, and none unseen."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from crm_tui.exchange.import_options import Progress
from crm_tui.exchange.import_report import ImportReport
from crm_tui.i18n import _
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.import_job import ImportJob
from crm_tui.tui.screens.import_stages import FileSeen, JobDone, Progressed
from crm_tui.tui.shell import Shell
from crm_tui.tui.state import Tone


class ImportJobScreen(DeedScreen):
    """What has become of the job is told by ``tell_progress``, and by ``rehearsed`` or ``imported``."""

    def __init__(self) -> None:
        super().__init__()
        self._job: ImportJob | None = None

    def tell_progress(self, progress: Progress) -> None:
        """The job goes on."""
        raise NotImplementedError

    def rehearsed(self, report: ImportReport) -> None:
        """What would be done is known."""
        raise NotImplementedError

    def imported(self, report: ImportReport) -> None:
        """It is done, or was stopped."""
        raise NotImplementedError

    @property
    def has_job(self) -> bool:
        """Whether something is waited for."""
        return self._job is not None

    def start_job(self, file: FileSeen, *, dry_run: bool) -> None:
        """Import the file as it was seen, or rehearse that; an older job stops."""
        actor = self.shell.state.actor
        assert actor is not None, "nothing is imported before somebody sits at the desk"
        self.stop_job()

        def told(progress: Progress) -> None:
            self.post_message(Progressed(job, progress))

        options = replace(file.options, dry_run=dry_run)
        job = ImportJob(actor, file.path, options, None if dry_run else file.go_on, told)
        self._job = job
        done = partial(self._done, self.shell, job, file.path, dry_run)
        self.shell.work.run(self, "job", job, done)

    def stop_job(self) -> None:
        """Stop after what is being written."""
        if self._job is not None:
            self._job.stop()

    def forget_job(self) -> None:
        """It failed: nothing is waited for."""
        self._job = None

    def on_unmount(self) -> None:
        """Nothing goes on unseen."""
        self.stop_job()

    def on_progressed(self, message: Progressed) -> None:
        """Tell how far the job is that we wait for."""
        if message.job is self._job:
            self.tell_progress(message.progress)

    def on_job_done(self, message: JobDone) -> None:
        """Tell what would be done, or what was."""
        if message.job is not self._job:
            return
        self._job = None
        if message.is_rehearsal:
            self.rehearsed(message.report)
        else:
            self.imported(message.report)
            _say_done(self.shell, message)

    def _done(
        self, shell: Shell, job: ImportJob, path: Path, is_rehearsal: bool, report: ImportReport
    ) -> JobDone:
        message = JobDone(job, report, path, is_rehearsal)
        if not self.is_attached and not is_rehearsal:
            _say_done(shell, message)
        return message


def _say_done(shell: Shell, message: JobDone) -> None:
    """In the line of what just happened, also when the page is closed."""
    report, file = message.report, message.path.name
    if message.job.is_stopped:
        said = _("The import stopped after {count}: open it again to go on or take it back. {file}")
        shell.say(said.format(count=report.read, file=file), Tone.NOTE, undoable=report.act is not None)
    elif report.act is None:
        shell.say(_("Nothing had to be written: {file}").format(file=file))
    else:
        shell.say(_("Imported: {file}").format(file=file), Tone.DONE, undoable=True)
