"""Sending a message: it is logged as a contact of ours; the question of a survey in it is asked by it."""

from dataclasses import dataclass

from crm_tui.actions.messages import SentMessage, log_message
from crm_tui.actions.notices import Notice
from crm_tui.actions.reading import reader_of
from crm_tui.actions.survey_lookups import waiting_questions
from crm_tui.actions.survey_values import NOTHING_SPECIAL, About, NewQuestion
from crm_tui.actions.surveys import ask_survey
from crm_tui.domain.growth_words import SurveyKind
from crm_tui.queries.business import business
from crm_tui.queries.questions import question_for
from crm_tui.queries.template_values import Writer, addressee
from crm_tui.store.journal import Act


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that went out: the contact that it was logged as, and the survey that waits for an answer."""

    interaction: int | None
    survey: int | None
    warnings: tuple[Notice, ...]


def send_message(act: Act, message: SentMessage) -> Sent:
    """Log a message that we sent; the question of a survey in it, word for word, is asked by it.

    Raises as :func:`~crm_tui.actions.messages.log_message`.
    """
    asks = _question_in(act, message)
    if asks is None:
        logged = log_message(act, message)
        return Sent(logged.interaction, None, logged.warnings)
    asked = ask_survey(
        act,
        message.customer_id,
        NewQuestion(
            asks.value,
            message.channel,
            About(case_id=message.case_id),
            message.override_why,
            message.closes_follow_up_id,
            message.body,
            message.subject,
        ),
    )
    return Sent(asked.interaction, asked.id, asked.warnings)


def _question_in(act: Act, message: SentMessage) -> SurveyKind | None:
    """The question that it puts; one that waits for its answer already is only repeated."""
    reader = reader_of(act)
    to, writer = addressee(reader, message.customer_id), Writer(business(reader), act.actor, act.now)
    for kind in SurveyKind:
        waits = any(waiting_questions(act, message.customer_id, kind, NOTHING_SPECIAL))
        if not waits and question_for(reader, kind, to, writer).words in message.body:
            return kind
    return None
