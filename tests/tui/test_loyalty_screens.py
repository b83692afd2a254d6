"""Referrals and who was won back, on their screens."""

from datetime import date
from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, CustomerDesk, customer_desk, happened, painted, until, where
from textual.pilot import Pilot

from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.referrals import add_referral
from crm_tui.domain.actor import Actor
from crm_tui.queries.customer_page import customer
from crm_tui.queries.referrals import referrals
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.loyalty_forms import ReferralForm, WonBackForm


@pytest.fixture
def desk(path: Path, nadia: Actor) -> CustomerDesk:
    return customer_desk(path, nadia)


def add(database: Database, actor: Actor, name: str, **more: object) -> int:
    with database.act(actor, NOW) as act:
        return add_customer(act, NewCustomer(name, **more)).id  # type: ignore[arg-type]


def refer(database: Database, actor: Actor, customer_id: int, by: int) -> int:
    with database.act(actor, NOW) as act:
        return add_referral(act, customer_id, by, "over lunch").id


def shows(desk: CustomerDesk, words: str) -> bool:
    return any(words in line for line in painted(desk))


async def opened(pilot: Pilot[int], desk: CustomerDesk, route: str, words: str, **about: object) -> None:
    desk.open(route, **about)
    await until(pilot, lambda: shows(desk, words))


async def test_who_recommended_us_is_written_by_one_key_and_stands_on_both_pages(
    desk: CustomerDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    mary, quillon = add(database, nadia, "Mary Ofori"), add(database, nadia, "Quillon Ashgrove")
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "customer", "Mary Ofori", customer_id=mary)
        await pilot.press("T")
        await until(pilot, lambda: isinstance(desk.screen, ReferralForm) and shows(desk, "one of the"))
        await pilot.press(*"quill")
        await until(pilot, lambda: shows(desk, "Quillon Ashgrove"))
        await pilot.press("enter", *"lunch", "ctrl+s")
        await until(pilot, lambda: "thanks them by one key: Quillon" in happened(desk))
        await until(pilot, lambda: shows(desk, "sent by"))
        await opened(pilot, desk, "customer", "sent us", customer_id=quillon)
    assert [(one.by, one.words) for one in referrals(reader)] == [("Quillon Ashgrove", "lunch")]


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_plans_the_thanks(
    desk: CustomerDesk, database: Database, nadia: Actor, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary, quillon = add(database, nadia, "Mary Ofori"), add(database, nadia, "Quillon Ashgrove")
    refer(database, nadia, mary, quillon)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "referrals", "Quillon Ashgrove → Mary Ofori")
        assert "1 · 1 not thanked yet" in where(desk)
        await pilot.press("space")
        await until(pilot, lambda: "A follow-up on 2026-11-23 thanks them" in happened(desk))
        await until(pilot, lambda: shows(desk, "thanks planned"))
        await pilot.press("space")
        await until(pilot, lambda: "thanks them already" in happened(desk))
        await pilot.press("y")
        await until(pilot, lambda: shows(desk, "✓") and "not thanked" not in where(desk))
    assert referrals(reader)[0].thanked_at is not None


async def test_without_one_the_keys_say_so(desk: CustomerDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "referrals", "None yet")
        for key, said in (("space", "no referral at the cursor"), ("n", "Go to who came to us")):
            await pilot.press(key)
            await until(pilot, lambda said=said: said in happened(desk))


async def test_won_back_with_what_brought_them(
    desk: CustomerDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    mary = add(database, nadia, "Mary Ofori", ended_on=date(2026, 10, 1), ended_why="too dear")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "won-back", "what brought them back", customer_id=mary)
        await pilot.press(*"prices", "ctrl+s")
        await until(pilot, lambda: "with us again since 2026-11-21" in happened(desk))
        await opened(pilot, desk, "won-back", "what brought them back", customer_id=mary)
        await pilot.press(*"again", "ctrl+s")
        await until(pilot, lambda: "has not left us" in happened(desk))
        assert isinstance(desk.screen, WonBackForm)
    assert customer(reader, mary).ended_on is None


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_stay_names(
    desk: CustomerDesk, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    refer(database, nadia, add(database, nadia, HOSTILE), add(database, nadia, HOSTILE))
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "referrals", "[bold]Mallory[/]")
