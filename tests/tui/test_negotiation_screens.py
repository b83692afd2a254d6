"""Negotiations and the stages of disputes on their screens."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from customer_sample import HOSTILE, SIZES, CustomerDesk, customer_desk, happened, painted, until, where
from textual.pilot import Pilot

from crm_tui.actions.agreements import NewAgreement, add_agreement
from crm_tui.actions.cases import NewCase, open_case
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.negotiations import NewMove, note_move
from crm_tui.domain.actor import Actor
from crm_tui.queries.disputes import dispute_of
from crm_tui.queries.negotiations import moves
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.agreement import AgreementScreen
from crm_tui.tui.screens.dispute_form import DisputeForm
from crm_tui.tui.screens.negotiation_form import NegotiationForm
from crm_tui.tui.screens.negotiations import NegotiationsScreen
from crm_tui.tui.screens.record import RecordPage

LATELY = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> CustomerDesk:
    return customer_desk(path, nadia)


@pytest.fixture
def delta(database: Database, nadia: Actor) -> int:
    with database.act(nadia, LATELY) as act:
        return add_customer(act, NewCustomer("Delta Supplies")).id


@pytest.fixture
def delivery(database: Database, nadia: Actor, delta: int) -> int:
    with database.act(nadia, LATELY) as act:
        return add_agreement(act, delta, NewAgreement("Delivery", date(2026, 1, 1))).id


def move(database: Database, actor: Actor, **more: object) -> int:
    with database.act(actor, LATELY) as act:
        return note_move(act, NewMove(**{"move": "offer", "words": "500 a month", **more})).id  # type: ignore[arg-type]


def shows(desk: CustomerDesk, words: str) -> bool:
    return any(words in line for line in painted(desk))


async def opened(pilot: Pilot[int], desk: CustomerDesk, route: str, words: str, **about: object) -> None:
    desk.open(route, **about)
    await until(pilot, lambda: shows(desk, words))


@pytest.mark.parametrize("size", SIZES)
async def test_a_move_is_written_on_the_agreements_page_and_read_whole(
    desk: CustomerDesk, reader: SqliteReader, delivery: int, size: tuple[int, int]
) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "agreement", "signed", agreement_id=delivery)
        await pilot.press("N")
        await until(pilot, lambda: isinstance(desk.screen, NegotiationForm) and shows(desk, "Delivery"))
        await pilot.press("t", "c", *"thirty", "ctrl+s")
        await until(pilot, lambda: "Written down about: Delivery" in happened(desk))
        await until(pilot, lambda: shows(desk, "their counter-offer"))
        assert [(one.by, one.move, one.words) for one in moves(reader, agreement_id=delivery)] == [
            ("theirs", "counter-offer", "thirty")
        ]
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(desk.screen, NegotiationsScreen) and shows(desk, "thirty"))
        assert where(desk).endswith("Delta Supplies")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, AgreementScreen))


async def test_without_an_agreement_it_says_what_about(
    desk: CustomerDesk, reader: SqliteReader, delta: int
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "negotiations", "n writes one down", customer_id=delta)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, NegotiationForm) and shows(desk, "Whose"))
        await pilot.press(*"price", "enter", "o", "o", *"500", "ctrl+s")
        await until(pilot, lambda: "Written down about: price" in happened(desk))
    assert moves(reader, customer_id=delta)[0].subject == "price"


async def test_where_it_stands_is_on_the_customers_page(
    desk: CustomerDesk, database: Database, nadia: Actor, delta: int
) -> None:
    move(database, nadia, subject="price", customer_id=delta, value=4_800_000)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "customer", "Mon, our offer, 480", customer_id=delta)
        desk.screen.query_one("#about").focus()
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(desk.screen, NegotiationsScreen) and shows(desk, "500 a month"))


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_stay_words(
    desk: CustomerDesk, database: Database, nadia: Actor, delta: int, size: tuple[int, int]
) -> None:
    move(database, nadia, subject=HOSTILE, words=HOSTILE, customer_id=delta)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "negotiations", "[bold]Mallory[/]", customer_id=delta)


async def test_a_dispute_goes_on_by_one_key_and_back_with_a_reason(
    desk: CustomerDesk, database: Database, nadia: Actor, reader: SqliteReader, delta: int
) -> None:
    with database.act(nadia, LATELY) as act:
        case = open_case(act, delta, NewCase("dispute", "who pays")).id
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "record", "How far the dispute has gone", kind="case", record_id=case)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(desk.screen, DisputeForm) and shows(desk, "▸w written"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "The dispute is at “written”" in happened(desk))
        await until(pilot, lambda: isinstance(desk.screen, RecordPage) and shows(desk, "written, by Nadia"))
        await pilot.press("g")
        await until(pilot, lambda: isinstance(desk.screen, DisputeForm) and shows(desk, "▸m mediation"))
        await pilot.press("t", "ctrl+s")
        await until(pilot, lambda: shows(desk, "why it goes back"))
        await pilot.press(*"called", "ctrl+s")
        await until(pilot, lambda: "The dispute is at “talk”" in happened(desk))
    found = dispute_of(reader, case, "dispute")
    assert found is not None
    assert [(step.stage, step.words) for step in found.steps] == [("written", ""), ("talk", "called")]


async def test_another_case_says_that_it_is_no_dispute(
    desk: CustomerDesk, database: Database, nadia: Actor, delta: int
) -> None:
    with database.act(nadia, LATELY) as act:
        case = open_case(act, delta, NewCase("complaint", "late")).id
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "record", "What it is about", kind="case", record_id=case)
        await pilot.press("g")
        await until(pilot, lambda: "is no dispute" in happened(desk))
        await until(pilot, lambda: isinstance(desk.screen, RecordPage))
