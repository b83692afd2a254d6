"""Taking a customer's answer by one digit, and asking them."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, Office, until
from form_sample import assert_sent_harmlessly, entered, form_desk, happened, opened, saved, shown, typed

from crm_tui.actions import cases
from crm_tui.actions.survey_values import NewQuestion
from crm_tui.actions.surveys import ask_survey
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import SurveyState
from crm_tui.queries.cases import cases_of
from crm_tui.queries.surveys import surveys_of
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
async def test_one_digit_answers_and_a_low_one_opens_a_case(
    desk: DeskApp,
    office: Office,
    reader: SqliteReader,
    database: Database,
    nadia: Actor,
    size: tuple[int, int],
) -> None:
    mary = office.add("Mary Ofori")
    with database.act(nadia, NOW) as act:
        solved = cases.open_case(act, mary, cases.NewCase("complaint", "it leaks")).id
        cases.solve(act, solved)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("customer", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("Q")
        await until(pilot, lambda: shown(desk, "How satisfied were you with Ashgrove Repairs"))
        assert shown(desk, "▸1 complaint: it leaks")
        assert entered(desk) == "answer"
        await pilot.press("7")
        await until(pilot, lambda: shown(desk, "No answer has the key 7"))
        await pilot.press("2")
        await typed(pilot, "leaks again")
        assert "is opened for Nadia Karim" in await saved(pilot, desk)
    (answered,) = surveys_of(reader, mary)
    assert (answered.score, answered.words, answered.case_id) == (2, "leaks again", solved)
    assert len(cases_of(reader, mary, open_only=True)) == 1


async def test_they_are_asked_by_mail_and_answer_later(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "survey", customer_id=mary)
        desk.screen.form.go_to("kind")
        await pilot.press("r", "m")
        assert "on the clipboard" in await saved(pilot, desk)
        await until(pilot, lambda: "recommend Ashgrove Repairs" in desk.clipboard)
        assert [one.state for one in surveys_of(reader, mary)] == [SurveyState.ASKED]
        await opened(pilot, desk, "survey", customer_id=mary)
        assert shown(desk, "no answer yet")
        await pilot.press("t")
        await saved(pilot, desk)
    assert [(one.state, one.score) for one in surveys_of(reader, mary)] == [(SurveyState.ANSWERED, 10)]


async def test_asking_against_their_wishes_takes_a_reason(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori", do_not_contact=True)
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "survey", customer_id=mary)
        assert shown(desk, "▲ They asked not to be contacted.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "One digit gives it"))
        await pilot.press("m", "ctrl+s")
        await until(pilot, lambda: shown(desk, "Give a reason"))
        await typed(pilot, "agreed")
        assert "on the clipboard" in await saved(pilot, desk)
    assert len(surveys_of(reader, mary)) == 1


async def test_who_does_not_want_to_answer_is_not_asked_again(
    desk: DeskApp, office: Office, reader: SqliteReader, database: Database, nadia: Actor
) -> None:
    mary = office.add(HOSTILE)
    with database.act(nadia, NOW) as act:
        ask_survey(act, mary, NewQuestion())
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "survey", customer_id=mary)
        assert_sent_harmlessly(desk)
        await pilot.press("n")
        assert "did not want to answer" in await saved(pilot, desk)
        assert "✓" in happened(desk)
    assert [one.state for one in surveys_of(reader, mary)] == [SurveyState.DECLINED]
