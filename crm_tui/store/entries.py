"""Writing journal entries: each with its payload apart, chained to the one before by hashes (DATA.md)."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from crm_tui.domain.acts import Change
from crm_tui.domain.chain import FIRST_HASH, canonical_json, digest, entry_hash
from crm_tui.domain.instants import to_micros
from crm_tui.i18n import _
from crm_tui.store.tables import ActRow, JournalEntry, JournalPayload, Staff

act_table = ActRow.__table__  # type: ignore[attr-defined]
entry_table = JournalEntry.__table__  # type: ignore[attr-defined]
payload_table = JournalPayload.__table__  # type: ignore[attr-defined]
_staff_table = Staff.__table__  # type: ignore[attr-defined]


def append_entries(connection: Connection, head: Mapping[str, Any], changes: Sequence[Change]) -> None:
    """Write the entries of these changes behind the newest; ``head`` is what they share: act, time, who."""
    prev_hash = _newest(connection, entry_table.c.hash) or FIRST_HASH
    first_payload = 1 + (_newest(connection, payload_table.c.id) or 0)
    payloads: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    for payload_id, change in enumerate(changes, first_payload):
        body = canonical_json({"before": change.before, "after": change.after, "salt": secrets.token_hex(16)})
        entry: dict[str, Any] = {
            **head,
            "verb": change.verb,
            "record_kind": change.kind,
            "record_id": change.record_id,
            "version_before": change.version_before,
            "version_after": change.version_after,
            "payload_id": payload_id,
            "payload_digest": digest(body),
            "prev_hash": prev_hash,
        }
        prev_hash = entry["hash"] = entry_hash(prev_hash, {**entry, "at": to_micros(entry["at"])})
        payloads.append({"id": payload_id, "body": body})
        entries.append(entry)
    connection.execute(insert(payload_table), payloads)
    connection.execute(insert(entry_table), entries)


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


def _newest(connection: Connection, column: Any) -> Any:
    return connection.execute(select(column).order_by(column.table.c.id.desc()).limit(1)).scalar()
