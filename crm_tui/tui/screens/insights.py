"""Insights: every report as a picture, its table one key away, and what was heard at the time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.i18n import N_, _
from crm_tui.queries.heard import Heard, heard_in
from crm_tui.queries.reports import all_reports
from crm_tui.queries.reports.panels import marks_on, panels_of
from crm_tui.queries.reports.report import Asked, Report, Table
from crm_tui.store.reader import Reader
from crm_tui.tui.plots import draw
from crm_tui.tui.screens import report_rows
from crm_tui.tui.screens.period_shown import PeriodScreen
from crm_tui.tui.widgets.plot import Plot
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Column, ListRow
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: So many notes are seen at once; the others are scrolled to.
_FEWEST_NOTES, _MOST_NOTES = 2, 5


@dataclass
class ReportRead(Message, bubble=False):
    """The figures of a report for a period, and what was heard in it."""

    report: Report
    asked: Asked
    table: Table
    heard: tuple[Heard, ...]


class InsightsScreen(PeriodScreen):
    """The reports at the left, the one at the cursor beside them, what was heard below it."""

    HEADING = N_("Insights")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.INSIGHTS, Scope.LIST, Scope.DESK)
    FOOTER = (
        "table",
        "earlier-period",
        "later-period",
        "period-length",
        "new",
        "next-list",
        "delete",
        SCREENS_ROW,
    )
    DEFAULT_CSS = """
    InsightsScreen #reports { width: 26; margin-top: 1; }
    InsightsScreen #shown { margin: 1 1 0 1; }
    InsightsScreen #counts { height: 1; }
    InsightsScreen #plot, InsightsScreen #table { height: 1fr; margin-top: 1; }
    InsightsScreen #heard { height: 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._reports = all_reports()
        self._read: ReportRead | None = None
        self._as_table = False
        self._columns: Sequence[Column] = ()

    def body(self) -> Iterable[Widget]:
        """The list of reports, and what the one at its cursor shows."""
        with Horizontal():
            yield RecordList((Column("title"),), keep_cursor=True, id="reports")
            with Vertical(id="shown"):
                yield TextLines(id="counts")
                yield Plot(id="plot")
                yield RecordList(
                    report_rows.HEARD_COLUMNS,
                    title=_("Heard"),
                    empty=_(
                        "Nothing was noted in this period.\nn notes what interests them, or what you heard."
                    ),
                    id="heard",
                )

    def on_mount(self) -> None:
        """Begin with the first report."""
        self.query_one("#reports", RecordList).set_rows(
            [ListRow(("report", report.name), (_(report.title),)) for report in self._reports]
        )

    def top_left(self) -> str:
        """Which report is shown, and for when."""
        if self._read is None:
            return _(self.HEADING)
        period = self.shown.name(self._read.asked.period, self.telling)
        return f"{_(self.HEADING)}   {_(self._read.report.title)} · {period}"

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The picture follows the cursor once it rests."""
        if message.list.id == "reports":
            self.read_again()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """The table of a report; the customer of a row or a note."""
        kind, *rest = message.row.id if message.row and isinstance(message.row.id, tuple) else ("",)
        customer_id = rest[1] if kind == "heard" else rest[0] if kind == "customer" else None
        if kind == "report":
            self.call_next(self.do_table)
        elif customer_id is not None:
            self.shell.open("customer", customer_id=customer_id)
        else:
            self.shell.say(_("There is nothing behind this line."))

    async def do_table(self) -> None:
        """The figures instead of the picture, or the picture again."""
        if not self.holds_or_says(
            self._read is not None and bool(self._read.table.rows), _("There are no figures in this period.")
        ):
            return
        self._as_table = not self._as_table
        await self._show()

    async def do_close(self) -> None:
        """From a table back to its picture."""
        if self._as_table:
            await self.do_table()
        else:
            self.shell.close_page()

    def do_new(self) -> None:
        """Note what was heard."""
        self.shell.open("heard")

    def do_delete(self) -> None:
        """Take the note at the cursor off."""
        heard = self.query_one("#heard", RecordList)
        row = heard.current if heard.has_focus else None
        if row is None:
            self.shell.say(_("There is no note at the cursor: tab goes to what was heard."))
            return
        self.write("drop-heard", partial(_drop, note_id=report_rows.note_of(row)))

    def read_again(self) -> None:
        """Read the figures of the report at the cursor."""
        row = self.query_one("#reports", RecordList).current
        report = next((each for each in self._reports if row and row.id == ("report", each.name)), None)
        if report is None or self.shell.state.business is None:
            return
        asked = Asked(
            self.shown.period(self.telling.today), self.business.zone, self.shell.state.now(), self.actor
        )

        def read(reader: Reader) -> ReportRead:
            return ReportRead(report, asked, report.read(reader, asked), heard_in(reader, asked.period))

        self.shell.work.read(self, "report", read, lambda found: found)

    async def on_report_read(self, message: ReportRead) -> None:
        """Show them."""
        self._read = message
        heard = self.query_one("#heard", RecordList)
        heard.set_title(report_rows.heard_title(message.heard))
        heard.styles.height = 1 + max(_FEWEST_NOTES, min(_MOST_NOTES, len(message.heard)))
        heard.set_rows(report_rows.heard_rows(message.heard, self.telling))
        await self._show()
        self.refresh_frame()

    async def _show(self) -> None:
        """The picture or the table of what was read last."""
        if self._read is None:
            return
        self.query_one("#counts", TextLines).show_lines([[(_(self._read.report.counts), "dim")]])
        language = self.business.language
        with_table = self._as_table and bool(self._read.table.rows)
        for beside in ("#reports", "#plot", "#heard"):
            self.query_one(beside).display = not with_table
        if with_table:
            await self._show_table(self._read.table, language)
        elif tables := self.query("#table"):
            await tables.remove()
            self.query_one("#reports").focus()
        self.query_one("#plot", Plot).show(partial(_lines, self._read, language))

    async def _show_table(self, table: Table, language: str) -> None:
        """A list for these columns; one that has them already keeps its place."""
        columns, places = report_rows.table_columns(table, language, self.size.width - 2)
        if columns != self._columns or not self.query("#table"):
            self._columns = columns
            await self.query("#table").remove()
            await self.query_one("#shown").mount(RecordList(columns, show_header=True, id="table"))
            self.query_one("#table").focus()
        self.query_one("#table", RecordList).set_rows(report_rows.table_rows(table, language, places))


def _lines(read: ReportRead, language: str, width: int, height: int) -> list[Line]:
    """The picture, or what fills an empty one."""
    panels = panels_of(read.table, language)
    if not panels:
        return [[(line, "dim")] for line in wrap(_(read.report.teaches), width)]
    return draw(panels, width, height, marks_on(panels[0], [note.on_day for note in read.heard]))


def _drop(act: "Act", note_id: int) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.heard import drop_heard

    drop_heard(act, note_id)
    return _("The note is taken off.")
