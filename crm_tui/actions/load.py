"""May a follow-up be planned so? Every action that plans one asks here, so that no door forgets to."""

from datetime import datetime

from crm_tui.actions.notices import Notice
from crm_tui.actions.reading import reader_of
from crm_tui.domain.contact_load import Exemption, LoadVerdict, Plan
from crm_tui.domain.errors import NotAllowed
from crm_tui.domain.words import Channel
from crm_tui.i18n import _
from crm_tui.queries.load import against_contact, check_load
from crm_tui.store.journal import Act
from crm_tui.store.tables import FollowUp


class OverContactLoad(NotAllowed):
    """The customer's wishes or the contact load stand against a follow-up; a reason overrides them.

    ``join`` is the planned follow-up that this one could be joined to instead, None where there is none.
    """

    def __init__(self, message: str, hint: str, reasons: tuple[str, ...], join: int | None) -> None:
        super().__init__(message, hint, reasons)
        self.join = join


def weigh(
    act: Act,
    customer_id: int,
    at: datetime,
    all_day: bool,
    channel: str,
    exempt: str | None,
    override_why: str,
    leave_out: int | None = None,
) -> tuple[Notice, ...]:
    """What is to be said of a follow-up that may be planned: that it was overridden, or could join another.

    ``leave_out`` is the follow-up that is being moved. Raises OverContactLoad with the reasons when something
    stands against it and ``override_why`` is empty.
    """
    verdict = _verdict(act, customer_id, at, all_day, channel, exempt, leave_out)
    if verdict.allowed:
        return () if verdict.join is None else (_could_join(act, verdict.join, customer_id),)
    if not override_why.strip():
        hint = _("Give a reason to plan it all the same.")
        if verdict.join is not None:
            hint = _("Join it to follow-up {id}, or give a reason to plan it all the same.").format(
                id=verdict.join
            )
        raise OverContactLoad(" ".join(verdict.reasons), hint, verdict.reasons, verdict.join)
    return tuple(Notice("overridden", reason, (customer_id,)) for reason in verdict.reasons)


def remarks(act: Act, row: FollowUp) -> tuple[Notice, ...]:
    """What stands against a planned follow-up as it is now: said, since moving it is not refused."""
    verdict = _verdict(
        act, row.customer_id, row.due_at, row.all_day, row.channel, row.exempt, leave_out=row.record_id
    )
    return tuple(Notice("against-load", reason, (row.customer_id,)) for reason in verdict.reasons)


def remarks_on_contact(
    act: Act, customer_id: int, at: datetime, channel: str, case_id: int | None, planned: FollowUp | None
) -> tuple[Notice, ...]:
    """What stood against a contact of ours that took place: it is logged all the same, and this is said.

    ``planned`` is the follow-up that it did; one that was planned against the load was remarked on then.
    """
    if channel not in set(Channel):
        return ()
    reasons = against_contact(
        reader_of(act),
        customer_id,
        at,
        Channel(channel),
        act.business.zone,
        in_case=case_id is not None,
        does=None if planned is None else planned.record_id,
    )
    return tuple(Notice("against-load", reason, (customer_id,)) for reason in reasons)


def _verdict(
    act: Act,
    customer_id: int,
    at: datetime,
    all_day: bool,
    channel: str,
    exempt: str | None,
    leave_out: int | None,
) -> LoadVerdict:
    plan = Plan(at, all_day, Channel(channel), Exemption(exempt) if exempt else None)
    return check_load(reader_of(act), customer_id, plan, act.business.zone, leave_out=leave_out)


def _could_join(act: Act, follow_up_id: int, customer_id: int) -> Notice:
    planned = act.get(FollowUp, follow_up_id)
    return Notice(
        "could-join",
        _("Follow-up {id} is planned already: {why}. This could join it.").format(
            id=follow_up_id, why=planned.why
        ),
        (customer_id,),
        follow_up_id,
    )
