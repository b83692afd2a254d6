"""Promises: what somebody can expect and by when, and how it ended."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.actions.lookups import case_of, find_staff, read_code
from crm_tui.actions.reading import reader_of
from crm_tui.actions.tier_events import tier_now
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.promises import safe_date, settle
from crm_tui.domain.when import When
from crm_tui.domain.words import PromiseBy, PromiseState
from crm_tui.i18n import _
from crm_tui.queries.opening_days import opening_days
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Promise


@dataclass(frozen=True, slots=True)
class NewPromise:
    """What was said, by when they can expect it (``told``), and the date that we aim for (``safe``).

    Without ``safe`` one is proposed for ours; for theirs there is none apart. ``staff`` is a login or staff
    id, the actor unless given.
    """

    what: str
    told: When
    safe: When | None = None
    by: str = PromiseBy.OURS.value
    staff: int | str | None = None
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class SavedPromise:
    """A promise as it is after the act."""

    id: int
    version: int
    state: PromiseState
    told_at: datetime
    safe_at: datetime


def make_promise(
    act: Act,
    customer_id: int,
    new: NewPromise,
    *,
    made_at: datetime | None = None,
    interaction_id: int | None = None,
) -> SavedPromise:
    """Write down a promise that was made at ``made_at`` (now unless given) in the contact ``interaction_id``.

    Raises InvalidInput for no words, a told time before it was made, a safe time after the told one, and a
    case of another customer.
    """
    act.describe("make-promise", "promise", None, customer_id)
    act.get(Customer, customer_id)
    made = made_at or act.now
    by = read_code(PromiseBy, new.by, "by")
    if not new.what.strip():
        raise InvalidInput(
            _("A promise needs words."), _("Say what they can expect, in a few words."), field="what"
        )
    if new.told.at <= made:
        raise InvalidInput(
            _("The promised time lies before the promise."),
            _("Give a time to come, such as 3d, fri or 27 nov."),
            field="told",
        )
    safe = new.safe or _proposed(act, new.told, made, by)
    if safe.at > new.told.at:
        raise InvalidInput(
            _("The safe date lies after the one that was told."),
            _("Give the day that you aim for: the told one or an earlier one."),
            field="safe",
        )
    if new.case_id is not None:
        case_of(act, new.case_id, customer_id)
    row = act.add(
        Promise(
            customer_id=customer_id,
            staff_id=act.actor.staff_id
            if new.staff is None
            else find_staff(act, new.staff, "staff").record_id,
            by=by.value,
            what=new.what.strip(),
            told_at=new.told.at,
            told_on=new.told.day,
            told_all_day=new.told.all_day,
            safe_at=safe.at,
            safe_on=safe.day,
            safe_all_day=safe.all_day,
            made_at=made,
            case_id=new.case_id,
            interaction_id=interaction_id,
            tier=tier_now(act, customer_id),
        )
    )
    act.about("promise", row.record_id, customer_id)
    return _saved(row)


def keep_promise(
    act: Act, promise_id: int, *, at: datetime | None = None, if_version: int | None = None
) -> SavedPromise:
    """Note that it was fulfilled, at ``at`` (now unless given): kept, kept early, or too late and so broken.

    Raises InvalidInput for a promise that is not open, and for a time to come or before it was made.
    """
    row = _open(act, promise_id, "keep-promise", if_version)
    done_at = at or act.now
    if not row.made_at <= done_at <= act.now:
        raise InvalidInput(
            _("It cannot have been fulfilled then."),
            _("Give a time between the promise and now."),
            field="at",
        )
    state = settle(row.told_at, row.safe_at, done_at)
    why = _("Fulfilled, but late.") if state is PromiseState.BROKEN else ""
    return _close(act, row, state, why, done_at)


def break_promise(act: Act, promise_id: int, why: str, *, if_version: int | None = None) -> SavedPromise:
    """Note that it was not kept, and why. Raises InvalidInput without a reason, or when it is not open."""
    row = _open(act, promise_id, "break-promise", if_version)
    return _close(act, row, PromiseState.BROKEN, _reason(why), act.now)


def withdraw_promise(act: Act, promise_id: int, why: str, *, if_version: int | None = None) -> SavedPromise:
    """Note that nobody expects it any more, and why. Raises InvalidInput as :func:`break_promise` does."""
    row = _open(act, promise_id, "withdraw-promise", if_version)
    return _close(act, row, PromiseState.WITHDRAWN, _reason(why), act.now)


def _open(act: Act, promise_id: int, verb: str, if_version: int | None) -> Promise:
    row = act.get(Promise, promise_id)
    act.describe(verb, "promise", promise_id, row.customer_id)
    act.get(Customer, row.customer_id)
    act.expect_version(row, if_version)
    if row.state != PromiseState.OPEN:
        raise InvalidInput(
            _("Promise {id} is {state} already.").format(id=promise_id, state=PromiseState(row.state).label),
            _("Make a new one, or undo what closed it."),
        )
    return row


def _close(act: Act, row: Promise, state: PromiseState, why: str, at: datetime) -> SavedPromise:
    act.change(row, state=state.value, closed_at=at, closed_why=why)
    return _saved(row)


def _reason(why: str) -> str:
    if not why.strip():
        raise InvalidInput(_("This needs a reason."), _("Say why, in a few words."), field="why")
    return why.strip()


def _proposed(act: Act, told: When, made: datetime, by: PromiseBy) -> When:
    if by is PromiseBy.THEIRS:
        return told
    zone = act.business.zone
    day = safe_date(told, made, zone, opening_days(reader_of(act)))
    safe = When(end_of_day(day, zone), True, day)
    return safe if safe.at <= told.at else told


def _saved(row: Promise) -> SavedPromise:
    return SavedPromise(row.record_id, row.version, PromiseState(row.state), row.told_at, row.safe_at)
