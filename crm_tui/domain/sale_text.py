"""The lines of a sale as people type and read them: "2 x kettle @ 24.50"."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import PARTS, money_in_words, read_money
from crm_tui.domain.sales import RATE_PARTS, line_value
from crm_tui.i18n import _, ngettext

_AMOUNT = r"[\d.,]+"
_QUANTITY = rf"(?P<quantity>[-+]?{_AMOUNT})\s*[x×*]\s+"
_COUNT = re.compile(_QUANTITY)
_LINE = re.compile(
    rf"(?:{_QUANTITY})?(?P<words>.*?)"
    rf"(?:\s+@\s*(?P<price>{_AMOUNT}))?(?:\s+=\s*(?P<value>{_AMOUNT}))?"
)
#: A pasted number is not worth more: no rate of exchange needs as many digits.
_LONGEST_RATE = 20


@dataclass(frozen=True, slots=True)
class NewLine:
    """One thing that was bought: ``words``, which may be the name or code of a product, or ``product_id``.

    ``quantity`` and ``price``, of one, are in 1/10,000; without a price it is the product's. ``value`` is
    what all of them cost where that is not both multiplied: after a discount.
    """

    words: str = ""
    quantity: int = PARTS
    price: int | None = None
    product_id: int | None = None
    value: int | None = None


def read_line(text: str) -> NewLine:
    """The line that ``text`` names: "kettle", "2 x kettle", "kettle @ 24.50", "2 x kettle @ 24.50 = 45".

    What stands behind ``=`` is what all of them cost together. Raises InvalidInput, with the field ``lines``,
    for amounts that are none.
    """
    typed = plain_digits(text).strip()
    match = _LINE.fullmatch(" ".join(typed.split()))
    assert match is not None  # its words may be anything
    try:
        return NewLine(
            match["words"].strip(),
            PARTS if match["quantity"] is None else read_money(match["quantity"]),
            None if match["price"] is None else read_money(match["price"]),
            value=None if match["value"] is None else read_money(match["value"]),
        )
    except InvalidInput as error:
        raise InvalidInput(
            _("“{text}” is no line of a sale.").format(text=text),
            _("Write it as 2 x kettle @ 24.50, without marks between thousands."),
            field="lines",
        ) from error


def read_lines(text: str) -> tuple[NewLine, ...]:
    """Several lines, with a semicolon or a new line between them."""
    return tuple(read_line(part) for part in re.split(r"[;\n]", text) if part.strip())


def line_as_typed(words: str, quantity: int, price: int, value: int) -> str:
    """A line as :func:`read_line` reads it again: "2 x kettle @ 24.50 = 45"."""
    plain = words_as_typed(words)
    # Words that begin as a count does stay words behind a count of their own.
    if quantity != PARTS or _COUNT.match(plain):
        plain = f"{money_in_words(quantity, '')} x {plain}"
    priced = f"{plain} @ {money_in_words(price, '')}"
    return priced if value == line_value(quantity, price) else f"{priced} = {money_in_words(value, '')}"


def words_as_typed(words: str) -> str:
    """What a line was called, as one line can hold it: what parts lines is a comma there."""
    return " ".join(words.replace(";", ",").split())


def line_in_words(words: str, quantity: int, price: int, value: int, currency: str) -> str:
    """A line as :func:`read_line` reads it, with its worth and currency."""
    whole = money_in_words(quantity, "")
    if quantity == PARTS and price == value:
        return _("{words} @ {price}").format(words=words, price=money_in_words(price, currency))
    return _("{quantity} x {words} @ {price} = {value}").format(
        quantity=whole, words=words, price=money_in_words(price, ""), value=money_in_words(value, currency)
    )


def bought_in_words(first: str, count: int) -> str:
    """What a sale of ``count`` lines was of, by the first: "kettle and 2 more"."""
    if count < 2:
        return first
    return ngettext("{first} and {count} more", "{first} and {count} more", count - 1).format(
        first=first, count=count - 1
    )


def read_rate(text: str) -> int:
    """What one unit of another currency is worth, "1.0835", in millionths of the business's currency.

    Raises InvalidInput, with the field ``rate``, for anything else and for nothing.
    """
    typed = plain_digits(text).strip().replace(",", ".")
    try:
        rate = int(Decimal(typed) * RATE_PARTS) if len(typed) <= _LONGEST_RATE else 0
    except (InvalidOperation, OverflowError, ValueError):
        rate = 0
    if not 0 < rate < 10**15:
        raise InvalidInput(
            _("“{text}” is no rate of exchange.").format(text=text),
            _("Say how many units of our currency one of theirs was worth, such as 1.0835."),
            field="rate",
        )
    return rate
