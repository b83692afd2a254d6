"""Sales by what the customers are to us."""

from crm_tui.domain.words import Kind
from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import sold_then
from crm_tui.queries.reports.report import Asked, Column, Report, Table, ValueKind
from crm_tui.queries.reports.sold import SALES_BY, TEACHES, sales_table
from crm_tui.store.reader import Reader

SALES_BY_KIND = SALES_BY.format(
    of="n.kind", join="LEFT JOIN customer_kinds n ON n.customer_id = s.customer_id", only=""
)


def read(reader: Reader, asked: Asked) -> Table:
    """The kind that brought most first, in each currency; a customer of two kinds counts for both."""
    labels = {kind.value: kind.label for kind in Kind}
    return sales_table(
        Column("kind", _("kind"), ValueKind.CODE, labels, _("no kind")),
        reader.rows(SALES_BY_KIND, sold_then(asked)),
    )


REPORT = Report(
    "sales-by-kind",
    N_("Sales by kind"),
    N_("sales by kind of customer; who is of two kinds counts for both"),
    TEACHES,
    read,
)
