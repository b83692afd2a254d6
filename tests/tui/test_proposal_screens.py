"""Proposals and check questions on screen, and what Today says of them."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, happened, painted, until, where
from house_sample import LONG_AGO, HouseDesk, house_desk, rows_of, set_standard

from crm_tui.actions.policies import add_policy
from crm_tui.actions.proposals import answer_proposal, propose
from crm_tui.actions.standards import StandardChanges, acknowledge, change_standard
from crm_tui.domain.actor import Actor
from crm_tui.queries.proposals import proposals
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.policy import PolicyScreen
from crm_tui.tui.screens.proposal_forms import AnswerForm, ProposeForm
from crm_tui.tui.screens.proposals import ProposalsScreen
from crm_tui.tui.screens.reading_form import ReadingForm
from crm_tui.tui.screens.standard import StandardScreen


def shows(desk: HouseDesk, words: str) -> bool:
    return any(words in line for line in painted(desk))


def suggest(database: Database, actor: Actor, words: str = "two people until 14:00", **about: int) -> int:
    with database.act(actor, NOW) as act:
        return propose(act, words=words, why="they call at noon", **(about or {"standard_id": 1})).id


@pytest.mark.parametrize("size", SIZES)
async def test_an_agent_proposes_on_the_page(
    path: Path, database: Database, nadia: Actor, paul: Actor, reader: SqliteReader, size: tuple[int, int]
) -> None:
    set_standard(database, nadia)
    desk = house_desk(path, paul)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("standard", standard_id=1)
        await until(pilot, lambda: isinstance(desk.screen, StandardScreen) and shows(desk, "Nobody waits"))
        await pilot.press("p")
        await until(pilot, lambda: isinstance(desk.screen, ProposeForm) and shows(desk, "Propose"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shows(desk, "is needed (how it should be"))
        await pilot.press(*"two", "enter", *"noon", "ctrl+s")
        await until(pilot, lambda: "Proposal 1 is kept" in happened(desk))
    (kept,) = proposals(reader)
    assert (kept.words, kept.why, kept.staff, kept.standard_id) == ("two", "noon", "Paul Mensah", 1)


@pytest.mark.parametrize(("key", "state"), [("y", "accepted"), ("x", "declined")])
async def test_those_in_charge_answer_from_today(
    path: Path, database: Database, nadia: Actor, paul: Actor, reader: SqliteReader, key: str, state: str
) -> None:
    set_standard(database, nadia)
    number = suggest(database, paul)
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("proposal", proposal_id=number)
        await until(pilot, lambda: isinstance(desk.screen, ProposalsScreen) and shows(desk, "Because"))
        await until(pilot, lambda: where(desk).startswith("Proposals about standard 1"))
        await pilot.press(key)
        await until(pilot, lambda: isinstance(desk.screen, AnswerForm) and shows(desk, "Answer"))
        await pilot.press(*"because", "ctrl+s")
        await until(pilot, lambda: f"is {state}" in happened(desk))
        await until(pilot, lambda: shows(desk, f"Nadia Karim, {state}: because"))
        await pilot.press(key)
        await until(pilot, lambda: "answered before" in happened(desk))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, StandardScreen))
    assert proposals(reader)[0].state == state


async def test_an_agent_reads_answers_and_gives_none(
    path: Path, database: Database, nadia: Actor, paul: Actor
) -> None:
    with database.act(nadia, LONG_AGO) as act:
        add_policy(act, name="Returns", wording="30 days")
    suggest(database, paul, policy_id=1)
    desk = house_desk(path, paul)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("policy", policy_id=1)
        await until(pilot, lambda: isinstance(desk.screen, PolicyScreen) and shows(desk, "1 waits"))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(desk.screen, ProposalsScreen) and shows(desk, "two people"))
        await pilot.press("y")
        await until(pilot, lambda: "Only a manager or an admin" in happened(desk))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, ProposeForm) and shows(desk, "Returns"))


async def test_today_tells_those_in_charge_and_then_who_proposed(
    path: Path, database: Database, nadia: Actor, paul: Actor
) -> None:
    set_standard(database, nadia)
    number = suggest(database, paul)
    desk = house_desk(path, nadia, "today")
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await until(
            pilot, lambda: ["proposed", "Paul Mensah: two people until 14:00"] in rows_of(desk, "standards")
        )
    with database.act(nadia, NOW) as act:
        answer_proposal(act, number, accept=True, answer="yes, from monday")
    told = ["accepted", "yes, from monday (Nadia Karim, to: two people until 14:00)"]
    desk = house_desk(path, paul, "today")
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: told in rows_of(desk, "standards"))
    desk = house_desk(path, nadia, "today")
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: bool(rows_of(desk, "standards")))
        assert [row[0] for row in rows_of(desk, "standards")] == ["to read"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_check_question_is_asked_before_a_standard_counts_as_read(
    path: Path, database: Database, nadia: Actor, reader: SqliteReader, size: tuple[int, int]
) -> None:
    set_standard(database, nadia, question="How long at most?")
    desk = house_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: shows(desk, "to read"))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(desk.screen, ReadingForm) and shows(desk, "How long at most?"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shows(desk, "is needed (in your own words"))
        await pilot.press(*"3min", "ctrl+s")
        await until(pilot, lambda: "You have read version 1 of standard 1" in happened(desk))
    assert reader.rows("SELECT answer FROM acknowledgements") == [("3min",)]


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_shown_harmlessly(
    path: Path, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    set_standard(database, nadia, question=HOSTILE, statement=HOSTILE)
    suggest(database, nadia, HOSTILE)
    desk = house_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        for route, about in (
            ("proposal", {"proposal_id": 1}),
            ("answer-proposal", {"proposal_id": 1, "accept": True}),
            ("propose-change", {"standard_id": 1}),
            ("read-standard", {"standard_id": 1}),
        ):
            before = desk.screen
            desk.open(route, **about)
            await until(pilot, lambda: desk.screen is not before and shows(desk, "[bold]Mallory[/]"))  # noqa: B023


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_of_a_standard_names_whom_it_owes_to_and_what_waits(
    path: Path, database: Database, nadia: Actor, paul: Actor, size: tuple[int, int]
) -> None:
    set_standard(database, nadia)
    number = suggest(database, paul)
    with database.act(nadia, NOW) as act:
        answer_proposal(act, number, accept=True, answer="yes")
        change_standard(act, 1, StandardChanges(target=2.0))
    suggest(database, paul, "a second line")
    desk = house_desk(path, nadia)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("standard", standard_id=1)
        await until(pilot, lambda: shows(desk, "v2, from a proposal of Paul Mensah"))
        assert shows(desk, "1 waits for an answer")


async def test_a_review_shows_what_was_answered_to_the_check_question(
    path: Path, database: Database, nadia: Actor, paul: Actor
) -> None:
    set_standard(database, nadia, question="How long at most?")
    with database.act(paul, NOW) as act:
        acknowledge(act, 1, answer="as long as they like")
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        desk.open("review", standard_id=1)
        await until(pilot, lambda: shows(desk, "“as long as they like” Paul Mensah"))


async def test_a_standards_review_answers_and_credits(
    path: Path, database: Database, nadia: Actor, paul: Actor, reader: SqliteReader
) -> None:
    set_standard(database, nadia)
    suggest(database, paul)
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        desk.open("review", standard_id=1)
        await until(pilot, lambda: shows(desk, "Paul Mensah: two people until 14:00"))
        await pilot.press("shift+tab", "d", *"too dear", "enter", "k", *"right", "enter", *"3mo", "ctrl+s")
        await until(pilot, lambda: "Reviewed standard 1: keep." in happened(desk))
    (one,) = proposals(reader)
    assert (one.state, one.answer, one.answered_by) == ("declined", "too dear", "Nadia Karim")
