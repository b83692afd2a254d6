"""Value and effort by the tier that the customers had then."""

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Table, ValueKind
from crm_tui.queries.reports.spent import spent_by_tier, spent_columns
from crm_tui.queries.vocabulary import tiers
from crm_tui.store.reader import Reader


def read(reader: Reader, asked: Asked) -> Table:
    """The tiers in their order, the lowest first; then those there were once, and customers without one."""
    labels = {tier.code: tier.label for tier in tiers(reader)}
    found = spent_by_tier(reader, asked)
    gone = sorted(tier for tier in found if tier is not None and tier not in labels)
    order = [tier for tier in (*labels, *gone, None) if tier in found]
    return Table(
        (Column("tier", _("tier"), ValueKind.CODE, labels, _("no tier")), *spent_columns()),
        tuple((tier, *row) for tier in order for row in found[tier].rows()),
        Plot("tier", ("minutes",)),
    )


REPORT = Report(
    "effort-by-tier",
    N_("Effort by tier"),
    N_("what each tier bought, and what it took: contacts, time, the cost of making good"),
    N_("No contact and no sale in this period. l logs a contact; Call measures how long it took."),
    read,
)
