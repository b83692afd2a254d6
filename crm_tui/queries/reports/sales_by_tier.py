"""Sales by the tier that the customers had when they bought."""

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import sold_then
from crm_tui.queries.reports.report import Asked, Column, Report, Table, ValueKind
from crm_tui.queries.reports.sold import SALES_BY, TEACHES, sales_table
from crm_tui.queries.vocabulary import tiers
from crm_tui.store.reader import Reader

SALES_BY_TIER = SALES_BY.format(of="s.tier", join="", only="")


def read(reader: Reader, asked: Asked) -> Table:
    """The tier that brought most first, in each currency."""
    labels = {tier.code: tier.label for tier in tiers(reader)}
    return sales_table(
        Column("tier", _("tier"), ValueKind.CODE, labels, _("no tier")),
        reader.rows(SALES_BY_TIER, sold_then(asked)),
    )


REPORT = Report(
    "sales-by-tier", N_("Sales by tier"), N_("sales by the tier the customers had then"), TEACHES, read
)
