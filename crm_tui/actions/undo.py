"""Taking back what I did, and doing it again, through whichever door it was done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, text

from crm_tui.domain.errors import ChangedSince, NoSuchRecord, NotAllowed
from crm_tui.domain.instants import from_micros
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.revert import revert

#: Undo of something older than this asks first (PRODUCT.md, the keys ``u`` and ``U``).
ASK_AFTER = timedelta(minutes=10)

_LAST = text(
    """SELECT id FROM acts WHERE staff_id = :staff_id AND undone_by_act_id IS NULL AND undoes_act_id IS NULL
          AND verb <> 'found' AND finished_at IS NOT NULL ORDER BY id DESC LIMIT 1"""
)
# An undo can be done again until I do something else.
_LAST_UNDO = text(
    """SELECT u.id FROM acts u JOIN acts done ON done.id = u.undoes_act_id
        WHERE u.staff_id = :staff_id AND u.undone_by_act_id IS NULL AND done.undoes_act_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM acts newer WHERE newer.staff_id = :staff_id AND newer.id > u.id
                             AND newer.undoes_act_id IS NULL)
        ORDER BY u.id DESC LIMIT 1"""
)
_ACT = text(
    """SELECT id, at, staff_id, verb, customer_id, undone_by_act_id, undoes_act_id, finished_at
         FROM acts WHERE id = :id"""
)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back or done again: the act it concerned, and how many changes that were."""

    act: int
    verb: str
    customer_id: int | None
    at: datetime
    changes: int


def undo(act: Act, act_id: int | None = None) -> TakenBack:
    """Take back my last act, or the act ``act_id`` of mine.

    Raises ChangedSince with the reason when somebody changed the same thing since, or when there is nothing
    to take back; NotAllowed for an act of somebody else's, which only a manager may take back.
    """
    act.describe("undo")
    connection = act.session.connection()
    target = act_id
    if target is None:
        target = connection.execute(_LAST, {"staff_id": act.actor.staff_id}).scalar()
    if target is None:
        raise ChangedSince(_("There is nothing of yours to undo."), _("Undo takes back what you did."))
    row = connection.execute(_ACT, {"id": target}).fetchone()
    if row is None:
        raise NoSuchRecord(_("There is no act {id}.").format(id=target), _("`crm-tui journal` lists them."))
    if row.staff_id != act.actor.staff_id:
        _require_manager(act)
    if row.undone_by_act_id is not None:
        raise ChangedSince(_("This was taken back already."), _("Redo does it again."))
    if row.undoes_act_id is not None:
        raise ChangedSince(_("Act {id} was itself an undo.").format(id=target), _("Redo does it again."))
    if row.verb == "found":
        raise NotAllowed(_("The founding of the business cannot be taken back."))
    return _take_back(act, row)


def redo(act: Act) -> TakenBack:
    """Do again what I last took back. Raises ChangedSince when there is nothing, or it no longer fits."""
    act.describe("redo")
    connection = act.session.connection()
    target = connection.execute(_LAST_UNDO, {"staff_id": act.actor.staff_id}).scalar()
    if target is None:
        raise ChangedSince(_("There is nothing to redo."), _("Redo does again what undo took back."))
    row = connection.execute(_ACT, {"id": target}).fetchone()
    assert row is not None
    taken = _take_back(act, row)
    original = connection.execute(_ACT, {"id": row.undoes_act_id}).fetchone()
    assert original is not None
    return TakenBack(
        original.id, original.verb, original.customer_id, from_micros(original.at), taken.changes
    )


def _require_manager(act: Act) -> None:
    try:
        act.actor.require(Role.MANAGER)
    except NotAllowed as error:
        raise NotAllowed(
            _("This was done by somebody else; only they or a manager can take it back."), error.hint
        ) from error


def _take_back(act: Act, target: Row[Any]) -> TakenBack:
    changes = revert(act, target.id)
    act.about("act", target.id, target.customer_id)
    return TakenBack(target.id, target.verb, target.customer_id, from_micros(target.at), changes)
