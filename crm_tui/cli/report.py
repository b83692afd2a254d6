"""``crm-tui report``: figures of a period; the reports themselves are in ``queries.reports``."""

import csv
import sys
from collections.abc import Iterator

from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.period import read_period
from crm_tui.cli.report_week import last_seven_days, print_week
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.when_text import period_in_words
from crm_tui.exchange.csv_safe import guarded
from crm_tui.exchange.report_html import Headline, write_report
from crm_tui.i18n import N_, _
from crm_tui.queries.heard import heard_in
from crm_tui.queries.reports import NAMES, report_named
from crm_tui.queries.reports.report import Asked, Report, Table, ValueKind
from crm_tui.queries.reports.words import records, told

#: Not a table but the page for the meeting.
_WEEK = "week"


@command(
    "report",
    help=N_(
        "Figures of a period as a table, CSV or page, and the week for the meeting; without a name, a list."
    ),
    examples=(
        "crm-tui report natures --from '1 sep' --to '30 sep' --csv",
        "crm-tui report mood --html > mood.html",
        "crm-tui report week --html > week.html",
    ),
)
@argument("name", type=choice((*NAMES, _WEEK)), metavar="[NAME]", required=False, help=N_("Which report."))
@option(
    "--from",
    "from_day",
    metavar="DAY",
    help=N_("The first day; else this quarter's, of the week 6 days ago."),
)
@option("--to", "to_day", metavar="DAY", help=N_("The last day; else this quarter's, of the week today."))
@option("--csv", "as_csv", is_flag=True, help=N_("As CSV, for a spreadsheet."))
@option("--html", "as_html", is_flag=True, help=N_("As one page that needs no other file."))
def report(
    desk: Desk, name: str | None, from_day: str | None, to_day: str | None, as_csv: bool, as_html: bool
) -> None:
    """Print a report, or which there are. Raises InvalidInput."""
    if as_csv + as_html + desk.as_json > 1:
        raise InvalidInput(
            _("A report is one of CSV, HTML and JSON."), _("Leave out the others."), field="csv"
        )
    desk.read()
    if name is None:
        _list_them(desk)
        return
    if name == _WEEK:
        if as_csv:
            raise InvalidInput(_("The week is no table."), _("Ask for --html or --json."), field="csv")
        period = read_period(desk, from_day, to_day, usual=last_seven_days(desk))
        print_week(desk, Asked(period, desk.zone, desk.now, desk.actor), as_html=as_html)
        return
    found = report_named(name)
    asked = Asked(read_period(desk, from_day, to_day), desk.zone, desk.now, desk.actor)
    table = found.read(desk.reader, asked)
    if as_csv:
        _write_csv(table)
        return
    if as_html:
        _write_page(desk, found, asked, table)
        return
    desk.answer(records(table), aligned(_rows(table, desk.business.language)))
    if not table.rows:
        desk.say(_(found.teaches))


def _write_page(desk: Desk, found: Report, asked: Asked, table: Table) -> None:
    language = desk.business.language
    days = period_in_words(asked.period.from_on, asked.period.to_on, language)
    headline = Headline(desk.business.name, days, language)
    desk.answer(None, write_report(found, table, heard_in(desk.reader, asked.period), headline).splitlines())


def _list_them(desk: Desk) -> None:
    found = [report_named(name) for name in NAMES]
    listed = [(one.name, _(one.counts)) for one in found]
    listed.append((_WEEK, _("what went well, what did not, whom to thank, what is due")))
    desk.answer([{"name": name, "counts": counts} for name, counts in listed], aligned(listed))


def _rows(table: Table, language: str) -> Iterator[list[str]]:
    """The headings and the rows, with what people typed as the last."""
    if not table.rows:
        return
    order = sorted(range(len(table.columns)), key=lambda place: table.columns[place].kind is ValueKind.TEXT)
    yield [table.columns[place].heading for place in order]
    for row in table.rows:
        yield [told(table.columns[place], row[place], language) for place in order]


def _write_csv(table: Table) -> None:
    """On stdout: the names, then the values, none of which a spreadsheet takes for a formula."""
    writer = csv.writer(sys.stdout)
    for place, record in enumerate(records(table)):
        if place == 0:
            writer.writerow(record)
        writer.writerow([guarded(value) if isinstance(value, str) else value for value in record.values()])
