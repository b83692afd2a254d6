"""What complaints came from: the causes that were noted, however they were spelled."""

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.complaints import complaints
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.store.reader import Reader


def read(reader: Reader, asked: Asked) -> Table:
    """The commonest cause first; those of which nobody noted one stand last."""
    found = complaints(reader, asked, by_product=False)
    whole = sum(one.count for one in found)
    return Table(
        (
            Column("complaints", _("complaints"), ValueKind.COUNT),
            Column("share", _("of all"), ValueKind.SHARE),
            Column("open", _("still open"), ValueKind.COUNT),
            Column("cause", _("cause"), ValueKind.TEXT, unknown=_("not noted")),
        ),
        tuple((one.count, Share(one.count, whole), one.open, one.cause) for one in found),
        Plot("cause", ("complaints",)),
    )


REPORT = Report(
    "causes",
    N_("Causes of complaints"),
    N_("what complaints came from, as it was noted"),
    N_("No complaints in this period. “Because” in Log, and i on a case, note what one came from."),
    read,
)
