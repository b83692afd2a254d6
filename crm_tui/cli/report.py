"""``crm-tui report``: figures of a period as a table. To add a report, add a line to ``REPORTS``."""

import csv
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from crm_tui.cli.declare import argument, choice, comes_later, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.period import read_period
from crm_tui.cli.promise_rate import rate_record_row, rate_records
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.csv_safe import guarded
from crm_tui.i18n import N_, _
from crm_tui.queries.nature_outcomes import nature_outcomes
from crm_tui.queries.periods import Period
from crm_tui.queries.vocabulary import vocabulary

Records = Sequence[Mapping[str, Any]]


class Report(NamedTuple):
    """``read`` gives the records of a period, all with the same names; ``rows`` shows them to people."""

    summary: str
    read: Callable[[Desk, Period], Records]
    rows: Callable[[Desk, Records], Iterable[Sequence[str]]]


def _natures(desk: Desk, period: Period) -> Records:
    return [
        {"nature": row.nature, "outcome": outcome, "contacts": count, "share": round(count / row.contacts, 4)}
        for row in nature_outcomes(desk.read(), period, desk.zone)
        for outcome, count in row.outcomes.items()
    ]


def _nature_rows(desk: Desk, records: Records) -> Iterable[Sequence[str]]:
    words = vocabulary(desk.reader)
    for record in records:
        yield (
            words.nature_labels.get(record["nature"], record["nature"]),
            str(record["contacts"]),
            _("{percent} %").format(percent=f"{record['share'] * 100:.0f}"),
            words.outcome_labels.get(record["outcome"], record["outcome"]),
        )


def _promise_rows(desk: Desk, records: Records) -> Iterable[Sequence[str]]:
    return map(rate_record_row, records)


REPORTS: Mapping[str, Report] = MappingProxyType(
    {
        "natures": Report(N_("what contacts were about, and what they led to"), _natures, _nature_rows),
        "promises": Report(N_("how promises were kept, by tier and person"), rate_records, _promise_rows),
    }
)


@command(
    "report",
    help=N_("Figures of a period as a table: natures (contacts by outcome), promises (how they were kept)."),
    examples=("crm-tui report natures", "crm-tui report natures --from '1 sep' --to '30 sep' --csv"),
)
@argument("name", type=choice(REPORTS), metavar="NAME", help=N_("Which report."))
@option("--from", "from_day", metavar="DAY", help=N_("The first day of the period; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day of the period; else this quarter's."))
@option("--csv", "as_csv", is_flag=True, help=N_("As CSV, for a spreadsheet."))
@option("--html", "as_html", is_flag=True, hidden=True, help=N_("As a page."))
def report(
    desk: Desk, name: str, from_day: str | None, to_day: str | None, as_csv: bool, as_html: bool
) -> None:
    """Print a report. Raises InvalidInput."""
    if as_html:
        raise comes_later("--html")
    if as_csv and desk.as_json:
        raise InvalidInput(_("A report is either CSV or JSON."), _("Leave out --csv or --json."), field="csv")
    desk.read()
    wanted = REPORTS[name]
    records = wanted.read(desk, read_period(desk, from_day, to_day))
    if as_csv:
        _write_csv(records)
        return
    desk.answer(records, aligned(wanted.rows(desk, records)))
    if not records:
        desk.say(_("Nothing happened in this period."))


def _write_csv(records: Records) -> None:
    """On stdout: the names, then the values, none of which a spreadsheet takes for a formula."""
    writer = csv.writer(sys.stdout)
    for place, record in enumerate(records):
        if place == 0:
            writer.writerow(record)
        writer.writerow([guarded(value) if isinstance(value, str) else value for value in record.values()])
