"""Who was merged into a customer, as the page tells it, and parting them again."""

from typing import TYPE_CHECKING

from crm_tui.domain.errors import ChangedSince
from crm_tui.i18n import _
from crm_tui.queries.merges import merges_of
from crm_tui.store.reader import Reader
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, ListRow

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


def merged_rows(reader: Reader, customer_id: int, telling: Telling) -> list[ListRow]:
    """A row for everybody who was merged into the customer; the name stands last."""
    rows = []
    for line in merges_of(reader, customer_id):
        said = _("number {id}, {day}: ").format(id=line.gone_id, day=telling.past(line.at))
        rows.append(
            ListRow(("fact", line.act_id, "merged"), (Cell(_("merged"), "dim"), f"{said}{line.name}"))
        )
    return rows


def part_last_merged(act: "Act", customer_id: int) -> str:
    """Part the last one who was merged into the customer. Raises ChangedSince where nobody was."""
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.reading import reader_of
    from crm_tui.actions.unmerge import unmerge_customers

    merges = merges_of(reader_of(act), customer_id)
    if not merges:
        raise ChangedSince(_("Nobody was merged into this customer."), _("Nothing was changed."))
    parted = unmerge_customers(act, merges[0].act_id)
    told = [notice.text for notice in parted.warnings]
    return " ".join([*told, _("Two again: {name}").format(name=merges[0].name)])
