"""Sales by the tags that the customers carry."""

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import sold_then
from crm_tui.queries.reports.report import Asked, Column, Report, Table, ValueKind
from crm_tui.queries.reports.sold import SALES_BY, TEACHES, sales_table
from crm_tui.store.reader import Reader

SALES_BY_TAG = SALES_BY.format(
    of="g.tag", join="LEFT JOIN customer_tags g ON g.customer_id = s.customer_id", only=""
)


def read(reader: Reader, asked: Asked) -> Table:
    """The tag that brought most first, in each currency; a customer with two tags counts for both."""
    return sales_table(
        Column("tag", _("tag"), ValueKind.TEXT, unknown=_("no tag")),
        reader.rows(SALES_BY_TAG, sold_then(asked)),
    )


REPORT = Report(
    "sales-by-tag",
    N_("Sales by tag"),
    N_("sales by the customers' tags; who carries two counts for both"),
    TEACHES,
    read,
)
