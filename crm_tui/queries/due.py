"""The due follow-ups panel: what is overdue, what is for today, what comes in the next days.

Only the partial index of open follow-ups is walked, from the longest overdue on, so that it stays fast among
millions (BAR.md, "search").
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.first_words import FollowUpState
from crm_tui.domain.instants import end_of_day, from_micros, start_of_day, to_micros
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

_FOLLOW_UP = """
SELECT f.id, f.customer_id, c.name, f.why, f.channel, f.due_at, f.all_day, f.due_on, f.staff_id, s.login,
       s.name, f.is_appointment, f.is_call_back, f.case_id, f.interaction_id, f.state, f.version
  FROM follow_ups f
  JOIN customers c ON c.id = f.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = f.staff_id"""
#: Mine, and of those whom I stand in for today. The index has the staff, so others' rows are never read.
_MINE = """ AND f.staff_id IN (
    SELECT :staff_id UNION
    SELECT a.staff_id FROM absences a
     WHERE a.stand_in_id = :staff_id AND a.from_on <= :today AND a.until_on >= :today)"""
_OPEN_BETWEEN = " WHERE f.state = 'open' AND f.due_at >= :from AND f.due_at <= :until"
# A day is overdue when it has ended, a time when it has passed (DATA.md, "days").
_OVERDUE = " AND CASE WHEN f.all_day = 1 THEN f.due_on < :today ELSE f.due_at < :now END"
_TODAY = " AND CASE WHEN f.all_day = 1 THEN f.due_on = :today ELSE f.due_at >= :now AND f.due_at < :until END"
_NEXT = " AND CASE WHEN f.all_day = 1 THEN f.due_on > :today AND f.due_on <= :last ELSE f.due_at < :until END"
_SOONEST = " ORDER BY f.due_at, f.id LIMIT :limit"
OVERDUE = _FOLLOW_UP + _OPEN_BETWEEN + _OVERDUE + _SOONEST
TODAY = _FOLLOW_UP + _OPEN_BETWEEN + _TODAY + _SOONEST
NEXT = _FOLLOW_UP + _OPEN_BETWEEN + _NEXT + _SOONEST
MY_OVERDUE = _FOLLOW_UP + _OPEN_BETWEEN + _OVERDUE + _MINE + _SOONEST
MY_TODAY = _FOLLOW_UP + _OPEN_BETWEEN + _TODAY + _MINE + _SOONEST
MY_NEXT = _FOLLOW_UP + _OPEN_BETWEEN + _NEXT + _MINE + _SOONEST
MY_APPOINTMENTS = _FOLLOW_UP + _OPEN_BETWEEN + " AND f.is_appointment = 1" + _MINE + _SOONEST
MY_CALL_BACKS = _FOLLOW_UP + _OPEN_BETWEEN + " AND f.is_call_back = 1" + _MINE + _SOONEST
OPEN_OF_CUSTOMER = _FOLLOW_UP + " WHERE f.customer_id = :customer_id AND f.state = 'open'" + _SOONEST
FOLLOW_UP = _FOLLOW_UP + " WHERE f.id = :id"

_BEGINNING = -(2**63)


class FollowUp(NamedTuple):
    """Something to do for a customer.

    ``due_on`` is the local day; ``due_at`` its end where it is ``all_day``. ``what`` is why it was made,
    ``channel`` a code. ``is_call_back``: a missed call made it, and ``interaction_id`` is that call.
    """

    id: int
    customer_id: int
    customer: str
    what: str
    channel: str
    due_at: datetime
    all_day: bool
    due_on: date
    staff_id: int
    staff_login: str
    staff: str
    is_appointment: bool
    is_call_back: bool
    case_id: int | None
    interaction_id: int | None
    state: FollowUpState
    version: int


class Due(NamedTuple):
    """Open follow-ups by when they are due, each list soonest first; the marks say which was cut."""

    overdue: tuple[FollowUp, ...]
    today: tuple[FollowUp, ...]
    next: tuple[FollowUp, ...]
    more_overdue: bool
    more_today: bool
    more_next: bool


def due_follow_ups(
    reader: Reader,
    *,
    now: datetime,
    zone: ZoneInfo,
    staff_id: int | None,
    days: int = 7,
    limit: int = 200,
) -> Due:
    """What is due for a member of staff and those whom they stand in for; for everybody where it is None.

    ``next`` are the ``days`` after today. Each list holds at most ``limit``.
    """
    today = now.astimezone(zone).date()
    tomorrow = to_micros(end_of_day(today, zone))
    last = today + timedelta(days=days)
    moment = to_micros(now)
    spans = (
        (OVERDUE, MY_OVERDUE, _BEGINNING, moment),
        (TODAY, MY_TODAY, to_micros(start_of_day(today, zone)), tomorrow),
        (NEXT, MY_NEXT, tomorrow, to_micros(end_of_day(last, zone))),
    )
    lists = []
    for everybodys, mine, start, until in spans:
        lists.append(
            _follow_ups(
                reader,
                everybodys if staff_id is None else mine,
                {
                    "from": start,
                    "until": until,
                    "now": moment,
                    "today": today.isoformat(),
                    "last": last.isoformat(),
                    "staff_id": staff_id,
                    "limit": limit + 1,
                },
            )
        )
    overdue, for_today, following = lists
    return Due(
        overdue[:limit],
        for_today[:limit],
        following[:limit],
        len(overdue) > limit,
        len(for_today) > limit,
        len(following) > limit,
    )


def appointments(
    reader: Reader, *, now: datetime, zone: ZoneInfo, staff_id: int, limit: int = 100
) -> tuple[FollowUp, ...]:
    """Today's appointments of mine that nobody has marked yet, those whose time has passed too."""
    today = now.astimezone(zone).date()
    return _mine(
        reader,
        MY_APPOINTMENTS,
        staff_id,
        today,
        start=to_micros(start_of_day(today, zone)),
        until=to_micros(end_of_day(today, zone)),
        limit=limit,
    )


