"""The events that health is read off, of one customer or of thousands at once, by the indexes of each."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from crm_tui.domain.health import LONG_WAIT_MINUTES, LONGEST_DAYS
from crm_tui.domain.health_facts import (
    COMPLAINTS,
    Complaint,
    Contact,
    Evidence,
    HealthFacts,
    OwnPromise,
    Reopening,
)
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.usual import LEAST_CONTACTS, USUAL_DAYS
from crm_tui.domain.words import Mood
from crm_tui.store.reader import Reader

COMPLAINT_CODES = ", ".join(f"'{nature.value}'" for nature in sorted(COMPLAINTS))
_COMPLAINED = f"i.direction = 'inbound' AND i.nature IN ({COMPLAINT_CODES}) AND i.case_id IS NULL"

#: They heard from us: somebody reached them, or what they asked was answered.
_HEARD = """i.deleted_at IS NULL AND i.direction <> 'internal' AND i.automatic = 0
   AND (o.reached = 1 OR (i.direction = 'outbound' AND h.written = 1))"""
#: When they last heard from us.
HEARD_AT = f"""
SELECT i.happened_at
  FROM interactions i
  JOIN outcomes o ON o.code = i.outcome
  JOIN channels h ON h.code = i.channel
 WHERE i.customer_id = c.id AND {_HEARD}
 ORDER BY i.happened_at DESC
 LIMIT 1"""
#: How often they should hear from us; nobody who asked not to be contacted is missed.
RHYTHM = "CASE WHEN c.do_not_contact = 0 THEN coalesce(c.rhythm_days, t.rhythm_days) END"
#: Not among those whose health is looked after: no longer a customer, or a colleague.
APART = """(c.ended_on IS NOT NULL OR EXISTS (
       SELECT 1 FROM customer_kinds k WHERE k.customer_id = c.id AND k.kind = 'internal'))"""

CUSTOMERS = f"""
SELECT c.id, {APART}, {RHYTHM}, CASE WHEN {RHYTHM} IS NOT NULL THEN coalesce(({HEARD_AT}), c.created_at) END
  FROM json_each(:ids) asked
  JOIN customers c ON c.id = asked.value
  LEFT JOIN tiers t ON t.id = c.tier_id"""
CONTACTS = f"""
SELECT i.customer_id, i.id, i.happened_at, i.mood, o.solves, coalesce(i.waited_minutes, 0), i.good_moment,
       {_COMPLAINED}
  FROM json_each(:ids) asked
  JOIN interactions i ON i.customer_id = asked.value AND i.happened_at > :since
  JOIN outcomes o ON o.code = i.outcome
 WHERE i.deleted_at IS NULL AND i.direction <> 'internal'
   AND (i.mood IS NOT NULL OR i.good_moment = 1 OR i.waited_minutes >= {LONG_WAIT_MINUTES} OR {_COMPLAINED})
 ORDER BY i.happened_at, i.id"""
CASES = f"""
SELECT k.customer_id, k.id, k.opened_at, k.stage IN ('open', 'waiting'),
       (SELECT i.id FROM interactions i
         WHERE i.case_id = k.id AND i.deleted_at IS NULL ORDER BY i.happened_at, i.id LIMIT 1)
  FROM json_each(:ids) asked
  JOIN cases k ON k.customer_id = asked.value
 WHERE k.deleted_at IS NULL AND k.nature IN ({COMPLAINT_CODES})
   AND (k.stage IN ('open', 'waiting') OR k.opened_at > :since)
 ORDER BY k.opened_at, k.id"""
# The plus keeps the index of states out: a customer has few promises, a desk has thousands that are open.
PROMISES = """
SELECT p.customer_id, p.id, p.told_at, CASE WHEN p.state = 'broken' THEN p.closed_at END
  FROM json_each(:ids) asked
  JOIN promises p ON p.customer_id = asked.value
 WHERE p.by = 'ours' AND (+p.state = 'open' OR (+p.state = 'broken' AND p.closed_at > :since))
 ORDER BY p.told_at, p.id"""
REOPENINGS = """
SELECT k.customer_id, k.id, e.happened_at
  FROM json_each(:ids) asked
  JOIN cases k ON k.customer_id = asked.value AND k.deleted_at IS NULL AND k.reopenings > 0
  JOIN case_events e ON e.case_id = k.id AND e.what = 'reopened' AND e.happened_at > :since
 ORDER BY e.happened_at, e.id"""

# What is usual, where no rhythm was agreed. Nobody who asked not to be contacted is missed.
HEARD = f"""
SELECT i.customer_id, i.id, i.happened_at
  FROM json_each(:ids) asked
  JOIN customers c ON c.id = asked.value AND c.rhythm_days IS NULL AND c.do_not_contact = 0
  LEFT JOIN tiers t ON t.id = c.tier_id
  JOIN interactions i ON i.customer_id = c.id AND i.happened_at > :usual_since
  JOIN outcomes o ON o.code = i.outcome
  JOIN channels h ON h.code = i.channel
 WHERE t.rhythm_days IS NULL AND {_HEARD}
 ORDER BY i.happened_at, i.id"""


def usual_since(now: datetime) -> int:
    """From when on contacts say what is usual to somebody whose silence is still worth a look."""
    return to_micros(now - timedelta(days=2 * USUAL_DAYS))


def health_facts(reader: Reader, customer_ids: Iterable[int], now: datetime) -> dict[int, HealthFacts]:
    """What the health of each of these customers is read off at ``now``; ids of nobody are left out."""
    asked = {
        "ids": json.dumps(list(customer_ids)),
        "since": to_micros(now - timedelta(days=LONGEST_DAYS)),
    }
    contacts: defaultdict[int, list[Contact]] = defaultdict(list)
    complaints: defaultdict[int, list[Complaint]] = defaultdict(list)
    promises: defaultdict[int, list[OwnPromise]] = defaultdict(list)
    reopenings: defaultdict[int, list[Reopening]] = defaultdict(list)
    for customer_id, contact_id, at, mood, solves, waited, good, complained in _rows(reader, CONTACTS, asked):
        happened_at = from_micros(at)
        contacts[customer_id].append(
            Contact(contact_id, happened_at, Mood(mood) if mood else None, bool(solves), waited, bool(good))
        )
        if complained:
            complaints[customer_id].append(Complaint(("interaction", contact_id), happened_at))
    for customer_id, case_id, at, is_open, contact_id in _rows(reader, CASES, asked):
        evidence = ("case", case_id) if contact_id is None else ("interaction", contact_id)
        complaints[customer_id].append(Complaint(evidence, from_micros(at), bool(is_open)))
    for customer_id, promise_id, told_at, broken_at in _rows(reader, PROMISES, asked):
        promises[customer_id].append(
            OwnPromise(promise_id, from_micros(told_at), maybe_from_micros(broken_at))
        )
    for customer_id, case_id, at in _rows(reader, REOPENINGS, asked):
        reopenings[customer_id].append(Reopening(case_id, from_micros(at)))
    heard: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for customer_id, contact_id, at in _rows(
        reader, HEARD, {"ids": asked["ids"], "usual_since": usual_since(now)}
    ):
        heard[customer_id].append((at, contact_id))
    return {
        customer_id: HealthFacts(
            contacts[customer_id],
            sorted(complaints[customer_id], key=lambda complaint: complaint.at),
            promises[customer_id],
            reopenings[customer_id],
            maybe_from_micros(heard_at),
            rhythm,
            bool(apart),
            *_usual(heard[customer_id]),
        )
        for customer_id, apart, rhythm, heard_at in _rows(reader, CUSTOMERS, {"ids": asked["ids"]})
    }


def _usual(heard: Sequence[tuple[int, int]]) -> tuple[Sequence[datetime], Evidence | None]:
    if len(heard) < LEAST_CONTACTS:
        return (), None
    return [from_micros(at) for at, _contact_id in heard], ("interaction", heard[-1][1])


def _rows(reader: Reader, sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    return reader.rows(sql, asked)
