"""Importing cases from another system's service log, as one act."""

from pathlib import Path

from crm_tui.domain.actor import Actor
from crm_tui.exchange.case_records import CaseFile
from crm_tui.exchange.case_write import CaseWriter
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import Watcher
from crm_tui.exchange.map_file import RecordMap
from crm_tui.exchange.record_import import RecordImport
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.store.database import Database

#: Cases of a log per transaction: each is some ten rows, so that nobody waits for longer than 250 ms.
BATCH = 50


def import_cases(
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
    """Bring the cases of a file in, or with ``go_on`` the rest of one whose import was cut off.

    Raises InvalidInput when the file cannot be read or has not the columns that the mapping names. ``read``
    of the report counts cases, however many rows each has.
    """
    if go_on is not None:
        sheet = go_on.settings.get("sheet", "")
    with database.act(actor) as act:
        act.describe("import-cases", file=path.name)
        return RecordImport(
            act,
            CaseFile(path, mapping, act.business.zone, sheet),
            CaseWriter(act, mapping.source or path.stem),
            kind="cases",
            sheet=sheet,
            batch=BATCH,
            dry_run=dry_run,
            watch=watch,
            go_on=go_on,
        ).through()
