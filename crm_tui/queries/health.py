"""How customers are doing: whom we watch, whom we may lose, who is happy, who has not heard from us."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_tui.domain.health import Assessment, assess
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.words import Health
from crm_tui.store import health_rows
from crm_tui.store.health_rows import health_facts
from crm_tui.store.reader import Reader

_DAY = 86_400_000_000
#: Of a level that has more customers, Today picks those to show among the newest of them.
_MOST_LOOKED_AT = 500
#: Of those whose level is out of date, so many are assessed for a glance; a running desk writes all anew.
_MOST_ASSESSED = 100

OF_LEVEL = """
SELECT id FROM customer_summaries
 WHERE health = :level AND (health_turns_at IS NULL OR health_turns_at > :now)
 ORDER BY last_contact_at DESC, id DESC
 LIMIT :limit"""
STALE = (
    "SELECT id, health FROM customer_summaries WHERE health_turns_at <= :now OR health IS NULL LIMIT :limit"
)
COUNT = "SELECT count(*) FROM customer_summaries WHERE health = :level"
NAMED = """
SELECT c.id, c.name, c.manager_id, g.login, g.name, s.last_contact_at
  FROM json_each(:ids) asked
  JOIN customers c ON c.id = asked.value AND c.deleted_at IS NULL
  JOIN customer_summaries s ON s.id = c.id
  LEFT JOIN staff g ON g.id = c.manager_id"""
NEAREST = """
SELECT s.id
  FROM (SELECT id FROM (SELECT id FROM customer_summaries WHERE health = :level ORDER BY id DESC LIMIT :most)
         UNION
        SELECT value FROM json_each(:turned)) s
  JOIN customers c ON c.id = s.id
 ORDER BY c.manager_id IS :staff_id DESC, s.id DESC
 LIMIT :limit"""
_WITH_RHYTHM = """
SELECT c.id FROM customers c WHERE c.rhythm_days IS NOT NULL
 UNION
