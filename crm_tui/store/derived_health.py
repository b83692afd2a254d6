"""The health of customers as the lists sort and count by it: derived, and kept until time may change it.

Each customer that an act touches is assessed in its transaction. What time alone changes (a complaint that is
30 days old, a promise whose day has come) is written by :func:`refresh_stale`, in small batches, and whoever
shows such a customer before then assesses them anew.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from crm_tui.domain.health import LONG_WAIT_MINUTES, LONGEST_DAYS, assess
from crm_tui.domain.instants import to_micros
from crm_tui.domain.usual import LEAST_CONTACTS, LEAST_SPAN_DAYS, USUAL_DAYS
from crm_tui.store.connection_reader import ConnectionReader
from crm_tui.store.health_rows import COMPLAINT_CODES, health_facts, usual_since
from crm_tui.store.reader import Reader

#: So many customers are read at a time.
_BATCH = 500

_DAY = 86_400_000_000

_WRITE = "UPDATE customer_summaries SET health = ?, health_turns_at = ? WHERE id = ?"
#: Everybody whose level can be another than steady, now or when time passes. It may name too many: the rules
#: themselves are in the domain, and decide.
_SIEVE = f"""
SELECT i.customer_id AS id
  FROM interactions i
 WHERE i.happened_at > :since AND i.deleted_at IS NULL AND i.direction <> 'internal'
 GROUP BY i.customer_id
HAVING sum(i.mood IN ('upset', 'uneasy')) > 0 OR max(i.waited_minutes) >= {LONG_WAIT_MINUTES}
    OR sum(i.nature IN ({COMPLAINT_CODES})) > 0
    OR sum(i.mood IN ('pleased', 'delighted') OR i.good_moment = 1) > 1
 UNION
SELECT k.customer_id FROM cases k
 WHERE k.deleted_at IS NULL
   AND (k.reopenings > 0
        OR (k.nature IN ({COMPLAINT_CODES}) AND (k.stage IN ('open', 'waiting') OR k.opened_at > :since)))
 UNION
SELECT p.customer_id FROM promises p
 WHERE p.by = 'ours' AND (p.state = 'open' OR (p.state = 'broken' AND p.closed_at > :since))
 UNION
SELECT i.customer_id
  FROM interactions i
 WHERE i.happened_at > :usual_since AND i.deleted_at IS NULL AND i.direction <> 'internal'
 GROUP BY i.customer_id
HAVING count(*) >= {LEAST_CONTACTS} AND max(i.happened_at) > :heard_since
   AND max(i.happened_at) - min(i.happened_at) >= {LEAST_SPAN_DAYS * _DAY}
 UNION
SELECT c.id FROM customers c WHERE c.rhythm_days IS NOT NULL
 UNION
SELECT c.id FROM customers c
 WHERE c.tier_id IN (SELECT t.id FROM tiers t WHERE t.rhythm_days IS NOT NULL)
 ORDER BY 1"""
_STALE = """
SELECT id FROM customer_summaries WHERE health_turns_at <= :now
 UNION ALL
SELECT id FROM customer_summaries WHERE health IS NULL
 LIMIT :limit"""
_FORGET_TIER = """
UPDATE customer_summaries SET health_turns_at = 0
 WHERE id IN (SELECT id FROM customers WHERE tier_id = :tier_id)"""


def refresh(connection: Connection, customer_ids: Iterable[int], now: datetime) -> None:
    """Assess these customers anew; those without a summary, because they were deleted, have no health."""
    ids = sorted(customer_ids)
    for start in range(0, len(ids), _BATCH):
        _assess(connection, ids[start : start + _BATCH], now)


def rebuild(connection: Connection, now: datetime) -> None:
    """Assess everybody after all summaries were written anew, each of them steady.

    Who shows no sign of anything else is not read at all: of a million customers most are not.
    """
    since = to_micros(now - timedelta(days=LONGEST_DAYS))
    asked = {
        "since": since,
        "usual_since": usual_since(now),
        "heard_since": to_micros(now - timedelta(days=USUAL_DAYS)),
    }
    rows = ConnectionReader(connection).rows(_SIEVE, asked)
    refresh(connection, [row[0] for row in rows], now)


def refresh_stale(connection: Connection, now: datetime, limit: int = _BATCH) -> int:
    """Assess up to ``limit`` customers whose level may have changed by now; returns how many there were."""
    rows = ConnectionReader(connection).rows(_STALE, {"now": to_micros(now), "limit": limit})
    refresh(connection, [row[0] for row in rows], now)
    return len(rows)


def forget_tier(connection: Connection, tier_ids: Iterable[int]) -> None:
    """Another rhythm holds for the customers of these tiers: their level may be another too."""
    for tier_id in tier_ids:
        connection.exec_driver_sql(_FORGET_TIER, {"tier_id": tier_id})


def levels(reader: Reader, customer_ids: Sequence[int], now: datetime) -> dict[int, tuple[str, int | None]]:
    """The level of each of these customers, and until when it holds in microseconds; None: until something
    happens."""
    return {
        customer_id: (found.level.value, None if found.turns_at is None else to_micros(found.turns_at))
        for customer_id, facts in health_facts(reader, customer_ids, now).items()
        for found in (assess(facts, now),)
    }


def _assess(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    found = levels(ConnectionReader(connection), ids, now)
    if found:
        rows = [(*level, customer_id) for customer_id, level in found.items()]
        connection.exec_driver_sql(_WRITE, rows)
