"""What something is worth: an amount with its currency, as agreements, negotiations and others keep it."""

from typing import Any

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import read_currency
from crm_tui.i18n import _
from crm_tui.store.journal import Act


def worth(act: Act, value: int | None, currency: str) -> dict[str, Any]:
    """The columns for ``value``, in 1/10,000 of the unit; without a currency it is the business's.

    Raises InvalidInput, with the field ``currency``, for letters that are none, and with the field ``value``
    for one below nought.
    """
    if value is None:
        return {"value": None, "currency": ""}
    if value < 0:
        raise InvalidInput(_("A value is not below nought."), _("Give an amount, or none."), field="value")
    return {"value": value, "currency": read_currency(currency) or act.business.currency}
