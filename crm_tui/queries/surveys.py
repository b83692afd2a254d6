"""Surveys: what was asked and answered, and the figures of a period."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain import list_views
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.growth_words import SurveyKind, SurveyState
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.sale_text import bought_in_words
from crm_tui.domain.surveys import LOW, SurveyFigures, is_low
from crm_tui.i18n import _
from crm_tui.queries.narrowing import MOST_LISTED, Asked, said_in
from crm_tui.queries.periods import Period
from crm_tui.store.reader import Reader

_SURVEY = """
SELECT v.id, v.customer_id, c.name, v.kind, v.state, v.channel, v.sale_id, v.case_id, v.asked_at, v.score,
       v.words, v.answered_at, v.interaction_id, v.opened_case_id, s.login, v.version, k.title,
       (SELECT l.words FROM sale_lines l WHERE l.sale_id = v.sale_id ORDER BY l.position, l.id LIMIT 1),
       (SELECT count(*) FROM sale_lines l WHERE l.sale_id = v.sale_id)
  FROM surveys v
  JOIN customers c ON c.id = v.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = coalesce(v.taken_by_id, v.asked_by_id)
  LEFT JOIN cases k ON k.id = v.case_id
 WHERE v.deleted_at IS NULL"""
SURVEY = _SURVEY + " AND v.id = :id"
_NEWEST = " ORDER BY coalesce(v.answered_at, v.asked_at) DESC, v.id DESC LIMIT :limit"
_SAID = said_in(
    *("c.name", "v.words", "s.login", "k.title"),
    "(SELECT group_concat(l.words, ' ') FROM sale_lines l WHERE l.sale_id = v.sale_id)",
)
_LISTED = f"""{_SURVEY} AND (:state IS NULL OR v.state = :state) AND {_SAID}
   AND (:low = 0 OR (v.kind = 'csat' AND v.score <= :low_csat) OR (v.kind = 'nps' AND v.score <= :low_nps))"""
OF_CUSTOMER = _LISTED + " AND v.customer_id = :customer_id" + _NEWEST
NEWEST = _LISTED + _NEWEST
_ABOUT = """
   AND (:natures IS NULL OR case_id IN (
        SELECT k.id FROM cases k WHERE k.nature IN (SELECT value FROM json_each(:natures))))"""
ANSWERED = f"""
SELECT kind, score, count(*) FROM surveys
 WHERE state = 'answered' AND deleted_at IS NULL AND answered_at >= :start AND answered_at < :end{_ABOUT}
 GROUP BY kind, score"""
ASKED = f"""
SELECT kind, count(*), sum(state = 'declined') FROM surveys
 WHERE deleted_at IS NULL AND asked_at >= :start AND asked_at < :end{_ABOUT}
 GROUP BY kind"""
WORDS = _SURVEY + (
    " AND v.words <> '' AND v.answered_at >= :start AND v.answered_at < :end"
    " ORDER BY v.score IS NULL, v.score, v.answered_at DESC, v.id DESC LIMIT :limit"
)


_STATES = {list_views.OPEN: SurveyState.ASKED, list_views.ANSWERED: SurveyState.ANSWERED}


@dataclass(frozen=True, slots=True)
class Survey:
    """A question put to a customer and what became of it.

    ``staff`` is who took the answer, or who asked; ``about`` the case or what was bought, in words.
    """

    id: int
    customer_id: int
    customer: str
    kind: SurveyKind
    state: SurveyState
    channel: str
    sale_id: int | None
    case_id: int | None
    asked_at: datetime
    score: int | None
    words: str
    answered_at: datetime | None
    interaction_id: int | None
    opened_case_id: int | None
    staff: str
    version: int
    about: str

    @property
    def is_low(self) -> bool:
        """Whether somebody is to look after the answer."""
        return self.score is not None and is_low(self.kind, self.score)


def survey(reader: Reader, survey_id: int) -> Survey:
    """One survey. Raises NoSuchRecord."""
    row = reader.row(SURVEY, {"id": survey_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no survey {id}.").format(id=survey_id),
            _("`crm-tui survey list` shows those there are."),
        )
    return _survey(row)


def surveys(
    reader: Reader,
    *,
    customer_id: int | None = None,
    state: SurveyState | None = None,
    low: bool = False,
    text: str = "",
    limit: int = MOST_LISTED,
) -> tuple[Survey, ...]:
    """What was asked and answered, the newest first: a customer's or all that say ``text``.

    ``low``: only answers that somebody is to look after.
    """
    about = {
        "customer_id": customer_id,
        "state": state,
        "low": int(low),
        "low_csat": LOW[SurveyKind.CSAT],
        "low_nps": LOW[SurveyKind.NPS],
        "text": text,
        "limit": limit,
    }
    return tuple(map(_survey, reader.rows(NEWEST if customer_id is None else OF_CUSTOMER, about)))


def listed_surveys(reader: Reader, asked: Asked, *, customer_id: int | None = None) -> tuple[Survey, ...]:
    """Those that wait for an answer, low scores, all answers, or all; the newest first."""
    return surveys(
        reader,
        customer_id=customer_id,
        state=_STATES.get(asked.among),
        low=asked.among == list_views.LOW,
        text=asked.text,
        limit=asked.limit,
    )


def surveys_of(reader: Reader, customer_id: int, *, limit: int = 50) -> tuple[Survey, ...]:
    """What a customer was asked, the newest first."""
    return surveys(reader, customer_id=customer_id, limit=limit)


def survey_figures(
    reader: Reader, period: Period, zone: ZoneInfo, *, natures: Collection[str] = ()
) -> tuple[SurveyFigures, ...]:
    """The answers of a period, of each kind that was asked or answered in it.

    ``natures`` narrow them to those about cases of these natures; none given is all.
    """
    instants: dict[str, object] = {
        **_instants(period, zone),
        "natures": json.dumps(sorted(natures)) if natures else None,
    }
    scores: dict[str, dict[int, int]] = {}
    answered: dict[str, int] = {}
    for kind, score, count in reader.rows(ANSWERED, instants):
        answered[kind] = answered.get(kind, 0) + count
        if score is not None:
            scores.setdefault(kind, {})[score] = count
    asked = {kind: (count, declined) for kind, count, declined in reader.rows(ASKED, instants)}
    return tuple(
        SurveyFigures(
            kind,
            dict(sorted(scores.get(kind, {}).items())),
            asked.get(kind, (0, 0))[0],
            answered.get(kind, 0),
            asked.get(kind, (0, 0))[1],
        )
        for kind in SurveyKind
        if kind in asked or kind in answered
    )


def survey_words(reader: Reader, period: Period, zone: ZoneInfo, *, limit: int = 20) -> tuple[Survey, ...]:
    """What customers said of it in a period, the lowest scores first."""
    return tuple(map(_survey, reader.rows(WORDS, {**_instants(period, zone), "limit": limit})))


def _instants(period: Period, zone: ZoneInfo) -> dict[str, int]:
    return {"start": to_micros(period.start(zone)), "end": to_micros(period.end(zone))}


def _survey(row: tuple[Any, ...]) -> Survey:
    (
        survey_id, customer_id, customer, kind, state, channel, sale_id, case_id, asked_at, score,
        words, answered_at, interaction_id, opened_case_id, staff, version, case_title, bought, lines,
    ) = row  # fmt: skip
    about = bought_in_words(bought, lines) if bought else case_title or ""
    return Survey(
        survey_id, customer_id, customer, SurveyKind(kind), SurveyState(state), channel, sale_id, case_id,
        from_micros(asked_at), score, words, maybe_from_micros(answered_at), interaction_id,
        opened_case_id, staff, version, about,
    )  # fmt: skip
