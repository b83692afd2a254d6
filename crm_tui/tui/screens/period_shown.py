"""Which month, quarter or year a page looks at, what it is called, and the keys that go to others."""

from dataclasses import dataclass
from datetime import date

from crm_tui.domain.when_text import months_in_words
from crm_tui.i18n import _
from crm_tui.queries.periods import Period, Span
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.telling import Telling


@dataclass
class PeriodShown:
    """The present one to begin with; ``on`` counts back from it, below nought."""

    span: Span = Span.QUARTER
    on: int = 0

    def period(self, today: date) -> Period:
        """Its first and last day."""
        return self.span.period(today, self.on)

    def earlier(self) -> None:
        """The one before."""
        self.on -= 1

    def later(self) -> bool:
        """The one after; False where that is to come, and has no figures."""
        if self.on == 0:
            return False
        self.on += 1
        return True

    def other_length(self) -> None:
        """Months, quarters and years in turn, beginning with the present one."""
        spans = list(Span)
        self.span, self.on = spans[(spans.index(self.span) + 1) % len(spans)], 0

    def name(self, period: Period, telling: Telling) -> str:
        """ "this quarter", "Jul–Sep 2026"."""
        if self.on < 0:
            return months_in_words(period.from_on, period.to_on, telling.language)
        names = {
            Span.MONTH: _("this month"),
            Span.QUARTER: _("this quarter"),
            Span.YEAR: _("this year"),
        }
        return names[self.span]


class PeriodScreen(DeedScreen):
    """A page of figures: ``shown`` says for which period."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = PeriodShown()

    def do_earlier_period(self) -> None:
        """The period before."""
        self.shown.earlier()
        self.read_again()

    def do_later_period(self) -> None:
        """The period after; what is to come has no figures."""
        if self.holds_or_says(
            self.shown.later(), _("This is the present: nothing is measured of what is to come.")
        ):
            self.read_again()

    def do_period_length(self) -> None:
        """Look at months, quarters or years; begin again with the present one."""
        self.shown.other_length()
        self.read_again()
