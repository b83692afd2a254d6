"""How our promises were kept: in all, by tier, and by person."""

from crm_tui.i18n import N_, _
from crm_tui.queries.promise_rates import KeptRate, kept_rates
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, Value, ValueKind
from crm_tui.store.reader import Reader

#: What is said where no promise was due.
TEACHES = N_(
    "No promise was due in this period. p on a customer notes one: what they can expect, and by when."
)


def read(reader: Reader, asked: Asked) -> Table:
    """Those told for a day of the period that is over, and those that were kept before."""
    found = kept_rates(
        reader,
        start=asked.period.start(asked.zone),
        end=asked.period.end(asked.zone),
        now=asked.now,
        viewer=asked.viewer,
    )
    grouped = (("all", (found.in_all,)), ("tier", found.by_tier), ("person", found.by_staff))
    labels = {"all": _("all"), "tier": _("tier"), "person": _("person")}
    return Table(
        (
            Column("by", _("by"), ValueKind.CODE, labels),
            Column("promises", _("promises"), ValueKind.COUNT),
            Column("kept", _("kept"), ValueKind.COUNT),
            Column("kept_early", _("early"), ValueKind.COUNT),
            Column("not_kept", _("not kept"), ValueKind.COUNT),
            Column("rate", _("kept in all"), ValueKind.SHARE),
            Column("of", _("of"), ValueKind.TEXT, unknown=_("all")),
        ),
        tuple(_row(by, one) for by, rates in grouped for one in rates if found.in_all.made),
        Plot("of", ("rate",), apart="by"),
    )


def _row(by: str, one: KeptRate) -> tuple[Value, ...]:
    share = Share(one.kept + one.kept_early, one.made)
    return by, one.made, one.kept, one.kept_early, one.not_kept, share, one.of


REPORT = Report(
    "promises",
    N_("Promises kept"),
    N_("how promises were kept, by tier and person"),
    TEACHES,
    read,
)
