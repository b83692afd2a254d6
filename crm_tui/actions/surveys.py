"""Surveys: a customer is asked, within what they should have to bear, and answers or does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from crm_tui.actions import cases
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.lookups import case_of, check_channel, read_code, works_here
from crm_tui.actions.messages import SentMessage, log_message
from crm_tui.actions.notices import Notice
from crm_tui.actions.tier_events import tier_code
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import SurveyKind, SurveyState
from crm_tui.domain.surveys import check_score, is_low, mood_of, question, score_in_words
from crm_tui.domain.words import Channel, Direction, FollowUpState, Nature, Outcome
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, Customer, FollowUp, PlanTouch, Sale, Survey


@dataclass(frozen=True, slots=True)
class About:
    """What a customer is asked about: a case, a sale, or neither."""

    case_id: int | None = None
    sale_id: int | None = None


NOTHING_SPECIAL = About()


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question put now. ``closes_follow_up_id`` is what it does; else that of a plan, where one waits."""

    kind: str = SurveyKind.CSAT.value
    channel: str = Channel.EMAIL.value
    about: About = NOTHING_SPECIAL
    override_why: str = ""
    closes_follow_up_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer: a score, words, or both. ``answered_at`` is now unless given.

    ``external`` is where an answer that was imported comes from: a source and its key there.
    """

    score: int | None = None
    words: str = ""
    kind: str = SurveyKind.CSAT.value
    channel: str = Channel.PHONE.value
    about: About = NOTHING_SPECIAL
    answered_at: datetime | None = None
    external: tuple[str, str] | None = None
    opens_case: bool = True


@dataclass(frozen=True, slots=True)
class SavedSurvey:
    """A survey as it is after the act: the contact that it was logged as, and the case that it opened."""

    id: int
    version: int
    state: SurveyState
    interaction: int | None = None
    case: int | None = None
    warnings: tuple[Notice, ...] = ()


def ask_survey(act: Act, customer_id: int, asked: NewQuestion) -> SavedSurvey:
    """Put a question to a customer, which is a contact of ours.

    Raises OverContactLoad with the reasons where they have heard enough from us or do not want to, unless
    there is an ``override_why``; InvalidInput while the same question waits for its answer.
    """
    act.describe("ask-survey", "survey", None, customer_id)
    customer = act.get(Customer, customer_id)
    kind = read_code(SurveyKind, asked.kind, "kind")
    _check_about(act, customer_id, asked.about)
    for waiting in _waiting(act, customer_id, kind, asked.about):
        raise InvalidInput(
            _("They were asked that on {day} and have not answered yet.").format(
                day=waiting.asked_at.astimezone(act.business.zone).date().isoformat()
            ),
            _("Take the answer, or note that they did not want to give one."),
        )
    planned = asked.closes_follow_up_id or _planned(act, customer_id, act.now)
    sent = SentMessage(
        customer_id,
        asked.channel,
        Nature.COURTESY.value,
        question(kind, act.business.name),
        override_why=asked.override_why,
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
        row.record_id, row.version, SurveyState.ASKED, logged.interaction, warnings=logged.warnings
    )


def answer_survey(act: Act, customer_id: int, given: NewAnswer) -> SavedSurvey:
    """Write an answer down, to the question that waits for it or to one asked just now.

    It is logged as feedback of the customer's with the mood that the score speaks of. A low score opens a
    case for whoever had the matter, unless the case that it is about still runs. Raises InvalidInput, naming
    the field, for no answer, one that the question does not have, or a time to come.
    """
    act.describe("answer-survey", "survey", None, customer_id)
    customer = act.get(Customer, customer_id)
    kind = read_code(SurveyKind, given.kind, "kind")
    words, at = given.words.strip(), given.answered_at or act.now
    if given.score is None and not words:
        raise InvalidInput(_("There is no answer."), _("Give a score, words, or both."), field="score")
    if at > act.now:
        raise InvalidInput(
            _("This answer would lie in the future."), _("Give a time up to now."), field="answered_at"
        )
    check_channel(act, given.channel)
    _check_about(act, customer_id, given.about)
    said = words
    if given.score is not None:
        said = score_in_words(kind, check_score(kind, given.score))
        said = _("{score}: {words}").format(score=said, words=words) if words else said
    waiting = next(_waiting(act, customer_id, kind, given.about, at), None)
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
            closes_follow_up_id=_planned(act, customer_id, at),
        ),
    )
    answer: dict[str, Any] = {
        "state": SurveyState.ANSWERED.value,
        "score": given.score,
        "words": words,
        "answered_at": at,
        "taken_by_id": act.actor.staff_id,
        "interaction_id": logged.interaction,
        "opened_case_id": opened,
        "external_source": given.external[0] if given.external else None,
        "external_key": given.external[1] if given.external else None,
    }
    if waiting is not None:
        act.change(waiting, **answer)
    else:
        waiting = act.add(
            Survey(
                customer_id=customer_id,
                kind=kind.value,
                sale_id=about.sale_id,
                case_id=about.case_id,
                channel=given.channel,
                asked_at=at,
                asked_by_id=act.actor.staff_id,
                tier=tier_code(act, customer) or None,
                **answer,
            )
        )
    return SavedSurvey(
        waiting.record_id,
        waiting.version,
        SurveyState.ANSWERED,
        logged.interaction,
        opened,
        logged.warnings,
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
    return SavedSurvey(survey_id, row.version, SurveyState.DECLINED)


def _check_about(act: Act, customer_id: int, about: About) -> None:
    if about.case_id is not None and about.sale_id is not None:
        raise InvalidInput(
            _("A survey is about one thing."), _("Name a case or a sale, not both."), field="case"
        )
    if about.case_id is not None:
        case_of(act, about.case_id, customer_id)
    if about.sale_id is not None and act.get(Sale, about.sale_id).customer_id != customer_id:
        raise InvalidInput(
            _("Sale {id} belongs to another customer.").format(id=about.sale_id),
            _("Name a sale of this customer, or none."),
            field="sale",
        )


def _waiting(
    act: Act, customer_id: int, kind: SurveyKind, about: About, until: datetime | None = None
) -> Iterator[Survey]:
    """The questions of the kind that wait for an answer, the oldest first; about that, where it is named."""
    statement = select(Survey).where(
        Survey.customer_id == customer_id,
        Survey.kind == kind.value,
        Survey.state == SurveyState.ASKED.value,
        col(Survey.deleted_at).is_(None),
    )
    for row in act.session.exec(statement.order_by(col(Survey.asked_at), col(Survey.id))):
        same = about in (NOTHING_SPECIAL, About(row.case_id, row.sale_id))
        if same and (until is None or row.asked_at <= until):
            yield row


def _planned(act: Act, customer_id: int, at: datetime) -> int | None:
    """The open follow-up by which a touchpoint plan wants them asked: asking or answering does it."""
    statement = (
        select(FollowUp.id)
        .join(PlanTouch, col(PlanTouch.follow_up_id) == col(FollowUp.id))
        .where(
            FollowUp.customer_id == customer_id,
            FollowUp.state == FollowUpState.OPEN.value,
            col(PlanTouch.is_survey),
            FollowUp.created_at <= at,
        )
        .order_by(col(FollowUp.due_at), col(FollowUp.id))
    )
    return act.session.exec(statement).first()


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
