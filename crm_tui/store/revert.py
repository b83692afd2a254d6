"""Taking an act back, from the journal alone.

Reverting is itself an act, journalled like any other: undoing an undo is redo. An act is refused when a later
one that still stands changed the same record, because taking it back would take the later change with it.
"""

import json
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from crm_tui.domain.errors import ChangedSince
from crm_tui.i18n import _
from crm_tui.store.columns import from_plain
from crm_tui.store.journal import Act, table_act, table_entry, table_of, table_payload
from crm_tui.store.tables import KINDS, Record

# Acts of undo and redo cancel each other out and never count as a change of their own.
_LATER = text(
    """
SELECT s.name, e.record_kind, e.record_id
  FROM journal_entries mine
  JOIN journal_entries e ON e.record_kind = mine.record_kind AND e.record_id = mine.record_id
  JOIN acts a ON a.id = e.act_id
  JOIN staff s ON s.id = a.staff_id
 WHERE mine.act_id = :act_id AND a.id > :act_id AND a.undone_by_act_id IS NULL AND a.undoes_act_id IS NULL
 ORDER BY e.id DESC LIMIT 1"""
)
_NEWEST_VERSION = text(
    """SELECT max(max(coalesce(version_before, 0), coalesce(version_after, 0))) FROM journal_entries
        WHERE record_kind = :kind AND record_id = :record_id"""
)


def revert(act: Act, target_id: int) -> int:
    """Take the act ``target_id`` back within ``act``; returns how many changes were taken back.

    Raises ChangedSince, and nothing is written, when somebody changed the same thing since.
    """
    connection = act.session.connection()
    later = connection.execute(_LATER, {"act_id": target_id}).fetchone()
    if later is not None:
        raise ChangedSince(
            _("{who} changed {kind} {id} since then, so this cannot be taken back.").format(
                who=later[0], kind=later[1], id=later[2]
            ),
            _("Nothing was changed. Undo the later change first, or edit the record."),
        )
    entries = connection.execute(
        select(table_entry.c.verb, table_entry.c.record_kind, table_entry.c.record_id, table_payload.c.body)
        .join(table_payload, table_payload.c.id == table_entry.c.payload_id, isouter=True)
        .where(table_entry.c.act_id == target_id)
        .order_by(table_entry.c.id.desc())
    ).fetchall()
    for verb, kind, record_id, body in entries:
        if body is None:
            raise ChangedSince(
                _("What {kind} {id} was before has been erased.").format(kind=kind, id=record_id),
                _("An erased record cannot be brought back."),
            )
        _revert_one(act, verb, KINDS[kind], record_id, json.loads(body))
    act.undoes(target_id)
    act.begin_long()
    _mark(act, target_id)
    return len(entries)


def _revert_one(act: Act, verb: str, model: type[Record], record_id: int, body: dict[str, Any]) -> None:
    if verb == "remove":
        act.add(_rebuilt(act, model, record_id, body["before"]))
        return
    record = act.session.get(model, record_id)
    if record is None:
        raise ChangedSince(
            _("The record {id} is gone, so this cannot be taken back.").format(id=record_id),
            _("Nothing was changed. `crm-tui journal` shows what became of it."),
        )
    if verb == "change":
        act.change(record, **_values(model, body["before"]))
        return
    try:
        act.remove(record)
    except IntegrityError as error:
        raise ChangedSince(
            _("Something that came later belongs to it, so this cannot be taken back."),
            _("Nothing was changed. Take the later things back first."),
        ) from error


def _values(model: type[Record], plain: dict[str, Any]) -> dict[str, Any]:
    columns = table_of(model).columns
    return {name: from_plain(columns[name].type, value) for name, value in plain.items()}


def _rebuilt(act: Act, model: type[Record], record_id: int, plain: dict[str, Any]) -> Record:
    """A removed record with its old id, and a version that nobody has read before."""
    kind = next(name for name, table in KINDS.items() if table is model)
    newest = (
        act.session.connection().execute(_NEWEST_VERSION, {"kind": kind, "record_id": record_id}).scalar()
    )
    return model(**{**_values(model, plain), "version": int(newest or 0) + 1})


def _mark(act: Act, target_id: int) -> None:
    """Note on the target that it was taken back; where it was an undo, what it undid stands again."""
    connection = act.session.connection()
    undone = connection.execute(select(table_act.c.undoes_act_id).where(table_act.c.id == target_id)).scalar()
    connection.execute(update(table_act).where(table_act.c.id == target_id).values(undone_by_act_id=act.id))
    if undone is not None:
        connection.execute(update(table_act).where(table_act.c.id == undone).values(undone_by_act_id=None))
