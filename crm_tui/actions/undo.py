"""Taking back what I did, and doing it again, through whichever door it was done."""

from dataclasses import dataclass

from crm_tui.actions.reading import reader_of
from crm_tui.domain.acts import MERGE, why_not_undone
from crm_tui.domain.errors import ChangedSince, NoSuchRecord, NotAllowed
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.queries import journal
from crm_tui.queries.journal import ActLine
from crm_tui.store.journal import Act
from crm_tui.store.revert import revert


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back or done again: the act it concerned, and how many changes that were.

    ``customer`` is the name of the customer whom it concerned, also when they are gone with it.
    """

    act: int
    verb: str
    customer: str | None
    changes: int


def undo(act: Act, act_id: int | None = None) -> TakenBack:
    """Take back my last act, or the act ``act_id`` of mine.

    Raises ChangedSince with the reason when somebody changed the same thing since, or when there is nothing
    to take back; NotAllowed for an act of somebody else's, which only a manager may take back, and for what
    the database is made of; NoSuchRecord.
    """
    act.describe("undo")
    target = _target(act, act_id)
    if target.staff_id != act.actor.staff_id:
        _require_manager(act)
    refused = why_not_undone(target.verb, target.undone_by, target.undoes)
    if refused is not None:
        raise refused
    return TakenBack(target.id, target.verb, target.customer, _take_back(act, target))


def redo(act: Act) -> TakenBack:
    """Do again what I last took back. Raises ChangedSince when there is nothing, or it no longer fits."""
    act.describe("redo")
    target = journal.last_undo(reader_of(act), act.actor.staff_id)
    if target is None or target.undoes is None:
        raise ChangedSince(_("There is nothing to redo."), _("Redo does again what undo took back."))
    changes = _take_back(act, target)
    again = _known(act, target.undoes)
    return TakenBack(again.id, again.verb, again.customer, changes)


def _target(act: Act, act_id: int | None) -> ActLine:
    if act_id is not None:
        return _known(act, act_id)
    last = journal.last_act(reader_of(act), act.actor.staff_id)
    if last is None:
        raise ChangedSince(_("There is nothing of yours to undo."), _("Undo takes back what you did."))
    return last


def _known(act: Act, act_id: int) -> ActLine:
    found = journal.act(reader_of(act), act_id)
    if found is None:
        raise NoSuchRecord(_("There is no act {id}.").format(id=act_id), _("`crm-tui journal` lists them."))
    return found


def _require_manager(act: Act) -> None:
    try:
        act.actor.require(Role.MANAGER)
    except NotAllowed as error:
        raise NotAllowed(
            _("This was done by somebody else; only they or a manager can take it back."), error.hint
        ) from error


def _take_back(act: Act, target: ActLine) -> int:
    """Revert the act; returns how many changes that were."""
    try:
        changes = revert(act, target.id)
    except ChangedSince as error:
        if target.verb != MERGE:
            raise
        raise ChangedSince(
            error.message,
            _("`crm-tui unmerge {act}` parts them and leaves what was changed.").format(act=target.id),
        ) from error
    act.about("act", target.id, target.customer_id)
    return changes
