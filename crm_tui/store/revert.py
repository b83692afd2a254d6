"""Taking an act back, from the journal alone.

Reverting is itself an act, journalled like any other: undoing an undo is redo. An act is refused when a later
one that still stands changed the same record, because taking it back would take the later change with it.

What is long, an import, is taken back in many short transactions, the last of it first. Each notes how far it
got: where it is cut off, or somebody changes a record in between, the next undo goes on from there, and redo
brings back what was taken.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.exc import IntegrityError

from crm_tui.domain.errors import ChangedSince
from crm_tui.domain.record_kinds import kind_in_words
from crm_tui.i18n import _
from crm_tui.store.chunks import in_chunks
from crm_tui.store.columns import from_plain
from crm_tui.store.entries import act_table, entry_table, payload_table
from crm_tui.store.journal import Act, table_of
from crm_tui.store.tables import KINDS, Record

# Acts of undo and redo cancel each other out and never count as a change of their own.
_LATER = text(
    """
SELECT s.name, e.record_kind, e.record_id
  FROM journal_entries mine
  JOIN journal_entries e ON e.record_kind = mine.record_kind AND e.record_id = mine.record_id
  JOIN acts a ON a.id = e.act_id
  JOIN staff s ON s.id = a.staff_id
 WHERE mine.act_id = :act_id AND mine.id BETWEEN :first AND :last
   AND a.id > :act_id AND a.undone_by_act_id IS NULL AND a.undoes_act_id IS NULL
 ORDER BY e.id DESC LIMIT 1"""
)
_NEWEST_VERSIONS = text(
    """SELECT record_id, max(max(coalesce(version_before, 0), coalesce(version_after, 0)))
         FROM journal_entries WHERE record_kind = :kind AND record_id IN :ids GROUP BY record_id"""
).bindparams(bindparam("ids", expanding=True))

_CUT_OFF = text(
    """SELECT id, details FROM acts
        WHERE id > :act_id AND undoes_act_id = :act_id AND finished_at IS NULL AND undone_by_act_id IS NULL
        ORDER BY id DESC LIMIT 1"""
)

#: So many changes are taken back in one transaction, so that others can write in between (DATA.md, "act").
PART = 1_000
#: Above every id of an entry.
_NEWEST = 2**62

#: What one change of an act was: verb, kind, record, and the payload.
Done = tuple[str, str, int, dict[str, Any]]


def revert(act: Act, target_id: int) -> int:
    """Take the act ``target_id`` back within ``act``; returns how many changes were taken back.

    Raises ChangedSince when somebody changed the same thing since; nothing is written then, unless that came
    about while a long act was being taken back.
    """
    count, before = _go_on(act, target_id)
    partly = before != _NEWEST
    try:
        _refuse_later(act, target_id, 0, before)
        act.undoes(target_id)
        act.begin_long()
        for first, part in _parts(act, target_id, before):
            if count:
                _note_progress(act, count, before)
                act.checkpoint()
                partly = True
                _refuse_later(act, target_id, first, before)
            for (verb, kind), done in groupby(part, key=lambda each: each[:2]):
                _revert_alike(act, verb, kind, [each[2:] for each in done])
            count, before = count + len(part), first
    except ChangedSince as error:
        if not partly:
            raise
        raise ChangedSince(
            error.message,
            _("Part of it is taken back. Undo it again to go on, or redo to bring that part back."),
        ) from error
    _mark(act, target_id)
    return count


def _go_on(act: Act, target_id: int) -> tuple[int, int]:
    """How many changes were taken back already, and before which entry it goes on."""
    cut_off = act.session.connection().execute(_CUT_OFF, {"act_id": target_id}).fetchone()
    if cut_off is None:
        return 0, _NEWEST
    progress = json.loads(cut_off.details)
    act.resume(cut_off.id)
    return progress["taken_back"], progress["before"]


def _note_progress(act: Act, count: int, before: int) -> None:
    act.session.connection().execute(
        update(act_table)
        .where(act_table.c.id == act.id)
        .values(details={"taken_back": count, "before": before})
    )


def _refuse_later(act: Act, target_id: int, first: int, before: int) -> None:
    """Raise ChangedSince where a later act that stands changed what these entries of the act did."""
    asked = {"act_id": target_id, "first": first, "last": before - 1}
    later = act.session.connection().execute(_LATER, asked).fetchone()
    if later is not None:
        raise ChangedSince(
            _("{who} changed {kind} {id} since then, so this cannot be taken back.").format(
                who=later[0], kind=kind_in_words(later[1]), id=later[2]
            ),
            _("Nothing was changed. Undo the later change first, or edit the record."),
        )


def what_it_did(act: Act, target_id: int) -> Iterator[Done]:
    """What the act did, the last first."""
    for _first, part in _parts(act, target_id, _NEWEST):
        yield from part


def _parts(act: Act, target_id: int, before: int) -> Iterator[tuple[int, list[Done]]]:
    """What the act did before that entry, the last first, in parts; each with its first entry's id."""
    while True:
        rows = (
            act.session.connection()
            .execute(
                select(
                    entry_table.c.id,
                    entry_table.c.verb,
                    entry_table.c.record_kind,
                    entry_table.c.record_id,
                    payload_table.c.body,
                )
                .join(payload_table, payload_table.c.id == entry_table.c.payload_id, isouter=True)
                .where(entry_table.c.act_id == target_id, entry_table.c.id < before)
                .order_by(entry_table.c.id.desc())
                .limit(PART)
            )
            .fetchall()
        )
        if not rows:
            return
        before = rows[-1][0]
        yield before, [_done(*row[1:]) for row in rows]


