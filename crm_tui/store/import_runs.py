"""How far an import got, written in the transaction that brings its records in.

That an import was taken back stands in the journal alone: its act says so.
"""

from typing import Any

from sqlalchemy import insert, update

from crm_tui.store.journal import Act
from crm_tui.store.tables import ImportRun

_RUNS = ImportRun.__table__  # type: ignore[attr-defined]


def begin_run(act: Act, *, file_digest: str, file_name: str, settings: dict[str, Any]) -> int:
    """Note that an import has begun; returns the run's id."""
    row = {
        "act_id": act.begin_long(),
        "file_digest": file_digest,
        "file_name": file_name,
        "settings": settings,
        "position": 0,
        "report": {},
        "state": "running",
    }
    result = act.session.connection().execute(insert(_RUNS).values(**row).returning(_RUNS.c.id))
    return int(result.scalar_one())


def advance_run(act: Act, run_id: int, *, position: int, report: dict[str, Any], done: bool = False) -> None:
    """Note how many of the file's items are in, and the report so far."""
    act.session.connection().execute(
        update(_RUNS)
        .where(_RUNS.c.id == run_id)
        .values(position=position, report=report, state="done" if done else "running")
    )
