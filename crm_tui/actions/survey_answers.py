"""Answers to surveys: kept, logged as the customer's feedback; a low one is looked after by a case."""

from datetime import datetime

from crm_tui.actions import cases
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.lookups import check_channel, read_code, works_here
from crm_tui.actions.survey_lookups import check_about, planned_to_ask, waiting_questions
from crm_tui.actions.survey_values import About, NewAnswer, SavedSurvey
from crm_tui.actions.tier_events import tier_code
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import SurveyKind, SurveyState
from crm_tui.domain.surveys import check_score, is_low, mood_of, score_in_words
from crm_tui.domain.words import Direction, Nature, Outcome
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, Customer, Sale, Survey


def answer_survey(act: Act, customer_id: int, given: NewAnswer) -> SavedSurvey:
    """Write an answer down, to the question that waits for it or to one asked just now.

    It is logged as feedback of the customer's with the mood that the score speaks of. A low score opens a
    case for whoever had the matter, unless the case that it is about still runs. Raises InvalidInput, naming
    the field, for no answer, one that the question does not have, or a time to come.
    """
    act.describe("answer-survey", "survey", None, customer_id)
    customer = act.get(Customer, customer_id)
    kind = read_code(SurveyKind, given.kind, "kind")
    at = given.answered_at or act.now
    if at > act.now:
        raise InvalidInput(
            _("This answer would lie in the future."), _("Give a time up to now."), field="answered_at"
        )
    said = _said(kind, given)
    check_channel(act, given.channel)
    check_about(act, customer_id, given.about)
    waiting = next(waiting_questions(act, customer_id, kind, given.about, at), None)
    about = given.about if waiting is None else About(waiting.case_id, waiting.sale_id)
    opened = _case_for(act, customer, kind, given, about, said, at)
    logged = log_contact(
        act,
        NewContact(
            channel=given.channel,
            direction=Direction.INBOUND.value,
            nature=Nature.FEEDBACK.value,
            outcome=Outcome.INFORMATION.value,
            customer_id=customer_id,
            said=said,
            mood=None if given.score is None else mood_of(kind, given.score).value,
            happened_at=at,
            case_id=_running(act, about.case_id) if opened is None else opened,
            closes_follow_up_id=given.closes_follow_up_id or planned_to_ask(act, customer_id, at),
        ),
    )
    row = waiting or act.add(_asked_just_now(act, customer, kind, given, about, at))
    act.change(
        row,
        state=SurveyState.ANSWERED.value,
        score=given.score,
        words=given.words.strip(),
        answered_at=at,
        taken_by_id=act.actor.staff_id,
        interaction_id=logged.interaction,
        opened_case_id=opened,
        external_source=given.external[0] if given.external else None,
        external_key=given.external[1] if given.external else None,
    )
    return SavedSurvey(
        row.record_id,
        customer_id,
        row.version,
        SurveyState.ANSWERED,
        logged.interaction,
        opened,
        logged.warnings,
    )


def _said(kind: SurveyKind, given: NewAnswer) -> str:
    """The answer as one sentence. Raises InvalidInput for none, and one that the question does not have."""
    words = given.words.strip()
    if given.score is None:
        if not words:
            raise InvalidInput(_("There is no answer."), _("Give a score, words, or both."), field="score")
        return words
    score = score_in_words(kind, check_score(kind, given.score))
    return _("{score}: {words}").format(score=score, words=words) if words else score


def _asked_just_now(
    act: Act, customer: Customer, kind: SurveyKind, given: NewAnswer, about: About, at: datetime
) -> Survey:
    """The question to an answer that came without one."""
    return Survey(
        customer_id=customer.record_id,
        kind=kind.value,
        sale_id=about.sale_id,
        case_id=about.case_id,
        channel=given.channel,
        asked_at=at,
        asked_by_id=act.actor.staff_id,
        tier=tier_code(act, customer) or None,
    )


def _case_for(
    act: Act,
    customer: Customer,
    kind: SurveyKind,
    given: NewAnswer,
    about: About,
    said: str,
    at: datetime,
) -> int | None:
    """The case that a low score opens; a second one for a matter that runs would run its clocks twice."""
    low = given.score is not None and is_low(kind, given.score)
    if not low or not given.opens_case or _running(act, about.case_id) is not None:
        return None
    new = cases.NewCase(Nature.COMPLAINT.value, said, owner=_owner(act, about), opened_at=at)
    return cases.start_case(act, customer, new).record_id


def _running(act: Act, case_id: int | None) -> int | None:
    is_running = case_id is not None and act.get(Case, case_id).stage in cases.RUNNING
    return case_id if is_running else None


def _owner(act: Act, about: About) -> int | None:
    """Who had the matter; None for whoever looks after the customer."""
    owner_id = None
    if about.case_id is not None:
        owner_id = act.get(Case, about.case_id).owner_id
    elif about.sale_id is not None:
        owner_id = act.get(Sale, about.sale_id).staff_id
    return owner_id if owner_id is not None and works_here(act, owner_id) else None
