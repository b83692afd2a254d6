"""What an open desk does by itself."""

from datetime import UTC, date, datetime
from pathlib import Path

from customer_sample import customer_desk, until

from crm_tui.actions.agreements import NewAgreement, add_agreement
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.queries.agreements import agreement
from crm_tui.store.attainment import rounds
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.upkeep import Upkeep


async def test_an_open_desk_renews_what_renews_itself(
    path: Path, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    with database.act(nadia, datetime(2025, 1, 1, tzinfo=UTC)) as act:
        customer = add_customer(act, NewCustomer("Delta Supplies")).id
        new = NewAgreement("Delivery", date(2025, 1, 1), end_on=date(2026, 9, 30), renewal="automatic")
        one = add_agreement(act, customer, new).id
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        Upkeep(desk, desk.work, desk.state.now, lambda: desk.state.actor).keep_up()
        await until(pilot, lambda: agreement(reader, one).end_on == date(2027, 9, 30))


async def test_a_desk_that_is_closed_takes_up_nothing_more(path: Path, nadia: Actor) -> None:
    desk = customer_desk(path, nadia)
    upkeep = Upkeep(desk, desk.work, desk.state.now, lambda: desk.state.actor)
    async with desk.run_test(size=(80, 24)):
        pass
    upkeep.keep_up()
    assert not desk.work.is_busy


async def test_an_open_desk_counts_what_standards_found(
    path: Path, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    with database.act(nadia, datetime(2025, 1, 1, tzinfo=UTC)) as act:
        add_standard(act, statement="They leave pleased.", measure="mood", target="pleased", objective=0.9)
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        Upkeep(desk, desk.work, desk.state.now, lambda: desk.state.actor).keep_up()
        await until(pilot, lambda: [one.counted_to for one in rounds(reader).values()] == [None])
