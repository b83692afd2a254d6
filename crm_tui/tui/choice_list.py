"""A short list to choose from: commands, keys, drafts. Lists of records are ``record_list``."""

from dataclasses import dataclass

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from crm_tui.tui.text import cut, pad


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: ``key`` tells it from the others; the last of ``columns`` gets what room is left."""

    key: str
    columns: tuple[str, ...]
    is_dim: bool = False


class ChoiceList(Widget):
    """The choices, one of them marked; the screen moves the mark, so that typing can go on beside it."""

    def __init__(self, widths: tuple[int, ...], empty: str) -> None:
        super().__init__()
        self._widths = widths
        self._empty = empty
        self._choices: list[Choice] = []
        self._at = 0
        self._top = 0

    @property
    def chosen(self) -> Choice | None:
        """The marked choice."""
        return self._choices[self._at] if self._choices else None

    def show(self, choices: list[Choice]) -> None:
        """Show these choices, the first of them marked."""
        if choices != self._choices:
            self._choices = choices
            self._at = self._top = 0
            self.refresh()

    def move(self, lines: int) -> None:
        """Move the mark; it stays at the ends."""
        at = min(max(self._at + lines, 0), max(len(self._choices) - 1, 0))
        if at != self._at:
            self._at = at
            self._top = min(max(self._top, at - self.size.height + 1), at)
            self.refresh()

    def render(self) -> Content:
        """The lines that fit."""
        if not self._choices:
            return Content(f"  {self._empty}")
        shown = self._choices[self._top : self._top + self.size.height]
        lines = [self._line(choice, self._top + n == self._at) for n, choice in enumerate(shown)]
        return Content("\n").join(lines)

    def _line(self, choice: Choice, is_marked: bool) -> Content:
        *first, last = choice.columns
        columns = [pad(text, width) for text, width in zip(first, self._widths, strict=True)]
        mark = "▌ " if is_marked else "  "
        room = self.size.width - len(mark) - sum(width + 1 for width in self._widths)
        line = Content(mark + " ".join([*columns, cut(last, room)]))
        return line.stylize(Style(dim=True)) if choice.is_dim else line
