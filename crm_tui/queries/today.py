"""What Today's panels ask that no other screen does; the others ask the queries of their subject."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.queries.due import FollowUp, call_backs
from crm_tui.store.reader import Reader

#: Good news is of the last days, and a few lines of it.
_GOOD_NEWS_DAYS = 7

CALL_OF = """
SELECT i.happened_at,
       (SELECT p.value FROM contact_points p
         WHERE p.customer_id = :customer_id AND p.type = 'phone'
         ORDER BY p.preferred DESC, p.position, p.id LIMIT 1)
  FROM (SELECT :interaction_id AS id) asked
  LEFT JOIN interactions i ON i.id = asked.id AND i.deleted_at IS NULL"""
STANDARDS_TO_READ = """
SELECT std.id, v.id, v.number, v.statement
  FROM standards std
  JOIN standard_versions v ON v.id = (
       SELECT w.id FROM standard_versions w
        WHERE w.standard_id = std.id AND w.valid_from <= :now ORDER BY w.number DESC LIMIT 1)
 WHERE std.retired_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM acknowledgements a
                    WHERE a.standard_version_id = v.id AND a.staff_id = :staff_id)
 ORDER BY v.valid_from, std.id"""
GOOD_NEWS = """
SELECT i.id, i.customer_id, c.name, i.happened_at, s.name, i.said
  FROM interactions i
  JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = i.staff_id
 WHERE i.happened_at >= :since AND i.happened_at <= :now AND i.deleted_at IS NULL
   AND (i.good_moment = 1 OR (i.nature = 'feedback' AND i.mood IN ('pleased', 'delighted')))
 ORDER BY i.happened_at DESC, i.id DESC
 LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class MissedCall:
    """A missed call to return: the follow-up it made, when they called, and the number to dial."""

    follow_up: FollowUp
    called_at: datetime | None
    phone: str


@dataclass(frozen=True, slots=True)
class StandardToRead:
    """A version that holds now and that I have not acknowledged."""

    standard_id: int
    version_id: int
    number: int
    statement: str


@dataclass(frozen=True, slots=True)
class GoodNews:
    """A good moment, or feedback that left the customer pleased or delighted."""

    interaction_id: int
    customer_id: int
    customer: str
    happened_at: datetime
    staff: str
    said: str


def missed_calls(reader: Reader, *, now: datetime, zone: ZoneInfo, staff_id: int) -> tuple[MissedCall, ...]:
    """Whom I am to call back by the end of today."""
    calls = []
    for follow_up in call_backs(reader, now=now, zone=zone, staff_id=staff_id):
        asked = {"customer_id": follow_up.customer_id, "interaction_id": follow_up.interaction_id}
        called_at, phone = reader.row(CALL_OF, asked) or (None, None)
        calls.append(MissedCall(follow_up, maybe_from_micros(called_at), phone or ""))
    return tuple(calls)


def standards_to_read(reader: Reader, *, now: datetime, staff_id: int) -> tuple[StandardToRead, ...]:
    """The standards whose present version this member of staff has not acknowledged."""
    rows = reader.rows(STANDARDS_TO_READ, {"now": to_micros(now), "staff_id": staff_id})
    return tuple(StandardToRead(*row) for row in rows)


def good_news(reader: Reader, *, now: datetime, limit: int = 20) -> tuple[GoodNews, ...]:
    """What went well in the last 7 days, newest first: everybody's, for everybody to see."""
    since = to_micros(now - timedelta(days=_GOOD_NEWS_DAYS))
    rows = reader.rows(GOOD_NEWS, {"since": since, "now": to_micros(now), "limit": limit})
    return tuple(
        GoodNews(interaction_id, customer_id, customer, from_micros(at), staff, said)
        for interaction_id, customer_id, customer, at, staff, said in rows
    )
