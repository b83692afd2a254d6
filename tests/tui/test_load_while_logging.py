"""Log and Call say in one quiet line what stands against a contact of ours, and log it all the same."""

from pathlib import Path

import pytest
from customer_sample import SIZES, Office, until
from form_sample import entered, form_desk, happened, opened, saved, shown
from textual.pilot import Pilot

from crm_tui.domain.actor import Actor
from crm_tui.queries.interactions import last_interactions
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.widgets.form import Form

WISH = "▲ They asked not to be contacted."


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia)


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


async def picked(pilot: Pilot[int], desk: DeskApp, field: str, key: str) -> None:
    form = desk.screen.query_one("#form", Form)
    form.go_to(field)
    await pilot.press(key)


@pytest.mark.parametrize("size", SIZES)
async def test_do_not_contact_is_told_once_it_is_outbound_and_never_stands_in_the_way(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori", do_not_contact=True)
    async with desk.run_test(size=size) as pilot:
        form = await opened(pilot, desk, "log", customer_id=mary)
        await pilot.press("f7")
        assert not shown(desk, WISH)
        await picked(pilot, desk, "direction", "o")
        await until(pilot, lambda: shown(desk, WISH))
        assert desk.screen is form
        await picked(pilot, desk, "direction", "i")
        await until(pilot, lambda: not shown(desk, WISH))
        await picked(pilot, desk, "direction", "o")
        await until(pilot, lambda: shown(desk, WISH))
        form.form.go_to("nature")
        await pilot.press("e", "i")
        assert entered(desk) == "mood"
        assert "They asked not to be contacted." in await saved(pilot, desk)
    assert [contact.direction for contact in last_interactions(reader, mary, 2)] == ["outbound"]


async def test_in_a_case_or_when_nobody_was_reached_it_is_no_burden(desk: DeskApp, office: Office) -> None:
    mary = office.add("Mary Ofori", do_not_contact=True)
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "log", customer_id=mary)
        await picked(pilot, desk, "direction", "o")
        await until(pilot, lambda: shown(desk, WISH))
        await picked(pilot, desk, "outcome", "n")
        await until(pilot, lambda: not shown(desk, WISH))
        await picked(pilot, desk, "outcome", "i")
        await until(pilot, lambda: shown(desk, WISH))
        await picked(pilot, desk, "nature", "c")
        await until(pilot, lambda: not shown(desk, WISH))


async def test_over_the_limit_in_a_call_and_by_a_channel_they_refused(desk: DeskApp, office: Office) -> None:
    quillon = office.quillon()
    mary = office.add("Mary Ofori")
    for days in (5, 6, 7):
        office.contact(mary, "hello", days=days, direction="outbound", nature="courtesy")
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "call", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("enter")
        await picked(pilot, desk, "direction", "o")
        await until(pilot, lambda: shown(desk, "▲ This is contact 4 in 30 days, with 3 made and 0 planned;"))
        assert happened(desk) == ""
        await pilot.press("escape")
        await opened(pilot, desk, "log", customer_id=quillon)
        await picked(pilot, desk, "direction", "o")
        await picked(pilot, desk, "channel", "e")
        await until(pilot, lambda: shown(desk, "▲ They said no to this channel: mail."))


async def test_what_was_planned_against_the_load_for_a_reason_is_not_told_again(
    desk: DeskApp, office: Office
) -> None:
    mary = office.add("Mary Ofori", do_not_contact=True)
    planned = office.follow_up(mary, "2d", "the recall")
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "log", customer_id=mary, follow_up_id=planned)
        await picked(pilot, desk, "channel", "v")
        await picked(pilot, desk, "channel", "p")
        assert not shown(desk, WISH)


async def test_what_answers_their_question_is_no_burden_when_it_is_planned(
    desk: DeskApp, office: Office
) -> None:
    mary = office.add("Mary Ofori", do_not_contact=True)
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "log", customer_id=mary)
        await picked(pilot, desk, "nature", "e")
        await picked(pilot, desk, "outcome", "i")
        await picked(pilot, desk, "next", "6")
        await pilot.press("d")
        await until(pilot, lambda: shown(desk, WISH))
        await picked(pilot, desk, "outcome", "f")
        await until(pilot, lambda: not shown(desk, WISH))
        await picked(pilot, desk, "direction", "o")
        await until(pilot, lambda: shown(desk, WISH))
