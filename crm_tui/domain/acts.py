"""What an act changes, and when it can be taken back: the rules of undo that hold at either door."""

from datetime import timedelta
from typing import Any, NamedTuple

from crm_tui.domain.errors import ChangedSince, CrmError, NotAllowed
from crm_tui.i18n import _

#: Undo of something older than this asks first (PRODUCT.md, the keys ``u`` and ``U``).
ASK_AFTER = timedelta(minutes=10)

FOUNDING = "found"
MERGE = "merge-customers"
#: Acts of the sample business: some stand in the journal as a whole, without each change (DATA.md).
SAMPLE = ("load-sample", "set-up-sample")
#: What a database is made of.
LASTING = (FOUNDING, *SAMPLE)
#: What the desk does by itself: no act of whoever sits there, so undo does not take it for the last one.
BY_ITSELF = ("renew-agreements", "run-plans")


class Change(NamedTuple):
    """One change within an act: the fields before and after, None where there was or is no record."""

    verb: str
    kind: str
    record_id: int
    version_before: int | None
    version_after: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def why_not_undone(verb: str, undone_by: int | None, undoes: int | None) -> CrmError | None:
    """Why the act itself stands against being taken back; None when only later changes could.

    ``undone_by`` and ``undoes`` are the acts that took it back, and that it took back.
    """
    if undone_by is not None:
        return ChangedSince(_("This was taken back already."), _("Redo does it again."))
    if undoes is not None:
        return ChangedSince(_("This was itself an undo or a redo."), _("Undo and redo walk back and forth."))
    if verb == FOUNDING:
        return NotAllowed(
            _("The founding of the business cannot be taken back."),
            _("Everything since can; to begin anew, make another database with `crm-tui init`."),
        )
    if verb in SAMPLE:
        return NotAllowed(
            _("The sample business was made as a whole and cannot be taken back."),
            _("To begin without it, make another database with `crm-tui init`."),
        )
    return None
