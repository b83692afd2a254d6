"""A form for what has steps: a playbook, a touchpoint plan. They can be written in the user's own editor."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from textual.app import SuspendNotSupported
from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.footer import Entry
from crm_tui.domain.errors import ChangedSince, CrmError
from crm_tui.i18n import _
from crm_tui.settings.editor import edit_file, find_editor, put_into_file
from crm_tui.store.reader import Reader
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.state import Tone
from crm_tui.tui.widgets.text_lines import TextLines


class StepsRead(Message, bubble=False):
    """What the form needs to know was read."""

    def __init__(self, found: Any) -> None:
        super().__init__()
        self.found = found


class StepsEditorForm(FormScreen):
    """A form with a field ``steps`` that holds one step a line, shown once what it has to know is read.

    ``CHANGED`` is the part of ``about`` that says which one is changed; a new one has none there.
    ``FILE_NAME`` is what the file is called by that the editor gets.
    """

    FOOTER: ClassVar[Sequence[Entry]] = ("save", "next-field", "picks", "editor", "close")
    DEFAULT_CSS = """
    #note { padding: 0 1; margin-bottom: 1; }
    NotesArea { max-height: 12; }
    """
    CHANGED: ClassVar[str]
    FILE_NAME: ClassVar[str]

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._is_read = False

    def facts_query(self) -> Callable[[Reader], Any]:
        """Reads what the form needs to know, in a thread."""
        raise NotImplementedError

    def facts_read(self, found: Any) -> None:
        """Keep what was read; the form is shown after it."""
        raise NotImplementedError

    def how_to_write(self) -> Sequence[str]:
        """How steps are written, in a few sentences above the form."""
        raise NotImplementedError

    @property
    def changed_id(self) -> int | None:
        """What is changed; None for what is new."""
        return self.about.get(self.CHANGED)

    @property
    def start_field(self) -> str | None:
        """The steps are what is changed; of what is new, the first field comes first."""
        return None if self.changed_id is None else "steps"

    @property
    def is_waiting(self) -> bool:
        """Whether what the form needs to know is not read yet."""
        return not self._is_read

    def above(self) -> Iterable[Widget]:
        """How the steps are written."""
        said = self.how_to_write()
        note = TextLines(id="note")
        note.styles.height = len(said)
        note.show_lines([((sentence, "dim"),) for sentence in said])
        yield note

    def on_mount(self) -> None:
        """Read what the form needs to know."""
        self.shell.work.read(self, "facts", self.facts_query(), StepsRead)

    def on_steps_read(self, message: StepsRead) -> None:
        """Show the form."""
        self.facts_read(message.found)
        self._is_read = True
        self.show_form()
        self.refresh_frame()

    def refuse(self, error: Exception) -> None:
        """Who is told that somebody else changed it, and saves again, means it."""
        if isinstance(error, ChangedSince):
            self.about.pop("version", None)
        super().refuse(error)

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
