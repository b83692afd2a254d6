"""Importing sales from another program's table, as one act."""

from pathlib import Path

from crm_tui.domain.actor import Actor
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import Watcher
from crm_tui.exchange.map_file import RecordMap
from crm_tui.exchange.record_import import RecordImport
from crm_tui.exchange.sale_records import SaleFile
from crm_tui.exchange.sale_write import SaleWriter
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.store.database import Database

#: Sales per transaction: each with customer, lines, products and steps, so that nobody waits for 250 ms.
BATCH = 25


def import_sales(
    database: Database,
    actor: Actor,
    path: Path,
    mapping: RecordMap,
    *,
    sheet: str = "",
    dry_run: bool = False,
    watch: Watcher | None = None,
    go_on: UnfinishedImport | None = None,
) -> ImportReport:
    """Bring the sales of a file in, or with ``go_on`` the rest of one whose import was cut off.

    Raises InvalidInput when the file cannot be read or has not the columns that the mapping names. ``read``
    of the report counts sales, however many rows each has. They are history: no plan, follow-up or warning
    comes of them.
    """
    if go_on is not None:
        sheet = go_on.settings.get("sheet", "")
    with database.act(actor) as act:
        act.describe("import-sales", file=path.name)
        file = SaleFile(path, mapping, act.business.zone, sheet)
        report = RecordImport(
            act,
            file,
            SaleWriter(act, mapping.source or path.stem),
            kind="sales",
            sheet=sheet,
            batch=BATCH,
            dry_run=dry_run,
            watch=watch,
            go_on=go_on,
        ).through()
        report.notes += file.notes()
        return report
