"""Nature by outcome: what contacts were about, and what they led to."""

from crm_tui.i18n import N_
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.queries.vocabulary import vocabulary
from crm_tui.store.reader import Reader

# Notes are no contacts, and what colleagues ask of us stays outside the customers' figures.
NATURE_OUTCOMES = """
SELECT i.nature, i.outcome, count(*)
  FROM interactions i
 WHERE i.happened_at >= :start AND i.happened_at < :end AND i.deleted_at IS NULL
   AND i.direction <> 'internal'
   AND i.customer_id NOT IN (SELECT n.customer_id FROM customer_kinds n WHERE n.kind = 'internal')
 GROUP BY i.nature, i.outcome"""


def read(reader: Reader, asked: Asked) -> Table:
    """The commonest nature first, and of each the commonest outcome."""
    found = reader.rows(NATURE_OUTCOMES, asked.instants)
    contacts: dict[str, int] = {}
    for nature, _outcome, count in found:
        contacts[nature] = contacts.get(nature, 0) + count
    words = vocabulary(reader)
    return Table(
        (
            Column("nature", N_("nature"), ValueKind.CODE, words.nature_labels),
            Column("outcome", N_("outcome"), ValueKind.CODE, words.outcome_labels),
            Column("contacts", N_("contacts"), ValueKind.COUNT),
            Column("share", N_("of its nature"), ValueKind.SHARE),
        ),
        tuple(
            (nature, outcome, count, Share(count, contacts[nature]))
            for nature, outcome, count in sorted(
                found, key=lambda row: (-contacts[row[0]], row[0], -row[2], row[1])
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
