"""Opportunities: what customers may buy next, by when something is to be done about it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.growth_words import OpportunityStage
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.list_views import ALL, LOST, MINE, WON
from crm_tui.i18n import _
from crm_tui.queries.narrowing import Asked, said_in
from crm_tui.store.reader import Reader

_OPPORTUNITY = """
SELECT o.id, o.customer_id, c.name, o.need, o.product_id, p.name, o.stage, o.value, o.currency,
       o.expected_on, o.owner_id, s.login, s.name, h.name, o.heard_at, o.interaction_id,
       f.id, f.why, f.due_at, f.due_on, f.all_day, o.partner_id, w.name, o.sale_id, o.closed_at,
       o.closed_why, o.version
  FROM opportunities o
  JOIN customers c ON c.id = o.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = o.owner_id
  JOIN staff h ON h.id = o.heard_by_id
  LEFT JOIN products p ON p.id = o.product_id
  LEFT JOIN customers w ON w.id = o.partner_id
  LEFT JOIN follow_ups f ON f.id = o.follow_up_id AND f.state = 'open'
 WHERE o.deleted_at IS NULL"""
_IS_OPEN = " AND o.stage IN ('heard', 'talked', 'offered')"
# What is late stands first, then what nobody has planned a step for, then what is to come.
_BY_STEP = " ORDER BY coalesce(f.due_at, :now), o.id LIMIT :limit"
_SAID = said_in(
    *("c.name", "o.need", "p.name", "o.stage", "s.name", "s.login", "h.name", "w.name", "f.why"),
    "o.closed_why",
)
_LISTED = f"""{_OPPORTUNITY}
   AND (:customer_id IS NULL OR o.customer_id = :customer_id)
   AND (:staff_id IS NULL OR o.owner_id = :staff_id) AND {_SAID}"""
OPEN = _LISTED + _IS_OPEN + _BY_STEP
EVER = _LISTED + " ORDER BY o.id DESC LIMIT :limit"
OVER = _LISTED + " AND o.stage = :stage ORDER BY o.closed_at DESC, o.id DESC LIMIT :limit"
OPEN_OF_CUSTOMER = _OPPORTUNITY + " AND o.customer_id = :customer_id" + _IS_OPEN + _BY_STEP
EVER_OF_CUSTOMER = _OPPORTUNITY + " AND o.customer_id = :customer_id ORDER BY o.id DESC LIMIT :limit"
SALES_LATELY = """
SELECT a.id, a.sold_on, a.value, a.currency
  FROM sales a
 WHERE a.customer_id = :customer_id AND a.deleted_at IS NULL AND a.stage <> 'cancelled'
   AND NOT EXISTS (SELECT 1 FROM opportunities o WHERE o.sale_id = a.id AND o.deleted_at IS NULL)
 ORDER BY a.sold_at DESC, a.id DESC LIMIT :limit"""
OPPORTUNITY = _OPPORTUNITY + " AND o.id = :id"
VALUES = """
SELECT o.currency, sum(o.value), count(*)
  FROM opportunities o
  JOIN customers c ON c.id = o.customer_id AND c.deleted_at IS NULL
 WHERE o.deleted_at IS NULL AND o.stage IN ('heard', 'talked', 'offered') AND o.value IS NOT NULL
 GROUP BY o.currency ORDER BY 3 DESC, 1"""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The open follow-up of an opportunity; its instant is the end of ``due_on`` where it is ``all_day``."""

    id: int
    what: str
    due_at: datetime
    due_on: date
    all_day: bool


@dataclass(frozen=True, slots=True)
class Opportunity:
    """What a customer may need. ``value`` is in 1/10,000 of the unit of ``currency``."""

    id: int
    customer_id: int
    customer: str
    need: str
    product_id: int | None
    product: str
    stage: OpportunityStage
    value: int | None
    currency: str
    expected_on: date | None
    owner_id: int
    owner_login: str
    owner: str
    heard_by: str
    heard_at: datetime
    interaction_id: int | None
    next_step: NextStep | None
    partner_id: int | None
    partner: str
    sale_id: int | None
    closed_at: datetime | None
    closed_why: str
    version: int


