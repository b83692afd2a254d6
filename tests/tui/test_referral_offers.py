"""Who recommended us, offered by the forms where somebody new is written down."""

from pathlib import Path

import pytest
from customer_sample import SIZES, Office, until
from form_sample import form_desk, happened, opened, shown, typed

from crm_tui.domain.actor import Actor
from crm_tui.queries.referrals import referrals
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("source", ["sent by mary", "Mary Ofori"])
async def test_the_source_of_a_new_customer_offers_who_recommended_us(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int], source: str
) -> None:
    office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        form = (await opened(pilot, desk, "customer-form", name="Ada Pell")).form
        form.visit("source")
        await typed(pilot, "a friend")
        assert not shown(desk, "Sent by")
        form.field("source").restore("")
        await typed(pilot, source)
        await until(pilot, lambda: shown(desk, "Sent by Mary Ofori"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "who recommended us is written down. Ada Pell" in happened(desk))
    assert [(one.by, one.words) for one in referrals(reader)] == [("Mary Ofori", source)]


async def test_an_offer_that_is_emptied_is_not_written(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = (await opened(pilot, desk, "customer-form", name="Ada Pell")).form
        form.visit("source")
        await typed(pilot, "sent by mary")
        await until(pilot, lambda: shown(desk, "Sent by Mary Ofori"))
        await pilot.press("tab", *["backspace"] * len("Mary Ofori"), "ctrl+s")
        await until(pilot, lambda: "Added. Ada Pell" in happened(desk))
    assert referrals(reader) == ()


@pytest.mark.parametrize("size", SIZES)
async def test_an_unknown_caller_says_who_sent_them(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        form = (await opened(pilot, desk, "call")).form
        assert not shown(desk, "Sent by")
        await typed(pilot, "Ada Pell")
        await pilot.press("enter")
        await until(pilot, lambda: shown(desk, "Nobody matches “Ada Pell”."))
        await pilot.press("enter")
        await until(pilot, lambda: shown(desk, "Sent by"))
        await pilot.press("shift+tab")
        await typed(pilot, "mary")
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("enter")
        form.visit("nature")
        await pilot.press("e")
        form.visit("outcome")
        await pilot.press("i", "ctrl+s")
        await until(pilot, lambda: "Logged" in happened(desk))
    assert [(one.by, one.customer) for one in referrals(reader)] == [("Mary Ofori", "Ada Pell")]
