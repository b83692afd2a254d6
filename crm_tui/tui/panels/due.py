"""Due follow-ups: what is overdue, of today, and of the next days."""

from typing import TYPE_CHECKING

from crm_tui.domain.first_words import Channel
from crm_tui.domain.when_text import relative_due
from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown, toned
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.queries.due import FollowUp
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    """Overdue first, then today, then the next days: what should be done first stands first."""
    from crm_tui.queries.due import due_follow_ups

    due = due_follow_ups(reader, now=looker.now, zone=looker.zone, staff_id=looker.staff_id)
    title = _("Due   {overdue} overdue · {today} today · {next} in the next 7 days").format(
        overdue=_count(due.overdue, due.more_overdue),
        today=_count(due.today, due.more_today),
        next=_count(due.next, due.more_next),
    )
    rows = [
        *(_row(row, looker, Severity.LATE) for row in due.overdue),
        *(_row(row, looker, Severity.NORMAL) for row in due.today),
        *(_row(row, looker, Severity.NONE) for row in due.next),
    ]
    found = (*due.overdue, *due.today, *due.next)
    return Shown(title, rows, {("follow-up", row.id): row.customer_id for row in found})


def _row(row: "FollowUp", looker: Looker, severity: Severity) -> ListRow:
    when = relative_due(row.due_at, row.all_day, row.due_on, looker.now, looker.zone, looker.language)
    what = row.what
    if row.staff_id != looker.staff_id:
        what = _("{what} (for {colleague})").format(what=what, colleague=row.staff)
    cells = (toned(when, severity), Channel(row.channel).label, what, row.customer)
    return ListRow(("follow-up", row.id), cells, severity=severity)


def _count(rows: "tuple[FollowUp, ...]", more: bool) -> str:
    return _("more than {count}").format(count=len(rows)) if more else str(len(rows))


DUE = Panel(
    "due",
    N_("Due"),
    (Column("when", width=10), Column("channel", width=6), Column("what", weight=3), WHO),
    N_("Nothing is due.\nA follow-up is made with {key}, or while logging a contact."),
    _look,
    key="follow-up",
)
