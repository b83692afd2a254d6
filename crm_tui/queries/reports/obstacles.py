"""What of ours stood in customers' way, and how it left them."""

from crm_tui.domain.words import Mood, Obstacle
from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import CONTACT_THEN
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.store.reader import Reader

OBSTACLES = f"""
SELECT i.obstacle, count(*), count(DISTINCT i.customer_id), count(i.mood), sum(i.mood IN (:upset, :uneasy))
  FROM interactions i
 WHERE i.obstacle IS NOT NULL AND {CONTACT_THEN}
 GROUP BY i.obstacle
 ORDER BY 2 DESC, 1"""


def read(reader: Reader, asked: Asked) -> Table:
    """The one that was met most often first."""
    found = reader.rows(OBSTACLES, {**asked.instants, "upset": Mood.UPSET, "uneasy": Mood.UNEASY})
    return Table(
        (
            Column(
                "obstacle", _("in the way"), ValueKind.CODE, {each.value: each.label for each in Obstacle}
            ),
            Column("contacts", _("contacts"), ValueKind.COUNT),
            Column("customers", _("customers"), ValueKind.COUNT),
            Column("bad", _("left upset or uneasy"), ValueKind.SHARE),
        ),
        tuple(
            (obstacle, contacts, customers, Share(bad or 0, felt))
            for obstacle, contacts, customers, felt, bad in found
        ),
        Plot("obstacle", ("contacts",)),
    )


REPORT = Report(
    "obstacles",
    N_("Obstacles"),
    N_("what of ours stood in customers' way, and how it left them"),
    N_("Nothing stood in anybody's way in this period. “In the way” in Log and Call notes what does."),
    read,
)
