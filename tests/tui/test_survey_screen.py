"""Taking a customer's answer by one digit, and asking them."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, Office, until
from form_sample import assert_sent_harmlessly, entered, form_desk, happened, opened, saved, shown, typed

from crm_tui.actions import cases, plans
from crm_tui.actions.customers import edit_customer
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sales import record_sale
from crm_tui.actions.survey_answers import answer_survey
from crm_tui.actions.survey_values import NewAnswer, NewQuestion
from crm_tui.actions.surveys import ask_survey
from crm_tui.actions.templates import NewTemplate, add_template
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import PlanEvent, SurveyKind, SurveyState
from crm_tui.domain.plans import Step
from crm_tui.domain.sale_text import read_lines
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


@pytest.fixture
def asked_of_a_sale(database: Database, nadia: Actor, office: Office) -> tuple[int, int]:
    """A customer and their sale; a plan wants them asked about it."""
    mary = office.add("Mary Ofori")
    with database.act(nadia, NOW) as act:
        step = Step(0, "phone", "", survey=SurveyKind.NPS)
        plan = plans.add_plan(act, plans.NewPlan("ask", PlanEvent.SALE, (step,)))
        plans.switch_on(act, plan.id)
    with database.act(nadia, NOW) as act:
        lines = read_lines("kettle @ 24.50")
        sale = record_sale(act, mary, NewSale(lines, taken_along=True)).id
    return mary, sale


async def test_a_planned_survey_that_is_done_opens_its_question(
    desk: DeskApp, reader: SqliteReader, asked_of_a_sale: tuple[int, int]
) -> None:
    mary, sale = asked_of_a_sale
    (follow_up,) = (number for (number,) in reader.rows("SELECT id FROM follow_ups"))
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customer", customer_id=mary, focus=("follow-up", follow_up))
        await until(pilot, lambda: getattr(desk.screen, "at_cursor", None) == ("follow-up", follow_up))
        await pilot.press("space", "9", "ctrl+s")  # as fast as somebody types who knows the desk
        await until(pilot, lambda: "written down" in happened(desk))
    (answered,) = surveys_of(reader, mary)
    assert (answered.kind, answered.score, answered.sale_id) == (SurveyKind.NPS, 9, sale)
    assert reader.value("SELECT state FROM follow_ups") == "done"


async def test_the_key_on_a_sale_asks_about_that_sale(
    desk: DeskApp, reader: SqliteReader, asked_of_a_sale: tuple[int, int]
) -> None:
    mary, sale = asked_of_a_sale
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.open("sale-page", sale_id=sale)
        await until(pilot, lambda: shown(desk, "kettle"))
        await pilot.press("Q")
        await until(pilot, lambda: shown(desk, "sale: kettle"))
        await pilot.press("4")
        await saved(pilot, desk)
    assert [one.sale_id for one in surveys_of(reader, mary)] == [sale]


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_is_gone_through_and_what_waits_is_answered(
    desk: DeskApp,
    office: Office,
    reader: SqliteReader,
    database: Database,
    nadia: Actor,
    size: tuple[int, int],
) -> None:
    mary, mallory = office.add("Mary Ofori"), office.add(HOSTILE)
    with database.act(nadia, NOW) as act:
        ask_survey(act, mary, NewQuestion("nps"))
    with database.act(nadia, NOW) as act:
        answer_survey(act, mallory, NewAnswer(1, "[b]bad[/b]"))
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("surveys")
        await until(pilot, lambda: shown(desk, "recommending"))
        assert shown(desk, "Mary Ofori")
        assert not shown(desk, "Mallory")
        await pilot.press("w")
        await until(pilot, lambda: shown(desk, "[b]bad[/b]"))
        assert shown(desk, "1 / 5")
        assert_sent_harmlessly(desk)
        await pilot.press("w", "w", "w")
        await until(pilot, lambda: shown(desk, "Mary Ofori") and not shown(desk, "Mallory"))
        await pilot.press("enter")
        await until(pilot, lambda: shown(desk, "Would you recommend"))
        await pilot.press("8")
        await saved(pilot, desk)
        await until(pilot, lambda: shown(desk, "Nobody is still to answer."))
    assert [one.score for one in surveys_of(reader, mary)] == [8]


async def test_the_form_says_in_which_language_it_asks(
    path: Path, desk: DeskApp, office: Office, database: Database, nadia: Actor
) -> None:
    mary = office.add("Mary Ofori")
    with database.act(nadia, NOW) as act:
        edit_customer(act, mary, {"language": "bn"})
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "survey", customer_id=mary)
        assert shown(desk, "in English Mary Ofori")
    long = "{address}, {business} কেমন লাগল? " + "১ মানে একেবারেই ভালো নয়, ৫ মানে খুব ভালো। " * 2
    with database.act(nadia, NOW) as act:
        add_template(act, NewTemplate("csat", long, language="bn", kind="question"))
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "survey", customer_id=mary)
        assert shown(desk, "in Bangla Mary Ofori")
        assert shown(desk, "কেমন লাগল?")
