"""The sample business: founded, or filled into an empty database, from a seed and an instant."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from sqlalchemy import func
from sqlmodel import select

from crm_tui.actions.founding import Founding, found_business
from crm_tui.actions.health_upkeep import keep_health_up
from crm_tui.demo import (
    answers,
    growth,
    hearsay,
    offers,
    opportunities,
    outreach,
    own_fields,
    partners,
    plans,
    rules,
    sales,
    standing,
    stories,
    team,
)
from crm_tui.demo.days import OpenDays
from crm_tui.demo.loading import Desk, load_crowd
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.opening_hours import WEEKDAYS, HoursByDay
from crm_tui.domain.words import Door, Role
from crm_tui.i18n import _
from crm_tui.queries.playbooks import playbooks
from crm_tui.queries.product_named import offered_products
from crm_tui.store.bulk import bulk_load
from crm_tui.store.connection_reader import ConnectionReader
from crm_tui.store.database import Database
from crm_tui.store.journal import Act, table_of
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.tables import Case, Customer, FollowUp, Interaction

DEFAULT_SEED = 2
#: Contacts in a year for each customer, unless a number is asked for.
CONTACTS_PER_CUSTOMER = 5
DEMO_CUSTOMERS = 300
_WITH_LUNCH = (("09:00", "12:30"), ("13:00", "17:00"))
_HOURS: HoursByDay = {**dict.fromkeys(WEEKDAYS[:5], _WITH_LUNCH), "sat": (("09:00", "17:00"),)}
#: In a larger sample, which is made to measure by, nobody is weighed for an outreach.
_MOST_WEIGHED = 3_000


@dataclass(frozen=True, slots=True)
class SampleCounts:
    """How much the sample has."""

    customers: int
    interactions: int
    follow_ups: int
    cases: int


def make_demo(
    path: Path,
    login: str,
    name: str,
    now: datetime,
    *,
    timezone: str = "America/New_York",
    country: str = "US",
    customers: int = DEMO_CUSTOMERS,
    interactions: int | None = None,
    seed: int = DEFAULT_SEED,
    door: Door = Door.COMMAND_LINE,
) -> SampleCounts:
    """Make a database at ``path`` with the sample business, of which the caller is the first admin.

    The same seed and ``now`` give the same customers and the same year. Raises what ``found_business``
    raises.
    """
    founding = Founding(
        business=_("Lantern Kettles & Coffee"),
        country=country,
        timezone=timezone,
        login=login,
        your_name=name,
        hours=_HOURS,
        currency="USD",
        sample=str(seed),
    )
    counts: list[SampleCounts] = []

    def fill(database: Database, actor: Actor) -> None:
        counts.append(fill_sample(database, actor, customers, interactions, seed, now))

    found_business(path, founding, door, more=fill, now=now)
    return counts[0]


def fill_sample(
    database: Database, actor: Actor, customers: int, interactions: int | None, seed: int, now: datetime
) -> SampleCounts:
    """Fill a database that has no customers with the generated business, and its stories.

    The customers whose stories are told one by one are among the ``customers``, and their contacts among the
    ``interactions`` where there is room. Raises InvalidInput for numbers that are too small, and for a
    database that has customers.
    """
    contacts = customers * CONTACTS_PER_CUSTOMER if interactions is None else interactions
    _check(customers, contacts)
    with database.act(actor, now) as act:
        _refuse_customers(act)
        business, fresh = act.business, not standing.has_standards(act)
    people = team.set_up(database, actor, customers, now)
    offers.write_products(database, people[0], now)
    if fresh:
        rules.write_policies(database, people, now)
        standing.set_standards(database, people, now)
    cast = stories.introduce(database, people, now)
    own_fields.keep_own_fields(database, people[0], cast, now)
    own_fields.enter_twice(database, people[-1], now)
    with bulk_load(database, actor, now, "load-sample") as load:
        reader = ConnectionReader(load.connection())
        desk = Desk(
            OpenDays(now, business.zone, opening_hours(reader)),
            [person.staff_id for person in people if person.role is not Role.TRAINEE],
            business.currency,
            playbooks(reader),
            {product.code: product.id for product in offered_products(reader)},
        )
        told = stories.CONTACTS + answers.CONTACTS
        load_crowd(load, seed, desk, customers, max(0, contacts - told), now)
        sales.load_sales(load, Random(seed), business.zone, now)
    team.go_away(database, people, now)
    stories.tell(database, people, cast, now, business.zone)
    sales.tell_sales(database, people, cast, now)
    growth.grow(database, people, now)
    answers.give(database, people, cast, now)
    hearsay.listen(database, people, cast, now)
    opportunities.notice(database, people, cast, now)
    partners.work_together(database, people, cast, now)
    plans.follow(database, people, now)
    if customers <= _MOST_WEIGHED:
        outreach.draw_one_up(database, people, business.zone, business.country, now)
    if fresh:
        standing.look_back(database, people, now)
    # What was told as of its own day has aged since; an open desk would find it and write it by itself.
    keep_health_up(database, now)
    return _counts(database)


def _check(customers: int, contacts: int) -> None:
    if customers < stories.FEWEST_CUSTOMERS:
        raise InvalidInput(
            _("A sample of {count} customers has no room for its stories.").format(count=customers),
            _("Ask for {fewest} or more.").format(fewest=stories.FEWEST_CUSTOMERS),
            field="customers",
        )
    if contacts < 0:
        raise InvalidInput(
            _("A sample cannot have {count} contacts.").format(count=contacts),
            _("Ask for 0 or more."),
            field="interactions",
        )


def _refuse_customers(act: Act) -> None:
    if act.session.exec(select(Customer.id).limit(1)).first() is not None:
        raise InvalidInput(
            _("This database has customers already; the sample is only for one without."),
            _("Make a new database with --db."),
        )


def _counts(database: Database) -> SampleCounts:
    with database.transaction() as connection:
        counts = [
            int(connection.execute(select(func.count(table_of(model).c.id))).scalar_one())
            for model in (Customer, Interaction, FollowUp, Case)
        ]
    return SampleCounts(*counts)
