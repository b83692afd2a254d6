"""Watch: the customers whom we may lose, then those who need a look, each with the reason."""

from typing import TYPE_CHECKING

from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown, toned
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.queries.health import CustomerHealth
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.health import watch

    found = watch(reader, now=looker.now, staff_id=looker.staff_id)
    title = _("Watch   {at_risk} at risk · {to_watch} to watch").format(
        at_risk=found.at_risk, to_watch=found.to_watch
    )
    rows = [_row(one, looker) for one in found.first]
    return Shown(title, rows, {("watch", one.customer_id): one.customer_id for one in found.first})


def _row(one: "CustomerHealth", looker: Looker) -> ListRow:
    from crm_tui.domain.health_text import reason_in_words
    from crm_tui.domain.words import Health

    reasons = ", ".join(
        reason_in_words(each, looker.now, looker.zone, looker.language) for each in one.assessment.reasons
    )
    at_risk = one.assessment.level is Health.AT_RISK
    severity = Severity.AT_RISK if at_risk else Severity.NORMAL
    level = toned(one.assessment.level.label, severity)
    return ListRow(("watch", one.customer_id), (level, reasons, one.name), severity=severity)


WATCH = Panel(
    "watch",
    N_("Watch"),
    (Column("level", width=7, from_width=60), Column("why", weight=3), WHO),
    N_("Nobody: no open complaint, no broken promise, no falling mood."),
    _look,
)