def call_backs(
    reader: Reader, *, now: datetime, zone: ZoneInfo, staff_id: int, limit: int = 100
) -> tuple[FollowUp, ...]:
    """Missed calls that I am to return by the end of today."""
    today = now.astimezone(zone).date()
    return _mine(
        reader,
        MY_CALL_BACKS,
        staff_id,
        today,
        start=_BEGINNING,
        until=to_micros(end_of_day(today, zone)),
        limit=limit,
    )


def open_follow_ups_of(reader: Reader, customer_id: int, limit: int = 200) -> tuple[FollowUp, ...]:
    """What is still to be done for a customer, soonest first."""
    return _follow_ups(reader, OPEN_OF_CUSTOMER, {"customer_id": customer_id, "limit": limit})


def follow_up(reader: Reader, follow_up_id: int) -> FollowUp:
    """The follow-up in whatever state. Raises NoSuchRecord when there is none or its customer was deleted."""
    found = _follow_ups(reader, FOLLOW_UP, {"id": follow_up_id})
    if not found:
        raise NoSuchRecord(
            _("There is no follow-up {id}.").format(id=follow_up_id),
            _("Its customer may have been deleted, or the number is wrong."),
        )
    return found[0]


def _mine(
    reader: Reader, sql: str, staff_id: int, today: date, *, start: int, until: int, limit: int
) -> tuple[FollowUp, ...]:
    return _follow_ups(
        reader,
        sql,
        {"from": start, "until": until, "staff_id": staff_id, "today": today.isoformat(), "limit": limit},
    )


def _follow_ups(reader: Reader, sql: str, parameters: dict[str, Any]) -> tuple[FollowUp, ...]:
    return tuple(
        FollowUp(
            follow_up_id,
            customer_id,
            customer,
            why,
            channel,
            from_micros(due_at),
            bool(all_day),
            date.fromisoformat(due_on),
            staff_id,
            staff_login,
            staff,
            bool(is_appointment),
            bool(is_call_back),
            case_id,
            interaction_id,
            FollowUpState(state),
            version,
        )
        for (
            follow_up_id, customer_id, customer, why, channel, due_at, all_day, due_on, staff_id, staff_login,
            staff, is_appointment, is_call_back, case_id, interaction_id, state, version,
        ) in reader.rows(sql, parameters)
    )  # fmt: skip
