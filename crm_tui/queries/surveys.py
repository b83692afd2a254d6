"""Surveys: what was asked and answered, and the figures of a period."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.growth_words import SurveyKind, SurveyState
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.surveys import SurveyFigures
from crm_tui.i18n import _
from crm_tui.queries.periods import Period
from crm_tui.store.reader import Reader

_SURVEY = """
SELECT v.id, v.customer_id, c.name, v.kind, v.state, v.channel, v.sale_id, v.case_id, v.asked_at, v.score,
       v.words, v.answered_at, v.interaction_id, v.opened_case_id, s.login, v.version
  FROM surveys v
  JOIN customers c ON c.id = v.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = coalesce(v.taken_by_id, v.asked_by_id)
 WHERE v.deleted_at IS NULL"""
SURVEY = _SURVEY + " AND v.id = :id"
_NEWEST = " ORDER BY coalesce(v.answered_at, v.asked_at) DESC, v.id DESC LIMIT :limit"
OF_CUSTOMER = _SURVEY + " AND v.customer_id = :customer_id" + _NEWEST
NEWEST = _SURVEY + " AND (:state IS NULL OR v.state = :state)" + _NEWEST
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


@dataclass(frozen=True, slots=True)
class Survey:
    """A question put to a customer and what became of it; ``staff`` is who took the answer, or who asked."""

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


def survey(reader: Reader, survey_id: int) -> Survey:
    """One survey. Raises NoSuchRecord."""
    row = reader.row(SURVEY, {"id": survey_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no survey {id}.").format(id=survey_id),
            _("`crm-tui survey list` shows those there are."),
        )
    return _survey(row)


def surveys(reader: Reader, *, state: SurveyState | None = None, limit: int = 200) -> tuple[Survey, ...]:
    """What was asked and answered, the newest first."""
    return tuple(map(_survey, reader.rows(NEWEST, {"state": state, "limit": limit})))


def surveys_of(reader: Reader, customer_id: int, *, limit: int = 50) -> tuple[Survey, ...]:
    """What a customer was asked, the newest first."""
    return tuple(map(_survey, reader.rows(OF_CUSTOMER, {"customer_id": customer_id, "limit": limit})))


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
        words, answered_at, interaction_id, opened_case_id, staff, version,
    ) = row  # fmt: skip
    return Survey(
        survey_id, customer_id, customer, SurveyKind(kind), SurveyState(state), channel, sale_id, case_id,
        from_micros(asked_at), score, words, maybe_from_micros(answered_at), interaction_id,
        opened_case_id, staff, version,
    )  # fmt: skip
