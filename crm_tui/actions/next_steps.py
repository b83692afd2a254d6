"""What follows from a contact: the step that was agreed, or the call back that a missed call makes."""

from dataclasses import replace

from crm_tui.actions.cases import RUNNING
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.load import OverContactLoad
from crm_tui.actions.lookups import is_in
from crm_tui.actions.notices import Notice
from crm_tui.actions.reading import reader_of
from crm_tui.actions.wording import default_why, nature_label
from crm_tui.domain.contact_load import STILL_TO_ANSWER, Exemption
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.when import When, next_open_day
from crm_tui.domain.words import Channel, Direction, Outcome, PromiseBy
from crm_tui.i18n import _
from crm_tui.queries.opening_days import opening_days
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, Customer, Interaction, NatureWord


def next_step(
    act: Act, new: NewContact, row: Interaction, nature: NatureWord, warnings: list[Notice]
) -> int | None:
    """Plan what comes after the contact; the follow-up's id, or None where there is none.

    One that would need an override and has none is named in ``warnings`` instead.
    """
    missed = row.outcome == Outcome.MISSED and row.direction == Direction.INBOUND
    step = new.follow_up or (_call_back(act, row) if missed else None)
    if step is None:
        return None
    step = replace(
        step,
        why=step.why.strip() or default_why(nature_label(nature.code, nature.label), new.said),
        case_id=step.case_id or _running_case(act, row),
        staff=_whose(act, new, row, warnings) if step.staff is None else step.staff,
    )
    try:
        saved = schedule_follow_up(
            act,
            row.customer_id,
            step,
            interaction_id=row.record_id,
            exempt=_exemption(new),
            is_call_back=missed,
        )
    except OverContactLoad as refused:
        warnings.append(
            Notice(
                "follow-up-left-out",
                _("The follow-up was left out: {reasons} Plan it anew with a reason.").format(
                    reasons=" ".join(refused.reasons)
                ),
                (row.customer_id,),
                refused.join,
            )
        )
        return None
    warnings.extend(saved.warnings)
    return saved.id


def _running_case(act: Act, row: Interaction) -> int | None:
    """The contact's case, unless it is over by now."""
    if row.case_id is None or act.get(Case, row.case_id).stage not in RUNNING:
        return None
    return row.case_id


def _call_back(act: Act, row: Interaction) -> NewFollowUp:
    """Call them back today, or on the next day that we are open."""
    zone = act.business.zone
    day = next_open_day(act.today, opening_days(reader_of(act)))
    channel = row.channel if row.channel in set(Channel) else Channel.PHONE.value
    return NewFollowUp(When(end_of_day(day, zone), True, day), channel=channel)


def _whose(act: Act, new: NewContact, row: Interaction, warnings: list[Notice]) -> int:
    """Who does the next step when nobody was named: something escalated goes to the relationship manager."""
    if row.outcome != Outcome.ESCALATED:
        return act.actor.staff_id
    manager_id = act.get(Customer, row.customer_id).manager_id
    if manager_id is not None and manager_id != act.actor.staff_id and is_in(act, manager_id):
        return manager_id
    warnings.append(
        Notice("escalated-to-nobody", _("It was escalated, but no colleague was named: it is yours."))
    )
    return act.actor.staff_id


def _exemption(new: NewContact) -> str | None:
    """Why the next step is no burden: they were promised it, or it answers what they asked."""
    ours = new.promise is not None and new.promise.by == PromiseBy.OURS
    if ours or new.outcome == Outcome.PROMISED:
        return Exemption.PROMISED.value
    if new.direction == Direction.INBOUND and new.outcome in STILL_TO_ANSWER:
        return Exemption.ANSWER.value
    return None
