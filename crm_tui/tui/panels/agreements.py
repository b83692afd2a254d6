"""My agreements that ask for a decision: notice can be given, or the end is near or over."""

from typing import TYPE_CHECKING

from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown, toned
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.queries.agreements import Agreement
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.agreements import agreements_near

    found = agreements_near(reader, looker.staff_id, looker.day)
    return Shown(
        _("Agreements   {count}").format(count=len(found)),
        [_row(one, looker) for one in found],
        {("agreement", one.id): one.customer_id for one in found},
    )


def _row(one: "Agreement", looker: Looker) -> ListRow:
    from crm_tui.domain.agreement_text import standing_in_words
    from crm_tui.domain.when_text import long_day

    days = (day and long_day(day, looker.day, looker.language) for day in (one.end_on, one.notice_on))
    severity = Severity.LATE if one.is_overdue(looker.day) else Severity.AT_RISK
    said = toned(standing_in_words(one.state, one.renewal, *days), severity)
    return ListRow(("agreement", one.id), (said, one.name, one.customer), severity=severity)


AGREEMENTS = Panel(
    "agreements",
    N_("Agreements"),
    (Column("standing", width=19), Column("what", weight=2), WHO),
    N_("None asks for a decision."),
    _look,
    only_filled=True,
)
