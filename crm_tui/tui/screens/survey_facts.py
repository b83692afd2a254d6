"""What the survey form reads: what the customer can be asked about, and whether they may be asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crm_tui.domain.growth_words import SurveyKind, SurveyState
from crm_tui.domain.languages import language_in_words
from crm_tui.domain.words import Channel, Stage
from crm_tui.i18n import _, language_shown
from crm_tui.queries.cases import cases_of
from crm_tui.queries.messages import AskingMail, against_sending, asking_mail
from crm_tui.queries.planned_surveys import PlannedSurvey, planned_survey
from crm_tui.queries.questions import Question, question_for
from crm_tui.queries.sales import sales
from crm_tui.queries.surveys import Survey, surveys_of
from crm_tui.queries.template_values import Writer, addressee
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.desk_form import Subject
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.pick_list import Option

NOTHING = "nothing"
#: Who was served longer ago is not asked about it by itself.
_LATELY = timedelta(days=30)
_MOST_MATTERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveySubject(Subject):
    """``matters`` are cases and sales by codes such as ``case-3``; ``matter`` and ``kind`` are begun with.

    ``languages`` say in which language each question is. ``waiting`` are those without an answer yet,
    ``against`` is what stands against asking by mail.
    ``does`` is the follow-up that is done by it: one by which a plan wants them asked, and nothing else.
    """

    matters: tuple[Option, ...]
    matter: str
    kind: SurveyKind
    questions: Mapping[SurveyKind, Question]
    languages: Mapping[SurveyKind, str]
    mails: Mapping[SurveyKind, AskingMail]
    waiting: tuple[Survey, ...]
    against: tuple[str, ...]
    does: int | None


@dataclass(frozen=True, slots=True)
class _Matter:
    code: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """How the form is begun: about which matter, with which question, to do which follow-up."""

    matter: str | None = None
    kind: str | None = None
    follow_up_id: int | None = None


def read_subject(
    reader: Reader, customer_id: int, begun: Begun, writer: Writer, telling: Telling
) -> SurveySubject:
    """The customer, what they can be asked about, and what they were asked. Raises NoSuchRecord."""
    to = addressee(reader, customer_id)
    asked = surveys_of(reader, customer_id)
    planned = None if begun.follow_up_id is None else planned_survey(reader, begun.follow_up_id)
    does = None if planned is None or planned.is_joined else begun.follow_up_id
    kind = _kind(begun, planned)
    waiting = tuple(one for one in asked if one.state is SurveyState.ASKED and kind in (None, one.kind))
    wanted = begun.matter or (None if planned is None else matter_of(planned.case_id, planned.sale_id))
    every = sorted(_matters(reader, customer_id, wanted), key=lambda each: each.at, reverse=True)
    # What was asked for is offered, however many newer ones there are.
    found = [each for each in every if each.code == wanted]
    found += [each for each in every if each.code != wanted][: _MOST_MATTERS - len(found)]
    surveyed = {_code(one) for one in asked}
    fresh = (each.code for each in found if telling.now - each.at < _LATELY and each.code not in surveyed)
    begin = wanted or (_code(waiting[0]) if waiting else next(fresh, NOTHING))
    known = {each.code for each in found}
    words = ""
    if waiting:
        words = _("asked on {day}, no answer yet: {question}   ").format(
            day=telling.long_day(telling.day_of(waiting[0].asked_at)), question=waiting[0].kind.label
        )
    questions = {one: question_for(reader, one, to, writer) for one in SurveyKind}
    return SurveySubject(
        customer_id,
        to.name,
        words,
        matters=(Option(NOTHING, _("nothing special"), "0"), *_options(found)),
        matter=begin if begin in known else NOTHING,
        kind=kind or (waiting[0].kind if waiting else SurveyKind.CSAT),
        questions=questions,
        languages={one: _language_told(question) for one, question in questions.items()},
        mails={one: asking_mail(reader, one, to, writer) for one in SurveyKind},
        waiting=waiting,
        against=against_sending(
            reader, customer_id, Channel.EMAIL.value, business=writer.business, now=telling.now, does=does
        ),
        does=does,
    )


def _language_told(question: Question) -> str:
    """In which language the question is: "in Bangla"."""
    if not question.language:
        return _("worded for every language")
    return _("in {language}").format(language=language_in_words(question.language, language_shown()))


def matter_of(case_id: int | None, sale_id: int | None) -> str:
    """The code of what a customer is asked about."""
    if case_id is not None:
        return f"case-{case_id}"
    return NOTHING if sale_id is None else f"sale-{sale_id}"


def _kind(begun: Begun, planned: PlannedSurvey | None) -> SurveyKind | None:
    if begun.kind is not None:
        return SurveyKind(begun.kind)
    return None if planned is None else planned.kind


def score_options(scores: range) -> Sequence[Option]:
    """One digit each; ten has a key of its own."""
    return [Option(str(score), str(score), str(score) if score <= 9 else "t") for score in scores]


def _options(matters: Sequence[_Matter]) -> Iterator[Option]:
    for place, each in enumerate(matters, 1):
        yield Option(each.code, each.words, str(place), shown=place <= 2)


def _matters(reader: Reader, customer_id: int, wanted: str | None) -> Iterator[_Matter]:
    """Cases that are over and sales; a case that runs where it is ``wanted``."""
    for case in cases_of(reader, customer_id):
        code = matter_of(case.id, None)
        if case.stage in (Stage.SOLVED, Stage.CLOSED) or code == wanted:
            at = case.solved_at or case.closed_at or case.opened_at
            yield _Matter(code, case.title or case.nature, at)
    for sale in sales(reader, customer_id=customer_id):
        yield _Matter(matter_of(None, sale.id), _("sale: {what}").format(what=sale.what), sale.sold_at)


def _code(survey: Survey) -> str:
    return matter_of(survey.case_id, survey.sale_id)
