"""Missed calls to return, the one that waits longest first."""

from datetime import datetime
from typing import TYPE_CHECKING

from crm_tui.domain.when_text import past_day
from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown, toned
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.queries.today import MissedCall
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.today import missed_calls

    calls = missed_calls(reader, now=looker.now, zone=looker.zone, staff_id=looker.staff_id)
    return Shown(
        _("Missed calls   {count}").format(count=len(calls)),
        [_row(call, looker) for call in calls],
        {("follow-up", call.follow_up.id): call.follow_up.customer_id for call in calls},
    )


def _row(call: "MissedCall", looker: Looker) -> ListRow:
    severity = Severity.LATE if call.follow_up.due_at <= looker.now else Severity.NORMAL
    when = _called(call.called_at, looker) if call.called_at else ""
    cells = (toned(when, severity), call.phone, call.follow_up.customer)
    return ListRow(("follow-up", call.follow_up.id), cells, severity=severity)


def _called(at: datetime, looker: Looker) -> str:
    local = at.astimezone(looker.zone)
    return (
        f"{local:%H:%M}"
        if local.date() == looker.day
        else past_day(local.date(), looker.day, looker.language)
    )


MISSED_CALLS = Panel(
    "missed",
    N_("Missed calls"),
    (Column("when", width=8), Column("phone", width=18), WHO),
    N_("None."),
    _look,
)
