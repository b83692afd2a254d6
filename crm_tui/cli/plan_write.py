"""``crm-tui plan add``, ``change``, ``on``, ``off``, ``retire`` and ``run``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crm_tui.actions import plans
from crm_tui.actions.plan_upkeep import run_plans
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option, options
from crm_tui.cli.desk import Desk
from crm_tui.cli.plan_read import WHICH
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import PlanEvent
from crm_tui.domain.plan_text import parse_steps
from crm_tui.domain.plans import Scope, Step
from crm_tui.domain.words import Kind
from crm_tui.i18n import N_, _
from crm_tui.queries.plans import plan
from crm_tui.settings.editor import read_text

_steps_options = options(
    option(
        "--step",
        "typed",
        metavar="TEXT",
        multiple=True,
        help=N_("A step: 2d phone thank them @owner. Who is owner, manager or a login; may be repeated."),
    ),
    option("--file", metavar="FILE", help=N_("The steps in a file, one a line; - reads stdin.")),
)
_scope_options = options(
    option("--tier", "tiers", metavar="CODE", multiple=True, help=N_("Only for customers of this tier.")),
    option("--kind", "kinds", type=choice(Kind), multiple=True, help=N_("Only for this kind of customer.")),
    option(
        "--nature", "natures", metavar="CODE", multiple=True, help=N_("Only after such a contact or case.")
    ),
    option(
        "--product", "products", type=int, metavar="ID", multiple=True, help=N_("Only after this was bought.")
    ),
    option("--silence", "silence_days", type=int, metavar="DAYS", help=N_("How long a long silence is.")),
)


@command(
    "add",
    help=N_(
        "Write a plan of what follows by itself. It is off until `plan on`; look at `plan preview` first."
    ),
    examples=(
        "crm-tui plan add 'Thank-you' --event sale --step '2d phone thank them @owner'",
        "crm-tui plan add 'Not seen for long' --event silence --silence 120 --step '1d phone how are they?'",
    ),
)
@argument("name", metavar="NAME", help=N_("What it is called."))
@option("--event", type=choice(PlanEvent), required=True, help=N_("What sets it off."))
@_steps_options
@_scope_options
def add(desk: Desk, name: str, event: str, typed: tuple[str, ...], file: str | None, **given: Any) -> None:
    """Write a plan. Raises NotAllowed, InvalidInput."""
    desk.read()
    steps = _steps(typed, file)
    if steps is None:
        raise InvalidInput(
            _("The steps are missing."),
            _("Give each with --step, or all of them with --file."),
            field="steps",
        )
    silence_days = given.pop("silence_days")
    with desk.act() as act:
        saved = plans.add_plan(act, plans.NewPlan(name, event, steps, Scope(**given), silence_days))
    _answer(desk, saved)


@command(
    "change",
    help=N_("Change what is given and leave the rest; the steps as a whole."),
    examples=("crm-tui plan show 1 | sed 's/2d/3d/' | crm-tui plan change 1 --file -",),
)
@WHICH
@option("--name", metavar="NAME", help=N_("What it is called."))
@_steps_options
@_scope_options
@option("--everybody", is_flag=True, help=N_("Narrow it by nothing any more."))
@IF_VERSION
def change(
    desk: Desk,
    plan_id: int,
    name: str | None,
    typed: tuple[str, ...],
    file: str | None,
    everybody: bool,
    if_version: int | None,
    **given: Any,
) -> None:
    """Change a plan. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    steps, silence_days = _steps(typed, file), given.pop("silence_days")
    changes: dict[str, Any] = {"name": name, "steps": steps, "silence_days": silence_days}
    changes = {field: value for field, value in changes.items() if value is not None}
    now = plan(desk.read(), plan_id).scope
    if everybody or any(given.values()):
        kept = {} if everybody else {field: getattr(now, field) for field in given}
        changes["scope"] = Scope(**{field: value or kept.get(field, ()) for field, value in given.items()})
    if not changes:
        raise InvalidInput(_("There is nothing to change."), _("Give what is to be changed."))
    with desk.act() as act:
        saved = plans.change_plan(act, plan_id, changes, if_version=if_version)
    _answer(desk, saved)


@command(
    "on",
    help=N_("Let the plan follow what happens from now on."),
    examples=("crm-tui plan on 1",),
)
@WHICH
@IF_VERSION
def switch_on(desk: Desk, plan_id: int, if_version: int | None) -> None:
    """Switch a plan on. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    _do(desk, plans.switch_on, plan_id, if_version)


@command(
    "off",
    help=N_("Nothing new comes of the plan; what is planned stays."),
    examples=("crm-tui plan off 1",),
)
@WHICH
@IF_VERSION
def switch_off(desk: Desk, plan_id: int, if_version: int | None) -> None:
    """Switch a plan off. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    _do(desk, plans.switch_off, plan_id, if_version)


@command(
    "retire",
    help=N_("Give a plan up; what came of it stays."),
    examples=("crm-tui plan retire 1",),
)
@WHICH
@IF_VERSION
def retire(desk: Desk, plan_id: int, if_version: int | None) -> None:
    """Retire a plan. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    _do(desk, plans.retire_plan, plan_id, if_version)


@command(
    "run",
    help=N_("Do what the plans ask for now: long silences, imported sales, steps whose day is near."),
    examples=("crm-tui plan run", "crm-tui plan run --json"),
)
def run(desk: Desk) -> None:
    """Run the plans; doing so again at once does nothing."""
    with desk.act() as act:
        ran = run_plans(act)
    desk.answer(
        {"started": ran.started, "planned": ran.planned, "joined": ran.joined, "skipped": ran.skipped},
        [
            _("{started} begun; {planned} planned, {joined} joined, {skipped} skipped.").format(
                started=ran.started, planned=ran.planned, joined=ran.joined, skipped=ran.skipped
            )
        ],
    )


def _do(desk: Desk, action: Callable[..., plans.SavedPlan], plan_id: int, if_version: int | None) -> None:
    with desk.act() as act:
        saved = action(act, plan_id, if_version=if_version)
    _answer(desk, saved)


def _steps(typed: tuple[str, ...], file: str | None) -> tuple[Step, ...] | None:
    """The steps that were given; None for none. Raises InvalidInput for steps that are given twice."""
    if typed and file is not None:
        raise InvalidInput(
            _("The steps are given twice."), _("Give them with --step, or with --file."), field="steps"
        )
    if file is None:
        return parse_steps("\n".join(typed)) if typed else None
    return parse_steps(sys.stdin.read() if file == "-" else read_text(Path(file)))


def _answer(desk: Desk, saved: plans.SavedPlan) -> None:
    sentence = _("Plan {id} is on.") if saved.is_on else _("Plan {id} is off.")
    desk.answer({"id": saved.id, "version": saved.version, "on": saved.is_on}, [sentence.format(id=saved.id)])
