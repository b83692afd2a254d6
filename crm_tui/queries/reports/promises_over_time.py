"""How our promises were kept over time: as told, earlier, or not."""

from dataclasses import replace

from crm_tui.i18n import N_, _
from crm_tui.queries.promise_rates import kept_rate
from crm_tui.queries.reports.parts import parts_of
from crm_tui.queries.reports.promises import TEACHES
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, Value, ValueKind
from crm_tui.store.reader import Reader


def read(reader: Reader, asked: Asked) -> Table:
    """Those told for a day of each part of the period that is over, and those that were kept before."""
    rows: list[tuple[Value, ...]] = []
    for part in parts_of(asked):
        then = replace(asked, period=part)
        found = kept_rate(reader, start=part.start(then.zone), end=part.end(then.zone), now=then.now)
        counts = (found.kept + found.kept_early, found.kept, found.kept_early, found.not_kept)
        shares = (Share(count, found.made) for count in counts)
        rows.append((part, found.made, *shares))
    return Table(
        (
            Column("period", _("when"), ValueKind.DAYS),
            Column("promises", _("promises"), ValueKind.COUNT),
            Column("rate", _("kept in all"), ValueKind.SHARE),
            Column("kept", _("kept as told"), ValueKind.SHARE),
            Column("kept_early", _("kept early"), ValueKind.SHARE),
            Column("not_kept", _("not kept"), ValueKind.SHARE),
        ),
        tuple(rows) if any(made for _part, made, *_shares in rows) else (),
        Plot("period", ("rate", "kept_early", "not_kept")),
    )


REPORT = Report(
    "promises-over-time",
    N_("Promises over time"),
    N_("how promises were kept, from week to week"),
    TEACHES,
    read,
)
