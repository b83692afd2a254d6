"""Lines of text beside a list: only those that have changed are painted again (BAR.md, "Speed")."""

from collections.abc import Sequence
from typing import Literal

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from crm_tui.tui.text import cut, plain
from crm_tui.tui.widgets.rows import Tone

#: Lines have the tones of lists, and the accent for what is drawn, also for a part of more.
LineTone = Tone | Literal["accent", "accent-part"]

#: The style of each tone, in the theme's own names.
STYLES: dict[LineTone, str] = {
    "": "",
    # Not $text-muted: without a background of its own, as here, that comes out brighter than the text.
    "dim": "$foreground 60%",
    "strong": "bold",
    "late": "bold $error",
    "risk": "bold $warning",
    "met": "$success",
    "accent": "$accent",
    "accent-part": "$accent on $foreground 20%",
}

#: A line is pieces of text, each in its tone; customers' text stands in the last.
Line = Sequence[tuple[str, LineTone]]


class TextLines(Widget):
    """Shows lines, each cut to the width; what does not fit below is left out."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._lines: list[tuple[tuple[str, LineTone], ...]] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines in the place of the ones before."""
        new = [tuple(line) for line in lines]
        old, self._lines = self._lines, new
        count = max(len(old), len(new))
        changed = [number for number in range(count) if old[number : number + 1] != new[number : number + 1]]
        if changed:
            self.refresh(*(Region(0, number, self.size.width, 1) for number in changed))

    @property
    def line_texts(self) -> list[str]:
        """What the lines say, before they are cut."""
        return ["".join(text for text, _tone in line) for line in self._lines]

    def render(self) -> Content:
        """The lines that fit."""
        return Content("\n").join(self._content(line) for line in self._lines[: self.size.height])

    def _content(self, line: Line) -> Content:
        room = self.size.width
        parts = []
        for text, tone in line:
            part = plain(cut(text, room))
            parts.append(part.stylize(STYLES[tone]) if STYLES[tone] else part)
            room -= part.cell_length
        return Content("").join(parts)
