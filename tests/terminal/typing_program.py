"""A line and a note to type into, with a mark behind each, in a real terminal."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from crm_tui.tui.guard import install_guard
from crm_tui.tui.widgets.line_input import LineInput
from crm_tui.tui.widgets.notes_field import NotesArea


class Typing(App[None]):
    """``tab`` goes from the line to the note; what is typed may not reach the marks."""

    CSS = "LineInput { width: 20; } NotesArea { width: 20; } Static { width: 1; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield LineInput(
                entered=lambda: None, step=lambda _: self.screen.focus_next() and None, edited=lambda: None
            )
            yield Static("|", markup=False)
            yield NotesArea(step=lambda _: None, edited=lambda: None, placeholder="")
            yield Static("|", markup=False)


install_guard()
Typing().run()
