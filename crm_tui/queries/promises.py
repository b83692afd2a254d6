"""Promises: what somebody can expect, and the safe date that we aim for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import end_of_day, from_micros, maybe_from_micros, to_micros
from crm_tui.domain.list_views import DUE, OPEN
from crm_tui.domain.promise_text import promise_sentence
from crm_tui.domain.words import PromiseBy, PromiseState
from crm_tui.i18n import _
from crm_tui.queries.narrowing import MOST_LISTED, Asked, said_in
from crm_tui.store.reader import Reader

_PROMISE = """
SELECT p.id, p.customer_id, c.name, p.staff_id, s.login, s.name, p.by, p.what,
       p.told_at, p.told_on, p.told_all_day, p.safe_at, p.safe_on, p.safe_all_day,
       p.state, p.made_at, p.closed_at, p.closed_why, p.case_id, p.interaction_id, p.version
  FROM promises p
  JOIN customers c ON c.id = p.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = p.staff_id"""
_MINE = """ AND (p.staff_id = :staff_id OR p.staff_id IN (
    SELECT a.staff_id FROM absences a
     WHERE a.stand_in_id = :staff_id AND a.from_on <= :today AND a.until_on >= :today))"""
_SAID = said_in("c.name", "p.what", "s.name", "s.login", "p.closed_why")
OPEN_PROMISES = _PROMISE + f" WHERE p.state = 'open' AND {_SAID} ORDER BY p.safe_at, p.id LIMIT :limit"
DUE_PROMISES = _PROMISE + (
    f" WHERE p.state = 'open' AND p.safe_at <= :until AND {_SAID} ORDER BY p.safe_at, p.id LIMIT :limit"
)
MY_DUE_PROMISES = _PROMISE + (
    f" WHERE p.state = 'open' AND p.safe_at <= :until {_MINE} AND {_SAID}"
    " ORDER BY p.safe_at, p.id LIMIT :limit"
)
PROMISES_EVER = _PROMISE + f" WHERE {_SAID} ORDER BY p.id DESC LIMIT :limit"
PROMISES_OF_CUSTOMER = _PROMISE + (
    " WHERE p.customer_id = :customer_id ORDER BY p.state <> 'open', p.safe_at, p.id LIMIT :limit"
)
# The plus keeps the index of states out: a customer has few promises, a desk has thousands that are open.
OPEN_PROMISES_OF_CUSTOMER = _PROMISE + (
    " WHERE p.customer_id = :customer_id AND +p.state = 'open' ORDER BY p.safe_at, p.id LIMIT :limit"
)
PROMISE = _PROMISE + " WHERE p.id = :id"
NEWEST_OPEN = (
    "SELECT id FROM promises WHERE customer_id = :customer_id AND state = 'open' ORDER BY id DESC LIMIT 1"
)
NEWEST_OF_STAFF = (
    "SELECT id FROM promises WHERE staff_id = :staff_id AND state = 'open' ORDER BY id DESC LIMIT 1"
)
ADDRESS = "SELECT coalesce(nullif(trim(address_as), ''), name) FROM customers WHERE id = :id"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of ours or theirs. A day's instant is its end (``told_all_day``, ``safe_all_day``)."""

    id: int
    customer_id: int
    customer: str
    staff_id: int
    staff_login: str
    staff: str
    by: PromiseBy
    what: str
    told_at: datetime
    told_on: date
    told_all_day: bool
    safe_at: datetime
    safe_on: date
    safe_all_day: bool
    state: PromiseState
    made_at: datetime
    closed_at: datetime | None
    closed_why: str
    case_id: int | None
    interaction_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class PromisesDue:
    """Open promises to be kept by their safe date, by the end of today.

    ``late`` and ``today`` are ours, ``theirs`` is what we wait for. ``more``: there are others besides.
    """

    late: tuple[Promise, ...]
    today: tuple[Promise, ...]
    theirs: tuple[Promise, ...]
    more: bool


