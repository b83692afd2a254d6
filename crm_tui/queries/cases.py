"""Cases: lists, and one with everything that happened to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.words import Stage
from crm_tui.i18n import _
from crm_tui.queries.case_learning import CaseLearning, case_learning
from crm_tui.queries.interactions import Interaction, interactions_of_case
from crm_tui.queries.narrowing import MOST_LISTED, said_in
from crm_tui.store.reader import Reader

_CASE = """
SELECT k.id, k.customer_id, c.name, k.nature, k.title, k.stage, k.owner_id, o.login, o.name,
       k.opened_at, k.solved_at, k.closed_at, k.cause, k.resolution, k.reopenings,
       k.product_id, coalesce(p.name, ''), k.version
  FROM cases k
  JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
  JOIN staff o ON o.id = k.owner_id
  LEFT JOIN products p ON p.id = k.product_id
 WHERE k.deleted_at IS NULL"""
_SAID = said_in(
    *("c.name", "k.title", "o.name", "o.login", "k.nature", "k.stage"),
    "(SELECT n.label FROM natures n WHERE n.code = k.nature)",
)
_NEWEST = f" AND {_SAID} ORDER BY k.id DESC LIMIT :limit"
#: Whose cases are mine: my own, and those of whom I stand in for today.
MINE = """k.owner_id IN (
       SELECT :owner_id UNION
       SELECT a.staff_id FROM absences a
        WHERE a.stand_in_id = :owner_id AND a.from_on <= :today AND a.until_on >= :today)"""
CASES_EVER = _CASE + _NEWEST
CASES_OF_OWNER = _CASE + " AND k.owner_id = :owner_id" + _NEWEST
CASES_OF_CUSTOMER = _CASE + (
    " AND k.customer_id = :customer_id"
    " ORDER BY k.stage NOT IN ('open', 'waiting'), k.opened_at DESC, k.id DESC LIMIT :limit"
)
# The plus keeps the index of stages out: a customer has few cases, a desk has thousands that are open.
OPEN_CASES_OF_CUSTOMER = _CASE + (
    " AND +k.stage IN ('open', 'waiting') AND k.customer_id = :customer_id"
    " ORDER BY k.opened_at, k.id LIMIT :limit"
)
CASE = _CASE + " AND k.id = :id"
CASE_EVENTS = """
SELECT e.id, e.what, coalesce(o.login, e.value), coalesce(o.name, t.label, p.name, e.value),
       e.why, e.staff_id, s.name, e.happened_at, e.recorded_at
  FROM case_events e
  JOIN staff s ON s.id = e.staff_id
  LEFT JOIN staff o ON e.what = 'owner' AND o.id = CAST(e.value AS INTEGER)
  LEFT JOIN tiers t ON e.what = 'tier' AND t.code = e.value
  LEFT JOIN products p ON e.what = 'product' AND p.id = CAST(e.value AS INTEGER)
 WHERE e.case_id = :case_id
 ORDER BY e.happened_at, e.id"""


@dataclass(frozen=True, slots=True)
class Case:
    """A case; its clocks are in :mod:`crm_tui.queries.case_clocks`."""

    id: int
    customer_id: int
    customer: str
    nature: str
    title: str
    stage: Stage
    owner_id: int
    owner_login: str
    owner: str
    opened_at: datetime
    solved_at: datetime | None
    closed_at: datetime | None
    cause: str
    resolution: str
    reopenings: int
    product_id: int | None
    product: str
    version: int


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Something that happened to a case.

    ``value`` is the code of the new stage or tier, the login of the new owner, the id of the product; ``to``
    is the same for people: the tier's label, the owner's name, the product's.
    """

    id: int
    what: str
    value: str
    to: str
    why: str
    staff_id: int
    staff: str
    happened_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """A case with what was learnt about it, and all that happened to it, oldest first."""

    case: Case
    learning: CaseLearning
    events: tuple[CaseEvent, ...]
    interactions: tuple[Interaction, ...]


def newest_cases(
    reader: Reader, *, owner_id: int | None = None, text: str = "", limit: int = MOST_LISTED
) -> tuple[Case, ...]:
    """The newest cases in whatever stage that say ``text``; those not over queue (:mod:`~.case_clocks`)."""
    sql = CASES_EVER if owner_id is None else CASES_OF_OWNER
    return _cases(reader, sql, {"owner_id": owner_id, "text": text, "limit": limit})


def cases_of(
    reader: Reader, customer_id: int, *, open_only: bool = False, limit: int = 200
) -> tuple[Case, ...]:
    """A customer's cases, open ones first."""
    sql = OPEN_CASES_OF_CUSTOMER if open_only else CASES_OF_CUSTOMER
    return _cases(reader, sql, {"customer_id": customer_id, "limit": limit})


def case(reader: Reader, case_id: int) -> CaseHistory:
    """The case and its history. Raises NoSuchRecord when there is none, or it or its customer was deleted."""
    found = _cases(reader, CASE, {"id": case_id})
    if not found:
        raise NoSuchRecord(
            _("There is no case {id}.").format(id=case_id),
            _("It may have been deleted, or the number is wrong."),
        )
    events = tuple(
        CaseEvent(*row[:-2], *map(from_micros, row[-2:]))
        for row in reader.rows(CASE_EVENTS, {"case_id": case_id})
    )
    return CaseHistory(
        found[0], case_learning(reader, case_id), events, interactions_of_case(reader, case_id)
    )


def _cases(reader: Reader, sql: str, parameters: dict[str, Any]) -> tuple[Case, ...]:
    return tuple(map(_case, reader.rows(sql, parameters)))


def _case(row: tuple[Any, ...]) -> Case:
    (
        case_id, customer_id, customer, nature, title, stage, owner_id, owner_login, owner,
        opened_at, solved_at, closed_at, *rest,
    ) = row  # fmt: skip
    return Case(
        case_id,
        customer_id,
        customer,
        nature,
        title,
        Stage(stage),
        owner_id,
        owner_login,
        owner,
        from_micros(opened_at),
        maybe_from_micros(solved_at),
        maybe_from_micros(closed_at),
        *rest,
    )
