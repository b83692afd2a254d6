"""Writing what standards found by day (``store.attainment``), some customers a transaction."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from crm_tui.domain.instants import to_micros
from crm_tui.store.attainment import NOTHING, Count, DayCounts, Round, kept_of, last_entry, rounds
from crm_tui.store.connection_reader import ConnectionReader

_ADD_TO_DAY = """
INSERT INTO attainment_days (round_id, standard_id, day, measured, met) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (round_id, standard_id, day)
    DO UPDATE SET measured = measured + excluded.measured, met = met + excluded.met"""
_BEGIN = """
INSERT INTO attainment_rounds (measure, rules, entry_id, counted_to, as_of) VALUES (?, ?, ?, 0, ?)"""
_KEEP = "INSERT INTO attainment_of_customers (id, counted, turns_at) VALUES (?, ?, ?)"
_FORGET = "DELETE FROM attainment_of_customers WHERE id = ?"
_SEEN = "UPDATE attainment_rounds SET as_of = max(as_of, ?) WHERE id = ?"
_COUNTED_TO = "UPDATE attainment_rounds SET counted_to = ? WHERE id = ?"
_HOLDS_UP_TO = "UPDATE attainment_rounds SET entry_id = ? WHERE id = ?"


def begin_rounds(connection: Connection, rules: Mapping[str, str], now: datetime) -> None:
    """Begin a round for each measure whose rules are not those that it was counted by.

    Those that are under way begin anew with them, so that all which are unfinished stand at one customer.
    """
    reader = ConnectionReader(connection)
    there = rounds(reader)
    stale = {measure for measure, one in there.items() if rules.get(measure) != one.rules}
    if not stale and rules.keys() <= there.keys():
        return
    stale |= {measure for measure, one in there.items() if one.counted_to is not None}
    for measure in stale:
        connection.exec_driver_sql("DELETE FROM attainment_days WHERE round_id = ?", (there[measure].id,))
        connection.exec_driver_sql("DELETE FROM attainment_rounds WHERE id = ?", (there[measure].id,))
    entry_id = last_entry(reader)
    for measure in sorted(rules.keys() - (there.keys() - stale)):
        connection.exec_driver_sql(_BEGIN, (measure, rules[measure], entry_id, to_micros(now)))


def write_counts(
    connection: Connection, of: Sequence[Round], counts: Mapping[int, Count], now: datetime
) -> bool:
    """Put what these customers were counted with as of ``now`` in the place of what they were before.

    Returns False, and writes nothing, when another desk went on with one of the rounds: what was read before
    that may be older than what it wrote.
    """
    reader = ConnectionReader(connection)
    there = {(one.id, one.entry_id, one.counted_to) for one in rounds(reader).values()}
    if not there.issuperset((one.id, one.entry_id, one.counted_to) for one in of):
        return False
    before = kept_of(reader, counts)
    mine, all_ids = {one.id for one in of}, {round_id for round_id, _entry_id, _counted_to in there}
    sums: Counter[tuple[int, int, int, str]] = Counter()
    keep: list[tuple[int, str, int | None]] = []
    for customer_id, count in counts.items():
        old = before.get(customer_id, NOTHING)
        for sign, parts in ((-1, old.by_round), (1, count.by_round)):
            for round_id in mine & parts.keys():
                for (standard, day), (measured, met) in parts[round_id].items():
                    sums[round_id, standard, day, "measured"] += sign * measured
                    sums[round_id, standard, day, "met"] += sign * met
        others = {round_id: days for round_id, days in old.by_round.items() if round_id in all_ids - mine}
        turns = [count.turns_at] if mine == all_ids else [count.turns_at, old.turns_at]
        keep.append(
            (
                customer_id,
                _as_text({**others, **count.by_round}),
                min((at for at in turns if at is not None), default=None),
            )
        )
    days = sorted({(round_id, standard, day) for round_id, standard, day, _which in sums})
    _many(
        connection,
        _ADD_TO_DAY,
        [
            (round_id, standard, date.fromordinal(day).isoformat(), *figures)
            for round_id, standard, day in days
            if any(figures := [sums[round_id, standard, day, which] for which in ("measured", "met")])
        ],
    )
    _many(connection, _FORGET, [(customer_id,) for customer_id in before])
    _many(connection, _KEEP, [row for row in keep if row[1:] != (_as_text({}), None)])
    _many(connection, _SEEN, [(to_micros(now), one.id) for one in of])
    return True


def go_on_from(connection: Connection, of: Sequence[Round], customer_id: int | None) -> None:
    """These rounds have counted everybody up to that customer; None: everybody."""
    _many(connection, _COUNTED_TO, [(customer_id, one.id) for one in of])


def hold_up_to(connection: Connection, of: Sequence[Round], entry_id: int) -> None:
    """Whom the journal names up to that entry was counted again."""
    _many(connection, _HOLDS_UP_TO, [(entry_id, one.id) for one in of])


def forget(connection: Connection) -> None:
    """Throw all counts away; figures are measured anew until they have been counted again."""
    for table in ("attainment_rounds", "attainment_days", "attainment_of_customers"):
        connection.exec_driver_sql(f"DELETE FROM {table}")


def _as_text(by_round: Mapping[int, DayCounts]) -> str:
    plain = {
        str(round_id): [[*which, *figures] for which, figures in days.items()]
        for round_id, days in by_round.items()
        if days
    }
    return json.dumps(plain, separators=(",", ":"))


def _many(connection: Connection, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(sql, list(rows))
