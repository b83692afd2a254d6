"""What the standards ask of me: reviews that are overdue, versions that I have not read."""

from typing import TYPE_CHECKING

from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import Looker, Panel, Shown, toned
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.today import reviews_overdue, standards_to_read

    reviews = reviews_overdue(reader, now=looker.now, today=looker.day)
    unread = standards_to_read(reader, now=looker.now, staff_id=looker.staff_id)
    title = _("Standards   {read} to read · {overdue} reviews overdue").format(
        read=len(unread), overdue=len(reviews)
    )
    overdue, to_read = _("review overdue"), _("to read")
    rows = [
        *(_row(review.standard_id, overdue, review.statement, Severity.LATE) for review in reviews),
        *(_row(standard.standard_id, to_read, standard.statement, Severity.NORMAL) for standard in unread),
    ]
    return Shown(title, rows)


def _row(standard_id: int, why: str, statement: str, severity: Severity) -> ListRow:
    return ListRow(("standard", standard_id), (toned(why, severity), statement), severity=severity)


STANDARDS = Panel(
    "standards",
    N_("Standards"),
    (Column("why", width=15), Column("statement")),
    N_("All are read."),
    _look,
)
