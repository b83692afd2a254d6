"""My open cases, and those of whom I stand in for, by the time that is left."""

from typing import TYPE_CHECKING

from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown
from crm_tui.tui.widgets.rows import Cell, Column, ListRow

if TYPE_CHECKING:
    from crm_tui.queries.case_clocks import QueuedCase
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.case_clocks import queue

    found = queue(reader, now=looker.now, today=looker.day, staff_id=looker.staff_id)
    if found.late or found.at_risk:
        title = _("My cases   {count} open · {late} late · {at_risk} at risk").format(
            count=found.total, late=found.late, at_risk=found.at_risk
        )
    else:
        title = _("My cases   {count} open").format(count=found.total)
    return Shown(
        title,
        [_row(case, looker) for case in found.cases],
        {("case", case.id): case.customer_id for case in found.cases},
    )


def _row(case: "QueuedCase", looker: Looker) -> ListRow:
    from crm_tui.domain.clock_text import what_to_do
    from crm_tui.tui.telling import Telling
    from crm_tui.tui.widgets.case_signs import SEVERITIES, TONES, when_of

    telling = Telling(looker.now, looker.zone, looker.language)
    when = when_of(case, telling, at_rest=looker.at_rest)
    cells = (
        Cell(when, TONES[case.standing]),
        what_to_do(case.clock.name) if case.clock else "",
        case.title,
        case.customer,
    )
    return ListRow(("case", case.id), cells, severity=SEVERITIES[case.standing], state=case.stage)


MY_CASES = Panel(
    "cases",
    N_("My cases"),
    (Column("when", width=13), Column("clock", width=7), Column("title", weight=2), WHO),
    N_("None is open. A complaint that is not solved opens one by itself."),
    _look,
)
