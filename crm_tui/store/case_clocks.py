"""The clocks of cases as the queue and the standards read them: derived, written with what they come from.

A row says how a clock stands by what happened; what the passing of time adds is read off ``due_at``: one that
is running is missed from then on.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from crm_tui.domain.case_story import CaseStory
from crm_tui.domain.clock_rules import ClockRules
from crm_tui.domain.clocks import Clock, clocks_of
from crm_tui.domain.instants import to_micros
from crm_tui.domain.words import ClockState
from crm_tui.store.case_stories import stories, stories_of
from crm_tui.store.clock_rules import clock_rules
from crm_tui.store.connection_reader import ConnectionReader

#: Cases that are read at a time when all are written anew.
_BATCH = 5_000
_MINUTE = timedelta(minutes=1)

_FORGET = "DELETE FROM case_clocks WHERE case_id = ?"
_WRITE = """
INSERT INTO case_clocks (case_id, name, standard_version_id, target_minutes, started_at, due_at, warn_at,
                         left_minutes, stopped_at, state, tier, since_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def refresh(connection: Connection, case_ids: Iterable[int]) -> None:
    """Write the clocks of these cases anew; a case that was deleted has none."""
    ids = sorted(case_ids)
    if not ids:
        return
    connection.exec_driver_sql(_FORGET, [(case_id,) for case_id in ids])
    reader = ConnectionReader(connection)
    _write(connection, stories_of(reader, ids), clock_rules(reader))


def rebuild(connection: Connection) -> None:
    """Write the clocks of all cases anew: ``doctor --rebuild``, and the end of a bulk load or migration."""
    connection.exec_driver_sql("DELETE FROM case_clocks")
    reader = ConnectionReader(connection)
    rules, last = clock_rules(reader), int(reader.value("SELECT max(id) FROM cases") or 0)
    for first in range(1, last + 1, _BATCH):
        span = {"first": first, "last": first + _BATCH - 1}
        _write(connection, stories(reader, "k.id BETWEEN :first AND :last", span), rules)


def _write(connection: Connection, told: Iterable[CaseStory], rules: ClockRules) -> None:
    rows = clock_rows(told, rules)
    if rows:
        connection.exec_driver_sql(_WRITE, rows)


def clock_rows(told: Iterable[CaseStory], rules: ClockRules) -> list[tuple[Any, ...]]:
    """The rows of these stories: every column but the id, in the order in which they are written."""
    return [_row(story, clock) for story in told for clock in clocks_of(story, rules)]


def _row(story: CaseStory, clock: Clock) -> tuple[Any, ...]:
    stopped_at, due_at, left = clock.stopped_at, clock.due_at, clock.left_paused
    if stopped_at is not None:
        state = clock.state(stopped_at)
    else:
        state = ClockState.RUNNING if due_at is not None else ClockState.PAUSED
    kind, since_id = clock.since
    return (
        story.id,
        clock.name.value,
        clock.target.version.id,
        clock.target_minutes,
        to_micros(clock.started_at),
        None if due_at is None else to_micros(due_at),
        None if clock.warn_at is None else to_micros(clock.warn_at),
        None if left is None else left / _MINUTE,
        None if stopped_at is None else to_micros(stopped_at),
        state.value,
        clock.tier,
        since_id if kind == "interaction" else None,
    )
