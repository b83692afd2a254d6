"""Attainment from what is kept by day (``store.attainment``): the same figures, without counting millions.

What is kept holds unless the rules are others by now; customers to whom something happened since are measured
anew. Where too much happened, or not everybody was counted yet, there is no answer from here.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from zoneinfo import ZoneInfo

from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Measure
from crm_tui.queries.measured_cases import STAND_INS
from crm_tui.queries.measuring import Gauge
from crm_tui.queries.periods import Period
from crm_tui.store.attainment import (
    NOTHING,
    Count,
    DayCounts,
    changed_since,
    kept_of,
    rounds,
    turned_by,
)
from crm_tui.store.chunks import in_chunks
from crm_tui.store.opening_hours import OPENING_HOURS
from crm_tui.store.reader import Reader

#: Raised with every change of how a measure counts: what was counted before is void then.
COUNTING_RULES = 1
_QUARTER_HOUR = 900_000_000
#: More customers than that are not measured one by one while somebody waits.
_MOST_STALE = 20_000

#: All that decides about events besides what belongs to a customer.
VERSIONS = """
SELECT v.id, v.standard_id, v.valid_from, v.measure, v.target, v.settings, s.retired_at
  FROM standard_versions v JOIN standards s ON s.id = v.standard_id
 WHERE v.measure IN (SELECT value FROM json_each(:measures))"""
SCOPES = """
SELECT c.standard_version_id, c.dimension, c.value
  FROM standard_scopes c JOIN standard_versions v ON v.id = c.standard_version_id
 WHERE v.measure IN (SELECT value FROM json_each(:measures))"""
WORDS = (
    "SELECT code, solves, reached, is_response FROM outcomes",
    "SELECT code, written FROM channels",
    "SELECT id, code, contact_limit, contact_window_days FROM tiers",
    "SELECT id, tier_id, channel, contact_limit, contact_window_days FROM tier_limits",
)
PLAYBOOKS = """
SELECT p.id, p.nature, p.mood, p.outcome, p.retired_at, v.id, v.valid_from, v.steps
  FROM playbooks p JOIN playbook_versions v ON v.playbook_id = p.id"""
_FURTHER = MappingProxyType({Measure.SAME_PERSON: STAND_INS, Measure.STEP_TICKED: PLAYBOOKS})
#: A case has one story: what is a clock of one measure is decided together with the others.
_CLOCKS = frozenset({Measure.ANSWERED_WITHIN, Measure.NEXT_ANSWER_WITHIN, Measure.RESOLVED_WITHIN})

#: The instants of a customer's records: once one of them has come, other events may be due, met or there.
_INSTANTS = (
    ("interactions r", ("r.happened_at",)),
    ("follow_ups r", ("r.first_due_at", "r.closed_at")),
    ("promises r", ("r.told_at", "r.closed_at")),
    ("cases r", ("r.solved_at", "r.closed_at", "r.agreed_at")),
    ("cases r CROSS JOIN case_events e ON e.case_id = r.id", ("e.happened_at",)),
    ("cases r CROSS JOIN case_clocks q ON q.case_id = r.id", ("q.due_at", "q.stopped_at")),
    ("sales r", ("r.sold_at", "r.promised_at", "r.delivered_at")),
    ("sales r CROSS JOIN sale_events e ON e.sale_id = r.id", ("e.happened_at",)),
)
#: Which of them comes next, for each of these customers who has one to come.
NEXT_INSTANT = "\n UNION ALL ".join(
    f"""SELECT r.customer_id, min({at}) FROM json_each(:ids) asked CROSS JOIN {rows}
         WHERE r.customer_id = asked.value AND {at} > :now GROUP BY r.customer_id"""
    for rows, instants in _INSTANTS
    for at in instants
)
DAYS = """
SELECT standard_id, day, measured, met
  FROM attainment_days
 WHERE round_id = :round AND day BETWEEN :from_on AND :to_on"""


def rules_of(reader: Reader, measures: Iterable[Measure], zone: ZoneInfo) -> dict[str, str]:
    """For each of these measures a digest of the rules that its events are counted by now."""
    shared = [reader.rows(OPENING_HOURS), *(sorted(reader.rows(sql), key=repr) for sql in WORDS)]
    found = {}
    for measure in measures:
        asked = {"measures": json.dumps(sorted(_CLOCKS) if measure in _CLOCKS else [measure])}
        own = [sorted(reader.rows(sql, asked), key=repr) for sql in (VERSIONS, SCOPES)]
        if measure in _FURTHER:
            own.append(sorted(reader.rows(_FURTHER[measure]), key=repr))
        found[measure.value] = sha256(repr((COUNTING_RULES, zone.key, shared, own)).encode()).hexdigest()
    return found


def counts_of(
    reader: Reader, gauges: Mapping[int, Gauge], customer_ids: Sequence[int], now: datetime, zone: ZoneInfo
) -> dict[int, Count]:
    """What each of these customers is to be counted with as of ``now``, by the rounds of the gauges."""
    found: dict[int, dict[int, dict[tuple[int, int], tuple[int, int]]]] = {each: {} for each in customer_ids}
    turns: defaultdict[int, list[int]] = defaultdict(list)
    days: dict[int, int] = {}
    for round_id, gauge in gauges.items():
        for each in gauge.of_customers(customer_ids):
            event, at = each.alike, each.started_at
            if event.met is None:
                if event.due_at is not None:
                    turns[each.customer_id].append(to_micros(event.due_at))
                continue
            # In every zone midnight is at a full quarter of an hour.
            if (day := days.get(at // _QUARTER_HOUR)) is None:
                day = days[at // _QUARTER_HOUR] = from_micros(at).astimezone(zone).toordinal()
            of_round = found[each.customer_id].setdefault(round_id, {})
            measured, met = of_round.get((event.standard_id, day), (0, 0))
            of_round[event.standard_id, day] = (measured + 1, met + event.met)
    asked = {"ids": json.dumps([*customer_ids]), "now": to_micros(now)}
    for customer_id, at in reader.rows(NEXT_INSTANT, asked):
        turns[customer_id].append(at)
    return {
        customer_id: Count(by_round, min(turns.get(customer_id, ()), default=None))
        for customer_id, by_round in found.items()
    }


def kept_by_day(
    reader: Reader, gauge: Gauge, period: Period, *, now: datetime, zone: ZoneInfo
) -> dict[tuple[int, int], Attainment] | None:
    """The attainment of each standard of a measure on each day of a period, by its id and the day's ordinal.

    None where it is not kept: the events are to be counted then. What an act has changed and not yet
    journalled is not seen.
    """
    with reader.snapshot():
        one = rounds(reader).get(gauge.measure)
        if one is None or one.counted_to is not None or one.as_of > to_micros(now):
            return None
        changed = changed_since(reader, one.entry_id)
        if changed is None or rules_of(reader, [gauge.measure], zone) != {one.measure: one.rules}:
            return None
        stale = sorted(changed | turned_by(reader, now))
        if len(stale) > _MOST_STALE:
            return None
        asked = {"round": one.id, "from_on": period.from_on.isoformat(), "to_on": period.to_on.isoformat()}
        days = {
            (standard, date.fromisoformat(day).toordinal()): [measured, met]
            for standard, day, measured, met in reader.rows(DAYS, asked)
        }
        for some in in_chunks(stale):
            before = kept_of(reader, some)
            for customer_id, count in counts_of(reader, {one.id: gauge}, some, now, zone).items():
                old = before.get(customer_id, NOTHING)
                _add(days, count.by_round.get(one.id, {}), 1)
                _add(days, old.by_round.get(one.id, {}), -1)
    first, last = period.from_on.toordinal(), period.to_on.toordinal()
    return {
        (standard, day): Attainment(measured, met)
        for (standard, day), (measured, met) in days.items()
        if measured and first <= day <= last
    }


def _add(days: dict[tuple[int, int], list[int]], counts: DayCounts, sign: int) -> None:
    for which, (measured, met) in counts.items():
        figures = days.setdefault(which, [0, 0])
        figures[0] += sign * measured
        figures[1] += sign * met
