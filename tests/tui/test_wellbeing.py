"""How customers are doing, on the screens: who is watched and why, a reference, a promise to send."""

from datetime import timedelta
from pathlib import Path

import pytest
from customer_sample import NOW, SIZES, CustomerDesk, Office, customer_desk, happened, painted, until

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.health_upkeep import keep_health_up
from crm_tui.actions.interactions import log_contact
from crm_tui.domain.actor import Actor
from crm_tui.domain.health import RULES, Sign
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.customer import CustomerScreen
from crm_tui.tui.state import Tone
from crm_tui.tui.widgets.record_list import RecordList


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> CustomerDesk:
    return customer_desk(path, nadia)


def mary(office: Office) -> tuple[int, int, int]:
    """A customer at risk: the complaint, and the contact that made her wait."""
    customer = office.add("Mary Ofori", manager="nadia")
    waited = office.contact(customer, "asked for a date", days=5, waited_minutes=14)
    complaint = office.contact(
        customer, "the kettle leaks", days=2, nature="complaint", outcome="promised", mood="upset"
    )
    for day in range(1, 3):
        office.contact(customer, "and again", days=day / 10)
    return customer, complaint, waited


def cursor(desk: CustomerDesk, name: str) -> object:
    row = desk.screen.query_one(f"#{name}", RecordList).current
    return None if row is None else row.id


@pytest.mark.parametrize("size", SIZES)
async def test_today_watches_and_opens_the_customer_at_the_reason(
    desk: CustomerDesk, office: Office, size: tuple[int, int]
) -> None:
    _customer, complaint, waited = mary(office)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await pilot.press("1")
        await until(pilot, lambda: any("Watch   1 at risk · 0 to watch" in line for line in painted(desk)))
        watch = desk.screen.query_one("#watch", RecordList)
        desk.screen.set_focus(watch)
        await until(pilot, lambda: any("complaint open since Thu" in line for line in painted(desk)))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, CustomerScreen))
        await until(pilot, lambda: cursor(desk, "timeline") == ("interaction", complaint))
        assert any("▲ at risk: complaint open since Thu" in line for line in painted(desk))
        await pilot.press("W", "W")
        await until(pilot, lambda: cursor(desk, "timeline") == ("interaction", waited))
        await pilot.press("W")
        await until(pilot, lambda: cursor(desk, "timeline") == ("interaction", complaint))


async def test_a_customer_without_a_sign_has_no_reason_to_go_to(desk: CustomerDesk, office: Office) -> None:
    office.add("Ann")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: desk.screen.customer_id == 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, CustomerScreen))
        await until(pilot, lambda: any("Nothing is open" in line for line in painted(desk)))
        await pilot.press("W")
        await until(pilot, lambda: "Nothing that happened lately" in happened(desk))


async def test_the_list_marks_and_the_card_says_why(desk: CustomerDesk, office: Office) -> None:
    mary(office)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(
            pilot, lambda: any("▲ at risk: complaint open since Thu" in line for line in painted(desk))
        )
        assert any("▲" in line and "Mary Ofori" in line for line in painted(desk))


async def test_a_reference_is_asked_of_a_happy_customer_once_and_of_nobody_upset(
    desk: CustomerDesk, office: Office, reader: SqliteReader
) -> None:
    happy = office.add("Jun Sato")
    for days in (2, 1):
        office.contact(happy, "so kind", days=days, mood="delighted")
    mary(office)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: desk.screen.customer_id == happy)
        await pilot.press("R")
        await until(pilot, lambda: "Planned: to ask for a reference" in happened(desk))
        rows = reader.rows("SELECT customer_id, why, exempt FROM follow_ups")
        assert rows == [(happy, "ask for a reference", None)]
        await pilot.press("R")
        await until(pilot, lambda: "is planned already" in happened(desk))
        await pilot.press("down", "R")
        await until(pilot, lambda: "It is not the time to ask: complaint open" in happened(desk))
        assert reader.value("SELECT count(*) FROM follow_ups") == 1


async def test_a_promise_goes_to_the_clipboard_as_a_sentence_to_send(
    desk: CustomerDesk, office: Office
) -> None:
    customer = office.add("Quillon Ashgrove", address_as="Ms Ashgrove")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: desk.screen.customer_id == customer)
        await pilot.press("Y")
        await until(pilot, lambda: "There is no open promise to copy." in happened(desk))
        office.promise(customer, "27 nov", "a refund on the card.")
        await pilot.press("Y")
        sentence = "Ms Ashgrove, as promised: a refund on the card, by Friday 27 November 2026."
        await until(pilot, lambda: f"On the clipboard: {sentence}"[:60] in happened(desk))
        assert desk.clipboard == sentence


async def test_the_promise_just_made_is_copied_whatever_is_in_view(
    desk: CustomerDesk, office: Office
) -> None:
    in_view = office.add("Ada Larkspur")
    office.promise(in_view, "27 nov", "a new kettle")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: desk.screen.customer_id == in_view)
        office.promise(office.add("Quillon Ashgrove"), "24 nov", "refund")
        desk.say("The promise is written down.", Tone.DONE)
        desk.state.promise_told = desk.state.happened
        await pilot.press("Y")
        await until(pilot, lambda: "as promised: refund" in desk.clipboard)
        await pilot.press("Y")
        await until(pilot, lambda: "as promised: a new kettle" in desk.clipboard)


def test_time_alone_changes_a_level_and_the_upkeep_writes_it(
    office: Office, database: Database, reader: SqliteReader
) -> None:
    ids = [office.add(f"Customer {number}") for number in range(150)]
    with database.act(office.actor, NOW) as act:
        for customer in ids:
            new = NewContact(
                customer_id=customer,
                channel="phone",
                direction="inbound",
                nature="enquiry",
                outcome="information",
                waited_minutes=20,
            )
            log_contact(act, new)
    levels = "SELECT health, count(*) FROM customer_summaries GROUP BY 1"
    assert reader.rows(levels) == [("watch", 150)]
    later = NOW + timedelta(days=RULES[Sign.LONG_WAIT].days or 0)
    assert keep_health_up(database, later, go_on=lambda: False) == 0
    assert keep_health_up(database, later) == 150
    assert reader.rows(levels) == [("steady", 150)]
    assert keep_health_up(database, later) == 0
