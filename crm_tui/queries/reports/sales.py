"""Sales over time, each currency by itself."""

from collections import defaultdict
from datetime import date

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import SOLD_THEN, sold_then
from crm_tui.queries.reports.parts import part_with, parts_of
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Table, ValueKind
from crm_tui.store.reader import Reader

SALES_BY_DAY = f"""
SELECT s.currency, s.sold_on, count(*), sum(s.value)
  FROM sales s
 WHERE {SOLD_THEN}
 GROUP BY s.currency, s.sold_on"""


def read(reader: Reader, asked: Asked) -> Table:
    """How many sales there were in each part of the period, and what they came to."""
    parts = parts_of(asked)
    counts: defaultdict[tuple[str, int], int] = defaultdict(int)
    values: defaultdict[tuple[str, int], int] = defaultdict(int)
    for currency, day, count, value in reader.rows(SALES_BY_DAY, sold_then(asked)):
        number = part_with(date.fromisoformat(day), parts)
        if number is not None:
            counts[currency, number] += count
            values[currency, number] += value
    return Table(
        (
            Column("period", _("when"), ValueKind.DAYS),
            Column("sales", _("sales"), ValueKind.COUNT),
            Column("value", _("value"), ValueKind.AMOUNT),
            Column("currency", _("currency"), ValueKind.CODE),
        ),
        tuple(
            (part, counts[currency, number], values[currency, number], currency)
            for currency in sorted({currency for currency, _number in counts})
            for number, part in enumerate(parts)
        ),
        Plot("period", ("value",), apart="currency"),
    )


REPORT = Report(
    "sales",
    N_("Sales"),
    N_("what was sold, and what it came to"),
    N_("Nothing was sold in this period, as far as anybody wrote down: a sale is noted on its customer."),
    read,
)
