"""The list of an outreach written to a file for the mail program."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual.message import Message

from crm_tui.exchange.outreach_list import WrittenList, export_outreach
from crm_tui.i18n import N_, _
from crm_tui.queries.template_values import Writer
from crm_tui.store.drafts import Draft
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.state import Tone
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.text_fields import TextSpec


class ListWritten(Message, bubble=False):
    """The file is on disk."""

    def __init__(self, done: WrittenList) -> None:
        super().__init__()
        self.done = done


class ListFileForm(FormScreen):
    """Where the file for the mail program goes."""

    HEADING = N_("Write the list to a file")
    ROUTE = "outreach-file"
    FOOTER = ("save", "close")

    def __init__(self, outreach_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, outreach_id=outreach_id)

    def specs(self) -> Sequence[FieldSpec]:
        """The file."""
        return [TextSpec(name="output", label=_("File"), required=True, hint=_("~/list.csv or ~/list.xlsx"))]

    def on_form_saved(self, message: Form.Saved) -> None:
        """Write it; nothing of the desk changes by that."""
        message.prevent_default()
        path = Path(message.values["output"]).expanduser()
        writer = Writer(self.business, self.actor, self.shell.state.now())
        query = partial(export_outreach, outreach_id=self.about["outreach_id"], path=path, writer=writer)
        self.shell.work.read(self, "save", query, ListWritten)

    def on_list_written(self, message: ListWritten) -> None:
        """Say where it is."""
        self._close()
        done = message.done
        told = _("Wrote {count} rows to {file}.")
        if done.with_gaps:
            told = _("Wrote {count} rows; texts with gaps to fill in: {gaps}. {file}")
        self.shell.say(told.format(count=done.written, gaps=done.with_gaps, file=done.file), Tone.DONE)
