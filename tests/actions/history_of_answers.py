"""What is written to customers, and what they answer."""

from dataclasses import replace

from history import History, move

from crm_tui.actions import survey_answers, surveys, templates
from crm_tui.actions.messages import SentMessage, log_message
from crm_tui.actions.sending import send_message
from crm_tui.actions.survey_values import About, NewAnswer, NewQuestion
from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.surveys import SCORES
from crm_tui.domain.words import Channel
from crm_tui.store.journal import Act


@move
def _template(it: History, act: Act) -> object:
    found = it.one("message_templates", "retired_at IS NULL")
    new = templates.NewTemplate(it.pick("thanks", "check-in"), "Dear {address}", mine=it.pick(True, False))
    return it.pick(
        lambda: templates.add_template(act, replace(new, language=it.pick("", "bn"))),
        lambda: templates.change_template(act, found, templates.TemplateChanges(body=it.pick("Hi", "{me}"))),
        lambda: templates.retire_template(act, found),
    )()


@move
def _message(it: History, act: Act) -> object:
    sent = SentMessage(it.customer(), it.pick("email", "letter"), "courtesy", "thank you", "Thanks")
    sent = replace(sent, override_why=it.pick("", "they asked"))
    return it.pick(lambda: log_message(act, sent), lambda: send_message(act, sent))()


@move
def _survey(it: History, act: Act) -> object:
    kind = it.pick(*SurveyKind)
    customer = it.customer()
    case = it.any_or_none("cases", f"customer_id = {customer} AND deleted_at IS NULL")
    about = About(case_id=case)
    channel = it.pick(Channel.EMAIL, Channel.PHONE).value
    return it.pick(
        lambda: surveys.ask_survey(
            act, customer, NewQuestion(kind.value, channel, about, it.pick("", "agreed"))
        ),
        lambda: survey_answers.answer_survey(
            act,
            customer,
            NewAnswer(it.pick(*SCORES[kind]), it.pick("", "ধীর"), kind.value, channel, about),
        ),
        lambda: surveys.decline_survey(act, it.one("surveys", "state = 'asked'")),
    )()
