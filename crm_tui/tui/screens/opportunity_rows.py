"""How an opportunity stands in a list: its next step first, since that is what is to be done."""

from crm_tui.domain.money import money_in_words
from crm_tui.i18n import _
from crm_tui.queries.opportunities import Opportunity
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity

COLUMNS = (
    Column("due", width=13),
    Column("stage", width=12),
    Column("value", width=12),
    Column("owner", width=16, from_width=90),
    Column("need", weight=1),
    Column("customer", weight=1),
)


def opportunity_row(one: Opportunity, telling: Telling) -> ListRow:
    """The opportunity among others, of any customer."""
    due, severity = next_step_of(one, telling)
    cells = (
        due,
        one.stage.label,
        "" if one.value is None else money_in_words(one.value, one.currency),
        Cell(one.owner, "dim"),
        one.need,
        one.customer,
    )
    return ListRow(("opportunity", one.id), cells, severity=severity, state=one.stage)


def open_row(one: Opportunity, telling: Telling) -> ListRow:
    """The opportunity among what is open for its customer."""
    due, severity = next_step_of(one, telling)
    need = one.need
    if one.value is not None:
        need = _("{value}: {need}").format(value=money_in_words(one.value, one.currency), need=one.need)
    cells = (due, _("may need"), Cell(one.owner, "dim"), need)
    return ListRow(("opportunity", one.id), cells, severity=severity)


def next_step_of(one: Opportunity, telling: Telling) -> tuple[Cell, Severity]:
    """When something is to be done about it, or when it ended; without a next step nobody will."""
    if one.closed_at is not None:
        return Cell(telling.past(one.closed_at), "dim"), Severity.NONE
    step = one.next_step
    if step is None:
        return Cell(_("no next step"), "risk"), Severity.AT_RISK
    late = step.due_at <= telling.now
    due = telling.due(step.due_at, step.all_day, step.due_on)
    return Cell(due, "late" if late else ""), Severity.LATE if late else Severity.NORMAL
