"""Mood over time: how contacts left the customers."""

from crm_tui.domain.words import Mood
from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import CONTACT_THEN
from crm_tui.queries.reports.parts import by_part
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.store.reader import Reader

MOODS = f"""
SELECT {", ".join(f"coalesce(sum(i.mood = '{mood.value}'), 0)" for mood in Mood)}
  FROM interactions i
 WHERE i.mood IS NOT NULL AND {CONTACT_THEN}"""


def read(reader: Reader, asked: Asked) -> Table:
    """The contacts of each part of the period of which it is known how they left the customer."""
    rows = []
    for part, counts in by_part(reader, MOODS, asked):
        upset, uneasy, _neutral, pleased, delighted = counts
        felt = sum(counts)
        rows.append((part, Share(pleased + delighted, felt), Share(upset + uneasy, felt), *counts))
    return Table(
        (
            Column("period", _("when"), ValueKind.DAYS),
            Column("good", _("pleased or delighted"), ValueKind.SHARE),
            Column("bad", _("upset or uneasy"), ValueKind.SHARE),
            *(Column(mood.value, mood.label, ValueKind.COUNT) for mood in Mood),
        ),
        tuple(rows) if any(good.whole for _part, good, *_counts in rows) else (),
        Plot("period", ("good", "bad")),
    )


REPORT = Report(
    "mood",
    N_("Mood"),
    N_("how contacts left the customers"),
    N_("Of no contact in this period is it known how it left the customer. Mood is a key in Log and Call."),
    read,
)
