"""My sales on their way that were promised for today, or for a day that is over."""

from typing import TYPE_CHECKING

from crm_tui.domain.instants import end_of_day
from crm_tui.domain.when_text import relative_due
from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown, toned
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.queries.sales import Sale
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.sales import sales_due

    due = sales_due(reader, looker.staff_id, end_of_day(looker.day, looker.zone))
    rows = [_row(one, looker) for one in due]
    late = sum(row.severity is Severity.LATE for row in rows)
    title = _("Deliveries   {late} late · {today} today").format(late=late, today=len(due) - late)
    return Shown(title, rows, {("sale", one.id): one.customer_id for one in due})


def _row(one: "Sale", looker: Looker) -> ListRow:
    from crm_tui.domain.sales import is_whole_day

    assert one.promised_at is not None and one.promised_on is not None, "only those promised are due"
    severity = Severity.LATE if one.promised_at <= looker.now else Severity.NORMAL
    whole = is_whole_day(one.promised_at, one.promised_on, looker.zone)
    due = relative_due(one.promised_at, whole, one.promised_on, looker.now, looker.zone, looker.language)
    what = _("{stage}: {what}").format(stage=one.stage.label, what=one.what)
    return ListRow(("sale", one.id), (toned(due, severity), what, one.customer), severity=severity)


SALES = Panel(
    "sales",
    N_("Deliveries"),
    (Column("when", width=15), Column("what", weight=2), WHO),
    N_("None is due. A sale that was promised for a day stands here until it is delivered."),
    _look,
    only_filled=True,
)
