"""From the answers of the survey form to the act that writes them."""

from typing import TYPE_CHECKING

from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.surveys import is_low
from crm_tui.i18n import _
from crm_tui.queries.messages import AskingMail

if TYPE_CHECKING:
    from crm_tui.actions.survey_values import About
    from crm_tui.store.journal import Act

# The actions need the ORM, which the first screen does not wait for.


def ask_deed(
    act: "Act",
    customer_id: int,
    kind: SurveyKind,
    matter: str,
    mail: AskingMail,
    override: str,
    follow_up_id: int | None,
) -> str:
    """Note that they are asked by this mail; a sentence about it. Raises as ``ask_survey``."""
    from crm_tui.actions.survey_values import NewQuestion
    from crm_tui.actions.surveys import ask_survey

    asked = NewQuestion(
        kind.value,
        about=_about(matter),
        override_why=override,
        closes_follow_up_id=follow_up_id,
        body=mail.body,
        subject=mail.subject,
    )
    ask_survey(act, customer_id, asked)
    return _("Asked: the question is on the clipboard, to be sent.")


def answer_deed(
    act: "Act",
    customer_id: int,
    kind: SurveyKind,
    score: int | None,
    words: str,
    channel: str,
    matter: str,
    follow_up_id: int | None,
) -> str:
    """Write the answer down; a sentence about it and the case that it opened. Raises as ``answer_survey``."""
    from crm_tui.actions.survey_answers import answer_survey
    from crm_tui.actions.survey_values import NewAnswer
    from crm_tui.store.tables import Case, Staff

    given = NewAnswer(score, words, kind.value, channel, _about(matter), closes_follow_up_id=follow_up_id)
    saved = answer_survey(act, customer_id, given)
    if saved.case is None:
        told = _("The answer is written down.")
        if score is not None and is_low(kind, score):
            told = _("The answer is written down, with the case that runs.")
        return told
    owner = act.get(Staff, act.get(Case, saved.case).owner_id).name
    return _("The answer is written down. Case {id} is opened for {name}.").format(id=saved.case, name=owner)


def decline_deed(act: "Act", survey_id: int) -> str:
    """Note that they did not want to answer. Raises as ``decline_survey``."""
    from crm_tui.actions.surveys import decline_survey

    decline_survey(act, survey_id)
    return _("Noted: they did not want to answer.")


def _about(matter: str) -> "About":
    from crm_tui.actions.survey_values import About

    kind, _dash, number = matter.partition("-")
    return About(
        int(number) if kind == "case" else None,
        int(number) if kind == "sale" else None,
    )
