"""The customers of a segment: of a saved view, whenever it is asked."""

from collections.abc import Iterator
from datetime import datetime

from crm_tui.domain.instants import to_micros
from crm_tui.domain.list_views import Narrowing
from crm_tui.queries.customers import Among, CustomerRow, View, page
from crm_tui.queries.list_order import Sort
from crm_tui.store.reader import Reader

_PAGE = 1_000


def view_of(narrowing: Narrowing, now: datetime) -> View:
    """The list's view; who is silent is asked as of ``now``, not of when it was saved."""
    among = Among(narrowing.among)
    return View(among, to_micros(now) if among is Among.SILENT else narrowing.value)


def segment(reader: Reader, narrowing: Narrowing, *, now: datetime, country: str) -> Iterator[CustomerRow]:
    """Everybody in it, by name, a page at a time; of a filter that many match the newest 2,000."""
    view, after = view_of(narrowing, now), None
    while True:
        found = page(
            reader,
            now=now,
            sort=Sort.NAME,
            view=view,
            text=narrowing.text,
            country=country,
            after=after,
            limit=_PAGE,
        )
        yield from found.rows
        if not found.more:
            return
        after = found.rows[-1].key
