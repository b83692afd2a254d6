"""A line of text that was often written before: type it, or take one of those that match."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from crm_tui.domain.folding import fold
from crm_tui.tui.text import cut
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import TextField

_MOST = 3


@dataclass(frozen=True, kw_only=True)
class SuggestSpec(FieldSpec):
    """One line of text; ``known`` are texts that may be meant, the likeliest first. Its value is the text."""

    known: Callable[[], Sequence[str]]

    def make(self) -> "SuggestField":
        """See :class:`FieldSpec`."""
        return SuggestField(self, self.known)


class SuggestField(TextField):
    """See :class:`SuggestSpec`. Down takes the next text that holds what was typed, up the one before."""

    def __init__(self, spec: FieldSpec, known: Callable[[], Sequence[str]]) -> None:
        super().__init__(spec)
        self._known = known
        self._asked = ""  # what was typed before a suggestion was taken

    def edited(self) -> None:
        """Other texts may be meant."""
        self._asked = self.text
        super().edited()

    def mark(self, steps: int) -> None:
        """Take the next suggestion; without one go to the next field, or the one before."""
        matches = self._matches()
        if not matches:
            super().mark(steps)
            return
        at = matches.index(self.text) if self.text in matches else (-1 if steps > 0 else len(matches))
        if not 0 <= at + steps < len(matches):
            super().mark(steps)
            return
        self.input.set_text(matches[at + steps])
        self.changed()

    def below(self, width: int) -> list[Content]:
        """The texts that may be meant, while the field is being used."""
        matches = self._matches() if self.input.has_focus else []
        if not matches or self.text in matches[:1]:
            return []
        shown = " · ".join(matches)
        return [Content.styled(cut(f"↓ {shown}", width), self._look("dim"))]

    def _matches(self) -> list[str]:
        asked = fold(self._asked)
        return [text for text in self._known() if asked in fold(text)][:_MOST]
