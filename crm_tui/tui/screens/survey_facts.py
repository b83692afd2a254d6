"""What the survey form reads: what the customer can be asked about, and whether they may be asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crm_tui.domain.growth_words import SurveyState
from crm_tui.domain.words import Channel, Stage
from crm_tui.i18n import _
from crm_tui.queries.business import Business
from crm_tui.queries.cases import cases_of
from crm_tui.queries.messages import addressee, against_sending
from crm_tui.queries.sales import sales
from crm_tui.queries.surveys import Survey, surveys_of
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
    """``matters`` are cases and sales by codes such as ``case-3``; ``matter`` is the one to begin with.

    ``waiting`` are the questions without an answer yet, ``against`` is what stands against asking by mail.
    """

    matters: tuple[Option, ...]
    matter: str
    waiting: tuple[Survey, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Matter:
    code: str
    words: str
    at: datetime


def read_subject(
    reader: Reader, customer_id: int, matter: str | None, business: Business, telling: Telling
) -> SurveySubject:
    """The customer, what they can be asked about, and what they were asked. Raises NoSuchRecord."""
    to = addressee(reader, customer_id)
    asked = surveys_of(reader, customer_id)
    waiting = tuple(one for one in asked if one.state is SurveyState.ASKED)
    found = sorted(_matters(reader, customer_id), key=lambda each: each.at, reverse=True)[:_MOST_MATTERS]
    surveyed = {_code(one) for one in asked}
    fresh = (each.code for each in found if telling.now - each.at < _LATELY and each.code not in surveyed)
    begin = matter or (_code(waiting[0]) if waiting else next(fresh, NOTHING))
    known = {each.code for each in found}
    words = ""
    if waiting:
        words = _("asked on {day}, no answer yet: {question}   ").format(
            day=telling.long_day(telling.day_of(waiting[0].asked_at)), question=waiting[0].kind.label
        )
    return SurveySubject(
        customer_id,
        to.name,
        words,
        matters=(Option(NOTHING, _("nothing special"), "0"), *_options(found)),
        matter=begin if begin in known else NOTHING,
        waiting=waiting,
        against=against_sending(reader, customer_id, Channel.EMAIL.value, business=business, now=telling.now),
    )


def score_options(scores: range) -> Sequence[Option]:
    """One digit each; ten has a key of its own."""
    return [Option(str(score), str(score), str(score) if score <= 9 else "t") for score in scores]


def _options(matters: Sequence[_Matter]) -> Iterator[Option]:
    for place, each in enumerate(matters, 1):
        yield Option(each.code, each.words, str(place), shown=place <= 2)


def _matters(reader: Reader, customer_id: int) -> Iterator[_Matter]:
    for case in cases_of(reader, customer_id):
        if case.stage in (Stage.SOLVED, Stage.CLOSED):
            at = case.solved_at or case.closed_at or case.opened_at
            yield _Matter(f"case-{case.id}", case.title or case.nature, at)
    for sale in sales(reader, customer_id=customer_id, limit=_MOST_MATTERS):
        yield _Matter(f"sale-{sale.id}", _("sale: {what}").format(what=sale.what), sale.sold_at)


def _code(survey: Survey) -> str:
    if survey.case_id is not None:
        return f"case-{survey.case_id}"
    return NOTHING if survey.sale_id is None else f"sale-{survey.sale_id}"
