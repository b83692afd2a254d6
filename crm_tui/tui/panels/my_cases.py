"""My open cases, and those of whom I stand in for, longest open first."""

from typing import TYPE_CHECKING

from crm_tui.domain.when_text import days_ago
from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.queries.cases import Case
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.cases import my_open_cases

    cases = my_open_cases(reader, looker.staff_id, looker.day)
    return Shown(
        _("My cases   {count} open").format(count=len(cases)),
        [_row(case, looker) for case in cases],
        {("case", case.id): case.customer_id for case in cases},
    )


def _row(case: "Case", looker: Looker) -> ListRow:
    opened = days_ago(case.opened_at.astimezone(looker.zone).date(), looker.day)
    cells = (opened, case.stage.label, case.title, case.customer)
    return ListRow(("case", case.id), cells, severity=Severity.NORMAL)


MY_CASES = Panel(
    "cases",
    N_("My cases"),
    (Column("since", width=6), Column("stage", width=8), Column("title", weight=2), WHO),
    N_("None is open. A complaint that is not solved opens one by itself."),
    _look,
)
