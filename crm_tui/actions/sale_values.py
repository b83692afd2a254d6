"""A sale as plain values, and its lines as they are kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm_tui.actions.notices import Notice
from crm_tui.actions.products import find_product
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import SaleStage
from crm_tui.domain.money import money_in_words
from crm_tui.domain.sale_text import NewLine
from crm_tui.domain.sales import days_after, line_value
from crm_tui.domain.when import When
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Product


@dataclass(frozen=True, slots=True)
class NewSale:
    """What a customer bought.

    ``sold_at`` is now unless given, and never to come. ``currency`` is the business's unless given; for
    another one ``rate`` says how many millionths of the business's currency one unit is worth. ``owner`` is a
    login or staff id, the actor unless given. ``promised`` is when they were told it will come;
    ``taken_along`` says that they have it already.
    """

    lines: tuple[NewLine, ...]
    sold_at: datetime | None = None
    currency: str = ""
    rate: int | None = None
    owner: int | str | None = None
    note: str = ""
    promised: When | None = None
    taken_along: bool = False


@dataclass(frozen=True, slots=True)
class SavedSale:
    """A sale after the act: ``value`` in 1/10,000 of ``currency``; ``follow_ups`` are for service."""

    id: int
    version: int
    customer_id: int
    stage: SaleStage
    value: int
    currency: str
    follow_ups: tuple[int, ...] = ()
    warnings: tuple[Notice, ...] = ()


def line_columns(act: Act, lines: tuple[NewLine, ...], sold_on: date, currency: str) -> list[dict[str, Any]]:
    """The columns of each line of a sale; warranty and service are counted from ``sold_on``.

    Raises InvalidInput for no lines, a line without words, a quantity of nought or less, a price or value
    below nought, and one without a price that has none of its own in ``currency``.
    """
    if not lines:
        raise InvalidInput(
            _("A sale needs what was bought."),
            _("Give at least one line: “2 x kettle @ 24.50”."),
            field="lines",
        )
    return [_line(act, place, line, sold_on, currency) for place, line in enumerate(lines)]


def _line(act: Act, place: int, line: NewLine, sold_on: date, currency: str) -> dict[str, Any]:
    if line.product_id is None:
        product = find_product(act, line.words)
        words = line.words.strip() if product is None else product.name
    else:
        product = act.get(Product, line.product_id)
        words = line.words.strip() or product.name
    if not words:
        raise InvalidInput(
            _("A line of a sale needs words."), _("Name a product, or say what it was."), field="lines"
        )
    if line.quantity <= 0:
        raise InvalidInput(
            _("Nobody buys {quantity} of “{words}”.").format(
                quantity=money_in_words(line.quantity, ""), words=words
            ),
            _("Give a quantity above nought."),
            field="lines",
        )
    price = _own_price(product, words, currency) if line.price is None else line.price
    value = line_value(line.quantity, price) if line.value is None else line.value
    if price < 0 or value < 0:
        raise InvalidInput(
            _("“{words}” costs less than nothing.").format(words=words),
            _("Give a price of 0 or more; what is taken back is a cancelled sale."),
            field="lines",
        )
    return {
        "product_id": None if product is None else product.record_id,
        "words": words,
        "quantity": line.quantity,
        "price": price,
        "value": value,
        "position": place,
        "warranty_until": None if product is None else days_after(sold_on, product.warranty_days),
        "service_on": None if product is None else days_after(sold_on, product.service_days),
    }


def _own_price(product: Product | None, words: str, currency: str) -> int:
    """The product's price, when it has one in the currency of the sale."""
    if product is None or product.price is None:
        raise InvalidInput(
            _("“{words}” has no price.").format(words=words),
            _("Give it with the line: “{words} @ 24.50”.").format(words=words),
            field="lines",
        )
    if product.currency != currency:
        raise InvalidInput(
            _("The price of “{words}” is in {own}, the sale in {currency}.").format(
                words=words, own=product.currency or "—", currency=currency or "—"
            ),
            _("Give the price with the line: “{words} @ 24.50”.").format(words=words),
            field="lines",
        )
    return product.price
