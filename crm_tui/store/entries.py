"""Writing journal entries: each with its payload apart, chained to the one before by hashes (DATA.md)."""

import secrets
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from crm_tui.domain.acts import Change
from crm_tui.domain.chain import FIRST_HASH, canonical_json, digest, entry_hash
from crm_tui.domain.instants import to_micros
from crm_tui.i18n import _
from crm_tui.store.tables import ActRow, JournalEntry, JournalPayload, Staff

act_table = ActRow.__table__  # type: ignore[attr-defined]
entry_table = JournalEntry.__table__  # type: ignore[attr-defined]
payload_table = JournalPayload.__table__  # type: ignore[attr-defined]
_staff_table = Staff.__table__  # type: ignore[attr-defined]

_NEWEST = """
SELECT (SELECT hash FROM journal_entries ORDER BY id DESC LIMIT 1), (SELECT max(id) FROM journal_payloads)"""
_ADD_PAYLOAD = "INSERT INTO journal_payloads (id, body) VALUES (?, ?)"
_ENTRY_COLUMNS = [column.name for column in entry_table.columns if column.name != "id"]
_ADD_ENTRY = f"""
INSERT INTO journal_entries ({", ".join(_ENTRY_COLUMNS)})
VALUES ({", ".join("?" for _name in _ENTRY_COLUMNS)})"""
_entry_values = itemgetter(*_ENTRY_COLUMNS)


def append_entries(connection: Connection, head: Mapping[str, Any], changes: Sequence[Change]) -> None:
    """Write the entries of these changes behind the newest; ``head`` is what they share: act, time, who."""
    newest, last_payload = connection.exec_driver_sql(_NEWEST).one()
    prev_hash, first_payload = newest or FIRST_HASH, 1 + (last_payload or 0)
    shared = {**head, "at": to_micros(head["at"])}
    payloads: list[tuple[int, str]] = []
    entries: list[tuple[Any, ...]] = []
    for payload_id, change in enumerate(changes, first_payload):
        body = canonical_json({"before": change.before, "after": change.after, "salt": secrets.token_hex(16)})
        entry: dict[str, Any] = {
            **shared,
            "verb": change.verb,
            "record_kind": change.kind,
            "record_id": change.record_id,
            "version_before": change.version_before,
            "version_after": change.version_after,
            "payload_id": payload_id,
            "payload_digest": digest(body),
            "prev_hash": prev_hash,
        }
        prev_hash = entry["hash"] = entry_hash(prev_hash, entry)
        payloads.append((payload_id, body))
        entries.append(_entry_values(entry))
    connection.exec_driver_sql(_ADD_PAYLOAD, payloads)
    connection.exec_driver_sql(_ADD_ENTRY, entries)


def last_writer(connection: Connection, kind: str, record_id: int) -> str:
    """Who changed a record last, by name, for messages about conflicts."""
    name = connection.execute(
        select(_staff_table.c.name)
        .join(entry_table, entry_table.c.staff_id == _staff_table.c.id)
        .where(entry_table.c.record_kind == kind, entry_table.c.record_id == record_id)
        .order_by(entry_table.c.id.desc())
        .limit(1)
    ).scalar()
    return str(name) if name else _("somebody")
