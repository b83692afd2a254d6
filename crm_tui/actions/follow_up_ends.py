"""What becomes of a follow-up: done, dropped, or an appointment that they came to or not."""

from datetime import datetime

from crm_tui.actions.follow_ups import SavedFollowUp, open_follow_up, said, saved
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.when_errors import day_in_words
from crm_tui.domain.words import Appointment, FollowUpState
from crm_tui.i18n import _
from crm_tui.store.journal import Act


def drop(act: Act, follow_up_id: int, why: str, *, if_version: int | None = None) -> SavedFollowUp:
    """Decide not to do it. The reason stays with it; without one it raises InvalidInput."""
    row = open_follow_up(act, follow_up_id, "drop-follow-up", if_version)
    reason = said(why, "why", _("Say why it is not needed any more."))
    act.change(row, state=FollowUpState.DROPPED.value, closed_at=act.now, closed_why=reason)
    return saved(row)


def finish(
    act: Act,
    follow_up_id: int,
    *,
    at: datetime | None = None,
    interaction_id: int | None = None,
    appointment: Appointment | None = None,
    if_version: int | None = None,
) -> SavedFollowUp:
    """Mark a follow-up as done, at ``at`` (now unless given), by the contact that did it if there is one."""
    row = open_follow_up(act, follow_up_id, "finish-follow-up", if_version)
    act.change(
        row,
        state=FollowUpState.DONE.value,
        closed_at=at or act.now,
        done_by_id=interaction_id,
        appointment=appointment.value if appointment and row.is_appointment else None,
    )
    return saved(row)


def set_appointment(
    act: Act, follow_up_id: int, came: bool, *, if_version: int | None = None
) -> SavedFollowUp:
    """Say whether they came; the appointment is over either way.

    Raises InvalidInput for a follow-up that is no appointment, and for one that lies on a later day.
    """
    row = open_follow_up(act, follow_up_id, "set-appointment", if_version)
    if not row.is_appointment:
        raise InvalidInput(
            _("Follow-up {id} is no appointment.").format(id=follow_up_id),
            _("Mark it as done, or drop it with a reason."),
        )
    if row.due_on > act.today:
        raise InvalidInput(
            _("The appointment is on {day}.").format(day=day_in_words(row.due_on.day, row.due_on.month)),
            _("Whether they come is known on that day; until then it can be moved or dropped."),
        )
    return finish(act, follow_up_id, appointment=Appointment.CAME if came else Appointment.DID_NOT_COME)
