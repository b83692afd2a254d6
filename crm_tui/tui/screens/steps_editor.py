"""A form whose steps can also be written in the user's own editor."""

import os

from textual.app import SuspendNotSupported

from crm_tui.domain.errors import CrmError
from crm_tui.i18n import _
from crm_tui.settings.editor import edit_file, find_editor, put_into_file
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.state import Tone


class StepsEditorForm(FormScreen):
    """A form with a field ``steps`` that holds one step a line."""

    #: What the file is called by that the editor gets.
    FILE_NAME: str

    @property
    def explained(self) -> str:
        """What stands above the steps in the editor, as lines that are no steps."""
        raise NotImplementedError

    def do_editor(self) -> None:
        """Have the steps changed in the user's own editor, once what is typed ahead is in them."""
        if not self.is_waiting:
            self.form.after_keys(self._lend_to_editor)

    def _lend_to_editor(self) -> None:
        field = self.form.field("steps")
        head = self.explained
        try:
            editor = find_editor(os.environ)
            path = put_into_file(head + (field.value or "") + "\n", self.FILE_NAME)
            with self.app.suspend():
                text = edit_file(editor, path)
        except SuspendNotSupported:
            path.unlink()
            self.shell.say(_("The screen cannot be lent to an editor here; the steps are written below."))
        except CrmError as error:
            self.shell.say(" ".join(part for part in (error.message, error.hint) if part), Tone.WRONG)
        else:
            field.set_value(text.removeprefix(head).strip("\n"))
            self.shell.drafting.tick()
            path.unlink()
            self.form.go_to("steps")
