"""Root causes that several customers met within days, and that nobody has tied together yet."""

from typing import TYPE_CHECKING

from crm_tui.i18n import N_, _, ngettext
from crm_tui.tui.panels.panel import Looker, Panel, Shown, toned
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.domain.same_cause import SameCause
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.same_causes import causes_of_several

    found = causes_of_several(reader, looker.now)
    return Shown(_("One cause   {count}").format(count=len(found)), [_row(one) for one in found])


def _row(one: "SameCause") -> ListRow:
    customers = ngettext("{count} customer", "{count} customers", one.customers).format(count=one.customers)
    risk = Severity.AT_RISK
    return ListRow(("cause", one.loose[0]), (toned(customers, risk), one.cause), severity=risk)


SAME_CAUSES = Panel(
    "causes",
    N_("One cause"),
    (Column("customers", width=13), Column("cause", weight=1)),
    N_("None."),
    _look,
    only_filled=True,
)
