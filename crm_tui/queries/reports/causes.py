"""What complaints came from: the causes that were noted, however they were spelled."""

from collections import Counter

from crm_tui.domain.folding import fold
from crm_tui.domain.words import Nature
from crm_tui.i18n import N_, _
from crm_tui.queries.event_sources import NOT_INTERNAL
from crm_tui.queries.reports.counted import CONTACT_THEN
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.store.reader import Reader

# A complaint is its case; one that was solved at first contact has none.
COMPLAINTS = f"""
SELECT k.cause, k.stage IN ('open', 'waiting'), count(*)
  FROM cases k
 WHERE k.nature = :complaint AND k.opened_at >= :start AND k.opened_at < :end AND k.deleted_at IS NULL
   AND {NOT_INTERNAL.format(customer="k.customer_id")}
 GROUP BY 1, 2
 UNION ALL
SELECT i.cause, 0, count(*)
  FROM interactions i
 WHERE i.nature = :complaint AND i.case_id IS NULL AND {CONTACT_THEN}
 GROUP BY 1"""


def read(reader: Reader, asked: Asked) -> Table:
    """The commonest cause first; those of which nobody noted one stand last."""
    complaints: Counter[str] = Counter()
    running: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    asked_for = {**asked.instants, "complaint": Nature.COMPLAINT}
    for cause, runs, count in sorted(reader.rows(COMPLAINTS, asked_for), key=lambda row: -row[2]):
        folded = fold(cause)
        spelled.setdefault(folded, cause.strip() if folded else "")
        complaints[folded] += count
        running[folded] += count * runs
    whole = complaints.total()
    ordered = sorted(complaints, key=lambda folded: (not folded, -complaints[folded], folded))
    return Table(
        (
            Column("complaints", _("complaints"), ValueKind.COUNT),
            Column("share", _("of all"), ValueKind.SHARE),
            Column("open", _("still open"), ValueKind.COUNT),
            Column("cause", _("cause"), ValueKind.TEXT, unknown=_("not noted")),
        ),
        tuple(
            (complaints[folded], Share(complaints[folded], whole), running[folded], spelled[folded] or None)
            for folded in ordered
        ),
        Plot("cause", ("complaints",)),
    )


REPORT = Report(
    "causes",
    N_("Causes of complaints"),
    N_("what complaints came from, as it was noted"),
    N_("No complaints in this period. “Because” in Log, and i on a case, note what one came from."),
    read,
)
