"""Opportunities: heard while logging, moved on with a next step that is a real follow-up, won and lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer, SavedCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.load import OverContactLoad
from crm_tui.actions.opportunities import (
    NewOpportunity,
    edit_opportunity,
    hear,
    lose,
    move_on,
    sale_of,
    win,
)
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord
from crm_tui.domain.folding import fold
from crm_tui.domain.when import When
from crm_tui.queries.opportunities import open_values, opportunities_of, opportunity
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act
from crm_tui.store.tables import Product, Sale

Run = Callable[..., Any]
Whens = Callable[[str], When]


@pytest.fixture
def grinder(database: Database, nadia: Actor, now: Any) -> int:
    """A product that we offer."""
    with database.act(nadia, now) as act:
        act.describe("test")
        return act.add(Product(name="Grinder", sort_key=fold("Grinder"), created_at=now)).record_id


def contact(customer_id: int, **more: Any) -> NewContact:
    return NewContact("phone", "inbound", "enquiry", "information", customer_id=customer_id, **more)


def test_a_contact_records_what_they_may_need_and_who_heard_it(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, paul: Actor, grinder: int, when: Whens
) -> None:
    step = NewFollowUp(when("3d"), "send the price list")
    logged = run(log_contact, contact(quillon.id, may_need=" grinder ", follow_up=step), by=paul)
    found = opportunity(reader, logged.opportunity)
    assert (found.need, found.product_id, found.heard_by, found.owner_login, found.interaction_id) == (
        "grinder",
        grinder,
        "Paul Mensah",
        "paul",
        logged.interaction,
    )
    assert found.next_step is not None and found.next_step.id == logged.follow_up


def test_taking_the_contact_back_takes_the_opportunity_with_it(
    run: Run, quillon: SavedCustomer, reader: SqliteReader
) -> None:
    logged = run(log_contact, contact(quillon.id, may_need="a second bar"))
    run(undo)
    with pytest.raises(NoSuchRecord):
        opportunity(reader, logged.opportunity)


def test_the_list_goes_by_what_is_due_first(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens, now: Any
) -> None:
    later = run(hear, quillon.id, NewOpportunity("filters", next_step=NewFollowUp(when("5d"))))
    none = run(hear, quillon.id, NewOpportunity("a course", value=1_000_000))
    run(hear, quillon.id, NewOpportunity("a van", value=20_000, currency="usd"))
    assert [one.id for one in opportunities_of(reader, quillon.id, now=now)][:1] == [none.id]
    assert opportunities_of(reader, quillon.id, now=now)[-1].id == later.id
    assert {(worth.currency, worth.value) for worth in open_values(reader)} == {
        (opportunity(reader, none.id).currency, 1_000_000),
        ("USD", 20_000),
    }


def test_a_next_step_is_a_follow_up_within_the_contact_load(run: Run, when: Whens) -> None:
    mary = run(add_customer, NewCustomer("Mary", do_not_contact=True))
    with pytest.raises(OverContactLoad):
        run(hear, mary.id, NewOpportunity("tea", next_step=NewFollowUp(when("3d"))))
    allowed = NewFollowUp(when("3d"), override_why="she asked us to")
    assert run(hear, mary.id, NewOpportunity("tea", next_step=allowed)).follow_up_id is not None


def test_it_moves_on_and_its_step_moves_with_it(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens
) -> None:
    heard = run(hear, quillon.id, NewOpportunity("filters", next_step=NewFollowUp(when("3d"))))
    run(move_on, heard.id)
    saved = run(move_on, heard.id, next_step=NewFollowUp(when("5d"), "ask for the order"))
    found = opportunity(reader, heard.id)
    assert found.stage == "offered" and saved.follow_up_id == heard.follow_up_id
    assert found.next_step is not None
    assert (found.next_step.what, found.next_step.due_on) == ("ask for the order", when("5d").day)
    with pytest.raises(InvalidInput):
        run(move_on, heard.id)


def test_losing_it_says_why_and_drops_what_was_planned(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens
) -> None:
    heard = run(hear, quillon.id, NewOpportunity("filters", next_step=NewFollowUp(when("3d"))))
    with pytest.raises(InvalidInput) as refused:
        run(lose, heard.id, "  ")
    assert refused.value.field == "why"
    run(lose, heard.id, "too dear")
    step = reader.row("SELECT state, closed_why FROM follow_ups WHERE id = :id", {"id": heard.follow_up_id})
    assert step == ("dropped", "too dear")
    with pytest.raises(InvalidInput):
        run(win, heard.id)
    run(undo)
    assert opportunity(reader, heard.id).next_step is not None


def test_winning_it_names_a_sale_of_the_same_customer(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, database: Database, nadia: Actor, now: Any
) -> None:
    mary = run(add_customer, NewCustomer("Mary"))
    sales = []
    with database.act(nadia, now) as act:
        act.describe("test")
        for customer_id in (mary.id, quillon.id):
            sale = Sale(
                customer_id=customer_id,
                staff_id=1,
                sold_at=now,
                sold_on=now.date(),
                value=0,
                currency="BDT",
                recorded_at=now,
            )
            sales.append(act.add(sale).record_id)
    heard = run(hear, quillon.id, NewOpportunity("filters"))
    with pytest.raises(InvalidInput):
        run(win, heard.id, sale_id=sales[0])
    run(win, heard.id, sale_id=sales[1])
    found = opportunity(reader, heard.id)
    assert (found.stage, found.sale_id) == ("won", sales[1])
    assert opportunities_of(reader, quillon.id, now=now) == ()


def test_bad_input_names_its_field(run: Run, quillon: SavedCustomer, grinder: int) -> None:
    for new, field in (
        (NewOpportunity(" "), "need"),
        (NewOpportunity("tea", value=-1), "value"),
        (NewOpportunity("tea", owner="nobody"), "owner"),
        (NewOpportunity("tea", expected_on=date(2020, 1, 2)), "expected"),
    ):
        with pytest.raises(InvalidInput) as refused:
            run(hear, quillon.id, new)
        assert refused.value.field == field
    heard = run(hear, quillon.id, NewOpportunity(product_id=grinder))
    with pytest.raises(ChangedSince):
        run(edit_opportunity, heard.id, {"value": 3}, if_version=7)
    with pytest.raises(InvalidInput):
        run(edit_opportunity, heard.id, {"stage": "won"})
    with pytest.raises(InvalidInput):
        run(edit_opportunity, heard.id, {"expected_on": date(2020, 1, 2)})


def test_winning_it_can_record_the_sale_by_the_way(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, grinder: int
) -> None:
    heard = run(hear, quillon.id, NewOpportunity(product_id=grinder, value=400_0000))

    def win_and_record(act: Act) -> None:
        win(act, heard.id, sale=sale_of(act, heard.id))

    run(win_and_record)
    found = opportunity(reader, heard.id)
    line = reader.row("SELECT sale_id, product_id, value FROM sale_lines")
    assert line == (found.sale_id, grinder, 400_0000)
    run(undo)
    assert reader.row("SELECT 1 FROM sales") is None
    priceless = run(hear, quillon.id, NewOpportunity("a good word"))
    with pytest.raises(InvalidInput) as refused:
        run(lambda act: win(act, priceless.id, sale=sale_of(act, priceless.id)))
    assert refused.value.field == "lines"
