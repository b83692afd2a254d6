"""Surveys: a customer is asked, within what they should have to bear; or does not want to answer."""

from crm_tui.actions.lookups import read_code
from crm_tui.actions.messages import SentMessage, log_message
from crm_tui.actions.reading import reader_of
from crm_tui.actions.survey_lookups import check_about, planned_to_ask, waiting_questions
from crm_tui.actions.survey_values import NewQuestion, SavedSurvey
from crm_tui.actions.tier_events import tier_code
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import SurveyKind, SurveyState
from crm_tui.domain.words import Nature
from crm_tui.i18n import _
from crm_tui.queries.business import business
from crm_tui.queries.questions import question_for
from crm_tui.queries.template_values import Writer, addressee
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Survey


def ask_survey(act: Act, customer_id: int, asked: NewQuestion) -> SavedSurvey:
    """Put a question to a customer, which is a contact of ours.

    Raises OverContactLoad with the reasons where they have heard enough from us or do not want to, unless
    there is an ``override_why``; InvalidInput while the same question waits for its answer.
    """
    act.describe("ask-survey", "survey", None, customer_id)
    customer = act.get(Customer, customer_id)
    kind = read_code(SurveyKind, asked.kind, "kind")
    check_about(act, customer_id, asked.about)
    for waiting in waiting_questions(act, customer_id, kind, asked.about):
        raise InvalidInput(
            _("They were asked that on {day} and have not answered yet.").format(
                day=waiting.asked_at.astimezone(act.business.zone).date().isoformat()
            ),
            _("Take the answer, or note that they did not want to give one."),
        )
    planned = asked.closes_follow_up_id or planned_to_ask(act, customer_id, act.now)
    sent = SentMessage(
        customer_id,
        asked.channel,
        Nature.COURTESY.value,
        asked.body or _in_its_own_words(act, customer_id, kind),
        asked.subject,
        asked.override_why,
        closes_follow_up_id=planned,
    )
    logged = log_message(act, sent)
    row = act.add(
        Survey(
            customer_id=customer_id,
            kind=kind.value,
            sale_id=asked.about.sale_id,
            case_id=asked.about.case_id,
            channel=asked.channel,
            asked_at=act.now,
            asked_by_id=act.actor.staff_id,
            follow_up_id=planned,
            tier=tier_code(act, customer) or None,
        )
    )
    return SavedSurvey(
        row.record_id, customer_id, row.version, SurveyState.ASKED, logged.interaction, None, logged.warnings
    )


def decline_survey(act: Act, survey_id: int, *, version: int | None = None) -> SavedSurvey:
    """They did not want to answer. Raises InvalidInput for a question that is over."""
    row = act.get(Survey, survey_id)
    act.describe("decline-survey", "survey", survey_id, row.customer_id)
    act.expect_version(row, version)
    if row.state != SurveyState.ASKED:
        raise InvalidInput(
            _("Survey {id} waits for no answer: {state}.").format(
                id=survey_id, state=SurveyState(row.state).label
            ),
            _("`crm-tui survey list --open` shows those that do."),
        )
    act.change(row, state=SurveyState.DECLINED.value, taken_by_id=act.actor.staff_id)
    return SavedSurvey(survey_id, row.customer_id, row.version, SurveyState.DECLINED)


def _in_its_own_words(act: Act, customer_id: int, kind: SurveyKind) -> str:
    """The question in the customer's language."""
    reader = reader_of(act)
    writer = Writer(business(reader), act.actor, act.now)
    return question_for(reader, kind, addressee(reader, customer_id), writer).words
