"""The list of customers, page by page: how a query's rows become a list's, and which views there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.instants import to_micros
from crm_tui.domain.list_views import CUSTOMERS, NamedView, Narrowing, built_in_views
from crm_tui.domain.when_text import days_ago
from crm_tui.domain.words import Health, Kind
from crm_tui.i18n import N_, _
from crm_tui.queries import customers
from crm_tui.queries.customers import ALL, Among, CustomerCount, CustomerRow, View
from crm_tui.queries.list_order import Order, OwnOrder, PageKey, Sort
from crm_tui.queries.vocabulary import TierChoice
from crm_tui.store.reader import Reader
from crm_tui.tui.own_words import own_in_words
from crm_tui.tui.telling import HEALTH_SIGNS, HEALTH_TONES, Telling
from crm_tui.tui.widgets.rows import Cell, Column, Key, KeysetSource, ListRow, RowId, Severity

_NEVER = 10_000
#: From here on a field of the business's own has room beside the tier, which else makes way for it.
_ROOM_FOR_BOTH = 90


def columns(own: OwnField | None) -> list[Column]:
    """The columns, one of them for a field of the business's own where it is shown."""
    number = own is not None and own.type is FieldType.NUMBER
    return [
        Column("last", _("last"), width=6),
        Column("due", _("due"), width=12),
        Column(
            "own",
            "" if own is None else own.label,
            width=13,
            align="right" if number else "left",
            from_width=_NEVER if own is None else 0,
        ),
        Column("tier", _("tier"), width=8, from_width=60 if own is None else _ROOM_FOR_BOTH),
        Column("mgr", _("mgr"), width=3),
        Column("health", _("health"), width=7, from_width=90 if own is None else 110),
        Column("name", _("name")),
    ]


#: Each order with what the top line says of it.
SORTS = MappingProxyType(
    {
        Sort.NAME: N_("by name"),
        Sort.LAST_CONTACT: N_("by last contact"),
        Sort.NEXT_DUE: N_("by what is due next"),
        Sort.HEALTH: N_("by health"),
        Sort.NEWEST: N_("newest first"),
    }
)


def orders(own: OwnField | None) -> list[Order]:
    """The orders in their round; by the field that is shown both ways."""
    by_own = () if own is None else (OwnOrder(own), OwnOrder(own, descending=True))
    return [*SORTS, *by_own]


def order_in_words(order: Order) -> str:
    """What the top line says of an order."""
    if isinstance(order, Sort):
        return _(SORTS[order])
    if order.descending:
        return _("by {field}, descending").format(field=order.field.label)
    return _("by {field}").format(field=order.field.label)


def views(staff_id: int, tiers: Sequence[TierChoice], now: datetime) -> list[NamedView]:
    """Everybody, mine, who needs a look, who is happy, each kind, each tier. ``now`` says who is silent."""
    kinds = (Kind.CLIENT, Kind.PROSPECT, Kind.SUPPLIER, Kind.PARTNER, Kind.INTERNAL)
    levels = (Health.AT_RISK, Health.WATCH, Health.HAPPY)
    return [
        *built_in_views(CUSTOMERS),
        NamedView(_("mine"), Narrowing(Among.MANAGER.value, staff_id)),
        *(NamedView(level.label, Narrowing(Among.HEALTH.value, level.value)) for level in levels),
        NamedView(_("not heard from us as agreed"), Narrowing(Among.SILENT.value, to_micros(now))),
        *(NamedView(kind.label, Narrowing(Among.KIND.value, kind.value)) for kind in kinds),
        *(NamedView(tier.label, Narrowing(Among.TIER.value, tier.code)) for tier in tiers),
    ]


@dataclass(frozen=True)
class CustomerSource(KeysetSource):
    """The customers of a view whom ``text`` can mean, in an order; ``telling`` is asked at each reading."""

    telling: Callable[[], Telling]
    country: str
    sort: Order = Sort.NAME
    own: OwnField | None = None
    view: View = ALL
    text: str = ""

    def locate(self, reader: Reader, row_id: RowId) -> Key | None:
        """See :class:`KeysetSource`."""
        key = customers.key_of(reader, self.sort, row_id) if isinstance(row_id, int) else None
        return None if key is None else (key,)

    def count(self, reader: Reader) -> CustomerCount:
        """How long the list is."""
        now = self.telling().now
        return customers.count(reader, now=now, view=self.view, text=self.text, country=self.country)

    def read_page(
        self,
        reader: Reader,
        limit: int,
        *,
        after: PageKey | None = None,
        before: PageKey | None = None,
        from_end: bool = False,
    ) -> tuple[list[ListRow], bool]:
        """See :class:`KeysetSource`."""
        telling = self.telling()
        page = customers.page(
            reader,
            now=telling.now,
            sort=self.sort,
            view=self.view,
            text=self.text,
            country=self.country,
            after=after,
            before=before,
            from_end=from_end,
            columns=() if self.own is None else (self.own,),
            limit=limit,
        )
        return [list_row(row, telling, self.own) for row in page.rows], page.more


def list_row(row: CustomerRow, telling: Telling, own: OwnField | None) -> ListRow:
    """A customer as the list shows it, with what ``own`` says of them."""
    last = days_ago(telling.day_of(row.last_contact_at), telling.today) if row.last_contact_at else ""
    due = ""
    if row.next_due_at is not None and row.next_due_on is not None:
        sign = Severity.LATE if row.overdue else Severity.NORMAL
        due = f"{sign.value} {telling.due(row.next_due_at, row.next_due_all_day, row.next_due_on)}"
    name = f"{row.name} · {row.organisation}" if row.organisation else row.name
    cells = (
        Cell(last, "dim"),
        Cell(due, "late" if row.overdue else ""),
        "" if own is None else own_in_words(own.type, row.own[0], telling),
        Cell(row.tier, "dim"),
        Cell(row.manager_initials, "dim"),
        Cell("" if row.health is Health.STEADY else row.health.label, HEALTH_TONES[row.health]),
        name,
    )
    return ListRow(row.id, cells, (row.key,), HEALTH_SIGNS[row.health])


def count_in_words(count: CustomerCount, telling: Telling) -> str:
    """How much of everything the list shows: "48,310", "1,204 of 48,310", "2,000 of more than 2,000"."""
    shown = telling.number(count.shown)
    if count.at_least:
        return _("{count} of more than {count}").format(count=shown)
    if count.shown == count.total:
        return shown
    return _("{count} of {total}").format(count=shown, total=telling.number(count.total))
