"""Reading a standard that has a check question: the sentence, and the answer in one's own words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.i18n import N_, _
from crm_tui.queries.standard_versions import WrittenStandard, written_standards
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_MOST_LINES = 3


@dataclass
class StandardRead(Message, bubble=False):
    """The standard; None where there is none of that number."""

    standard: WrittenStandard | None


class ReadingForm(FormScreen):
    """One field: the answer to the check question of the version in force."""

    HEADING = N_("Read a standard")
    ROUTE = "read-standard"
    FOOTER = ("save", "close")
    DEFAULT_CSS = "ReadingForm #words { height: auto; padding: 0 1; margin-bottom: 1; }"

    def __init__(self, standard_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, standard_id=standard_id)
        self._standard: WrittenStandard | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the standard is not read yet."""
        return self._standard is None

    def above(self) -> Iterable[Widget]:
        """The sentence, why we hold it, and the question."""
        yield TextLines(id="words")

    def on_mount(self) -> None:
        """Read the standard."""
        query = partial(_find, standard_id=self.about["standard_id"])
        self.shell.work.read(self, "standard", query, StandardRead)

    def on_standard_read(self, message: StandardRead) -> None:
        """Show it, and ask."""
        if message.standard is None:
            self.shell.close_page()
            return
        self._standard = message.standard
        self.show_form()
        self._show_words()
        self.refresh_frame()

    def on_resize(self) -> None:
        """The words are broken into lines anew."""
        self._show_words()

    def top_left(self) -> str:
        """Which version of which standard."""
        if self._standard is None:
            return _(self.HEADING)
        return _("Read standard {id}, v{number}").format(
            id=self._standard.id, number=self._standard.newest.number
        )

    def specs(self) -> Sequence[FieldSpec]:
        """The answer."""
        return [TextSpec(name="answer", label=_("Answer"), required=True, hint=_("in your own words"))]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Note that it was read."""
        return partial(_acknowledge, standard_id=self.about["standard_id"], answer=values["answer"])

    def _show_words(self) -> None:
        if self._standard is None:
            return
        version, width = self._standard.newest, self.size.width - 2
        lines: list[Line] = [
            *(((text, "strong"),) for text in wrapped(version.statement, width, _MOST_LINES)),
            *(((text, "dim"),) for text in wrapped(version.why, width, _MOST_LINES)),
            *(((text, ""),) for text in wrapped(version.question, width, _MOST_LINES)),
        ]
        words = self.query_one("#words", TextLines)
        words.styles.height = len(lines)
        words.show_lines(lines)


def _find(reader: Reader, standard_id: int) -> WrittenStandard | None:
    return next((one for one in written_standards(reader) if one.id == standard_id), None)


def _acknowledge(act: "Act", standard_id: int, answer: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.standards import acknowledge

    saved = acknowledge(act, standard_id, answer=answer)
    return _("You have read version {number} of standard {id}.").format(number=saved.number, id=saved.id)
