"""Nature by outcome: what contacts were about in a month, quarter or year, and what they led to."""

from collections.abc import Iterable
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.nature_outcomes import NatureOutcomes, nature_outcomes
from crm_tui.queries.periods import Period
from crm_tui.queries.vocabulary import Vocabulary, vocabulary
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.period_shown import PeriodScreen
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow

_COLUMNS = (Column("nature", width=14), Column("contacts", width=7, align="right"), Column("outcomes"))


class NaturesRead(Message, bubble=False):
    """The figures of a period were read."""

    def __init__(self, found: tuple[NatureOutcomes, ...], words: Vocabulary, period: Period) -> None:
        super().__init__()
        self.found = found
        self.words = words
        self.period = period


class NatureReportScreen(PeriodScreen):
    """A line for each nature, the commonest first."""

    HEADING = N_("Natures and outcomes")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STANDARD, Scope.LIST, Scope.DESK)
    FOOTER = ("earlier-period", "later-period", "period-length", "close")

    def __init__(self) -> None:
        super().__init__()
        self._told = ""

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield RecordList(_COLUMNS, empty=_("No contacts in this period."), id="natures")

    def top_left(self) -> str:
        """What it counts, and when."""
        return " · ".join(part for part in (_(self.HEADING), self._told) if part)

    def on_mount(self) -> None:
        """Read the present period."""
        self.read_again()

    def read_again(self) -> None:
        """Read the figures of the period."""
        business = self.shell.state.business
        if business is None:
            return
        zone, period = business.zone, self.shown.period(telling_of(self.shell.state).today)

        def read(reader: Reader) -> NaturesRead:
            return NaturesRead(nature_outcomes(reader, period, zone), vocabulary(reader), period)

        self.shell.work.read(self, "natures", read, lambda found: found)

    def on_natures_read(self, message: NaturesRead) -> None:
        """Show them."""
        total = sum(row.contacts for row in message.found)
        period = self.shown.name(message.period, telling_of(self.shell.state))
        counted = ngettext("{count} contact", "{count} contacts", total).format(count=total)
        self._told = _("{period}: {counted}").format(period=period, counted=counted)
        rows = [_row(row, message.words) for row in message.found]
        self.query_one("#natures", RecordList).set_rows(rows)
        self.refresh_frame()


def _row(row: NatureOutcomes, words: Vocabulary) -> ListRow:
    outcomes = " · ".join(
        _("{outcome} {count}").format(outcome=words.outcome_labels.get(code, code), count=count)
        for code, count in row.outcomes.items()
    )
    nature = words.nature_labels.get(row.nature, row.nature)
    return ListRow(("nature", row.nature), (nature, str(row.contacts), Cell(outcomes, "dim")))
