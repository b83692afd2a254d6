"""What went well: praise for me and looks at what I logged first, then the good moments of all.

Where staff are asked how they are doing, that stands here as one quiet line until it is answered.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from crm_tui.i18n import N_, _, ngettext
from crm_tui.tui.panels.panel import WHO, Looker, Panel, Shown
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, RowId, Severity

if TYPE_CHECKING:
    from crm_tui.queries.member_parts import PraiseLine, TraineeContact
    from crm_tui.queries.today import GoodNews
    from crm_tui.store.reader import Reader

#: Praise stands here for so many days; all of it is on one's own page.
_DAYS = 7
_WEEK = timedelta(days=_DAYS)


def _look(reader: "Reader", looker: Looker) -> Shown:
    from crm_tui.queries.member_parts import looked_at, praise_of, pulse_asked
    from crm_tui.queries.today import good_news

    now, me = looker.now, looker.staff_id
    praise = praise_of(reader, me, since=now - _WEEK, now=now)
    looks = [one for one in looked_at(reader, me, now=now) if one.at >= now - _WEEK]
    news = good_news(reader, now=now)
    rows = [*(_praise(one, me) for one in praise), *map(_looked, looks), *map(_news, news)]
    asks, said = pulse_asked(reader, me, looker.day)
    if asks and said is None:
        rows.insert(0, ListRow(("pulse", me), (Cell(_("today"), "dim"), Cell(_("how are you?"), "dim"), "")))
    title = _("Good news   {count} in {days} days").format(count=len(news), days=_DAYS)
    if praise:
        praised = ngettext("{title} · {count} time praised", "{title} · {count} times praised", len(praise))
        title = praised.format(title=title, count=len(praise))
    customers: dict[RowId, int] = {("good", row.interaction_id): row.customer_id for row in news}
    for one in looks:
        customers["interaction", one.interaction_id] = one.customer_id
    for thanks in praise:
        if thanks.customer_id is not None:
            customers["interaction", thanks.interaction_id] = thanks.customer_id
    return Shown(title, rows, customers)


def _praise(praise: "PraiseLine", me: int) -> ListRow:
    """Its contact is at the cursor, or I am where it is about none."""
    row_id = ("interaction", praise.interaction_id, "praise", praise.id)
    if praise.interaction_id is None:
        row_id = ("praise", me, "praise", praise.id)
    words = praise.words or praise.said or _("well done")
    by = Cell(_("praise, {colleague}").format(colleague=praise.by), "met")
    return ListRow(row_id, (by, words, praise.customer), severity=Severity.MET)


def _looked(look: "TraineeContact") -> ListRow:
    by = _("look, {colleague}").format(colleague=look.by)
    words = look.words or _("looked at, nothing to add")
    return ListRow(
        ("interaction", look.interaction_id, "look"), (by, words, look.customer), severity=Severity.NORMAL
    )


def _news(news: "GoodNews") -> ListRow:
    by = _("by {colleague}").format(colleague=news.staff)
    return ListRow(("good", news.interaction_id), (by, news.said, news.customer), severity=Severity.MET)


GOOD_NEWS = Panel(
    "good",
    N_("Good news"),
    (Column("by", width=16, from_width=50), Column("said", weight=2), WHO),
    N_("Mark a contact as a good moment with {key}."),
    _look,
    key="good-moment",
)
