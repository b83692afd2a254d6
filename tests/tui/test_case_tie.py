"""Several customers with one cause: seen on Today, tied into one case above them."""

from pathlib import Path

import pytest
from customer_sample import SIZES, Office, until, where
from form_sample import form_desk, opened, saved, shown, typed

from crm_tui.actions.case_listening import Learnt, note_learnt
from crm_tui.actions.case_ties import tie_cases
from crm_tui.domain.actor import Actor
from crm_tui.domain.money import PARTS
from crm_tui.queries.case_learning import case_learning
from crm_tui.queries.cases import case, cases_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia, start="today")


def _leaks(office: Office, reader: SqliteReader, *names: str) -> list[int]:
    numbers = []
    for name in names:
        who = office.add(name)
        office.contact(who, "it leaks", nature="complaint", outcome="information")
        number = cases_of(reader, who)[0].id
        with office.database.act(office.actor) as act:
            note_learnt(act, number, Learnt(cause="seal of the March batch"))
        numbers.append(number)
    return numbers


@pytest.mark.parametrize("size", SIZES)
async def test_what_several_met_stands_on_today_and_is_tied_there(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    numbers = _leaks(office, reader, "Mary Ofori", "Jun Sato", "রহিম উদ্দিন")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: shown(desk, "One cause 1"))
        desk.screen.query_one("#causes").focus()
        await until(pilot, lambda: shown(desk, "seal of the March batch"))
        await pilot.press("enter")
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        assert shown(desk, "3 cases: seal of the March batch")
        await pilot.press("tab")
        await typed(pilot, "the March seals")
        await saved(pilot, desk)
        await until(pilot, lambda: not shown(desk, "One cause"))
    above = case_learning(reader, numbers[0]).parent_id
    assert above is not None
    assert case(reader, above).case.title == "the March seals"
    assert set(case_learning(reader, above).below) == set(numbers)


async def test_a_case_without_others_of_its_cause_says_so(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    (number,) = _leaks(office, reader, "Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("case-tie", case_id=number)
        await until(pilot, lambda: shown(desk, "No other case of the last 90 days"))


async def test_a_cause_is_picked_from_those_named_before(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    _leaks(office, reader, "Jun Sato")
    mary = office.add("Mary Ofori")
    office.contact(mary, "drips", nature="complaint", outcome="information")
    number = cases_of(reader, mary)[0].id
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "case-learn", case_id=number)
        await pilot.press("tab")
        await typed(pilot, "SEAL")
        await until(pilot, lambda: shown(desk, "↓ seal of the March batch"))
        await pilot.press("down")
        await saved(pilot, desk)
    assert case_learning(reader, number).cause == "seal of the March batch"


async def test_the_page_of_a_case_tells_what_was_learnt_and_what_it_is_tied_to(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    numbers = _leaks(office, reader, "Mary Ofori", "Jun Sato")
    with office.database.act(office.actor) as act:
        note_learnt(
            act,
            numbers[0],
            Learnt(
                understanding="it drips when hot", confirmed=True, prevention="test seals", cost=25 * PARTS
            ),
        )
        above = tie_cases(act, numbers).id
    async with desk.run_test(size=(80, 40), notifications=True) as pilot:
        desk.open("record", kind="case", record_id=numbers[0])
        await until(pilot, lambda: shown(desk, "it drips when hot (they agreed)"))
        assert shown(desk, "seal of the March batch")
        assert shown(desk, "test seals")
        assert shown(desk, "25 ")
        assert shown(desk, f"case {above}")
        desk.open("record", kind="case", record_id=above)
        await until(pilot, lambda: shown(desk, f"case {numbers[0]}, case {numbers[1]}"))
        await pilot.press("J")
        await until(pilot, lambda: where(desk).startswith(f"Case {numbers[0]} "))
        await pilot.press("escape", "J")
        await until(pilot, lambda: where(desk).startswith(f"Case {numbers[1]} "))
        await until(pilot, lambda: shown(desk, f"Tied into case {above}"))
        await pilot.press("J")
        await until(pilot, lambda: where(desk).startswith(f"Case {above} "))


async def test_what_a_colleague_learnt_meanwhile_is_not_overwritten_unseen(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    (number,) = _leaks(office, reader, "Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "case-learn", case_id=number)
        await typed(pilot, "it drips")
        with office.database.act(office.actor) as act:
            note_learnt(act, number, Learnt(resolution="new seal"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "was changed by"))
        assert case_learning(reader, number).resolution == "new seal"
