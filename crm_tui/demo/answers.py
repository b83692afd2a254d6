"""What the sample business writes to its customers, and what they answer when they are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import select

from crm_tui.actions.case_listening import Learnt, note_learnt
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.messages import SentMessage, log_message
from crm_tui.actions.reading import reader_of
from crm_tui.actions.starter_templates import THANK_YOU
from crm_tui.actions.survey_answers import answer_survey
from crm_tui.actions.survey_values import NewAnswer, NewQuestion
from crm_tui.actions.surveys import ask_survey
from crm_tui.actions.templates import NewTemplate, add_template
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import SurveyKind, TemplateKind
from crm_tui.domain.words import Channel, Nature, Outcome
from crm_tui.i18n import _
from crm_tui.queries.business import business
from crm_tui.queries.messages import compose
from crm_tui.queries.template_values import Writer, addressee
from crm_tui.queries.templates import template_named
from crm_tui.store.database import Database
from crm_tui.store.journal import Act
from crm_tui.store.tables import MessageTemplate

#: How many contacts this makes.
CONTACTS = 8
#: Who was asked by mail, was not content, and was called.
_UNHAPPY = "nashwa"


@dataclass(frozen=True, slots=True)
class _Given:
    days_ago: int
    key: str
    kind: SurveyKind
    score: int
    words: str
    channel: Channel


def give(database: Database, people: list[Actor], cast: Mapping[str, int], now: datetime) -> None:
    """Let the business write a thank-you, and a few customers answer; whoever is there takes the answers."""
    founder, colleague = people[0], people[min(1, len(people) - 1)]
    with database.act(founder, now - timedelta(days=120)) as act:
        act.describe("set-up-sample")
        _write_templates(act)
    with database.act(colleague, now - timedelta(days=61)) as act:
        _thank(act, cast["rahim"], colleague)
    for one in _answers():
        with database.act(colleague, now - timedelta(days=one.days_ago)) as act:
            answer_survey(
                act, cast[one.key], NewAnswer(one.score, one.words, one.kind.value, one.channel.value)
            )
    _make_good(database, colleague, cast[_UNHAPPY], now)


def _answers() -> tuple[_Given, ...]:
    csat, nps = SurveyKind.CSAT, SurveyKind.NPS
    return (
        _Given(63, "quillon", csat, 5, _("quick, and somebody thought along"), Channel.PHONE),
        _Given(60, "rahim", nps, 9, "সময়মতো আসে", Channel.EMAIL),
        _Given(52, "jun", csat, 4, "", Channel.VISIT),
        _Given(40, "lumen", nps, 8, _("good coffee; the delivery could be earlier"), Channel.PHONE),
    )


def _write_templates(act: Act) -> None:
    """The thank-you in Bengali beside the one of the starter set, a question in it, and a piece to put in."""
    if act.session.exec(select(MessageTemplate.id).limit(1)).first() is None:
        add_template(act, NewTemplate(THANK_YOU, "Dear {address},\n\nthank you.\n\n{me}\n{business}"))
    add_template(
        act,
        NewTemplate(
            THANK_YOU,
            "{address},\n\n{business} থেকে কেনার জন্য ধন্যবাদ। কিছু মনমতো না হলে আমাকে জানাবেন।\n\n{me}\n{business}",
            subject="ধন্যবাদ, {address}",
            language="bn",
        ),
    )
    add_template(
        act,
        NewTemplate(
            SurveyKind.CSAT.value,
            "{business} নিয়ে আপনি কতটা সন্তুষ্ট? ১ মানে একেবারেই না, ৫ মানে খুব",
            language="bn",
            kind=TemplateKind.QUESTION.value,
        ),
    )
    add_template(
        act,
        NewTemplate(
            _("opening hours"),
            _("We are open from 9:00 to 17:00, Saturdays too."),
            kind=TemplateKind.SNIPPET.value,
        ),
    )


def _thank(act: Act, customer_id: int, actor: Actor) -> None:
    reader = reader_of(act)
    to, writer = addressee(reader, customer_id), Writer(business(reader), actor, act.now)
    text = template_named(reader, THANK_YOU, actor.staff_id, *writer.languages(to))
    written = compose(reader, to, text, writer)
    log_message(act, SentMessage(customer_id, text.channel, text.nature, written.body, written.subject))


def _make_good(database: Database, actor: Actor, customer_id: int, now: datetime) -> None:
    """Asked by mail, somebody was not content: the case that came of it was solved the day after."""
    with database.act(actor, now - timedelta(days=48)) as act:
        ask_survey(act, customer_id, NewQuestion(override_why=_("as agreed")))
    with database.act(actor, now - timedelta(days=47)) as act:
        words = _("nice people, but I had to explain it twice")
        saved = answer_survey(act, customer_id, NewAnswer(2, words, channel=Channel.EMAIL.value))
    with database.act(actor, now - timedelta(days=46)) as act:
        log_contact(
            act,
            NewContact(
                Channel.EMAIL.value,
                "outbound",
                Nature.COMPLAINT.value,
                Outcome.SOLVED.value,
                customer_id=customer_id,
                said=_("said sorry; one person writes to her from now on"),
                case_id=saved.case,
            ),
        )
        if saved.case is not None:
            note_learnt(
                act, saved.case, Learnt(cause=_("handed on"), prevention=_("one owner from start to end"))
            )