SELECT c.id FROM customers c WHERE c.tier_id IN (SELECT t.id FROM tiers t WHERE t.rhythm_days IS NOT NULL)"""
_SILENT_SINCE = f"coalesce(({health_rows.HEARD_AT}), c.created_at) + {health_rows.RHYTHM} * {_DAY}"
#: Whether the customer ``c`` is silent at the instant ``:view``, as a view of the list of customers asks.
IS_SILENT = f"({_SILENT_SINCE} <= :view AND NOT {health_rows.APART})".replace(
    "t.rhythm_days", "(SELECT t.rhythm_days FROM tiers t WHERE t.id = c.tier_id)"
)
SILENT_IDS = f"""
SELECT c.id
  FROM ({_WITH_RHYTHM}) asked
  JOIN customers c ON c.id = asked.id AND c.deleted_at IS NULL
  LEFT JOIN tiers t ON t.id = c.tier_id
 WHERE {_SILENT_SINCE} <= :view AND NOT {health_rows.APART}
 LIMIT :most"""
SILENT = f"""
SELECT c.id, c.name, g.login, g.name, {health_rows.RHYTHM} AS rhythm,
       coalesce(({health_rows.HEARD_AT}), c.created_at) AS heard_at
  FROM ({_WITH_RHYTHM}) asked
  JOIN customers c ON c.id = asked.id AND c.deleted_at IS NULL
  LEFT JOIN tiers t ON t.id = c.tier_id
  LEFT JOIN staff g ON g.id = c.manager_id
 WHERE NOT {health_rows.APART} AND heard_at + rhythm * {_DAY} <= :now
 ORDER BY heard_at + rhythm * {_DAY}, c.id
 LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class CustomerHealth:
    """A customer with how they are doing and why. ``manager`` looks after them; empty where nobody does."""

    customer_id: int
    name: str
    manager_id: int | None
    manager_login: str
    manager: str
    last_contact_at: datetime | None
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Watch:
    """How many customers we may lose, and how many we watch, with those to look at first."""

    at_risk: int
    to_watch: int
    first: tuple[CustomerHealth, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """A customer who has not heard from us for longer than agreed, since ``heard_at``."""

    customer_id: int
    name: str
    manager_login: str
    manager: str
    rhythm_days: int
    heard_at: datetime


def health_of(reader: Reader, customer_id: int, now: datetime) -> Assessment:
    """How a customer is doing. Raises KeyError for an id that nobody ever had."""
    return assess(health_facts(reader, [customer_id], now)[customer_id], now)


def health_of_all(reader: Reader, customer_ids: Iterable[int], now: datetime) -> dict[int, Assessment]:
    """How each of these customers is doing."""
    return {
        customer_id: assess(facts, now)
        for customer_id, facts in health_facts(reader, customer_ids, now).items()
    }


def of_level(reader: Reader, level: Health, *, now: datetime, limit: int = 200) -> tuple[CustomerHealth, ...]:
    """The customers of a level, the one with the newest contact first.

    Those whose level time may have changed since it was written are assessed anew.
    """
    asked = {"now": to_micros(now), "limit": limit}
    kept = [row[0] for row in reader.rows(OF_LEVEL, {**asked, "level": level.value})]
    stale = [row[0] for row in reader.rows(STALE, asked)]
    return _of_level(reader, level, [*stale, *kept], now)[:limit]


def watch(reader: Reader, *, now: datetime, staff_id: int, limit: int = 20) -> Watch:
    """The customers whom we may lose and those whom we watch; whom ``staff_id`` looks after stand first.

    Where time may have changed what was written, it is assessed anew, for the rows and for the figures.
    """
    written = dict(reader.rows(STALE, {"now": to_micros(now), "limit": _MOST_ASSESSED}))
    turned = health_of_all(reader, written, now)
    moved = Counter(assessment.level.value for assessment in turned.values())
    moved.subtract(written.values())
    counts = []
    first: list[CustomerHealth] = []
    for level in (Health.AT_RISK, Health.WATCH):
        counts.append(int(reader.value(COUNT, {"level": level.value})) + moved[level.value])
        if len(first) < limit:
            came = [customer_id for customer_id, found in turned.items() if found.level is level]
            first += _nearest(reader, level, now, staff_id, limit - len(first), came)
    return Watch(counts[0], counts[1], tuple(first))


def happiest(reader: Reader, *, now: datetime, limit: int = 20) -> tuple[CustomerHealth, ...]:
    """The happiest customers: those with the most happy contacts first."""
    found = of_level(reader, Health.HAPPY, now=now, limit=_MOST_LOOKED_AT)
    return tuple(sorted(found, key=lambda each: -each.assessment.reasons[0].number)[:limit])


def silent(reader: Reader, *, now: datetime, limit: int = 500) -> tuple[Silent, ...]:
    """Who has not heard from us for longer than agreed, the longest overdue first."""
    rows = reader.rows(SILENT, {"now": to_micros(now), "limit": limit})
    return tuple(
        Silent(customer_id, name, login or "", manager or "", rhythm, from_micros(heard_at))
        for customer_id, name, login, manager, rhythm, heard_at in rows
    )


def _nearest(
    reader: Reader, level: Health, now: datetime, staff_id: int, limit: int, came: Sequence[int]
) -> Sequence[CustomerHealth]:
    asked = {
        "level": level.value,
        "staff_id": staff_id,
        "limit": limit,
        "most": _MOST_LOOKED_AT,
        "turned": json.dumps(came),
    }
    return _of_level(reader, level, [row[0] for row in reader.rows(NEAREST, asked)], now)


def _of_level(reader: Reader, level: Health, ids: Sequence[int], now: datetime) -> tuple[CustomerHealth, ...]:
    """Those of these customers who are on the level now, in the same order."""
    found = {
        customer_id: assessment
        for customer_id, assessment in health_of_all(reader, ids, now).items()
        if assessment.level is level
    }
    rows = {row[0]: row for row in reader.rows(NAMED, {"ids": json.dumps(list(found))})}
    return tuple(
        _customer_health(rows[customer_id], found[customer_id]) for customer_id in ids if customer_id in rows
    )


def _customer_health(row: tuple[Any, ...], found: Assessment) -> CustomerHealth:
    customer_id, name, manager_id, login, manager, last_contact_at = row
    return CustomerHealth(
        customer_id,
        name,
        manager_id,
        login or "",
        manager or "",
        maybe_from_micros(last_contact_at),
        found,
    )
