"""What other subjects add to what is known of a customer on their page.

To add one: a function that gives its rows, and a line in ``PARTS``; where ``enter`` on its rows goes, in
``OPENS``.
"""

from collections.abc import Callable, Sequence

from crm_tui.store.reader import Reader
from crm_tui.tui.screens import (
    agreement_rows,
    merged_rows,
    negotiation_rows,
    own_fields,
    promise_rows,
    referral_rows,
    sale_rows,
)
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import ListRow

#: Read with the page, in a thread; the columns are those of ``customer_parts.ABOUT_COLUMNS``.
PARTS: Sequence[Callable[[Reader, int, Telling], Sequence[ListRow]]] = (
    sale_rows.about_rows,
    agreement_rows.about_rows,
    negotiation_rows.about_rows,
    promise_rows.about_rows,
    referral_rows.about_rows,
    merged_rows.merged_rows,
    own_fields.own_rows,
)

#: The route that enter opens for a row of this kind, and the name of its argument.
OPENS: dict[str, tuple[str, str]] = {
    "sale": ("sale-page", "sale_id"),
    "agreement": ("agreement", "agreement_id"),
    "negotiation": ("negotiations", "customer_id"),
}


def more_rows(reader: Reader, customer_id: int, telling: Telling) -> tuple[ListRow, ...]:
    """The rows of all parts."""
    return tuple(row for part in PARTS for row in part(reader, customer_id, telling))
