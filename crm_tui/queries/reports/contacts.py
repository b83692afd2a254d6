"""Contacts over time: in, out, and those that reached nobody."""

from crm_tui.domain.words import Direction
from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import CONTACT_THEN
from crm_tui.queries.reports.parts import by_part
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Table, ValueKind
from crm_tui.store.reader import Reader

CONTACTS = f"""
SELECT count(*), coalesce(sum(i.direction = :inbound), 0),
       coalesce(sum(i.outcome IN (SELECT o.code FROM outcomes o WHERE NOT o.reached)), 0)
  FROM interactions i
 WHERE {CONTACT_THEN}"""


def read(reader: Reader, asked: Asked) -> Table:
    """How many there were in each part of the period."""
    rows = [
        (part, contacts, inbound, contacts - inbound, vain)
        for part, (contacts, inbound, vain) in by_part(
            reader, CONTACTS, asked, {"inbound": Direction.INBOUND.value}
        )
    ]
    return Table(
        (
            Column("period", _("when"), ValueKind.DAYS),
            Column("contacts", _("contacts"), ValueKind.COUNT),
            Column("in", _("they came to us"), ValueKind.COUNT),
            Column("out", _("we went to them"), ValueKind.COUNT),
            Column("not_reached", _("nobody reached"), ValueKind.COUNT),
        ),
        tuple(rows) if any(row[1] for row in rows) else (),
        Plot("period", ("in", "out")),
    )


REPORT = Report(
    "contacts",
    N_("Contacts"),
    N_("how many contacts there were, in and out"),
    N_("No contacts in this period. l logs one that is over, c takes a call."),
    read,
)
