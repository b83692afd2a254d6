"""What something is worth: an amount with its currency, as agreements and negotiations keep it."""

import re
from typing import Any

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.store.journal import Act

_CURRENCY = re.compile(r"[A-Z]{3}")


def worth(act: Act, value: int | None, currency: str) -> dict[str, Any]:
    """The columns for ``value``, in 1/10,000 of the unit; without a currency it is the business's.

    Raises InvalidInput for a currency that is no ISO code.
    """
    code = currency.strip().upper() or act.business.currency
    if value is None:
        return {"value": None, "currency": ""}
    if code and _CURRENCY.fullmatch(code) is None:
        raise InvalidInput(
            _("“{code}” is no currency.").format(code=currency),
            _("Use its three letters: EUR, USD, BDT."),
            field="currency",
        )
    return {"value": value, "currency": code}
