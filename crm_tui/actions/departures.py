"""Departures: when a relationship ended and why, and how somebody was won back."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Departure


@dataclass(frozen=True, slots=True)
class WonBack:
    """A departure that is over."""

    customer_id: int
    version: int
    left_on: date
    won_back_on: date


def note_departure(act: Act, customer: Customer, ended_before: date | None) -> None:
    """Keep in step with the customer's own end, after it was changed from ``ended_before``.

    An end that is taken away without a word counts as won back today; one that is moved stays one departure.
    """
    if customer.ended_on is None:
        if ended_before is not None:
            _close(act, customer.record_id, ended_before, "", act.today)
        return
    row = _running(act, customer.record_id) if ended_before is not None else None
    if row is None:
        _leave(act, customer.record_id, customer.ended_on, customer.ended_why)
    else:
        act.change(row, left_on=customer.ended_on, why=customer.ended_why)


def win_back(
    act: Act, customer_id: int, how: str, *, on: date | None = None, if_version: int | None = None
) -> WonBack:
    """They came back ``on`` a day (today unless given); ``how`` says what brought them.

    Raises NoSuchRecord; ChangedSince; InvalidInput, naming the field, for who never left, without words, and
    for a day before they left or to come.
    """
    customer = act.get(Customer, customer_id)
    act.describe("win-back", "customer", customer_id, customer_id)
    act.expect_version(customer, if_version)
    left_on, day = customer.ended_on, on or act.today
    if left_on is None:
        raise InvalidInput(
            _("{name} has not left us.").format(name=customer.name),
            _("Whoever left has the day in “ended” on their page."),
            field="customer_id",
        )
    if not how.strip():
        raise InvalidInput(
            _("What brought them back?"), _("Say it in a few words: others can learn from it."), field="how"
        )
    if not left_on <= day <= act.today:
        raise InvalidInput(
            _("They cannot have come back on {day}.").format(day=day),
            _("Give a day between {left} and today.").format(left=left_on),
            field="on",
        )
    _close(act, customer_id, left_on, how.strip(), day)
    act.change(customer, ended_on=None, ended_why="")
    return WonBack(customer_id, customer.version, left_on, day)


def _close(act: Act, customer_id: int, left_on: date, how: str, day: date) -> None:
    # Who left before departures were kept, or came with an import, has none yet.
    row = _running(act, customer_id) or _leave(act, customer_id, left_on, "")
    act.change(row, won_back_on=max(day, row.left_on), won_back_how=how)


def _leave(act: Act, customer_id: int, left_on: date, why: str) -> Departure:
    return act.add(Departure(customer_id=customer_id, left_on=left_on, why=why, staff_id=act.actor.staff_id))


def _running(act: Act, customer_id: int) -> Departure | None:
    return act.session.exec(
        select(Departure)
        .where(Departure.customer_id == customer_id, col(Departure.won_back_on).is_(None))
        .order_by(col(Departure.id).desc())
        .limit(1)
    ).first()
