"""Sales by what they have in common: the SQL and the table of reports by person and segment."""

from collections.abc import Sequence
from typing import Any

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import SOLD_THEN
from crm_tui.queries.reports.report import Column, Plot, Table, ValueKind

#: Sales ``s`` joined to what tells them apart. ``{of}`` is that, a group of its own in each currency.
SALES_BY = f"""
SELECT {{of}}, s.currency, count(DISTINCT s.customer_id), count(*), sum(s.value)
  FROM sales s {{join}}
 WHERE {SOLD_THEN} {{only}}
 GROUP BY 1, 2
 ORDER BY 2, 5 DESC, 1"""

#: What is said where there were no sales.
TEACHES = N_(
    "Nothing was sold in this period, as far as anybody wrote down: a sale is noted on its customer."
)


def sales_table(by: Column, rows: Sequence[tuple[Any, ...]]) -> Table:
    """The table of rows that ``SALES_BY`` found ``by`` something."""
    return Table(
        (
            by,
            Column("currency", _("currency"), ValueKind.CODE),
            Column("customers", _("customers"), ValueKind.COUNT),
            Column("sales", _("sales"), ValueKind.COUNT),
            Column("value", _("value"), ValueKind.AMOUNT),
        ),
        tuple((of or None, *rest) for of, *rest in rows),
        Plot(by.name, ("value",), apart="currency"),
    )
