"""Surveys: asked within the contact load, answered, and a low score looked after once."""

from datetime import timedelta

import pytest
from sqlmodel import select

from crm_tui.actions import cases
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.load import OverContactLoad
from crm_tui.actions.messages import SentMessage, log_message
from crm_tui.actions.sending import send_message
from crm_tui.actions.starter import full
from crm_tui.actions.survey_answers import answer_survey
from crm_tui.actions.survey_values import About, NewAnswer, NewQuestion
from crm_tui.actions.surveys import ask_survey, decline_survey
from crm_tui.actions.templates import NewTemplate, add_template
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.domain.growth_words import SurveyState
from crm_tui.domain.words import Mood, Stage
from crm_tui.queries.cases import cases_of
from crm_tui.queries.interactions import interaction, last_interactions
from crm_tui.queries.planned_surveys import planned_survey
from crm_tui.queries.surveys import survey, surveys_of
from crm_tui.store.journal import Act
from crm_tui.store.tables import Plan, PlanRun, PlanTouch


def test_an_answer_is_the_customers_feedback_with_a_mood(run, reader, quillon) -> None:
    saved = run(answer_survey, quillon.id, NewAnswer(5, "quick and kind"))
    found = interaction(reader, saved.interaction)
    assert (found.direction, found.nature, found.mood) == ("inbound", "feedback", Mood.DELIGHTED)
    assert found.said == "satisfaction 5 of 5: quick and kind"
    assert saved.case is None
    kept = survey(reader, saved.id)
    assert (kept.state, kept.score, kept.words) == (SurveyState.ANSWERED, 5, "quick and kind")


def test_the_question_that_waits_is_answered(run, reader, quillon, now) -> None:
    asked = run(ask_survey, quillon.id, NewQuestion(), at=now - timedelta(days=1))
    (contact,) = last_interactions(reader, quillon.id, 5)
    assert (contact.id, contact.direction) == (asked.interaction, "outbound")
    with pytest.raises(InvalidInput, match="have not answered yet"):
        run(ask_survey, quillon.id, NewQuestion())
    answered = run(answer_survey, quillon.id, NewAnswer(4))
    assert answered.id == asked.id
    assert [one.id for one in surveys_of(reader, quillon.id)] == [asked.id]
    run(undo)
    assert survey(reader, asked.id).state is SurveyState.ASKED
    run(decline_survey, asked.id)
    with pytest.raises(InvalidInput, match="waits for no answer"):
        run(decline_survey, asked.id)


def test_asking_keeps_to_the_contact_load_and_to_their_wishes(run, quillon, now) -> None:
    for day in range(3):
        sent = SentMessage(quillon.id, "email", "courtesy", "thanks")
        run(log_message, sent, at=now - timedelta(days=day))
    with pytest.raises(OverContactLoad) as refused:
        run(ask_survey, quillon.id, NewQuestion())
    assert "contact 4 in 30 days" in refused.value.reasons[0]
    assert run(ask_survey, quillon.id, NewQuestion(override_why="agreed on the phone")).id
    mary = run(add_customer, NewCustomer("Mary Ofori"))
    run(edit_customer, mary.id, {"do_not_contact": True})
    with pytest.raises(OverContactLoad):
        run(ask_survey, mary.id, NewQuestion())


@pytest.mark.parametrize(
    ("kind", "score", "opens"),
    [("csat", 1, True), ("csat", 2, True), ("csat", 3, False), ("nps", 0, True), ("nps", 6, True),
     ("nps", 7, False)],
)  # fmt: skip
def test_a_low_score_opens_a_case(run, reader, quillon, kind, score, opens) -> None:
    saved = run(answer_survey, quillon.id, NewAnswer(score, kind=kind))
    assert [one.id for one in cases_of(reader, quillon.id)] == ([saved.case] if opens else [])


def test_the_case_is_for_who_had_the_matter_and_its_clock_runs(run, reader, quillon, paul, now) -> None:
    run(full, at=now - timedelta(days=30))
    of_paul = run(
        cases.open_case, quillon.id, cases.NewCase("complaint", "it leaks", owner="paul"), by=paul,
        at=now - timedelta(days=9),
    )  # fmt: skip
    run(cases.solve, of_paul.id, at=now - timedelta(days=8))
    saved = run(answer_survey, quillon.id, NewAnswer(2, "leaks again", about=About(case_id=of_paul.id)))
    (opened,) = cases_of(reader, quillon.id, open_only=True)
    assert (opened.id, opened.owner_login, opened.stage) == (saved.case, "paul", Stage.OPEN)
    assert interaction(reader, saved.interaction).case_id == saved.case
    clocks = reader.rows("SELECT name, state FROM case_clocks WHERE case_id = :id", {"id": saved.case})
    assert ("first-response", "running") in clocks


