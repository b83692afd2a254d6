"""Sales by the member of staff who owns them: of others a manager sees it."""

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import sold_then
from crm_tui.queries.reports.report import Asked, Column, Report, Table, ValueKind
from crm_tui.queries.reports.sold import SALES_BY, TEACHES, sales_table
from crm_tui.store.reader import Reader

SALES_BY_PERSON = SALES_BY.format(
    of="o.name", join="JOIN staff o ON o.id = s.staff_id", only="AND (:all OR s.staff_id = :staff_id)"
)


def read(reader: Reader, asked: Asked) -> Table:
    """Whose sales came to most first, in each currency."""
    rows = reader.rows(SALES_BY_PERSON, {**sold_then(asked), **asked.whose})
    return sales_table(Column("person", _("person"), ValueKind.TEXT), rows)


REPORT = Report(
    "sales-by-person", N_("Sales by person"), N_("who sold what; of others a manager sees it"), TEACHES, read
)