@dataclass(frozen=True, slots=True)
class ValueSum:
    """What the open opportunities of one currency are worth together, in 1/10,000 of its unit."""

    currency: str
    value: int
    count: int


@dataclass(frozen=True, slots=True)
class SaleLately:
    """A sale that an opportunity may have become; ``value`` is in 1/10,000 of the unit of ``currency``."""

    id: int
    sold_on: date
    value: int
    currency: str


def listed_opportunities(
    reader: Reader, asked: Asked, *, customer_id: int | None = None, staff_id: int | None = None
) -> tuple[Opportunity, ...]:
    """The open ones, everybody's or one's own, by their next step; those won or lost; or all.

    With ``customer_id`` or ``staff_id`` only that customer's or owner's.
    """
    about: dict[str, Any] = {
        "customer_id": customer_id,
        "staff_id": asked.viewer.staff_id if asked.among == MINE else staff_id,
        "text": asked.text,
        "limit": asked.limit,
    }
    if asked.among == ALL:
        return _opportunities(reader, EVER, about)
    if asked.among in (WON, LOST):
        return _opportunities(reader, OVER, about | {"stage": asked.among})
    return _opportunities(reader, OPEN, about | {"now": to_micros(asked.now)})


def opportunities_of(
    reader: Reader, customer_id: int, *, now: datetime, open_only: bool = True, limit: int = 100
) -> tuple[Opportunity, ...]:
    """A customer's: the open ones by their next step, or all, the newest first."""
    sql = OPEN_OF_CUSTOMER if open_only else EVER_OF_CUSTOMER
    return _opportunities(reader, sql, {"customer_id": customer_id, "now": to_micros(now), "limit": limit})


def opportunity(reader: Reader, opportunity_id: int) -> Opportunity:
    """The opportunity. Raises NoSuchRecord when there is none, or when its customer was deleted."""
    found = _opportunities(reader, OPPORTUNITY, {"id": opportunity_id})
    if not found:
        raise NoSuchRecord(
            _("There is no opportunity {id}.").format(id=opportunity_id),
            _("Its customer may have been deleted, or the number is wrong."),
        )
    return found[0]


def open_values(reader: Reader) -> tuple[ValueSum, ...]:
    """What the open ones are worth, each currency by itself: they are never added up."""
    return tuple(ValueSum(*row) for row in reader.rows(VALUES))


def sales_lately(reader: Reader, customer_id: int, limit: int = 5) -> tuple[SaleLately, ...]:
    """The customer's last sales that no opportunity became yet, the newest first."""
    rows = reader.rows(SALES_LATELY, {"customer_id": customer_id, "limit": limit})
    return tuple(
        SaleLately(sale_id, date.fromisoformat(sold_on), value, currency)
        for sale_id, sold_on, value, currency in rows
    )


def _opportunities(reader: Reader, sql: str, parameters: dict[str, Any]) -> tuple[Opportunity, ...]:
    return tuple(map(_opportunity, reader.rows(sql, parameters)))


def _opportunity(row: tuple[Any, ...]) -> Opportunity:
    (
        opportunity_id, customer_id, customer, need, product_id, product, stage, value, currency,
        expected_on, owner_id, owner_login, owner, heard_by, heard_at, interaction_id,
        step_id, step, due_at, due_on, all_day, partner_id, partner, sale_id, closed_at,
        closed_why, version,
    ) = row  # fmt: skip
    return Opportunity(
        id=opportunity_id,
        customer_id=customer_id,
        customer=customer,
        need=need,
        product_id=product_id,
        product=product or "",
        stage=OpportunityStage(stage),
        value=value,
        currency=currency,
        expected_on=None if expected_on is None else date.fromisoformat(expected_on),
        owner_id=owner_id,
        owner_login=owner_login,
        owner=owner,
        heard_by=heard_by,
        heard_at=from_micros(heard_at),
        interaction_id=interaction_id,
        next_step=None
        if step_id is None
        else NextStep(step_id, step, from_micros(due_at), date.fromisoformat(due_on), bool(all_day)),
        partner_id=partner_id,
        partner=partner or "",
        sale_id=sale_id,
        closed_at=maybe_from_micros(closed_at),
        closed_why=closed_why,
        version=version,
    )
