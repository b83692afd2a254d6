"""Waiting times: how long callers waited until somebody answered."""

from crm_tui.domain.words import Channel, Direction
from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import CONTACT_THEN
from crm_tui.queries.reports.parts import by_part
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.store.reader import Reader

#: Whoever waited longer is told apart.
_SHORT_MINUTES = 3

WAITING = f"""
SELECT count(*), coalesce(sum(i.waited_minutes <= :short), 0), avg(i.waited_minutes), max(i.waited_minutes)
  FROM interactions i
 WHERE i.waited_minutes IS NOT NULL AND i.direction = :inbound AND i.channel = :phone AND {CONTACT_THEN}"""


def read(reader: Reader, asked: Asked) -> Table:
    """The calls of each part of the period of which the waiting time is known."""
    calls_in = {
        "short": _SHORT_MINUTES,
        "inbound": Direction.INBOUND.value,
        "phone": Channel.PHONE.value,
    }
    rows = [
        (part, calls, Share(short, calls), average, longest)
        for part, (calls, short, average, longest) in by_part(reader, WAITING, asked, calls_in)
    ]
    return Table(
        (
            Column("period", _("when"), ValueKind.DAYS),
            Column("calls", _("calls"), ValueKind.COUNT),
            Column("short", _("at most {count} min").format(count=_SHORT_MINUTES), ValueKind.SHARE),
            Column("average_minutes", _("average"), ValueKind.MINUTES),
            Column("longest_minutes", _("longest"), ValueKind.MINUTES),
        ),
        tuple(rows) if any(row[1] for row in rows) else (),
        Plot("period", ("short", "average_minutes")),
    )


REPORT = Report(
    "waiting",
    N_("Waiting times"),
    N_("how long callers waited until somebody answered"),
    N_("Of no call in this period is it known how long the caller waited. A digit in Call says it."),
    read,
)
