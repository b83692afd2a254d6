"""Sales as the measures of their delivery take them."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from crm_tui.domain.events import About, SaleRow
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.measures.delivery import delivered_at_first_attempt, delivered_by_promised_day
from crm_tui.queries.event_sources import Asked, Source

#: Whom and what a sale ``a`` is about; in sequences its nature is that of the contacts in which we sell.
ABOUT_SALE = MappingProxyType(
    {
        "customer": "a.customer_id",
        "staff": "a.staff_id",
        "tier": "a.tier",
        "nature": "'sale'",
        "channel": "NULL",
    }
)
#: Whether the sale ``{id}`` is one of the ``{product}``, whatever else was bought with it.
SALES_OF_PRODUCT = "{id} IN (SELECT n.sale_id FROM sale_lines n WHERE n.product_id = {product})"

_CANCELLED_AT = """CASE WHEN a.stage = 'cancelled' THEN
       (SELECT min(e.happened_at) FROM sale_events e WHERE e.sale_id = a.id AND +e.what = 'cancelled') END"""
_SALE: dict[str, Any] = {
    "rows": "sales a",
    "id": "a.id",
    "time": "a.sold_at",
    "about": ABOUT_SALE,
    "felt": "NULL",
    "details": f"a.sold_at, a.promised_at, a.delivered_at, {_CANCELLED_AT}, a.attempts",
    "of_product": SALES_OF_PRODUCT.format(id="a.id", product="{product}"),
}


def promised_day_source(asked: Asked) -> list[Source]:
    """Sales with a promised day."""
    return [
        Source(
            **_SALE,
            measurable="a.deleted_at IS NULL AND a.promised_at IS NOT NULL",
            traits="a.delivered_at <= a.promised_at, a.delivered_at <= :now, a.promised_at <= :now,"
            f" {_CANCELLED_AT} < a.promised_at",
            suspects="a.promised_at <= :now AND coalesce(a.delivered_at > a.promised_at, 1)",
            make=_sale,
            judge=delivered_by_promised_day,
            parameters={"now": to_micros(asked.as_of.now)},
        )
    ]


def first_attempt_source(asked: Asked) -> list[Source]:
    """Sales that were brought, in vain or not."""
    return [
        Source(
            **_SALE,
            measurable="a.deleted_at IS NULL AND a.attempts > 0",
            traits="a.attempts > 1, a.delivered_at IS NULL",
            suspects="a.attempts > 1 OR a.delivered_at IS NULL",
            make=_sale,
            judge=delivered_at_first_attempt,
        )
    ]


def _sale(row_id: int, about: About, details: Sequence[Any]) -> SaleRow:
    sold_at, promised_at, delivered_at, cancelled_at, attempts = details
    return SaleRow(
        row_id,
        about,
        from_micros(sold_at),
        maybe_from_micros(promised_at),
        maybe_from_micros(delivered_at),
        maybe_from_micros(cancelled_at),
        attempts,
    )
