"""The playbook beside Log and Call: shown as the answers say, ticked by digits, asked for at save."""

from pathlib import Path

import pytest
from customer_sample import NOW, SIZES, Office, painted, until
from form_sample import drafts_of, entered, form_desk, happened, opened, saved, shown, typed
from textual.pilot import Pilot

from crm_tui.actions.playbooks import add_playbook
from crm_tui.domain.actor import Actor
from crm_tui.domain.playbook_text import parse_steps
from crm_tui.domain.playbooks import Situation
from crm_tui.queries.playbooks import steps_taken
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp

SALE = parse_steps("listen\nask what it is for\n! say what it costs {say-price}\n")


@pytest.fixture
def mary(database: Database, nadia: Actor) -> int:
    """A customer, and playbooks for every contact, a sale and an upset customer."""
    with database.act(nadia, NOW) as act:
        add_playbook(act, situation=Situation(), steps=parse_steps("greet {listen}\n"), name="Always")
        add_playbook(act, situation=Situation("sale"), steps=SALE)
        add_playbook(act, situation=Situation(mood="upset"), steps=parse_steps("calm down {calm}\n"))
    return Office(database, nadia).add("Mary Ofori")


async def log_of(pilot: Pilot[int], desk: DeskApp, mary: int) -> None:
    await opened(pilot, desk, "log", customer_id=mary)
    await until(pilot, lambda: shown(desk, "Always: greet"))


def ticked_of(reader: SqliteReader, contact: int = 1) -> tuple[str, list[str]]:
    taken = steps_taken(reader, contact)
    assert taken is not None
    return taken.playbook.title, sorted(taken.ticked)


@pytest.mark.parametrize("size", SIZES)
async def test_the_playbook_follows_the_answers_and_never_the_focus(
    path: Path, nadia: Actor, mary: int, size: tuple[int, int]
) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=size) as pilot:
        await log_of(pilot, desk, mary)
        assert entered(desk) == "said"
        await pilot.press("f7", "a")
        await until(pilot, lambda: shown(desk, "Sale: listen · ask what it is for · say what it costs *"))
        assert entered(desk) == "outcome"
        await pilot.press("s")
        await pilot.press("1")
        await until(pilot, lambda: shown(desk, "Upset: calm down"))
        assert entered(desk) == "next"
        desk.screen.form.go_to("outcome")
        await pilot.press("l")  # Left a message: nobody was there to take a step with.
        await until(pilot, lambda: not shown(desk, "Upset: calm down"))
        assert not shown(desk, "greet")


async def test_steps_are_ticked_from_within_the_text(
    path: Path, nadia: Actor, mary: int, reader: SqliteReader
) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await log_of(pilot, desk, mary)
        await pilot.press("f7", "a", "s")
        desk.screen.form.go_to("said")
        await typed(pilot, "wants two")
        await pilot.press("ctrl+r", "1", "3", "2", "2", "ctrl+r")
        await typed(pilot, " of 3")
        await until(pilot, lambda: shown(desk, "listen ✓ · ask what it is for · say what it costs ✓"))
        assert shown(desk, "wants two of 3")
        assert "Logged" in await saved(pilot, desk)
    assert ticked_of(reader) == ("Sale", ["listen", "say-price"])


async def test_steps_are_ticked_where_digits_do_not_arrive(path: Path, nadia: Actor, mary: int) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await log_of(pilot, desk, mary)
        await pilot.press("f7", "a")
        desk.screen.form.go_to("good")
        await pilot.press("tab")
        assert entered(desk) == "steps"
        await pilot.press("right", "right", "space", "enter")
        await until(pilot, lambda: shown(desk, "ask what it is for ✓"))
        await pilot.press("৩", "x")
        await until(pilot, lambda: shown(desk, "No step has the key x."))
        assert desk.screen.form.values()["steps"] == ("ask-what-it-is-for", "say-price")


@pytest.mark.parametrize("size", SIZES)
async def test_required_steps_are_asked_for_once_and_hinder_nothing(
    path: Path, nadia: Actor, mary: int, reader: SqliteReader, size: tuple[int, int]
) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=size) as pilot:
        await log_of(pilot, desk, mary)
        await pilot.press("f7", "a", "s", "ctrl+s")
        await until(pilot, lambda: "not ticked: say what it costs" in happened(desk))
        assert "ctrl+s again" in happened(desk)
        assert reader.value("SELECT count(*) FROM interactions") == 0
        told = await saved(pilot, desk)
        assert "Logged" in told
        assert "ticked" not in told
    taken = steps_taken(reader, 1)
    assert taken is not None
    assert [step.code for step in taken.missing] == ["say-price"]


async def test_a_draft_gives_its_ticks_back(path: Path, nadia: Actor, mary: int) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await log_of(pilot, desk, mary)
        await pilot.press("f7", "a", "ctrl+r", "3", "ctrl+r", "escape")
        await until(pilot, lambda: bool(drafts_of(path, nadia.staff_id)))
        (draft,) = drafts_of(path, nadia.staff_id)
        assert draft.values["steps"] == ["say-price"]
        await opened(pilot, desk, "log", draft=draft)
        await until(pilot, lambda: shown(desk, "say what it costs ✓"))
        await pilot.press("f7", "s")
        await saved(pilot, desk)


async def test_a_low_window_gives_the_form_its_room(path: Path, nadia: Actor, mary: int) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(40, 10)) as pilot:
        await opened(pilot, desk, "log", customer_id=mary)
        await pilot.press("f7", "a")
        await until(pilot, lambda: desk.screen.playbook is not None)
        await pilot.pause()
        assert not shown(desk, "listen")
        await pilot.press("ctrl+r", "1")
        await until(pilot, lambda: shown(desk, "listen ✓"))


async def test_without_a_playbook_there_is_no_line_and_the_key_says_why(
    path: Path, nadia: Actor, database: Database
) -> None:
    mary = Office(database, nadia).add("Mary Ofori")
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "log", customer_id=mary)
        await pilot.press("f7", "a", "ctrl+r")
        await until(pilot, lambda: "No playbook" in happened(desk))
        assert not any("ctrl+r" in line for line in painted(desk))


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_of_a_contact_shows_its_ticks(
    path: Path, nadia: Actor, mary: int, size: tuple[int, int]
) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=size) as pilot:
        await log_of(pilot, desk, mary)
        await pilot.press("f7", "a", "s", "ctrl+r", "1", "ctrl+s", "ctrl+s")
        await until(pilot, lambda: "Logged" in happened(desk))
        desk.open("record", kind="interaction", record_id=1)
        await until(pilot, lambda: shown(desk, "Playbook “Sale”, version 1"))
        assert shown(desk, "✓ listen · ask what it is for ! say what it costs (required, not ticked)")
