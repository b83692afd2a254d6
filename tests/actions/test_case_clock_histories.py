"""Random histories of a few cases: after every act the kept clocks are what the domain's functions say."""

import random
from datetime import timedelta

import pytest

from crm_tui.actions import cases
from crm_tui.actions.case_product import set_product
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.interaction_edits import delete_interaction, move_interaction
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product
from crm_tui.actions.undo import redo, undo
from crm_tui.domain.clocks import clocks_of
from crm_tui.domain.errors import CrmError
from crm_tui.domain.instants import to_micros
from crm_tui.domain.words import Channel, Direction, Outcome
from crm_tui.store.case_stories import stories
from crm_tui.store.clock_rules import clock_rules
from crm_tui.store.tables import CalendarVersion, Standard, StandardScope, StandardVersion

ACTS = 45
MEASURES = ("answered-within", "next-answer-within", "resolved-within")
NATURES = ("complaint", "problem", "dispute")


class Days:
    """A desk with two customers whose cases run, and the time."""

    def __init__(self, seed, database, reader, founder, actor, now):
        self.chance = random.Random(seed)
        self.database, self.reader, self.actor, self.now = database, reader, founder, now
        for measure in MEASURES:
            self.act(self.hold, measure, {})
        for name in ("Quillon Ashgrove", "Mary Ofori"):
            self.act(lambda act, who=name: add_customer(act, NewCustomer(who)))
        for name in ("Kettle", "Filter"):
            self.act(lambda act, what=name: add_product(act, NewProduct(what)))
        self.actor = actor  # undo takes nothing back of what was there at the start

    def act(self, action, *args):
        with self.database.act(self.actor, self.now) as act:
            action(act, *args)

    def one(self, sql):
        found = [row[0] for row in self.reader.rows(sql)]
        return self.chance.choice(found) if found else 4711

    def product(self):
        return self.chance.choice((None, 1, 2))

    def earlier(self):
        """A time up to now, mostly of the last hours."""
        return self.now - timedelta(minutes=self.chance.choice((0, 0, 1, 90, 2_000)))

    def hold(self, act, measure, scope):
        act.describe("add-standard")
        standard = act.add(Standard(created_at=self.now))
        version = act.add(
            StandardVersion(
                standard_id=standard.record_id,
                number=1,
                valid_from=self.now,
                statement=measure,
                measure=measure,
                target=self.chance.choice((0, 45, 480)),
                objective=0.9,
                settings=self.chance.choice(({}, {"hours": "all"})),
            )
        )
        for dimension, value in scope.items():
            act.add(StandardScope(standard_version_id=version.record_id, dimension=dimension, value=value))

    def log(self, act):
        case = self.one("SELECT id FROM cases WHERE stage IN ('open', 'waiting')")
        customer = self.reader.value("SELECT customer_id FROM cases WHERE id = :id", {"id": case})
        log_contact(
            act,
            NewContact(
                self.chance.choice(list(Channel)).value,
                self.chance.choice(list(Direction)).value,
                self.chance.choice(NATURES),
                self.chance.choice(list(Outcome)).value,
                customer_id=customer or self.chance.choice((1, 2)),
                case_id=None if customer is None else case,
                product_id=self.product(),
                happened_at=self.earlier(),
                automatic=self.chance.random() < 0.1,
            ),
        )

    def open(self, act):
        nature = self.chance.choice(NATURES)
        new = cases.NewCase(nature, opened_at=self.earlier(), product_id=self.product())
        cases.open_case(act, self.chance.choice((1, 2)), new)

    def carry_on(self, act):
        case, at = self.one("SELECT id FROM cases"), self.earlier()
        self.chance.choice(
            (
                lambda: cases.set_waiting(act, case, at=at),
                lambda: cases.resume(act, case, at=at),
                lambda: cases.solve(act, case, at=at),
                lambda: cases.close(act, case, at=at),
                lambda: cases.reopen(act, case, "again", at=at),
            )
        )()

    def change_product(self, act):
        set_product(act, self.one("SELECT id FROM cases"), self.product())

    def change_customer(self, act):
        changes = self.chance.choice(
            (
                {"tier": "standard"},
                {"tier": None},
                {"kinds": frozenset({"supplier"})},
                {"kinds": frozenset({"client"})},
            )
        )
        edit_customer(act, self.chance.choice((1, 2)), changes)

    def change_contact(self, act):
        contact = self.one("SELECT id FROM interactions WHERE deleted_at IS NULL")
        if self.chance.random() < 0.5:
            delete_interaction(act, contact)
        else:
            move_interaction(act, contact, self.chance.choice((1, 2)))

    def change_rules(self, act):
        how = self.chance.random()
        if how < 0.5:
            scope = self.chance.choice(
                ({}, {"kind": "supplier"}, {"tier": "standard"}, {"product": "1"}, {"product": "2"})
            )
            self.hold(act, self.chance.choice(MEASURES), scope)
        elif how < 0.7:
            standard = act.get(Standard, self.one("SELECT id FROM standards WHERE id > 3"))
            act.describe("retire-standard")
            act.change(standard, retired_at=self.now)
        else:
            act.describe("set-opening-hours")
            act.add(
                CalendarVersion(
                    calendar_id=1,
                    valid_from=self.now.date() + timedelta(days=self.chance.choice((-1, 0, 1))),
                    timezone="Asia/Dhaka",
                    weekly_hours={"sun": [["09:00", "12:00"]], "mon": [["10:00", "24:00"]]},
                    holidays=[],
                    date_hours={},
                )
            )

    def next(self):
        """One act that is not refused, some minutes or days later."""
        moves = [self.log] * 8 + [self.carry_on] * 4 + [undo, redo]
        moves += [self.open, self.change_customer, self.change_contact, self.change_rules]
        moves += [self.change_product] * 2
        for _try in range(50):
            self.now += timedelta(minutes=self.chance.choice((1, 30, 400, 3_000)))
            try:
                self.act(self.chance.choice(moves))
            except CrmError:
                continue
            return


def kept(reader):
    return sorted(
        reader.rows(
            """SELECT case_id, name, standard_version_id, started_at, due_at, warn_at, stopped_at, tier,
                      since_id FROM case_clocks"""
        ),
        key=str,
    )


def computed(reader):
    rules = clock_rules(reader)
    return sorted(
        (
            (
                story.id,
                clock.name.value,
                clock.target.version.id,
                to_micros(clock.started_at),
                None if clock.due_at is None else to_micros(clock.due_at),
                None if clock.warn_at is None else to_micros(clock.warn_at),
                None if clock.stopped_at is None else to_micros(clock.stopped_at),
                clock.tier,
                clock.since[1] if clock.since[0] == "interaction" else None,
            )
            for story in stories(reader, "1 = 1")
            for clock in clocks_of(story, rules)
        ),
        key=str,
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_kept_clocks_are_what_the_domain_says(seed, database, reader, nadia, paul, now):
    days = Days(seed, database, reader, nadia, paul, now)
    seen = 0
    for _act in range(ACTS):
        days.next()
        clocks = computed(reader)
        assert kept(reader) == clocks
        seen = max(seen, len(clocks))
    assert seen > 1
