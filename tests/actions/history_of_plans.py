"""Touchpoint plans: written, switched on, and doing what is due."""

from history import MOVES, NOBODY, History, move

from crm_tui.actions import plans
from crm_tui.actions.plan_upkeep import run_plans
from crm_tui.domain.growth_words import PlanEvent, StepWho, SurveyKind
from crm_tui.domain.plans import EVERYBODY, Scope, Step
from crm_tui.store.journal import Act

_STEPS = (
    Step(1, "phone", "ask whether all is well", StepWho.MANAGER.value),
    Step(14, "email", "thank them"),
    Step(30, "phone", "ask what they think", survey=SurveyKind.NPS),
)


@move
def _write_plan(it: History, act: Act) -> object:
    event = it.pick(*PlanEvent)
    found = it.one("plans", "retired_at IS NULL")
    new = plans.NewPlan(
        it.pick("After a sale", "পরে"),
        event.value,
        _STEPS[: it.pick(1, 2, 3)],
        scope=it.pick(EVERYBODY, EVERYBODY, Scope(kinds=("client",))),
        silence_days=it.pick(7, 30) if event is PlanEvent.SILENCE else None,
    )
    return it.pick(
        lambda: plans.add_plan(act, new),
        lambda: plans.add_plan(act, new),
        lambda: plans.change_plan(act, found, {"name": it.pick("Care", "যত্ন"), "steps": _STEPS[:2]}),
        lambda: plans.retire_plan(act, found if it.chance.random() < 0.3 else NOBODY),
    )()


@move
def _switch_plan(it: History, act: Act) -> object:
    plan = it.one("plans", "retired_at IS NULL")
    return it.pick(plans.switch_on, plans.switch_on, plans.switch_off)(act, plan)


@move
def _run_plans(it: History, act: Act) -> object:
    return run_plans(act)


# Little comes of a plan before it is switched on and its days have come.
MOVES += [_write_plan] + [_switch_plan, _run_plans] * 4
