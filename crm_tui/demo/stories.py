"""The stories that every screen shows: told by the actions that the desk uses, at the times they happened.

What is due, late or promised counts from the day on which the sample is made, so that the desk is always in
the middle of its work.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from crm_tui.actions import cases
from crm_tui.actions.case_listening import Learnt, note_learnt
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customers import add_customer
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.internal_customers import internal_customer
from crm_tui.actions.notes import write_note
from crm_tui.actions.playbooks import fitting_playbook
from crm_tui.actions.promises import NewPromise, break_promise
from crm_tui.actions.reading import reader_of
from crm_tui.demo.cast import CAST, COLLEAGUE
from crm_tui.demo.script import MOMENTS, Heard, Moment, Next, Word
from crm_tui.domain.actor import Actor
from crm_tui.domain.hours import Hours
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.playbooks import Situation
from crm_tui.domain.when import When
from crm_tui.domain.words import Mood, Stage
from crm_tui.store.database import Database
from crm_tui.store.journal import Act
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.tables import Case, Product, Promise

#: How many contacts the stories have.
CONTACTS = len(MOMENTS)
#: The cast, its organisations, and somebody around them.
FEWEST_CUSTOMERS = 20
_INTRODUCED_DAYS_AGO = 366
#: Stories of today are told before the present moment, however early it is.
_JUST_NOW = timedelta(minutes=5)
_AS_AGREED = "as agreed"
_NEAR_DAYS, _LONGEST_CLOSED = 3, 7
#: Who of us asks the others for something.
_ASKS = 3
#: Money is kept in 1/10,000.
_UNIT = 10_000


def introduce(database: Database, people: list[Actor], now: datetime) -> dict[str, int]:
    """Enter the cast and one colleague as a customer, long ago; returns each one's id by key."""
    with database.act(people[0], now - timedelta(days=_INTRODUCED_DAYS_AGO)) as act:
        act.describe("set-up-sample")
        ids = {
            character.key: add_customer(
                act,
                replace(
                    character.customer,
                    manager=_person(people, character.manager).staff_id,
                ),
            ).id
            for character in CAST
        }
        return ids | {COLLEAGUE: internal_customer(act, _person(people, _ASKS).login)}


def tell(
    database: Database, people: list[Actor], ids: Mapping[str, int], now: datetime, zone: ZoneInfo
) -> None:
    """Let the stories happen, each moment an act of whoever was at the desk."""
    today = now.astimezone(zone).date()
    with database.act(people[0], now) as act:
        hours = opening_hours(reader_of(act))
    for moment in MOMENTS:
        day = _open_day(today, moment.days_ago, hours)
        at = min(_at(day, moment.clock, zone), now - _JUST_NOW)
        with database.act(_person(people, moment.who), at) as act:
            _happen(act, moment, ids[moment.key], today, now, zone)
        word = moment.promise
        if word is not None and word.broken is not None:
            with database.act(_person(people, moment.who), now - timedelta(days=word.broken)) as act:
                _break_newest(act, ids[moment.key])


def _open_day(today: date, days_ago: int, hours: Hours) -> date:
    """That day, or the open day before it; what is so near that clocks are told by it stays where it is."""
    day = today - timedelta(days=days_ago)
    for back in range(_LONGEST_CLOSED if days_ago > _NEAR_DAYS else 0):
        if hours.opens_on(day - timedelta(days=back)):
            return day - timedelta(days=back)
    return day


