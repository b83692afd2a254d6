"""``crm-tui report``: figures of a period as a table, CSV or JSON; the reports are in ``queries.reports``."""

import csv
import sys
from collections.abc import Iterator

from crm_tui.cli.declare import argument, choice, comes_later, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.period import read_period
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.csv_safe import guarded
from crm_tui.i18n import N_, _
from crm_tui.queries.reports import NAMES, report_named
from crm_tui.queries.reports.report import Asked, Table, ValueKind
from crm_tui.queries.reports.words import records, told


@command(
    "report",
    help=N_("Figures of a period as a table. `crm-tui report` lists the reports."),
    examples=("crm-tui report natures", "crm-tui report natures --from '1 sep' --to '30 sep' --csv"),
)
@argument("name", type=choice(NAMES), metavar="[NAME]", required=False, help=N_("Which report."))
@option("--from", "from_day", metavar="DAY", help=N_("The first day of the period; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day of the period; else this quarter's."))
@option("--csv", "as_csv", is_flag=True, help=N_("As CSV, for a spreadsheet."))
@option("--html", "as_html", is_flag=True, hidden=True, help=N_("As a page."))
def report(
    desk: Desk, name: str | None, from_day: str | None, to_day: str | None, as_csv: bool, as_html: bool
) -> None:
    """Print a report, or which there are. Raises InvalidInput."""
    if as_html:
        raise comes_later("--html")
    if as_csv and desk.as_json:
        raise InvalidInput(_("A report is either CSV or JSON."), _("Leave out --csv or --json."), field="csv")
    desk.read()
    if name is None:
        _list_them(desk)
        return
    found = report_named(name)
    asked = Asked(read_period(desk, from_day, to_day), desk.zone, desk.now, desk.actor)
    table = found.read(desk.reader, asked)
    if as_csv:
        _write_csv(table)
        return
    desk.answer(records(table), aligned(_rows(table, desk.business.language)))
    if not table.rows:
        desk.say(_(found.teaches))


def _list_them(desk: Desk) -> None:
    found = [report_named(name) for name in NAMES]
    document = [{"name": one.name, "title": _(one.title), "counts": _(one.counts)} for one in found]
    desk.answer(document, aligned((one.name, _(one.counts)) for one in found))


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
