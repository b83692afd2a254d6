"""``crm-tui survey ask``, ``answer`` and ``decline``."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from crm_tui.actions.survey_answers import answer_survey
from crm_tui.actions.survey_values import About, NewAnswer, NewQuestion, SavedSurvey
from crm_tui.actions.surveys import ask_survey, decline_survey
from crm_tui.cli import notices
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.queries.messages import AskingMail, asking_mail
from crm_tui.queries.questions import question_for
from crm_tui.queries.template_values import Writer, addressee

_CUSTOMER = argument("customer", type=int, metavar="CUSTOMER", help=N_("The customer's number."))
_KIND = option(
    "--kind",
    type=choice(SurveyKind),
    default=SurveyKind.CSAT.value,
    help=N_("csat: satisfaction, 1 to 5; nps: would recommend us, 0 to 10. csat unless given."),
)
_CASE = option("--case", "case_id", type=int, metavar="ID", help=N_("The case that it is about."))
_FOLLOW_UP = option("--follow-up-done", type=int, metavar="ID", help=N_("The follow-up that it did."))
_SALE = option("--sale", "sale_id", type=int, metavar="ID", help=N_("The sale that it is about."))


@command(
    "ask",
    help=N_("Ask a customer, which counts as a contact of ours; the question is printed to be sent."),
    examples=("crm-tui survey ask 12 --case 4", "crm-tui survey ask 12 --kind nps --channel phone"),
)
@_CUSTOMER
@_KIND
@option("--channel", metavar="CODE", default=Channel.EMAIL.value, help=N_("How; email unless given."))
@_CASE
@_SALE
@_FOLLOW_UP
@option("--override", metavar="REASON", default="", help=N_("Why all the same, against load or wishes."))
def ask(
    desk: Desk,
    customer: int,
    kind: str,
    channel: str,
    case_id: int | None,
    sale_id: int | None,
    follow_up_done: int | None,
    override: str,
) -> None:
    """Ask. Raises NotAllowed with the reasons, InvalidInput, NoSuchRecord."""
    reader = desk.read()
    to, writer = addressee(reader, customer), Writer(desk.business, desk.actor, desk.now)
    question = question_for(reader, SurveyKind(kind), to, writer)
    text = AskingMail("", question.words)
    if channel == Channel.EMAIL:
        text = asking_mail(reader, question.kind, to, writer)
    about = About(case_id, sale_id)
    asked = NewQuestion(kind, channel, about, override, follow_up_done, text.body, text.subject)
    with desk.act() as act:
        saved = ask_survey(act, customer, asked)
    more = {
        "question": question.words,
        "language": question.language or None,
        "subject": text.subject,
        "body": text.body,
    }
    _answer(desk, saved, [line for line in (text.subject, *text.body.splitlines()) if line], more)


@command(
    "answer",
    help=N_("Write an answer down: to the question that waits for it, or to one asked just now."),
    examples=(
        "crm-tui survey answer 12 --score 4 --words 'quick, but the box was torn'",
        "crm-tui survey answer 12 --kind nps --score 9 --channel phone",
    ),
)
@_CUSTOMER
@_KIND
@option("--score", type=int, metavar="N", help=N_("The number that they said."))
@option("--words", metavar="TEXT", default="", help=N_("What they said besides."))
@option("--channel", metavar="CODE", default=Channel.PHONE.value, help=N_("How; phone unless given."))
@_CASE
@_SALE
@option("--at", metavar="TIME", help=N_("When they said it; else just now."))
@_FOLLOW_UP
def answer(
    desk: Desk,
    customer: int,
    kind: str,
    score: int | None,
    words: str,
    channel: str,
    case_id: int | None,
    sale_id: int | None,
    at: str | None,
    follow_up_done: int | None,
) -> None:
    """Take an answer. Raises InvalidInput, NoSuchRecord."""
    desk.read()
    given = NewAnswer(
        score,
        words,
        kind,
        channel,
        About(case_id, sale_id),
        None if at is None else desk.past(at),
        closes_follow_up_id=follow_up_done,
    )
    with desk.act() as act:
        saved = answer_survey(act, customer, given)
    _answer(desk, saved, [_("Wrote the answer down as contact {id}.").format(id=saved.interaction)])


@command("decline", help=N_("They did not want to answer."), examples=("crm-tui survey decline 7",))
@argument("survey_id", type=int, metavar="ID", help=N_("The number of the survey."))
@IF_VERSION
def decline(desk: Desk, survey_id: int, if_version: int | None) -> None:
    """Note it. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    desk.read()
    with desk.act() as act:
        saved = decline_survey(act, survey_id, version=if_version)
    _answer(desk, saved, [_("Noted: it stays without an answer.")])


def _answer(
    desk: Desk, saved: SavedSurvey, told: list[str], more: Mapping[str, Any] = MappingProxyType({})
) -> None:
    notices.tell(desk, saved.warnings)
    name = addressee(desk.reader, saved.customer_id).name
    lines = [
        _("Survey {id}, customer {customer}: {name}").format(
            id=saved.id, customer=saved.customer_id, name=name
        ),
        *told,
    ]
    if saved.case is not None:
        lines.append(_("Case {id} is opened.").format(id=saved.case))
    desk.answer(
        {
            "survey": saved.id,
            "customer": saved.customer_id,
            "name": name,
            "version": saved.version,
            "state": saved.state.value,
            "interaction": saved.interaction,
            "case": saved.case,
            "warnings": notices.documents(saved.warnings),
            **more,
        },
        lines,
    )
