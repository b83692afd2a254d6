"""``crm-tui survey ask``, ``answer`` and ``decline``."""

from typing import Any

from crm_tui.actions.surveys import (
    About,
    NewAnswer,
    NewQuestion,
    SavedSurvey,
    answer_survey,
    ask_survey,
    decline_survey,
)
from crm_tui.cli import notices
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.surveys import question
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _

_CUSTOMER = argument("customer", type=int, metavar="CUSTOMER", help=N_("The customer's number."))
_KIND = option(
    "--kind",
    type=choice(SurveyKind),
    default=SurveyKind.CSAT.value,
    help=N_("csat: satisfaction, 1 to 5; nps: would recommend us, 0 to 10. csat unless given."),
)
_CASE = option("--case", "case_id", type=int, metavar="ID", help=N_("The case that it is about."))
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
@option("--follow-up-done", type=int, metavar="ID", help=N_("The follow-up that it did."))
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
    desk.read()
    asked = NewQuestion(kind, channel, About(case_id, sale_id), override, follow_up_done)
    with desk.act() as act:
        saved = ask_survey(act, customer, asked)
    words = question(SurveyKind(kind), desk.business.name)
    _answer(desk, saved, words, {"question": words})


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
    )
    with desk.act() as act:
        saved = answer_survey(act, customer, given)
    _answer(desk, saved, _("Wrote the answer down as contact {id}.").format(id=saved.interaction))


@command("decline", help=N_("They did not want to answer."), examples=("crm-tui survey decline 7",))
@argument("survey_id", type=int, metavar="ID", help=N_("The number of the survey."))
@IF_VERSION
def decline(desk: Desk, survey_id: int, if_version: int | None) -> None:
    """Note it. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    desk.read()
    with desk.act() as act:
        saved = decline_survey(act, survey_id, version=if_version)
    _answer(desk, saved, _("Noted: survey {id} stays without an answer.").format(id=saved.id))


def _answer(desk: Desk, saved: SavedSurvey, told: str, more: dict[str, Any] | None = None) -> None:
    notices.tell(desk, saved.warnings)
    lines = [_("Survey {id}.").format(id=saved.id), told]
    if saved.case is not None:
        lines.append(_("Case {id} is opened.").format(id=saved.case))
    desk.answer(
        {
            "survey": saved.id,
            "version": saved.version,
            "state": saved.state.value,
            "interaction": saved.interaction,
            "case": saved.case,
            "warnings": notices.documents(saved.warnings),
            **(more or {}),
        },
        lines,
    )
