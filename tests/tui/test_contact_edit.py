"""What was written about a contact is put right on its page: the words, how it left them, the product."""

from pathlib import Path

import pytest
from customer_sample import NOW, SIZES, Office, until
from form_sample import form_desk, happened, saved, shown, typed
from textual.pilot import Pilot

from crm_tui.actions.cases import NewCase, open_case
from crm_tui.actions.interaction_edits import edit_interaction
from crm_tui.actions.notes import write_note
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Mood
from crm_tui.queries.interactions import interaction
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.form_screen import FormScreen


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia)


@pytest.fixture
def leak(office: Office) -> int:
    return office.contact(office.add("Mary Ofori"), "it leeks", did="sent a new one")


@pytest.mark.parametrize("size", SIZES)
async def test_e_on_the_page_of_a_contact_puts_it_right(
    desk: DeskApp, office: Office, reader: SqliteReader, leak: int, size: tuple[int, int]
) -> None:
    with office.database.act(office.actor, NOW) as act:
        kettle = add_product(act, NewProduct("Kettle")).id
    async with desk.run_test(size=size, notifications=True) as pilot:
        form = await _put_right(pilot, desk, leak)
        await pilot.press(*["backspace"] * 3, *"aks")
        form.form.go_to("mood")
        await pilot.press("2")
        form.form.go_to("product")
        await typed(pilot, "kett")
        await until(pilot, lambda: shown(desk, "→ Kettle"))
        assert (await saved(pilot, desk)).startswith("✓ The contact is put right.")
        await until(pilot, lambda: shown(desk, "it leaks"))
    now = interaction(reader, leak)
    assert (now.said, now.mood, now.product_id, now.did) == (
        "it leaks",
        Mood.UNEASY,
        kettle,
        "sent a new one",
    )


async def test_what_somebody_else_wrote_meanwhile_is_asked_about_once(
    desk: DeskApp, office: Office, reader: SqliteReader, leak: int
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await _put_right(pilot, desk, leak)
        with office.database.act(office.actor, NOW) as act:
            edit_interaction(act, leak, {"cause": "an old seal"})
        await typed(pilot, " again")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: happened(desk).startswith("! "))
        assert desk.screen is form
        await saved(pilot, desk)
    now = interaction(reader, leak)
    assert (now.said, now.cause) == ("it leeks again", "an old seal")


async def test_a_note_has_only_its_words(
    desk: DeskApp, office: Office, reader: SqliteReader, leak: int
) -> None:
    customer = interaction(reader, leak).customer_id
    with office.database.act(office.actor, NOW) as act:
        note = write_note(act, customer, "ask the workshop").interaction
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await _put_right(pilot, desk, note)
        assert [spec.name for spec in form.specs()] == ["said"]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: happened(desk) == "· Nothing was changed.")


async def test_the_page_of_a_case_says_that_nothing_is_changed_there(
    desk: DeskApp, office: Office, leak: int, reader: SqliteReader
) -> None:
    with office.database.act(office.actor, NOW) as act:
        number = open_case(act, interaction(reader, leak).customer_id, NewCase("complaint", "leaks")).id
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("record", kind="case", record_id=number)
        await until(pilot, lambda: shown(desk, "complaint: leaks"))
        await pilot.press("e")
        await until(pilot, lambda: happened(desk).startswith("· Here only a contact or a follow-up"))


async def _put_right(pilot: Pilot[int], desk: DeskApp, contact: int) -> FormScreen:
    desk.open("record", kind="interaction", record_id=contact)
    await until(pilot, lambda: shown(desk, "Written down"))
    await pilot.press("e")
    await until(pilot, lambda: isinstance(desk.screen, FormScreen) and not desk.screen.is_waiting)
    form = desk.screen
    assert isinstance(form, FormScreen)
    await until(pilot, lambda: form.focused is not None)
    return form
