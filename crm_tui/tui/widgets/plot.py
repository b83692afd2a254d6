"""A picture that is drawn for the room there is, whenever that changes."""

from collections.abc import Callable, Sequence

from crm_tui.tui.widgets.text_lines import Line, TextLines

#: Draws so many cells and lines.
Drawing = Callable[[int, int], Sequence[Line]]


class Plot(TextLines):
    """Shows a drawing."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._drawing: Drawing = _nothing

    def show(self, drawing: Drawing) -> None:
        """Show this one in the place of the one before."""
        self._drawing = drawing
        self.on_resize()

    def on_resize(self) -> None:
        """Draw for the present size."""
        if self.size:
            self.show_lines(self._drawing(self.size.width, self.size.height))


def _nothing(_width: int, _height: int) -> Sequence[Line]:
    return ()
