"""What the reviews of standards and of policies have in common: a period, and above the form what it held."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Generic, TypeVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.dates import add_months
from crm_tui.queries.periods import Period
from crm_tui.store.reader import Reader
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.text_lines import Line, TextLines

Found = TypeVar("Found")


@dataclass
class Looked(Message, Generic[Found], bubble=False):
    """What was found for the period; ``reviewed_to`` is the last day that a review has looked at."""

    period: Period
    reviewed_to: date | None
    found: Found

    @property
    def proposed(self) -> Period:
        """The days that no review has looked at yet."""
        if self.reviewed_to is None or self.reviewed_to >= self.period.to_on:
            return self.period
        return Period(self.reviewed_to + timedelta(days=1), self.period.to_on)


class PeriodReview(FormScreen, Generic[Found]):
    """Above what happened in the period, which can be changed; below the decision with its reason.

    ``MONTHS_BACK`` are those looked at where no review came before. What is reviewed is read anew for each
    period, but the form goes on from how it was when it was opened: what is saved refers to what was read.
    """

    MONTHS_BACK: ClassVar[int]
    DEFAULT_CSS = "PeriodReview #found { height: auto; padding: 0 1; margin-bottom: 1; }"

    _first: Looked[Found] | None = None
    _latest: Looked[Found] | None = None

    def look(self, period: Period) -> Callable[[Reader], Looked[Found]]:
        """Reads what there is for the period, in a thread."""
        raise NotImplementedError

    def found_lines(self, found: Found) -> Sequence[Line]:
        """What happened, as it stands above the form."""
        raise NotImplementedError

    @property
    def is_waiting(self) -> bool:
        """Whether what is reviewed is not read yet."""
        return self._first is None

    @property
    def first(self) -> Found:
        """What is reviewed, as it was when the form was opened."""
        assert self._first is not None, "the form is shown once it is read"
        return self._first.found

    @property
    def proposed(self) -> Period:
        """The period that the form begins with."""
        assert self._first is not None, "the form is shown once it is read"
        return self._first.proposed

    @property
    def period(self) -> Period | None:
        """The period that is shown; None before anything is."""
        return self._latest.period if self._latest is not None else None

    def above(self) -> Iterable[Widget]:
        """What happened."""
        yield TextLines(id="found")

    def on_mount(self) -> None:
        """Look at the last months; the review before says from when."""
        today = self.telling.today
        self._look(Period(add_months(today, -self.MONTHS_BACK), today))

    def on_looked(self, message: Looked[Found]) -> None:
        """Show what was found."""
        self._latest = message
        if self._first is None:
            self._first = message
            self.show_form()
            if message.proposed != message.period:
                self._look(message.proposed)
        self.show_found()
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """Without what is reviewed there is no review."""
        if self._first is None:
            self.shell.close_page()

    def on_resize(self) -> None:
        """What was found is broken into lines anew."""
        self.show_found()

    def on_form_changed(self, message: Form.Changed) -> None:
        """Another period has other figures."""
        if message.name in ("from_on", "to_on"):
            values = self.form.values()
            if values["from_on"] and values["to_on"] and values["from_on"] <= values["to_on"]:
                self._look(Period(values["from_on"], values["to_on"]))

    def show_found(self) -> None:
        """Show what was found above the form."""
        if self._latest is None:
            return
        lines, widget = self.found_lines(self._latest.found), self.query_one("#found", TextLines)
        widget.styles.height = len(lines)
        widget.show_lines(lines)

    def _look(self, period: Period) -> None:
        self.shell.work.read(self, "look", self.look(period), lambda found: found)
