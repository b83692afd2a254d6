"""What was offered, conceded and agreed, by whom: the newest move first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_tui.domain.growth_words import NegotiationMove
from crm_tui.domain.instants import from_micros
from crm_tui.domain.list_views import ALL
from crm_tui.domain.words import PromiseBy
from crm_tui.queries.narrowing import MOST_LISTED, Asked, said_in
from crm_tui.store.reader import Reader

_MOVE = """
SELECT n.id, n.customer_id, c.name, n.agreement_id, n.case_id, n.subject, n.move, n.by, n.words, n.value,
       n.currency, s.name, n.happened_at
  FROM negotiation_steps n
  JOIN customers c ON c.id = n.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = n.staff_id"""
_NEWEST = " ORDER BY n.happened_at DESC, n.id DESC LIMIT :limit"
_SAID = said_in("c.name", "n.subject", "n.words", "n.move", "s.name")
_LISTED = f"{_MOVE} WHERE (:by IS NULL OR n.by = :by) AND {_SAID}"
MOVES = _LISTED + _NEWEST
MOVES_WITH_CUSTOMER = _LISTED + " AND n.customer_id = :customer_id" + _NEWEST
MOVES_ON_AGREEMENT = _LISTED + " AND n.agreement_id = :agreement_id" + _NEWEST
MOVES_ON_CASE = _LISTED + " AND n.case_id = :case_id" + _NEWEST
#: Where each subject that a customer and we negotiate about stands.
LAST_MOVES = _MOVE + (
    """
 WHERE n.customer_id = :customer_id
   AND NOT EXISTS (SELECT 1 FROM negotiation_steps later
                    WHERE later.customer_id = n.customer_id AND later.subject = n.subject
                      AND (later.happened_at, later.id) > (n.happened_at, n.id))"""
    + _NEWEST
)


@dataclass(frozen=True, slots=True)
class Move:
    """One move. ``value`` is in 1/10,000 of its currency's unit."""

    id: int
    customer_id: int
    customer: str
    agreement_id: int | None
    case_id: int | None
    subject: str
    move: NegotiationMove
    by: PromiseBy
    words: str
    value: int | None
    currency: str
    staff: str
    at: datetime


def listed_moves(reader: Reader, asked: Asked, **about: int | None) -> tuple[Move, ...]:
    """Ours, theirs or both, about what :func:`moves` can be asked for."""
    by = None if asked.among == ALL else asked.among
    return moves(reader, by=by, text=asked.text, limit=asked.limit, **about)


def moves(
    reader: Reader,
    *,
    customer_id: int | None = None,
    agreement_id: int | None = None,
    case_id: int | None = None,
    by: str | None = None,
    text: str = "",
    limit: int = MOST_LISTED,
) -> tuple[Move, ...]:
    """The moves that say ``text`` about an agreement or a case, else with a customer, else all."""
    told: dict[str, Any] = {"by": by, "text": text, "limit": limit}
    if agreement_id is not None:
        return _read(reader, MOVES_ON_AGREEMENT, agreement_id=agreement_id, **told)
    if case_id is not None:
        return _read(reader, MOVES_ON_CASE, case_id=case_id, **told)
    if customer_id is not None:
        return _read(reader, MOVES_WITH_CUSTOMER, customer_id=customer_id, **told)
    return _read(reader, MOVES, **told)


def last_moves(reader: Reader, customer_id: int, limit: int = 50) -> tuple[Move, ...]:
    """The last move about each subject with a customer."""
    return _read(reader, LAST_MOVES, customer_id=customer_id, limit=limit)


def _read(reader: Reader, sql: str, **parameters: Any) -> tuple[Move, ...]:
    return tuple(map(_move, reader.rows(sql, parameters)))


def _move(row: tuple[Any, ...]) -> Move:
    move_id, customer_id, customer, agreement_id, case_id, subject, move, by, words, value, currency = row[
        :11
    ]
    staff, at = row[11:]
    return Move(
        id=move_id,
        customer_id=customer_id,
        customer=customer,
        agreement_id=agreement_id,
        case_id=case_id,
        subject=subject,
        move=NegotiationMove(move),
        by=PromiseBy(by),
        words=words,
        value=value,
        currency=currency,
        staff=staff,
        at=from_micros(at),
    )