def _happen(act: Act, moment: Moment, customer_id: int, today: date, now: datetime, zone: ZoneInfo) -> None:
    channel, direction = moment.how.split()
    running = _running_case(act, customer_id) if moment.in_case else None
    if direction == "internal":
        write_note(act, customer_id, moment.said, case_id=None if running is None else running.id)
        return
    if moment.then == "reopen":
        running = _reopen(act, customer_id, moment.said)
    planned = [_planned(step, today, now, zone) for step in moment.next]
    logged = log_contact(
        act,
        NewContact(
            channel,
            direction,
            moment.nature,
            moment.outcome,
            customer_id=customer_id,
            said=moment.said,
            cause=moment.cause,
            did=moment.did,
            mood=moment.mood or None,
            obstacle=moment.obstacle or None,
            waited_minutes=moment.waited,
            good_moment=moment.good,
            case_id=None if running is None else running.id,
            follow_up=planned[0] if planned else None,
            promise=None if moment.promise is None else _promised(moment.promise, today, zone),
            ticked=_ticked(act, moment),
            product_id=_product(act, moment.about),
        ),
    )
    for follow_up in planned[1:]:
        schedule_follow_up(act, customer_id, follow_up, interaction_id=logged.interaction)
    if moment.heard is not None and logged.case is not None:
        note_learnt(act, logged.case, _learnt(moment.heard))
    if running is not None and moment.then == "wait":
        cases.set_waiting(act, running.record_id)
    elif running is not None and moment.then == "close":
        cases.close(act, running.record_id)


def _product(act: Act, code: str) -> int | None:
    """What the contact is about, where the sample's own products are the ones on offer."""
    return act.session.exec(select(Product.id).where(Product.code == code)).first() if code else None


def _ticked(act: Act, moment: Moment) -> tuple[str, ...]:
    """The steps of the playbook that fits; who is upset is listened to first, and the rest comes later."""
    if not moment.how.endswith("inbound") or moment.outcome == "missed":
        return ()
    book = fitting_playbook(act, Situation(moment.nature, moment.mood or None, moment.outcome))
    steps = () if book is None else tuple(step.code for step in book.steps)
    return steps[:3] if moment.mood == Mood.UPSET else steps


def _learnt(heard: Heard) -> Learnt:
    return Learnt(
        heard.understanding,
        heard.confirmed,
        heard.cause or None,
        None,
        heard.prevention or None,
        heard.cost * _UNIT if heard.cost else None,
    )


def _reopen(act: Act, customer_id: int, why: str) -> Case | None:
    """The customer's last case runs again."""
    case = act.session.exec(
        select(Case)
        .where(Case.customer_id == customer_id, col(Case.stage).in_((Stage.SOLVED, Stage.CLOSED)))
        .order_by(col(Case.id).desc())
    ).first()
    if case is not None:
        cases.reopen(act, case.record_id, why)
    return case


def _planned(step: Next, today: date, now: datetime, zone: ZoneInfo) -> NewFollowUp:
    day = today + timedelta(days=step.in_days)
    if step.hours_ago is not None:
        at = now - timedelta(hours=step.hours_ago)
        when = When(at, False, at.astimezone(zone).date())
    elif step.clock:
        when = When(_at(day, step.clock, zone), False, day)
    else:
        when = _all_day(day, zone)
    # The stories show what is planned, not what the contact load would have said of it.
    return NewFollowUp(when, step.why, step.channel, is_appointment=step.appointment, override_why=_AS_AGREED)


def _promised(word: Word, today: date, zone: ZoneInfo) -> NewPromise:
    told, safe = (_all_day(today + timedelta(days=days), zone) for days in (word.told, word.safe))
    return NewPromise(word.what, told, safe, word.by)


def _break_newest(act: Act, customer_id: int) -> None:
    newest = act.session.exec(
        select(Promise).where(Promise.customer_id == customer_id).order_by(col(Promise.id).desc())
    ).first()
    if newest is not None:
        break_promise(act, newest.record_id, "the list was not ready")


def _running_case(act: Act, customer_id: int) -> Case | None:
    return act.session.exec(
        select(Case)
        .where(Case.customer_id == customer_id, col(Case.stage).in_(cases.RUNNING))
        .order_by(col(Case.id).desc())
    ).first()


def _person(people: list[Actor], number: int) -> Actor:
    """The caller, or one of the colleagues as far as there are any."""
    return people[max(min(number, len(people) - 1), -len(people))]


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone).astimezone(UTC)


def _all_day(day: date, zone: ZoneInfo) -> When:
    return When(end_of_day(day, zone), True, day)
