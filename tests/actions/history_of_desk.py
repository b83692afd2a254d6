"""What happens at a desk in a day: customers, contacts, cases, plans, promises, standards and staff."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from history import MOVES, NOBODY, History, move

from crm_tui.actions import cases, promises
from crm_tui.actions.absences import come_back, set_away
from crm_tui.actions.case_listening import Learnt
from crm_tui.actions.case_product import set_product
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import ConsentValue, MembershipValue, NewCustomer, PointValue
from crm_tui.actions.customers import add_customer, delete_customer, edit_customer
from crm_tui.actions.follow_up_ends import drop, finish, set_appointment
from crm_tui.actions.follow_ups import (
    NewFollowUp,
    edit_follow_up,
    join_follow_up,
    reassign,
    schedule_follow_up,
    snooze,
)
from crm_tui.actions.interaction_edits import (
    delete_interaction,
    edit_interaction,
    mark_good_moment,
    move_interaction,
)
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.memberships import allow_to_speak, forbid_to_speak
from crm_tui.actions.notes import write_note
from crm_tui.actions.reviews import review_standard
from crm_tui.actions.staff import add_staff, edit_staff, leave
from crm_tui.actions.standards import (
    StandardChanges,
    acknowledge,
    add_standard,
    change_standard,
    retire_standard,
)
from crm_tui.actions.undo import redo, undo
from crm_tui.domain.words import Channel, Direction, Measure, Mood, Nature, Obstacle, Outcome
from crm_tui.queries import journal
from crm_tui.store.journal import Act
from crm_tui.store.tables import CalendarVersion, Standard, StandardScope, StandardVersion

NAMES = ("রহিম উদ্দিন", "Ada [x]", "Quillon Ashgrove", "Karim", "Sunrise Ltd", "Paul's aunt")


def _new_customer(it: History) -> NewCustomer:
    number = f"018123{it.chance.randrange(100_000):05}"
    form = it.pick("person", "person", "organisation")
    places = (MembershipValue(it.pick("Ashgrove", "Sunrise Ltd"), "Clerk"),) if form == "person" else ()
    return NewCustomer(
        it.pick(*NAMES),
        form=form,
        kinds=frozenset(it.chance.sample(("client", "supplier", "internal"), 2)),
        tags=frozenset(it.chance.sample(("regular", "fair"), it.chance.randrange(3))),
        points=(PointValue("phone", number, "", True), PointValue("email", f"{number}@example.org")),
        memberships=places,
        consents=(ConsentValue("email", it.pick("given", "refused")),),
        note="likes tea",
    )


@move
def _add_customer(it: History, act: Act) -> object:
    return add_customer(act, _new_customer(it))


@move
def _edit_customer(it: History, act: Act) -> object:
    other = _new_customer(it)
    names = it.chance.sample(("name", "points", "tags", "kinds", "memberships", "consents", "note"), 3)
    return edit_customer(act, it.customer(), {name: getattr(other, name) for name in names})


@move
def _change_tier(it: History, act: Act) -> object:
    return edit_customer(
        act, it.customer(), {"tier": it.pick("standard", None), "manager": it.pick(1, 2, None)}
    )


@move
def _delete_customer(it: History, act: Act) -> object:
    # Not too many: most of a day is spent with those who stay.
    return delete_customer(act, it.customer() if it.chance.random() < 0.4 else NOBODY)


@move
def _speak(it: History, act: Act) -> object:
    either = it.pick(allow_to_speak, allow_to_speak, forbid_to_speak)
    return either(act, it.customer(), it.customer())


def new_contact(it: History, **known: Any) -> NewContact:
    """A contact with some customer, or with one who is new; ``known`` is as it says."""
    new = it.chance.random() < 0.2
    plans = it.chance.random() < 0.4
    promised = it.chance.random() < 0.3
    customer = it.customer()
    theirs = f"customer_id = {customer}"
    contact = NewContact(
        channel=it.pick(*Channel).value,
        direction=it.pick(*Direction).value,
        nature=it.pick(*Nature).value,
        outcome=it.pick(*Outcome).value,
        customer_id=None if new else customer,
        new_customer=_new_customer(it) if new else None,
        said=it.pick("the kettle leaks", "কেটলি ভাঙা", ""),
        mood=it.pick(*Mood, None),
        obstacle=it.pick(*Obstacle, None),
        happened_at=it.now - timedelta(minutes=it.chance.randrange(600)),
        waited_minutes=it.pick(None, 0, 5),
        follow_up=NewFollowUp(it.when(), "ring back") if plans else None,
        promise=promises.NewPromise("a new kettle", it.when()) if promised else None,
        case_id=None if new else it.any_or_none("cases", f"{theirs} AND deleted_at IS NULL"),
        closes_follow_up_id=None if new else it.any_or_none("follow_ups", f"{theirs} AND state = 'open'"),
    )
    return replace(contact, **known)


def any_case(it: History) -> int:
    """The id of any case, most often of one that goes on."""
    return it.one("cases", it.pick("1 = 1", "stage IN ('open', 'waiting')", "stage IN ('open', 'waiting')"))


@move
def _log(it: History, act: Act) -> object:
    return log_contact(act, new_contact(it))


MOVES += [_log] * 4  # the most of a day


@move
def _edit_contact(it: History, act: Act) -> object:
    changes = {"said": it.pick("it was the lid", "কিছু না"), "mood": it.pick(*Mood).value}
    return edit_interaction(act, it.one("interactions", "deleted_at IS NULL"), changes)


@move
def _good_moment(it: History, act: Act) -> object:
    return mark_good_moment(act, it.one("interactions"), it.pick(True, False))


@move
def _move_contact(it: History, act: Act) -> object:
    return move_interaction(act, it.one("interactions", "deleted_at IS NULL"), it.customer())


@move
def _delete_contact(it: History, act: Act) -> object:
    return delete_interaction(act, it.one("interactions"))


@move
def _note(it: History, act: Act) -> object:
    return write_note(act, it.customer(), it.pick("parks in the yard", "হর্ন দেবেন না"))


@move
def _open_case(it: History, act: Act) -> object:
    return cases.open_case(act, it.customer(), cases.NewCase(it.pick("complaint", "problem"), "it leaks"))


@move
def _move_case_on(it: History, act: Act) -> object:
    case = it.one("cases", it.pick("stage IN ('open', 'waiting')", "stage IN ('solved', 'closed')"))
    return it.pick(
        lambda: cases.set_waiting(act, case, "for the part"),
        lambda: cases.resume(act, case),
        lambda: cases.solve(act, case, Learnt(cause="a crack", resolution="a new one", cost=250_000)),
        lambda: cases.close(act, case),
        lambda: cases.reopen(act, case, "it leaks again"),
        lambda: cases.hand_over(act, case, it.pick("nadia", "paul")),
        lambda: set_product(act, case, it.any_or_none("products", "retired_at IS NULL")),
    )()


@move
def _plan(it: History, act: Act) -> object:
    new = NewFollowUp(
        it.when(),
        "ring back",
        staff=it.pick(None, "paul"),
        is_appointment=it.pick(True, False),
        override_why="asked",
    )
    return schedule_follow_up(act, it.customer(), new)


@move
def _carry_on(it: History, act: Act) -> object:
    follow_up = it.one("follow_ups", "state = 'open'")
    return it.pick(
        lambda: snooze(act, follow_up, it.when()),
        lambda: reassign(act, follow_up, it.pick("nadia", "paul", "mina")),
        lambda: join_follow_up(act, follow_up, "and the bill"),
        lambda: edit_follow_up(act, follow_up, {"why": "the bill", "when": it.when()}, override_why="asked"),
        lambda: drop(act, follow_up, "came by"),
        lambda: finish(act, follow_up),
        lambda: set_appointment(act, follow_up, it.pick(True, False)),
    )()


@move
def _promise(it: History, act: Act) -> object:
    by = it.pick("ours", "theirs")
    return promises.make_promise(act, it.customer(), promises.NewPromise("the bill", it.when(), by=by))


@move
def _settle(it: History, act: Act) -> object:
    promise = it.one("promises", "state = 'open'")
    return it.pick(
        lambda: promises.keep_promise(act, promise),
        lambda: promises.break_promise(act, promise, "no part"),
        lambda: promises.withdraw_promise(act, promise, "not needed"),
    )()


@move
def _set_standard(it: History, act: Act) -> object:
    return add_standard(
        act,
        statement="Follow-ups are done in time.",
        measure=Measure.FOLLOW_UP_IN_TIME.value,
        objective=0.9,
        why="They wait for us.",
        next_review=it.now.date() + timedelta(days=30),
    )


@move
def _set_clock_standard(it: History, act: Act) -> object:
    act.describe("add-standard", "standard")
    standard = act.add(Standard(created_at=it.now))
    version = act.add(
        StandardVersion(
            standard_id=standard.record_id,
            number=1,
            valid_from=it.now,
            statement="Cases are looked after in time.",
            measure=it.pick("answered-within", "next-answer-within", "resolved-within"),
            target=it.pick(0, 60, 480, 4_800),
            objective=0.9,
            settings=it.pick({}, {"hours": "all"}),
        )
    )
    for dimension, value in it.pick((), (("kind", "supplier"),), (("tier", "standard"),)):
        act.add(StandardScope(standard_version_id=version.record_id, dimension=dimension, value=value))
    return standard


@move
def _change_hours(it: History, act: Act) -> object:
    act.describe("set-opening-hours", "calendar-version")
    return act.add(
        CalendarVersion(
            calendar_id=1,
            valid_from=it.now.date() + timedelta(days=it.pick(0, 1, 5)),
            timezone="Asia/Dhaka",
            weekly_hours={"sun": [["09:00", it.pick("12:00", "17:00")]], "mon": [["10:00", "24:00"]]},
            holidays=[],
            date_hours={},
        )
    )


@move
def _work_on_standard(it: History, act: Act) -> object:
    standard = it.one("standards")
    day: date = it.now.date()
    return it.pick(
        lambda: acknowledge(act, standard),
        lambda: change_standard(act, standard, StandardChanges(objective=it.pick(0.8, 0.85))),
        lambda: retire_standard(act, standard, why="nobody waits any more"),
        lambda: review_standard(
            act,
            standard,
            from_on=day - timedelta(days=30),
            to_on=day,
            decision="keep",
            why="it serves us",
            next_on=day + timedelta(days=90),
        ),
    )()


@move
def _staff(it: History, act: Act) -> object:
    return it.pick(
        lambda: add_staff(act, login=f"new{it.chance.randrange(99)}", name="New Hand", role="trainee"),
        lambda: edit_staff(act, "paul", name=it.pick("Paul Mensah", "Paul K. Mensah")),
        lambda: set_away(act, "paul", until=it.now.date() + timedelta(days=5), stand_in_login="nadia"),
        lambda: come_back(act, "paul"),
        lambda: leave(act, it.pick("paul", "mina")),
    )()


@move
def _take_back(it: History, act: Act) -> object:
    last = journal.last_act(it.reader, act.actor.staff_id)
    # What was there at the start stays.
    return undo(act) if last and last.id >= it.first_act else redo(act)


MOVES += [_set_clock_standard, _open_case] * 2
MOVES += [_carry_on, _carry_on, _move_case_on, _move_case_on, _settle, _work_on_standard, _take_back]
