"""Amounts of money: whole numbers in 1/10,000 of the unit (DATA.md), as people type and read them."""

import re

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

#: So many parts make one unit of a currency.
PARTS = 10_000
_DECIMALS = 4
# Three digits after a comma or point may be thousands as well as decimals: "1,250" is refused, not guessed.
_AMOUNT = re.compile(r"(\d{1,12})(?:[.,](\d{1,2}|\d{4}))?")


def read_money(text: str) -> int:
    """ "25" or "12.50" in 1/10,000 of the unit. Raises InvalidInput for anything else, and below nought."""
    typed = plain_digits(text).strip().replace(" ", "").replace("_", "")
    match = _AMOUNT.fullmatch(typed)
    if match is None:
        raise InvalidInput(
            _("“{text}” is no amount of money.").format(text=text),
            _("Write it without a currency and without marks between thousands: 25 or 12.50."),
        )
    units, decimals = match[1], (match[2] or "").ljust(_DECIMALS, "0")
    return int(units) * PARTS + int(decimals)


def money_in_words(amount: int, currency: str) -> str:
    """The amount with its currency, if the business has one: "12.50 EUR", "25 EUR"."""
    units, parts = divmod(amount, PARTS)
    said = str(units)
    if parts:
        decimals = f"{parts:0{_DECIMALS}}"
        said = f"{units}.{decimals[:2] if decimals.endswith('00') else decimals}"
    return f"{said} {currency}".rstrip()


def read_currency(text: str) -> str:
    """The ISO code of a currency, present or past, in capitals; empty for none.

    Raises InvalidInput, with the field ``currency``, for letters that never were a currency.
    """
    code = text.strip().upper()
    if not code:
        return ""
    # Imported only here: whoever reads an amount in English needs no babel.
    from babel.core import get_global

    if code not in get_global("all_currencies"):
        raise InvalidInput(
            _("“{code}” is no currency.").format(code=text),
            _("Use its three letters, such as BDT, EUR or USD."),
            field="currency",
        )
    return code
