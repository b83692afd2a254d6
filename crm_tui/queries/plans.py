"""Touchpoint plans as they are written, and what became of their steps."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.growth_words import PlanEvent, RunState, SurveyKind, TouchState
from crm_tui.domain.instants import maybe_from_micros
from crm_tui.domain.list_views import ALL
from crm_tui.domain.plans import Plan, Scope, Step
from crm_tui.i18n import _
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.store.reader import Reader

_PLAN = """
SELECT p.id, p.name, p.event, p.steps, p.scope, p.silence_days, p.runs_since, p.retired_at, p.version,
       (SELECT json_group_object(t.id, t.name)
          FROM json_each(p.scope, '$.products') j JOIN products t ON t.id = j.value)
  FROM plans p"""
PLANS = _PLAN + " WHERE p.retired_at IS NULL ORDER BY p.event, p.id"
PLANS_EVER = _PLAN + " ORDER BY p.retired_at IS NOT NULL, p.event, p.id"
PLANS_ON = _PLAN + (
    " WHERE p.retired_at IS NULL AND p.runs_since IS NOT NULL AND p.event = :event ORDER BY p.id"
)
PLAN = _PLAN + " WHERE p.id = :id"
RUNS = "SELECT state, count(*) FROM plan_runs WHERE plan_id = :plan_id GROUP BY state"
TOUCHES = """
SELECT t.state, count(*) FROM plan_touches t JOIN plan_runs r ON r.id = t.run_id
 WHERE r.plan_id = :plan_id GROUP BY t.state"""
LAST_TOUCHES = """
SELECT t.id, r.customer_id, c.name, t.step, t.due_on, t.state, t.follow_up_id, t.why, r.state
  FROM plan_touches t
  JOIN plan_runs r ON r.id = t.run_id
  JOIN customers c ON c.id = r.customer_id AND c.deleted_at IS NULL
 WHERE r.plan_id = :plan_id
 ORDER BY t.state <> 'waiting', t.at DESC, t.id DESC LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many runs and steps of a plan there are, by how they stand."""

    runs: dict[RunState, int]
    touches: dict[TouchState, int]


@dataclass(frozen=True, slots=True)
class Touch:
    """What became of a step for one customer; ``why`` says why it was joined or skipped."""

    id: int
    customer_id: int
    customer: str
    step: int
    due_on: date
    state: TouchState
    follow_up_id: int | None
    why: str
    run_state: RunState


def plans(reader: Reader, *, with_retired: bool = False) -> tuple[Plan, ...]:
    """The plans, those that are retired only where they are asked for."""
    return tuple(map(_plan, reader.rows(PLANS_EVER if with_retired else PLANS)))


def listed_plans(reader: Reader, asked: Asked) -> tuple[Plan, ...]:
    """Those in force, or with the retired ones; a filter reads their steps and products too."""
    return that_say(
        plans(reader, with_retired=asked.among == ALL),
        asked.text,
        lambda one: (
            *(one.name, one.event.label),
            *one.product_names.values(),
            *(step.words for step in one.steps),
        ),
    )


def plans_on(reader: Reader, event: PlanEvent) -> tuple[Plan, ...]:
    """The plans that such an event can set off now."""
    return tuple(map(_plan, reader.rows(PLANS_ON, {"event": event.value})))


def plan(reader: Reader, plan_id: int) -> Plan:
    """The plan, also when it is retired. Raises NoSuchRecord."""
    row = reader.row(PLAN, {"id": plan_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no plan {id}.").format(id=plan_id), _("`crm-tui plan list` shows those there are.")
        )
    return _plan(row)


def plan_counts(reader: Reader, plan_id: int) -> PlanCounts:
    """How many of its runs and steps stand how."""
    about = {"plan_id": plan_id}
    return PlanCounts(
        {RunState(state): count for state, count in reader.rows(RUNS, about)},
        {TouchState(state): count for state, count in reader.rows(TOUCHES, about)},
    )


def last_touches(reader: Reader, plan_id: int, limit: int = 50) -> tuple[Touch, ...]:
    """What became of its steps lately, those that wait first."""
    return tuple(
        Touch(
            touch_id,
            customer_id,
            customer,
            step,
            date.fromisoformat(due_on),
            TouchState(state),
            follow_up_id,
            why,
            RunState(run_state),
        )
        for touch_id, customer_id, customer, step, due_on, state, follow_up_id, why, run_state in reader.rows(
            LAST_TOUCHES, {"plan_id": plan_id, "limit": limit}
        )
    )


def written_steps(stored: list[dict[str, Any]]) -> tuple[Step, ...]:
    """The steps of a plan from the structure that is stored."""
    return tuple(
        Step(
            step["days"],
            step["channel"],
            step["words"],
            step["who"],
            SurveyKind(step["survey"]) if step.get("survey") else None,
        )
        for step in stored
    )


def written_scope(stored: dict[str, Any]) -> Scope:
    """The scope of a plan from the structure that is stored."""
    return Scope(**{name: tuple(values) for name, values in stored.items()})


def _plan(row: tuple[Any, ...]) -> Plan:
    plan_id, name, event, steps, scope, silence_days, runs_since, retired_at, version, names = row
    return Plan(
        plan_id,
        name,
        PlanEvent(event),
        written_steps(json.loads(steps)),
        written_scope(json.loads(scope)),
        silence_days,
        maybe_from_micros(runs_since),
        maybe_from_micros(retired_at),
        version,
        {int(product_id): product for product_id, product in json.loads(names).items()},
    )