def _done(verb: str, kind: str, record_id: int, body: str | None) -> Done:
    if body is None:
        raise ChangedSince(
            _("What {kind} {id} was before has been erased.").format(kind=kind_in_words(kind), id=record_id),
            _("An erased record cannot be brought back."),
        )
    return verb, kind, record_id, json.loads(body)


def _revert_alike(act: Act, verb: str, kind: str, entries: Sequence[tuple[int, dict[str, Any]]]) -> None:
    """Take back consecutive changes of one sort: an import is many of few sorts."""
    model = KINDS[kind]
    if verb == "add":
        _remove(act, model, [record_id for record_id, _body in entries])
    elif verb == "remove":
        _bring_back(act, kind, model, entries)
    else:
        records = records_by_id(act, model, [record_id for record_id, _body in entries])
        with act.all_at_once():
            for record_id, body in entries:
                if record_id not in records:
                    raise _gone(record_id)
                act.change(records[record_id], **record_values(model, body["before"]))


def _remove(act: Act, model: type[Record], ids: Sequence[int]) -> None:
    try:
        removed = act.remove_rows(model, ids)
    except IntegrityError as error:
        raise ChangedSince(
            _("Something that came later belongs to it, so this cannot be taken back."),
            _("Nothing was changed. Take the later things back first."),
        ) from error
    missing = set(ids).difference(removed)
    if missing:
        raise _gone(min(missing))


def _gone(record_id: int) -> ChangedSince:
    return ChangedSince(
        _("The record {id} is gone, so this cannot be taken back.").format(id=record_id),
        _("Nothing was changed. `crm-tui journal` shows what became of it."),
    )


def _bring_back(
    act: Act, kind: str, model: type[Record], entries: Sequence[tuple[int, dict[str, Any]]]
) -> None:
    """Removed records come back with their old ids, and versions that nobody has read before."""
    for some in in_chunks(entries):
        ids = [record_id for record_id, _body in some]
        found = act.session.connection().execute(_NEWEST_VERSIONS, {"kind": kind, "ids": ids})
        newest = {row.record_id: row[1] for row in found}
        act.bring_back_rows(
            model,
            [
                {**record_values(model, body["before"]), "version": newest.get(record_id, 0) + 1}
                for record_id, body in some
            ],
        )


def records_by_id(act: Act, model: type[Record], ids: Sequence[int]) -> dict[int, Record]:
    """Those of these records that are there, read at once; each by its id."""
    column = table_of(model).c.id
    return {
        record.record_id: record
        for some in in_chunks(ids)
        for record in act.session.scalars(select(model).where(column.in_(some)))
    }


def record_values(model: type[Record], plain: dict[str, Any]) -> dict[str, Any]:
    """A payload's fields as a record of that class has them."""
    columns = table_of(model).columns
    return {name: from_plain(columns[name].type, value) for name, value in plain.items()}


def _mark(act: Act, target_id: int) -> None:
    """Note on the target that it was taken back; where it was an undo, what it undid stands again."""
    connection = act.session.connection()
    undone = connection.execute(select(act_table.c.undoes_act_id).where(act_table.c.id == target_id)).scalar()
    connection.execute(update(act_table).where(act_table.c.id == target_id).values(undone_by_act_id=act.id))
    if undone is not None:
        connection.execute(update(act_table).where(act_table.c.id == undone).values(undone_by_act_id=None))
