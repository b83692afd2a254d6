"""What standards found, kept by day: derived, counted by the running desk, and never the truth.

For each measure a *round* says by which rules its events were counted. Two things hold at any time, whoever
writes: the sums of a round's days are what its customers have been counted with, and a customer's count is
right unless the journal names them after the round's entry or ``turns_at`` has come. So figures are the sums
without those few customers, and what is measured of them when somebody asks (``queries.kept_attainment``).
Saving a call writes nothing here; ``attainment_counts`` writes, for the running desk.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, TypeAlias

from crm_tui.domain.instants import to_micros
from crm_tui.store.reader import Reader

#: How many events of a standard on a day, as days since year 1, were measured and met.
DayCounts: TypeAlias = Mapping[tuple[int, int], tuple[int, int]]

ROUNDS = "SELECT measure, id, rules, entry_id, counted_to, as_of FROM attainment_rounds"
LAST_ENTRY = "SELECT coalesce(max(id), 0) FROM journal_entries"
CUSTOMERS_AFTER = "SELECT id FROM customers WHERE id > :after ORDER BY id LIMIT :most"
TURNED = "SELECT id FROM attainment_of_customers WHERE turns_at <= :now"
#: Nobody knows whom a bulk load brought in; it begins with an empty database.
LOADED_SINCE = "SELECT EXISTS (SELECT 1 FROM journal_entries WHERE id > :entry AND verb = 'load')"
_KEPT = """
SELECT id, counted, turns_at FROM attainment_of_customers WHERE id IN (SELECT value FROM json_each(:ids))"""
_CHANGED = """
SELECT e.record_kind, e.record_id, p.body
  FROM journal_entries e
  LEFT JOIN journal_payloads p ON p.id = e.payload_id
 WHERE e.id > :entry"""
#: Whose the records of a kind are, for all kinds that measures look at besides the rules.
_WHOSE = MappingProxyType(
    {
        "customer": "SELECT value FROM json_each(:ids)",
        **{
            kind: f"SELECT customer_id FROM {table} WHERE id IN (SELECT value FROM json_each(:ids))"
            for kind, table in (
                ("customer-kind", "customer_kinds"),
                ("interaction", "interactions"),
                ("case", "cases"),
                ("follow-up", "follow_ups"),
                ("promise", "promises"),
                ("sale", "sales"),
            )
        },
        **{
            kind: f"""SELECT o.customer_id FROM {table} p JOIN {owners} o ON o.id = p.{column}
                       WHERE p.id IN (SELECT value FROM json_each(:ids))"""
            for kind, table, owners, column in (
                ("case-event", "case_events", "cases", "case_id"),
                ("step-tick", "step_ticks", "interactions", "interaction_id"),
                ("sale-line", "sale_lines", "sales", "sale_id"),
                ("sale-event", "sale_events", "sales", "sale_id"),
            )
        },
    }
)
#: The fields by which a record names others: whose it was before it was moved, or taken away.
_NAMES = MappingProxyType(
    {
        "customer_id": "customer",
        "case_id": "case",
        "interaction_id": "interaction",
        "done_by_id": "interaction",
        "sale_id": "sale",
    }
)


@dataclass(frozen=True, slots=True)
class Round:
    """A count of a measure's events; ``counted_to`` is the last customer so far, None once all were counted.

    Whoever a journal entry after ``entry_id`` names has to be looked at again. ``as_of`` is the latest
    instant, in microseconds, as of which any of them was counted.
    """

    measure: str
    id: int
    rules: str
    entry_id: int
    counted_to: int | None
    as_of: int


@dataclass(frozen=True, slots=True)
class Count:
    """What a customer's events add, by round, and the instant in microseconds at which time may change it."""

    by_round: Mapping[int, DayCounts]
    turns_at: int | None


NOTHING: Final = Count({}, None)


def rounds(reader: Reader) -> dict[str, Round]:
    """The rounds by measure."""
    return {row[0]: Round(*row) for row in reader.rows(ROUNDS)}


def last_entry(reader: Reader) -> int:
    """The journal's newest entry, 0 where there is none."""
    return int(reader.value(LAST_ENTRY))


def changed_since(reader: Reader, entry_id: int) -> set[int] | None:
    """The customers whom changes after that entry concern; None where that cannot be said."""
    if reader.value(LOADED_SINCE, {"entry": entry_id}):
        return None
    named: defaultdict[str, set[int]] = defaultdict(set)
    for kind, record_id, body in reader.rows(_CHANGED, {"entry": entry_id}):
        if kind not in _WHOSE:
            continue
        named[kind].add(record_id)
        payload = {} if body is None else json.loads(body)
        for fields in filter(None, (payload.get("before"), payload.get("after"))):
            for field, of in _NAMES.items():
                if fields.get(field) is not None:
                    named[of].add(fields[field])
    return {
        row[0]
        for kind, ids in named.items()
        for row in reader.rows(_WHOSE[kind], {"ids": json.dumps([*ids])})
    }


def turned_by(reader: Reader, now: datetime) -> set[int]:
    """The customers whose count time may have changed by now."""
    return {row[0] for row in reader.rows(TURNED, {"now": to_micros(now)})}


def kept_of(reader: Reader, customer_ids: Collection[int]) -> dict[int, Count]:
    """What these customers were counted with; those who added nothing may be left out."""
    return {
        customer_id: Count(
            {
                int(round_id): {(standard, day): (measured, met) for standard, day, measured, met in days}
                for round_id, days in json.loads(counted).items()
            },
            turns_at,
        )
        for customer_id, counted, turns_at in reader.rows(_KEPT, {"ids": json.dumps([*customer_ids])})
    }
