"""What was bought reaches the customer: by the day that was promised, and at the first attempt."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import SaleRow
from crm_tui.domain.measures.basis import AsOf, at_once, span
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version


def delivered_by_promised_day(
    sales: Iterable[SaleRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Sales with a promised day, by the last word on it; missed once that is over without a delivery.

    One cancelled before is not measured: nobody waits for it any more.
    """
    for row in sales:
        version = governing_version(versions, row.about.subject, row.sold_at)
        if version is None or row.promised_at is None:
            continue
        if row.cancelled_at is None or row.cancelled_at >= row.promised_at:
            key = ("sale", row.id)
            yield span(key, row.about, version, row.sold_at, row.promised_at, row.delivered_at, as_of.now)


def delivered_at_first_attempt(
    sales: Iterable[SaleRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Sales that were brought, in vain or not. What they took along was never brought."""
    for row in sales:
        version = governing_version(versions, row.about.subject, row.sold_at)
        if version is not None and row.attempts:
            met = row.attempts == 1 and row.delivered_at is not None
            yield at_once(("sale", row.id), row.about, version, row.sold_at, met)