def test_the_question_is_asked_in_the_customers_language(run, reader, quillon) -> None:
    run(edit_customer, quillon.id, {"language": "bn-BD"})
    bengali = NewTemplate("csat", "{address}, {business} কেমন লাগল?\n১ থেকে ৫", language="bn", kind="question")
    run(add_template, bengali)
    run(ask_survey, quillon.id, NewQuestion())
    (contact,) = last_interactions(reader, quillon.id, 5)
    assert contact.did == "Quillon Ashgrove, Ashgrove Repairs কেমন লাগল? ১ থেকে ৫"
    run(ask_survey, quillon.id, NewQuestion("nps"))  # nobody has worded that one
    assert "Would you recommend Ashgrove Repairs?" in last_interactions(reader, quillon.id, 5)[0].did


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (NewTemplate("happiness", "how happy?", kind="question"), "name"),
        (NewTemplate("csat", "as {nps}?", kind="question"), "body"),
        (NewTemplate("csat", "a snippet by the name of a question", kind="snippet"), "name"),
    ],
)
def test_what_is_no_wording_is_refused(run, wrong, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(add_template, wrong)
    assert refused.value.field == field


def test_only_who_is_in_charge_words_a_question(run, paul) -> None:
    with pytest.raises(NotAllowed):
        run(add_template, NewTemplate("csat", "happy?", kind="question", mine=True), by=paul)


def test_a_message_with_the_question_asks_it_once(run, reader, quillon) -> None:
    question = "How satisfied were you with Ashgrove Repairs? 1 not at all, 5 very"
    mail = SentMessage(quillon.id, "email", "courtesy", f"Dear Q,\n{question}", "A word")
    first = run(send_message, mail)
    assert survey(reader, first.survey).state is SurveyState.ASKED
    (contact,) = last_interactions(reader, quillon.id, 5)
    assert (contact.said, contact.did) == ("A word", f"Dear Q,\n{question}")
    assert run(send_message, mail).survey is None  # a reminder
    assert [one.id for one in surveys_of(reader, quillon.id)] == [first.survey]


def test_undo_takes_case_answer_and_contact_back_and_it_can_be_answered_again(run, reader, quillon) -> None:
    run(answer_survey, quillon.id, NewAnswer(1))
    run(undo)
    assert cases_of(reader, quillon.id) == ()
    assert surveys_of(reader, quillon.id) == ()
    assert last_interactions(reader, quillon.id, 5) == ()
    run(answer_survey, quillon.id, NewAnswer(1))
    assert len(cases_of(reader, quillon.id)) == 1


def test_no_second_case_while_the_first_one_runs(run, reader, quillon) -> None:
    opened = run(cases.open_case, quillon.id, cases.NewCase("complaint", "it leaks"))
    saved = run(answer_survey, quillon.id, NewAnswer(1, about=About(case_id=opened.id)))
    assert saved.case is None
    assert interaction(reader, saved.interaction).case_id == opened.id
    assert [one.id for one in cases_of(reader, quillon.id)] == [opened.id]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (NewAnswer(), "score"),
        (NewAnswer(0), "score"),
        (NewAnswer(6), "score"),
        (NewAnswer(11, kind="nps"), "score"),
        (NewAnswer(3, kind="stars"), "kind"),
        (NewAnswer(3, channel="pigeon"), "channel"),
        (NewAnswer(3, about=About(1, 1)), "case"),
    ],
)
def test_what_is_no_answer_is_refused(run, reader, quillon, wrong, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(answer_survey, quillon.id, wrong)
    assert refused.value.field == field
    assert surveys_of(reader, quillon.id) == ()


def test_an_answer_to_come_is_refused(run, quillon, now) -> None:
    with pytest.raises(InvalidInput, match="future"):
        run(answer_survey, quillon.id, NewAnswer(3, answered_at=now + timedelta(hours=1)))


@pytest.fixture
def planned(run, quillon, now, when) -> int:
    """A follow-up by which a touchpoint plan wants the customer asked."""
    follow_up = run(
        schedule_follow_up, quillon.id, NewFollowUp(when("2d"), "how satisfied?", channel="email")
    )

    def touch(act: Act) -> None:
        act.describe("test")
        plan = act.add(Plan(name="after a sale", event="sale", created_at=now)).record_id
        run_id = act.add(
            PlanRun(plan_id=plan, customer_id=quillon.id, event_kind="sale", event_id=1, started_at=now)
        ).record_id
        act.add(
            PlanTouch(
                run_id=run_id, step=0, due_on=now.date(), state="planned", follow_up_id=follow_up.id,
                is_survey=True, at=now,
            )
        )  # fmt: skip

    run(touch)
    return follow_up.id


def test_what_was_joined_to_something_else_is_not_done_by_asking(run, reader, quillon, planned) -> None:
    def join(act: Act) -> None:
        act.describe("test")
        touch = act.session.exec(select(PlanTouch)).one()
        act.change(touch, state="joined")

    run(join)
    run(answer_survey, quillon.id, NewAnswer(4))
    assert reader.value("SELECT state FROM follow_ups WHERE id = :id", {"id": planned}) == "open"
    assert planned_survey(reader, planned).is_joined


@pytest.mark.parametrize("asked_first", [True, False])
def test_what_a_plan_wanted_asked_is_done_by_asking_or_answering(
    run, reader, quillon, planned, asked_first
) -> None:
    if asked_first:
        run(ask_survey, quillon.id, NewQuestion())
    else:
        run(answer_survey, quillon.id, NewAnswer(4))
    assert reader.value("SELECT state FROM follow_ups WHERE id = :id", {"id": planned}) == "done"
    run(undo)
    assert reader.value("SELECT state FROM follow_ups WHERE id = :id", {"id": planned}) == "open"
