"""What went well in the last days: everybody's, for everybody to see."""

from typing import TYPE_CHECKING

from crm_tui.i18n import N_, _
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown
from crm_tui.tui.widgets.rows import Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.store.reader import Reader


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.today import good_news

    news = good_news(reader, now=looker.now)
    rows = [
        ListRow(
            ("good", row.interaction_id),
            (_("by {colleague}").format(colleague=row.staff), row.said, row.customer),
            severity=Severity.MET,
        )
        for row in news
    ]
    return Shown(
        _("Good news   {count} in 7 days").format(count=len(news)),
        rows,
        {("good", row.interaction_id): row.customer_id for row in news},
    )


GOOD_NEWS = Panel(
    "good",
    N_("Good news"),
    (Column("by", width=16, from_width=50), Column("said", weight=2), WHO),
    N_("Mark a contact as a good moment with {key}."),
    _look,
    key="good-moment",
)
