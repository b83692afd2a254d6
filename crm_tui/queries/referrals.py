"""Who recommended us to whom, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.list_views import TO_THANK
from crm_tui.queries.narrowing import MOST_LISTED, Asked, said_in
from crm_tui.store.reader import Reader

# They were thanked when somebody said so, or once the follow-up that thanks them is done.
_THANKED_AT = "coalesce(r.thanked_at, CASE WHEN f.state = 'done' THEN f.closed_at END)"
_REFERRAL = f"""
SELECT r.id, r.customer_id, c.name, r.by_customer_id, b.name, r.words, s.name, r.happened_at, {_THANKED_AT},
       CASE WHEN f.state = 'open' THEN f.id END, r.version
  FROM referrals r
  JOIN customers c ON c.id = r.customer_id AND c.deleted_at IS NULL
  JOIN customers b ON b.id = r.by_customer_id AND b.deleted_at IS NULL
  JOIN staff s ON s.id = r.staff_id
  LEFT JOIN follow_ups f ON f.id = r.follow_up_id
 WHERE r.deleted_at IS NULL"""
_NEWEST = " ORDER BY r.happened_at DESC, r.id DESC LIMIT :limit"
_SAID = said_in("c.name", "b.name", "r.words", "s.name")
_OF_CUSTOMER = "(r.customer_id = :customer_id OR r.by_customer_id = :customer_id)"
_LISTED = f"{_REFERRAL} AND (:customer_id IS NULL OR {_OF_CUSTOMER}) AND {_SAID}"
REFERRALS = _LISTED + _NEWEST
TO_BE_THANKED = f"{_LISTED} AND {_THANKED_AT} IS NULL{_NEWEST}"
REFERRALS_OF = f"{_REFERRAL} AND {_OF_CUSTOMER}{_NEWEST}"


@dataclass(frozen=True, slots=True)
class Referral:
    """``by`` recommended us to ``customer``. ``follow_up_id`` is the open follow-up that thanks them."""

    id: int
    customer_id: int
    customer: str
    by_id: int
    by: str
    words: str
    staff: str
    at: datetime
    thanked_at: datetime | None
    follow_up_id: int | None
    version: int


def listed_referrals(reader: Reader, asked: Asked, customer_id: int | None = None) -> tuple[Referral, ...]:
    """The newest first: all, or those for which nobody was thanked yet; with ``customer_id`` as below."""
    sql = TO_BE_THANKED if asked.among == TO_THANK else REFERRALS
    return _read(reader, sql, customer_id=customer_id, text=asked.text, limit=asked.limit)


def referrals(
    reader: Reader, *, customer_id: int | None = None, limit: int = MOST_LISTED
) -> tuple[Referral, ...]:
    """The newest first: all, or those in which a customer recommended us or was told about us."""
    sql = REFERRALS if customer_id is None else REFERRALS_OF
    return _read(reader, sql, customer_id=customer_id, text="", limit=limit)


def _read(reader: Reader, sql: str, **parameters: Any) -> tuple[Referral, ...]:
    return tuple(map(_referral, reader.rows(sql, parameters)))


def _referral(row: tuple[Any, ...]) -> Referral:
    referral_id, customer_id, customer, by_id, by, words, staff, at, thanked_at, follow_up_id, version = row
    return Referral(
        id=referral_id,
        customer_id=customer_id,
        customer=customer,
        by_id=by_id,
        by=by,
        words=words,
        staff=staff,
        at=from_micros(at),
        thanked_at=maybe_from_micros(thanked_at),
        follow_up_id=follow_up_id,
        version=version,
    )
