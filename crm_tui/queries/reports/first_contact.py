"""First-contact resolution: what was solved in the contact in which it came up."""

from crm_tui.i18n import N_, _
from crm_tui.queries.measured_contacts import FIRST_CONTACT, SOLVES
from crm_tui.queries.reports.counted import CONTACT_THEN
from crm_tui.queries.reports.parts import by_part
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.store.reader import Reader

# As the standard of this name measures it, for every nature that opens a case.
FIRST_CONTACTS = f"""
SELECT count(*), coalesce(sum({SOLVES}), 0)
  FROM interactions i
 WHERE i.nature IN (SELECT n.code FROM natures n WHERE n.opens_case) AND {CONTACT_THEN} AND {FIRST_CONTACT}"""


def read(reader: Reader, asked: Asked) -> Table:
    """The matters that came up in each part of the period, and those that were solved at once."""
    rows = [
        (part, matters, Share(solved, matters))
        for part, (matters, solved) in by_part(reader, FIRST_CONTACTS, asked)
    ]
    return Table(
        (
            Column("period", _("when"), ValueKind.DAYS),
            Column("matters", _("complaints and problems"), ValueKind.COUNT),
            Column("solved", _("solved at first contact"), ValueKind.SHARE),
        ),
        tuple(rows) if any(matters for _part, matters, _share in rows) else (),
        Plot("period", ("solved",)),
    )


REPORT = Report(
    "first-contact",
    N_("First contact"),
    N_("complaints, problems and the like that the first contact solved"),
    N_("No complaint or problem came up in this period. One that is logged as solved was solved at once."),
    read,
)
