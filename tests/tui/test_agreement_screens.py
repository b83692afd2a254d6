"""Agreements on their screens: listed by the day for notice, written, changed, and brought to an end."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from customer_sample import HOSTILE, SIZES, customer_desk, happened, painted, until, where
from house_sample import HouseDesk, house_desk
from textual.pilot import Pilot

from crm_tui.actions.agreements import NewAgreement, add_agreement
from crm_tui.domain.actor import Actor
from crm_tui.domain.folding import fold
from crm_tui.queries.agreements import agreement, agreements
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import Customer
from crm_tui.tui.app import DeskApp
from crm_tui.tui.screens.agreement import AgreementScreen
from crm_tui.tui.screens.agreement_form import AgreementForm
from crm_tui.tui.screens.agreements import AgreementsScreen

SIGNED = datetime(2026, 11, 2, 4, 0, tzinfo=UTC)
NOTICE = date(2026, 12, 15)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> HouseDesk:
    return house_desk(path, nadia)


def supplier(database: Database, actor: Actor, name: str = "Delta Supplies") -> int:
    with database.act(actor, SIGNED) as act:
        act.describe("test")
        row = Customer(name=name, form="organisation", created_at=SIGNED, sort_key=fold(name))
        return act.add(row).record_id


def agree(database: Database, actor: Actor, customer: int, name: str = "Delivery", **more: object) -> int:
    days = {"start_on": date(2026, 1, 1), "end_on": date(2027, 3, 31), "notice_on": NOTICE}
    with database.act(actor, SIGNED) as act:
        return add_agreement(act, customer, NewAgreement(name, **{**days, **more})).id  # type: ignore[arg-type]


def shows(desk: DeskApp, words: str) -> bool:
    return any(words in line for line in painted(desk))


async def opened(pilot: Pilot[int], desk: DeskApp, route: str, words: str, **about: object) -> None:
    desk.open(route, **about)
    await until(pilot, lambda: shows(desk, words))


@pytest.mark.parametrize("size", SIZES)
async def test_the_one_that_asks_for_a_decision_stands_first(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    delta = supplier(database, nadia)
    agree(database, nadia, delta, "Stand", notice_on=None)
    agree(database, nadia, delta, terms="parts within 3 days", boundaries="nothing from others")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "agreements", "Delivery: Delta Supplies")
        assert "holding   2 · 1 asks for a decision" in where(desk)
        lines = [line for line in painted(desk) if "Delta" in line]
        assert "▲ notice Tue 15 Dec" in lines[0]
        assert "ends Wed 31 Mar 2027" in lines[1]
        assert shows(desk, "parts within 3 days")
        assert shows(desk, "nothing from others")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, AgreementScreen) and shows(desk, "signed"))
        assert where(desk).endswith("Delivery: Delta Supplies")


async def test_the_empty_list_teaches_and_writes_the_first_one(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    supplier(database, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "agreements", "n writes one down")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, AgreementForm) and shows(desk, "Bounds"))
        await pilot.press(*"delta")
        await until(pilot, lambda: shows(desk, "Delta Supplies"))
        await pilot.press("enter", *"Delivery", "tab", "tab", *"2027-12-31", "tab", *"3months", "ctrl+s")
        await until(pilot, lambda: isinstance(desk.screen, AgreementsScreen))
        await until(pilot, lambda: "Agreement 1 is written down" in happened(desk))
    (found,) = agreements(reader)
    assert (found.customer, found.end_on, found.notice_on) == (
        "Delta Supplies", date(2027, 12, 31), date(2027, 9, 30),
    )  # fmt: skip


async def test_an_end_before_the_start_is_said_beside_the_field(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    delta = supplier(database, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "agreement-form", "Bounds", customer_id=delta)
        await pilot.press(*"Delivery", "tab", "tab", *"2026-01-01", "ctrl+s")
        await until(pilot, lambda: shows(desk, "before it starts"))
        assert isinstance(desk.screen, AgreementForm)


async def test_changed_renewed_given_notice_ended(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    one = agree(database, nadia, supplier(database, nadia))
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "agreement", "signed", agreement_id=one)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(desk.screen, AgreementForm) and shows(desk, "Bounds"))
        await pilot.press("end", *" 2027", "ctrl+s")
        await until(pilot, lambda: "Agreement 1 is changed" in happened(desk))
        assert agreement(reader, one).name == "Delivery 2027"
        for key, form, sentence in (
            ("r", "further term", "holds until 2028-03-31"),
            ("g", "why it does not go on", "ends on 2028-03-31"),
            ("x", "why it holds no longer", "ended on 2026-11-21"),
        ):
            await until(pilot, lambda: isinstance(desk.screen, AgreementScreen))
            await pilot.press(key)
            await until(pilot, lambda form=form: shows(desk, form))
            await pilot.press(*([] if key == "r" else "dear"), "ctrl+s")
            await until(pilot, lambda sentence=sentence: sentence in happened(desk))
        await until(pilot, lambda: shows(desk, "ended 2026") or "ended" in where(desk))
        await pilot.press("r")
        await until(pilot, lambda: "It has ended" in happened(desk))


async def test_nothing_changed_is_said(desk: HouseDesk, database: Database, nadia: Actor) -> None:
    one = agree(
        database, nadia, supplier(database, nadia), renewal="automatic", value=12_000_000, terms="a\nb"
    )
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "agreement-form", "Bounds", agreement_id=one)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Nothing was changed" in happened(desk))


async def test_an_agent_reads_and_is_told_who_signs(
    path: Path, database: Database, paul: Actor, nadia
) -> None:
    agree(database, nadia, supplier(database, nadia))
    desk = house_desk(path, paul)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "agreements", "Delivery: Delta Supplies")
        for key in "nerx":
            await pilot.press(key)
            await until(pilot, lambda: "Only a manager or an admin" in happened(desk))


async def test_it_stands_on_the_customers_page_and_on_its_owners_today(
    path: Path, database: Database, nadia: Actor
) -> None:
    desk = customer_desk(path, nadia)
    delta = supplier(database, nadia)
    agree(database, nadia, delta)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "customer", "notice Tue 15 Dec", customer_id=delta)
        desk.screen.query_one("#about").focus()
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(desk.screen, AgreementScreen))
        await opened(pilot, desk, "today", "Agreements   1")
        assert shows(desk, "notice Tue 15 Dec")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_stay_words(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    delta = supplier(database, nadia, HOSTILE)
    one = agree(database, nadia, delta, HOSTILE, terms=HOSTILE, boundaries=HOSTILE)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "agreements", "[bold]Mallory[/]")
        await opened(pilot, desk, "agreement", "signed", agreement_id=one)
        assert shows(desk, "terms          [bold]Mallory[/]")
