"""The touchpoint plans of the sample business: those of the starter set, one tried in spring, at work now."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from crm_tui.actions.follow_up_ends import finish
from crm_tui.actions.plan_runs import start
from crm_tui.actions.plan_upkeep import run_plans
from crm_tui.actions.plans import switch_off, switch_on
from crm_tui.actions.reading import reader_of
from crm_tui.actions.starter_plans import add_plans
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import PlanEvent
from crm_tui.domain.plans import Event, Plan
from crm_tui.domain.words import Direction
from crm_tui.queries.plan_events import events_between
from crm_tui.queries.plans import plans
from crm_tui.store.database import Database
from crm_tui.store.journal import Act
from crm_tui.store.tables import Interaction

#: Since then they follow what happens: not so long that what they plan buries the stories.
_ON = timedelta(days=7)
#: Before that one was tried, so long ago that it is known who bought again: from the first to the last day.
_TRIED, _GIVEN_UP = timedelta(days=330), timedelta(days=120)
_MOST_THANKED = 14
_DAY, _SOON = timedelta(days=1), timedelta(days=12)


def follow(database: Database, people: list[Actor], now: datetime) -> None:
    """Try the thank-you, switch the starter plans on, as they are previewed, and let them do what is due."""
    founder = people[0]
    with database.act(founder, now - _TRIED) as act:
        act.describe("set-up-sample")
        add_plans(act)
        tried = _thanks(plans(reader_of(act)))
        switch_on(act, tried.id)
        bought = events_between(reader_of(act), tried, now - _TRIED, now - _GIVEN_UP)
        thanked = [(event, contact) for event in bought if (contact := _next_contact(act, event)) is not None]
    for event, contact in thanked[:_MOST_THANKED]:
        _thank(database, _whose(event, people), tried, event, contact)
    with database.act(founder, now - _GIVEN_UP) as act:
        act.describe("set-up-sample")
        switch_off(act, tried.id)
    with database.act(founder, now - _ON) as act:
        act.describe("set-up-sample")
        for each in plans(reader_of(act)):
            switch_on(act, each.id)
    with database.act(founder, now) as act:
        act.describe("set-up-sample")
        run_plans(act)


def _thanks(written: tuple[Plan, ...]) -> Plan:
    """The first to come after a sale."""
    return min((one for one in written if one.event is PlanEvent.SALE), key=lambda one: one.steps[0].days)


def _next_contact(act: Act, event: Event) -> tuple[int, datetime] | None:
    """A contact soon after the sale, in which they can have been thanked: its id and time."""
    soon = col(Interaction.happened_at).between(event.at + _DAY, event.at + _SOON)
    found = select(Interaction.id, Interaction.happened_at).where(
        Interaction.customer_id == event.customer_id, Interaction.direction != Direction.INTERNAL, soon
    )
    row = act.session.exec(found.order_by(col(Interaction.happened_at)).limit(1)).first()
    return None if row is None or row[0] is None else (row[0], row[1])


def _thank(
    database: Database, seller: Actor, tried: Plan, event: Event, contact: tuple[int, datetime]
) -> None:
    """Plan the thanks soon after the sale, and say them in the contact, where nothing stood against it."""
    with database.act(seller, event.at + _DAY / 2) as act:
        act.describe("run-plans", "plan")
        planned = [touch.follow_up_id for touch in start(act, tried, event)]
    for follow_up_id in planned:
        if follow_up_id is not None:
            with database.act(seller, contact[1]) as act:
                finish(act, follow_up_id, interaction_id=contact[0])


def _whose(event: Event, people: list[Actor]) -> Actor:
    return next((person for person in people if person.staff_id == event.owner_id), people[0])
