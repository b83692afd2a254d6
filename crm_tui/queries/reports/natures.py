"""Nature by outcome: what contacts were about, and what they led to."""

from collections import Counter

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import CONTACT_THEN
from crm_tui.queries.reports.parts import added_up
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.queries.vocabulary import vocabulary
from crm_tui.store.reader import Reader

NATURE_OUTCOMES = f"""
SELECT i.nature, i.outcome, count(*)
  FROM interactions i
 WHERE {CONTACT_THEN}
 GROUP BY i.nature, i.outcome"""


def read(reader: Reader, asked: Asked) -> Table:
    """The commonest nature first, and of each the commonest outcome."""
    found = added_up(reader, NATURE_OUTCOMES, asked, keys=2)
    contacts: Counter[str] = Counter()
    for (nature, _outcome), (count,) in found.items():
        contacts[nature] += int(count)
    words = vocabulary(reader)
    return Table(
        (
            Column("nature", _("nature"), ValueKind.CODE, words.nature_labels),
            Column("outcome", _("outcome"), ValueKind.CODE, words.outcome_labels),
            Column("contacts", _("contacts"), ValueKind.COUNT),
            Column("share", _("of its nature"), ValueKind.SHARE),
        ),
        tuple(
            (nature, outcome, int(count), Share(int(count), contacts[nature]))
            for (nature, outcome), (count,) in sorted(
                found.items(), key=lambda row: (-contacts[row[0][0]], row[0][0], -row[1][0], row[0][1])
            )
        ),
        Plot("outcome", ("contacts",), apart="nature"),
    )


REPORT = Report(
    "natures",
    N_("Natures and outcomes"),
    N_("what contacts were about, and what they led to"),
    N_("No contacts in this period. l logs one: its nature and its outcome count here."),
    read,
)