def promises_due(
    reader: Reader, *, now: datetime, zone: ZoneInfo, staff_id: int | None, text: str = "", limit: int = 200
) -> PromisesDue:
    """What is due by today's end, for a member of staff and whom they stand in for; None is everybody."""
    today = now.astimezone(zone).date()
    parameters = {
        "until": to_micros(end_of_day(today, zone)),
        "staff_id": staff_id,
        "today": today.isoformat(),
        "text": text,
        "limit": limit + 1,
    }
    found = _promises(reader, DUE_PROMISES if staff_id is None else MY_DUE_PROMISES, parameters)
    ours = [promise for promise in found[:limit] if promise.by is PromiseBy.OURS]
    return PromisesDue(
        tuple(promise for promise in ours if promise.safe_at <= now),
        tuple(promise for promise in ours if promise.safe_at > now),
        tuple(promise for promise in found[:limit] if promise.by is PromiseBy.THEIRS),
        len(found) > limit,
    )


def listed_promises(reader: Reader, asked: Asked, staff_id: int | None = None) -> tuple[Promise, ...]:
    """The newest, the open ones, or those due by tonight: late ones first, then what we wait for.

    ``staff_id`` narrows those that are due, as in :func:`promises_due`.
    """
    if asked.among != DUE:
        return list_promises(reader, open_only=asked.among == OPEN, text=asked.text, limit=asked.limit)
    due = promises_due(
        reader, now=asked.now, zone=asked.zone, staff_id=staff_id, text=asked.text, limit=asked.limit
    )
    return (*due.late, *due.today, *due.theirs)


def list_promises(
    reader: Reader, *, open_only: bool = False, text: str = "", limit: int = MOST_LISTED
) -> tuple[Promise, ...]:
    """Promises that say ``text``: the open ones, soonest safe date first, or the newest of all."""
    sql = OPEN_PROMISES if open_only else PROMISES_EVER
    return _promises(reader, sql, {"text": text, "limit": limit})


def promises_of(
    reader: Reader, customer_id: int, *, open_only: bool = False, limit: int = 200
) -> tuple[Promise, ...]:
    """A customer's promises, open ones first."""
    sql = OPEN_PROMISES_OF_CUSTOMER if open_only else PROMISES_OF_CUSTOMER
    return _promises(reader, sql, {"customer_id": customer_id, "limit": limit})


def promise(reader: Reader, promise_id: int) -> Promise:
    """The promise. Raises NoSuchRecord when there is none, or when its customer was deleted."""
    found = _promises(reader, PROMISE, {"id": promise_id})
    if not found:
        raise NoSuchRecord(
            _("There is no promise {id}.").format(id=promise_id),
            _("Its customer may have been deleted, or the number is wrong."),
        )
    return found[0]


def newest_open(reader: Reader, *, customer_id: int | None, staff_id: int) -> int | None:
    """The promise that was written down last and is open: the customer's, else the member of staff's."""
    if customer_id is not None:
        found = reader.value(NEWEST_OPEN, {"customer_id": customer_id})
        if found is not None:
            return int(found)
    found = reader.value(NEWEST_OF_STAFF, {"staff_id": staff_id})
    return None if found is None else int(found)


def worded(reader: Reader, promise_id: int, *, zone: ZoneInfo, language: str) -> str:
    """A promise as a sentence to send, in the customer's form of address. Raises NoSuchRecord."""
    found = promise(reader, promise_id)
    return promise_sentence(
        reader.value(ADDRESS, {"id": found.customer_id}),
        found.by,
        found.what,
        found.told_at,
        found.told_on,
        found.told_all_day,
        zone,
        language,
    )


def _promises(reader: Reader, sql: str, parameters: dict[str, Any]) -> tuple[Promise, ...]:
    return tuple(map(_promise, reader.rows(sql, parameters)))


def _promise(row: tuple[Any, ...]) -> Promise:
    (
        promise_id, customer_id, customer, staff_id, staff_login, staff, by, what,
        told_at, told_on, told_all_day, safe_at, safe_on, safe_all_day,
        state, made_at, closed_at, closed_why, case_id, interaction_id, version,
    ) = row  # fmt: skip
    return Promise(
        id=promise_id,
        customer_id=customer_id,
        customer=customer,
        staff_id=staff_id,
        staff_login=staff_login,
        staff=staff,
        by=PromiseBy(by),
        what=what,
        told_at=from_micros(told_at),
        told_on=date.fromisoformat(told_on),
        told_all_day=bool(told_all_day),
        safe_at=from_micros(safe_at),
        safe_on=date.fromisoformat(safe_on),
        safe_all_day=bool(safe_all_day),
        state=PromiseState(state),
        made_at=from_micros(made_at),
        closed_at=maybe_from_micros(closed_at),
        closed_why=closed_why,
        case_id=case_id,
        interaction_id=interaction_id,
        version=version,
    )
