"""Promises: ours that are late, ours for today, then what others owe us."""

from typing import TYPE_CHECKING

from crm_tui.domain.when_text import relative_due
from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown, toned
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.queries.promises import Promise
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.promises import promises_due

    due = promises_due(reader, now=looker.now, zone=looker.zone, staff_id=looker.staff_id)
    title = _("Promises   {late} late · {today} today · {theirs} of theirs").format(
        late=len(due.late), today=len(due.today), theirs=len(due.theirs)
    )
    rows = [
        *(_row(row, looker, Severity.LATE) for row in due.late),
        *(_row(row, looker, Severity.NORMAL) for row in due.today),
        *(_theirs(row, looker) for row in due.theirs),
    ]
    found = (*due.late, *due.today, *due.theirs)
    return Shown(title, rows, {("promise", row.id): row.customer_id for row in found})


def _theirs(row: "Promise", looker: Looker) -> ListRow:
    """What they promised asks to be reminded of once it is late."""
    severity = Severity.LATE if row.told_at <= looker.now else Severity.NONE
    what = _("they promised: {what}").format(what=row.what)
    return ListRow(
        ("promise", row.id), (toned(_told(row, looker), severity), what, row.customer), severity=severity
    )


def _row(row: "Promise", looker: Looker, severity: Severity) -> ListRow:
    told = _("told {day}").format(day=_told(row, looker))
    return ListRow(("promise", row.id), (toned(told, severity), row.what, row.customer), severity=severity)


def _told(row: "Promise", looker: Looker) -> str:
    return relative_due(row.told_at, row.told_all_day, row.told_on, looker.now, looker.zone, looker.language)


PROMISES = Panel(
    "promises",
    N_("Promises"),
    (Column("when", width=15), Column("what", weight=2), WHO),
    N_("None is due. A promise is noted while logging, or with {key} on a customer."),
    _look,
    key="promise",
)
