"""Imports that were not finished: one that was killed can go on or be taken back.

One that was being taken back when that was cut off too can only be taken back: part of it is gone.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_tui.domain.instants import from_micros
from crm_tui.store.reader import Reader

UNFINISHED = """
SELECT r.id, r.act_id, r.file_digest, r.file_name, r.settings, r.position, r.report, a.at, a.staff_id, s.name,
       EXISTS (SELECT 1 FROM acts u
                WHERE u.id > a.id AND u.undoes_act_id = a.id AND u.undone_by_act_id IS NULL)
  FROM import_runs r
  JOIN acts a ON a.id = r.act_id
  JOIN staff s ON s.id = a.staff_id
 WHERE r.state = 'running' AND a.undone_by_act_id IS NULL
 ORDER BY r.id DESC"""


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """An import that was cut off: ``position`` items of its file are in.

    ``is_partly_taken_back`` where taking it back was cut off as well.
    """

    run_id: int
    act_id: int
    file_digest: str
    file_name: str
    settings: dict[str, Any]
    position: int
    report: dict[str, Any]
    began_at: datetime
    staff_id: int
    staff: str
    is_partly_taken_back: bool

    @property
    def kind(self) -> str:
        """What the file was said to hold, as ``--as`` names it."""
        return str(self.settings.get("as", "contacts"))


def unfinished_imports(reader: Reader) -> list[UnfinishedImport]:
    """Imports of whatever kind that began and did not end, newest first."""
    found = []
    for row in reader.rows(UNFINISHED):
        run_id, act_id, digest, name, settings, position, report, at, staff_id, staff, is_partly_gone = row
        found.append(
            UnfinishedImport(
                run_id=run_id,
                act_id=act_id,
                file_digest=digest,
                file_name=name,
                settings=json.loads(settings),
                position=position,
                report=json.loads(report),
                began_at=from_micros(at),
                staff_id=staff_id,
                staff=staff,
                is_partly_taken_back=bool(is_partly_gone),
            )
        )
    return found
