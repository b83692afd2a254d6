"""Touchpoint plans as managers keep them: written, changed, switched on and off, retired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm_tui.actions.lookups import find_nature, find_staff, find_tier, read_code
from crm_tui.actions.retiring import refuse_retired
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import PlanEvent, StepWho
from crm_tui.domain.plan_text import check_steps
from crm_tui.domain.plans import EVERYBODY, SCOPED, Scope, Step
from crm_tui.domain.words import Channel, Kind, Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Plan, Product

#: A shorter silence is none: the least that a plan may wait for.
_SHORTEST_SILENCE = 7


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan as somebody wrote it; it begins switched off.

    ``silence_days`` is how long nobody was in touch, and only for that event.
    """

    name: str
    event: str
    steps: Sequence[Step]
    scope: Scope = EVERYBODY
    silence_days: int | None = None


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """A plan as it is after the act."""

    id: int
    version: int
    is_on: bool


def add_plan(act: Act, new: NewPlan) -> SavedPlan:
    """Write a plan; it is switched on by itself, once its preview was looked at.

    Raises NotAllowed below manager; InvalidInput, naming the field, for no name, an unknown event, code,
    product or login, steps that :func:`check_steps` refuses, a scope that the event does not have, and a
    silence that is missing, too short or given for another event.
    """
    act.describe("add-plan", "plan")
    act.actor.require(Role.MANAGER)
    event = read_code(PlanEvent, new.event, "event")
    row = act.add(
        Plan(
            name=_name(new.name),
            event=event.value,
            scope=_scope(act, event, new.scope),
            silence_days=_silence(event, new.silence_days),
            steps=_steps(act, new.steps),
            created_at=act.now,
        )
    )
    act.about("plan", row.record_id)
    return _saved(row)


def change_plan(
    act: Act, plan_id: int, changes: Mapping[str, Any], *, if_version: int | None = None
) -> SavedPlan:
    """Change ``name``, ``scope``, ``silence_days`` or ``steps``; another event is another plan.

    What is planned already stays; runs under way take the new words for the steps that still wait. Raises as
    :func:`add_plan`; NoSuchRecord; ChangedSince; InvalidInput for a plan that was retired.
    """
    row = _in_force(act, plan_id, "change-plan", if_version)
    event = PlanEvent(row.event)
    columns: dict[str, Any] = {}
    for field, value in changes.items():
        if field == "name":
            columns["name"] = _name(value)
        elif field == "scope":
            columns["scope"] = _scope(act, event, value)
        elif field == "silence_days":
            columns["silence_days"] = _silence(event, value)
        elif field == "steps":
            columns["steps"] = _steps(act, value)
        else:
            raise InvalidInput(
                _("A plan has no field “{field}”.").format(field=field),
                _("Use one of: {fields}.").format(fields="name, scope, silence_days, steps"),
                field=field,
            )
    act.change(row, **columns)
    return _saved(row)


def switch_on(act: Act, plan_id: int, *, if_version: int | None = None) -> SavedPlan:
    """Let the plan follow what happens from now on. What happened before sets nothing off."""
    row = _in_force(act, plan_id, "switch-plan-on", if_version)
    if row.runs_since is None:
        act.change(row, runs_since=act.now)
    return _saved(row)


def switch_off(act: Act, plan_id: int, *, if_version: int | None = None) -> SavedPlan:
    """Nothing new comes of the plan; what is planned already stays."""
    row = _in_force(act, plan_id, "switch-plan-off", if_version)
    act.change(row, runs_since=None)
    return _saved(row)


def retire_plan(act: Act, plan_id: int, *, if_version: int | None = None) -> SavedPlan:
    """Give the plan up; what came of it stays. Raises as :func:`change_plan`."""
    row = _in_force(act, plan_id, "retire-plan", if_version)
    act.change(row, runs_since=None, retired_at=act.now)
    return _saved(row)


def _in_force(act: Act, plan_id: int, verb: str, if_version: int | None) -> Plan:
    act.describe(verb, "plan", plan_id)
    act.actor.require(Role.MANAGER)
    row = act.get(Plan, plan_id)
    act.expect_version(row, if_version)
    refuse_retired(act, row, _("Plan {id} was retired on {day}."), _("Write a new one."))
    return row


def _name(name: str) -> str:
    shown = " ".join(name.split())
    if not shown:
        raise InvalidInput(_("A plan needs a name."), _("Call it in a few words."), field="name")
    return shown


def _silence(event: PlanEvent, days: int | None) -> int | None:
    if event is not PlanEvent.SILENCE:
        if days is not None:
            raise InvalidInput(
                _("Only a long silence has a number of days."), _("Leave it out."), field="silence_days"
            )
        return None
    if days is None or days < _SHORTEST_SILENCE:
        raise InvalidInput(
            _("How long is a long silence?"),
            _("Give {days} days or more.").format(days=_SHORTEST_SILENCE),
            field="silence_days",
        )
    return days


def _steps(act: Act, steps: Sequence[Step]) -> list[dict[str, Any]]:
    check_steps(list(steps))
    for step in steps:
        read_code(Channel, step.channel, "steps")
        if step.who not in set(StepWho):
            find_staff(act, step.who, "steps")
    return [
        {
            "days": step.days,
            "channel": step.channel,
            "words": step.words,
            "who": step.who,
            "survey": None if step.survey is None else step.survey.value,
        }
        for step in steps
    ]


def _scope(act: Act, event: PlanEvent, scope: Scope) -> dict[str, list[Any]]:
    """What is stored of a scope: only what narrows it."""
    for tier in scope.tiers:
        find_tier(act, tier)
    for kind in scope.kinds:
        read_code(Kind, kind, "kinds")
    for nature in scope.natures:
        find_nature(act, nature)
    for product_id in scope.products:
        act.get(Product, product_id)
    given = {
        "tiers": scope.tiers,
        "kinds": scope.kinds,
        "natures": scope.natures,
        "products": scope.products,
    }
    for field, events in SCOPED.items():
        if given[field] and event not in events:
            raise InvalidInput(
                _("“{event}” has nothing of that sort.").format(event=event.label),
                _("Leave {field} out.").format(field=field),
                field=field,
            )
    return {field: list(values) for field, values in given.items() if values}


def _saved(row: Plan) -> SavedPlan:
    return SavedPlan(row.record_id, row.version, row.runs_since is not None)
