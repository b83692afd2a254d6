"""Sales by product: what of what we offer was sold, and what it came to."""

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import SOLD_THEN, sold_then
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Table, ValueKind
from crm_tui.queries.reports.sold import TEACHES
from crm_tui.store.reader import Reader

_QUANTITY_PARTS = 10_000

# What was never put on the list of products goes by what it was called when it was sold.
SALES_BY_PRODUCT = f"""
SELECT coalesce(p.name, l.words), s.currency, count(DISTINCT s.id), sum(l.quantity), sum(l.value)
  FROM sales s CROSS JOIN sale_lines l
  LEFT JOIN products p ON p.id = l.product_id
 WHERE l.sale_id = s.id AND {SOLD_THEN}
 GROUP BY coalesce(p.id, l.words), s.currency
 ORDER BY 2, 5 DESC, 1"""


def read(reader: Reader, asked: Asked) -> Table:
    """The product that brought most first, in each currency."""
    return Table(
        (
            Column("currency", _("currency"), ValueKind.CODE),
            Column("sales", _("sales"), ValueKind.COUNT),
            Column("quantity", _("quantity"), ValueKind.NUMBER),
            Column("value", _("value"), ValueKind.AMOUNT),
            Column("product", _("product"), ValueKind.TEXT, unknown=_("not named")),
        ),
        tuple(
            (currency, sales, quantity / _QUANTITY_PARTS, value, product or None)
            for product, currency, sales, quantity, value in reader.rows(SALES_BY_PRODUCT, sold_then(asked))
        ),
        Plot("product", ("value",), apart="currency"),
    )


REPORT = Report(
    "sales-by-product", N_("Sales by product"), N_("what of what we offer was sold"), TEACHES, read
)
