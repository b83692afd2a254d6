"""The list of customers, page by page: how a query's rows become a list's, and which views there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from crm_tui.domain.instants import to_micros
from crm_tui.domain.when_text import days_ago
from crm_tui.domain.words import Health, Kind
from crm_tui.i18n import N_, _
from crm_tui.queries import customers
from crm_tui.queries.customers import ALL, Among, CustomerCount, CustomerRow, View
from crm_tui.queries.list_order import PageKey, Sort
from crm_tui.queries.vocabulary import TierChoice
from crm_tui.store.reader import Reader
from crm_tui.tui.telling import HEALTH_SIGNS, HEALTH_TONES, Telling
from crm_tui.tui.widgets.rows import Cell, Column, Key, KeysetSource, ListRow, RowId, Severity

COLUMNS = (
    Column("last", N_("last"), width=6),
    Column("due", N_("due"), width=12),
    Column("tier", N_("tier"), width=8, from_width=60),
    Column("mgr", N_("mgr"), width=3),
    Column("health", N_("health"), width=7, from_width=90),
    Column("name", N_("name")),
)

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


@dataclass(frozen=True, slots=True)
class NamedView:
    """A view and what the top line calls it."""

    view: View
    name: str


def views(staff_id: int, tiers: Sequence[TierChoice], now: datetime) -> list[NamedView]:
    """Everybody, mine, who needs a look, who is happy, each kind, each tier. ``now`` says who is silent."""
    kinds = (Kind.CLIENT, Kind.PROSPECT, Kind.SUPPLIER, Kind.PARTNER, Kind.INTERNAL)
    return [
        NamedView(ALL, _("all")),
        NamedView(View(Among.MANAGER, staff_id), _("mine")),
        *(
            NamedView(View(Among.HEALTH, level.value), level.label)
            for level in (Health.AT_RISK, Health.WATCH, Health.HAPPY)
        ),
        NamedView(View(Among.SILENT, to_micros(now)), _("not heard from us as agreed")),
        *(NamedView(View(Among.KIND, kind.value), kind.label) for kind in kinds),
        *(NamedView(View(Among.TIER, tier.code), tier.label) for tier in tiers),
    ]


@dataclass(frozen=True)
class CustomerSource(KeysetSource):
    """The customers of a view whom ``text`` can mean, in an order; ``telling`` is asked at each reading."""

    telling: Callable[[], Telling]
    country: str
    sort: Sort = Sort.NAME
    view: View = ALL
    text: str = ""

    def locate(self, reader: Reader, row_id: RowId) -> Key | None:
        """See :class:`KeysetSource`."""
        key = customers.key_of(reader, self.sort, row_id) if isinstance(row_id, int) else None
        return None if key is None else (key,)

    def count(self, reader: Reader) -> CustomerCount:
        """How long the list is."""
        return customers.count(reader, view=self.view, text=self.text, country=self.country)

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
            limit=limit,
        )
        return [list_row(row, telling) for row in page.rows], page.more


def list_row(row: CustomerRow, telling: Telling) -> ListRow:
    """A customer as the list shows it."""
    last = days_ago(telling.day_of(row.last_contact_at), telling.today) if row.last_contact_at else ""
    due = ""
    if row.next_due_at is not None and row.next_due_on is not None:
        sign = Severity.LATE if row.overdue else Severity.NORMAL
        due = f"{sign.value} {telling.due(row.next_due_at, row.next_due_all_day, row.next_due_on)}"
    name = f"{row.name} · {row.organisation}" if row.organisation else row.name
    cells = (
        Cell(last, "dim"),
        Cell(due, "late" if row.overdue else ""),
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
