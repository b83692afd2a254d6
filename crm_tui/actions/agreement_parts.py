"""What every action on an agreement shares: reading it, its events, and the reminder of its owner."""

from dataclasses import dataclass
from datetime import date, datetime

from crm_tui.actions.follow_up_ends import drop
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.lookups import works_here
from crm_tui.actions.reading import reader_of
from crm_tui.domain.agreements import decision_day, reminder_day
from crm_tui.domain.contact_load import Exemption
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import AgreementEventKind, AgreementState, Renewal
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.when import When, next_open_day
from crm_tui.domain.words import FollowUpState, Role
from crm_tui.i18n import _
from crm_tui.queries.opening_days import opening_days
from crm_tui.store.journal import Act
from crm_tui.store.tables import Agreement, AgreementEvent, Customer, FollowUp


@dataclass(frozen=True, slots=True)
class SavedAgreement:
    """An agreement as it is after the act; ``reminder`` is the follow-up that reminds its owner, if any."""

    id: int
    version: int
    end_on: date | None
    notice_on: date | None
    reminder: int | None


def active_agreement(act: Act, agreement_id: int, verb: str, if_version: int | None) -> Agreement:
    """The agreement, when it holds; the act is described by ``verb``.

    Raises NoSuchRecord, also for that of a deleted customer; NotAllowed below manager; ChangedSince;
    InvalidInput for one that has ended.
    """
    row = act.get(Agreement, agreement_id)
    act.describe(verb, "agreement", agreement_id, row.customer_id)
    act.actor.require(Role.MANAGER)
    act.get(Customer, row.customer_id)
    act.expect_version(row, if_version)
    if row.state == AgreementState.ENDED:
        raise InvalidInput(
            _("Agreement {id} ended on {day}.").format(id=agreement_id, day=row.end_on),
            _("Add a new one, or undo what ended it."),
        )
    return row


def note_event(
    act: Act, row: Agreement, what: AgreementEventKind, why: str = "", at: datetime | None = None
) -> None:
    """Keep what became of the agreement at ``at`` (now unless given), with the end that holds from then on.

    Raises InvalidInput for a time to come.
    """
    happened_at = at or act.now
    if happened_at > act.now:
        raise InvalidInput(
            _("That has not happened yet."), _("Give the time at which it did, up to now."), field="at"
        )
    act.add(
        AgreementEvent(
            agreement_id=row.record_id,
            staff_id=act.actor.staff_id,
            what=what.value,
            why=why.strip(),
            end_on=row.end_on,
            happened_at=happened_at,
            recorded_at=act.now,
        )
    )


def check_days(start_on: date, end_on: date | None, notice_on: date | None) -> None:
    """Raise InvalidInput, naming the field, unless start, day for notice and end come in this order."""
    if end_on is not None and end_on < start_on:
        raise InvalidInput(
            _("It would end on {end}, before it starts on {start}.").format(end=end_on, start=start_on),
            _("Give an end after the start, or none."),
            field="end_on",
        )
    if notice_on is not None and end_on is None:
        raise InvalidInput(
            _("What has no end needs no day for notice."),
            _("Give the end as well, or leave the day out."),
            field="notice_on",
        )
    if notice_on is not None and end_on is not None and not start_on <= notice_on <= end_on:
        raise InvalidInput(
            _("Notice on {notice} does not lie between the start and the end, {start} to {end}.").format(
                notice=notice_on, start=start_on, end=end_on
            ),
            _("Give the last day on which notice can be given."),
            field="notice_on",
        )


def remind(act: Act, row: Agreement, why: str) -> None:
    """Plan the owner's reminder for the term as it is; the one before is dropped, with ``why``."""
    forget_reminder(act, row, why)
    decide_on = decision_day(Renewal(row.renewal), row.end_on, row.notice_on)
    day = reminder_day(decide_on, act.today)
    if day is None or not works_here(act, row.owner_id):
        return
    open_day = next_open_day(day, opening_days(reader_of(act)))
    day = open_day if decide_on is None or open_day <= decide_on else day
    said = (
        _("{name} ends on {day}: go on?")
        if decide_on == row.end_on
        else _("{name}: notice until {day}. Renew, change or give notice?")
    )
    planned = schedule_follow_up(
        act,
        row.customer_id,
        NewFollowUp(
            When(end_of_day(day, act.business.zone), True, day),
            said.format(name=row.name, day=decide_on),
            staff=row.owner_id,
            # The reminder is ours, whatever they bear: whoever reads it decides whether to contact them.
            override_why=_("a reminder for us"),
        ),
        exempt=Exemption.PROMISED.value,
    )
    act.change(row, follow_up_id=planned.id)


def forget_reminder(act: Act, row: Agreement, why: str) -> None:
    """Drop the reminder that is still open, with the reason."""
    if row.follow_up_id is None:
        return
    reminder = act.session.get(FollowUp, row.follow_up_id)
    if reminder is not None and reminder.state == FollowUpState.OPEN:
        drop(act, row.follow_up_id, why)
    act.change(row, follow_up_id=None)


def saved_agreement(row: Agreement) -> SavedAgreement:
    """The agreement as an action hands it out."""
    return SavedAgreement(row.record_id, row.version, row.end_on, row.notice_on, row.follow_up_id)
