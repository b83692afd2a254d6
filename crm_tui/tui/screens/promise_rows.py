"""How a customer keeps what they promise us, among what is known of them."""

from datetime import timedelta

from crm_tui.i18n import _
from crm_tui.queries.promise_rates import their_rates, together
from crm_tui.store.reader import Reader
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, ListRow

_A_YEAR = timedelta(days=365)


def about_rows(reader: Reader, customer_id: int, telling: Telling) -> list[ListRow]:
    """One row with the promises that were told for the last year; none where there were none."""
    now = telling.now
    rate = together(their_rates(reader, start=now - _A_YEAR, end=now, now=now, customer_id=customer_id))
    if not rate.made:
        return []
    kept = rate.kept + rate.kept_early
    words = _("they kept {kept} of {made} in a year").format(kept=kept, made=rate.made)
    return [ListRow(("fact", "their-promises"), (Cell(_("promises"), "dim"), words))]
