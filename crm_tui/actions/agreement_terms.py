"""How an agreement goes on: renewed by hand or by itself, given notice, ended."""

from datetime import date, datetime

from sqlmodel import col, select

from crm_tui.actions.agreement_parts import (
    SavedAgreement,
    active_agreement,
    check_days,
    forget_reminder,
    note_event,
    remind,
    saved_agreement,
)
from crm_tui.domain.agreements import Term, renewed, renewed_by_itself
from crm_tui.domain.dates import add_months
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import AgreementEventKind, AgreementState, Renewal
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Agreement


def renew_agreement(
    act: Act,
    agreement_id: int,
    *,
    until: date | None = None,
    why: str = "",
    at: datetime | None = None,
    if_version: int | None = None,
) -> SavedAgreement:
    """Let it go on ``until`` a day, or for its usual further term (a year unless it says otherwise).

    Notice keeps its distance from the end, and its owner is reminded of the new term. Raises NotAllowed below
    manager; NoSuchRecord; ChangedSince; InvalidInput for one that has ended or has no end, and for a new end
    that is not after the one before.
    """
    row = active_agreement(act, agreement_id, "renew-agreement", if_version)
    if row.end_on is None:
        raise InvalidInput(
            _("Agreement {id} has no end, so it goes on by itself.").format(id=agreement_id),
            _("Give it an end by changing it, then it can be renewed."),
            field="until",
        )
    end_on = until or add_months(row.end_on, row.renewal_months or 12)
    if end_on <= row.end_on:
        raise InvalidInput(
            _("It holds until {day} already.").format(day=row.end_on),
            _("Give a later day."),
            field="until",
        )
    _begin_term(act, row, renewed(Term(row.end_on, row.notice_on), end_on), why, at)
    return saved_agreement(row)


def renew_by_themselves(act: Act) -> tuple[int, ...]:
    """Renew each agreement that renews itself and whose end is over; the ids, usually none.

    A desk does so while it is open, whoever sits at it: it was decided when the agreement was signed.
    """
    act.describe("renew-agreements")
    due = act.session.exec(
        select(Agreement)
        .where(
            Agreement.renewal == Renewal.AUTOMATIC.value,
            Agreement.state == AgreementState.ACTIVE.value,
            col(Agreement.end_on) < act.today,
            col(Agreement.deleted_at).is_(None),
        )
        .order_by(col(Agreement.id))
    ).all()
    for row in due:
        assert row.end_on is not None, "the query asks for an end that is over"
        term = renewed_by_itself(Term(row.end_on, row.notice_on), row.renewal_months or 12, act.today)
        _begin_term(act, row, term, _("It renews itself."), None)
    return tuple(row.record_id for row in due)


def give_notice(
    act: Act,
    agreement_id: int,
    why: str,
    *,
    end_on: date | None = None,
    at: datetime | None = None,
    if_version: int | None = None,
) -> SavedAgreement:
    """Say that it ends: at its end, or on ``end_on``, which late notice and one without an end need.

    Raises as :func:`renew_agreement`, and InvalidInput without a reason, or too late for its end.
    """
    row = active_agreement(act, agreement_id, "give-notice", if_version)
    reason = _reason(why)
    given_on = act.today if at is None else at.astimezone(act.business.zone).date()
    if end_on is None and row.end_on is None:
        raise InvalidInput(
            _("Agreement {id} has no end.").format(id=agreement_id), _("Say when it ends."), field="end_on"
        )
    last_day = row.notice_on or row.end_on
    if end_on is None and last_day is not None and given_on > last_day:
        raise InvalidInput(
            _("The last day to give notice was {day}.").format(day=last_day),
            _("Say when it ends instead: after the next term, or when both sides agree."),
            field="end_on",
        )
    act.change(row, **_ends_on(row, end_on or row.end_on), renewal=Renewal.NONE.value)
    note_event(act, row, AgreementEventKind.NOTICE, reason, at)
    forget_reminder(act, row, _("Notice was given."))
    return saved_agreement(row)


def end_agreement(
    act: Act,
    agreement_id: int,
    why: str,
    *,
    on: date | None = None,
    at: datetime | None = None,
    if_version: int | None = None,
) -> SavedAgreement:
    """It holds no longer, since ``on`` (today unless given), for a reason.

    Raises as :func:`renew_agreement`, and InvalidInput without a reason, for a day to come (that is notice)
    or before its start.
    """
    row = active_agreement(act, agreement_id, "end-agreement", if_version)
    reason, day = _reason(why), on or act.today
    if day > act.today:
        raise InvalidInput(
            _("{day} is still to come.").format(day=day),
            _("Give notice for that day; once it is over, end it."),
            field="on",
        )
    act.change(row, **_ends_on(row, day), state=AgreementState.ENDED.value)
    note_event(act, row, AgreementEventKind.ENDED, reason, at)
    forget_reminder(act, row, _("The agreement ended."))
    return saved_agreement(row)


def _begin_term(act: Act, row: Agreement, term: Term, why: str, at: datetime | None) -> None:
    act.change(row, end_on=term.end_on, notice_on=term.notice_on)
    note_event(act, row, AgreementEventKind.RENEWED, why, at)
    remind(act, row, _("The agreement was renewed."))


def _ends_on(row: Agreement, end_on: date | None) -> dict[str, date | None]:
    """The end, and a day for notice only where it lies before that."""
    check_days(row.start_on, end_on, None)
    keeps = end_on is not None and row.notice_on is not None and row.notice_on <= end_on
    return {"end_on": end_on, "notice_on": row.notice_on if keeps else None}


def _reason(why: str) -> str:
    if not why.strip():
        raise InvalidInput(_("This needs a reason."), _("Say why, in a few words."), field="why")
    return why.strip()
