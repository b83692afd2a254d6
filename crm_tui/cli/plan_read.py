"""``crm-tui plan list``, ``show``, ``preview`` and ``result``."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import click

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.tables import aligned
from crm_tui.domain.growth_words import RunState, TouchState
from crm_tui.domain.list_views import ALL, IN_FORCE, PLANS
from crm_tui.domain.plan_text import render_steps, step_in_words
from crm_tui.domain.plan_words import again_in_words, scope_in_words, state_in_words
from crm_tui.domain.plans import BOUGHT_AGAIN_DAYS, BoughtAgain, Plan, Step
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.plan_preview import MOST_EVENTS, PREVIEW_DAYS, WouldBe, preview
from crm_tui.queries.plan_result import plan_result
from crm_tui.queries.plans import Touch, last_touches, listed_plans, plan, plan_counts

WHICH = argument("plan_id", type=int, metavar="ID", help=N_("The plan's number."))
_LONGEST = click.IntRange(1, 365)


@command(
    "list",
    help=N_("Each touchpoint plan: what sets it off, and whether it is switched on."),
    examples=("crm-tui plan list", "crm-tui plan list --retired --json"),
)
@option("--retired", is_flag=True, help=N_("Those that were retired as well."))
@NARROWED
def list_plans(desk: Desk, retired: bool, text: str, view: str | None) -> None:
    """List the plans. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, PLANS, text, view, flagged=ALL if retired else "", otherwise=IN_FORCE)
    found = listed_plans(desk.reader, asked)
    desk.answer([document(desk, one) for one in found], aligned(map(_row, found)))


@command(
    "show",
    help=N_("A plan with its steps, and what became of them lately."),
    examples=("crm-tui plan show 1", "crm-tui plan show 1 --json"),
)
@WHICH
def show(desk: Desk, plan_id: int) -> None:
    """Show a plan. Raises NoSuchRecord."""
    found = plan(desk.read(), plan_id)
    counts, touches = plan_counts(desk.reader, plan_id), last_touches(desk.reader, plan_id)
    lately = [
        {
            "customer": touch.customer_id,
            "name": touch.customer,
            "step": touch.step,
            "due": touch.due_on.isoformat(),
            "state": touch.state.value,
            "follow_up": touch.follow_up_id,
            "why": touch.why or None,
        }
        for touch in touches
    ]
    runs = {state.value: count for state, count in counts.runs.items()}
    more = {"runs": runs, "touches": _counts(counts.touches), "lately": lately}
    lines = aligned(
        (
            touch.due_on.isoformat(),
            touch.state.label,
            str(touch.step + 1),
            _named(touch.customer, _why(touch)),
        )
        for touch in touches
    )
    desk.answer(document(desk, found) | more, [*_head(found), *lines])


@command(
    "preview",
    help=N_("What the plan would have done lately, had it been switched on. It changes nothing."),
    examples=("crm-tui plan preview 1", "crm-tui plan preview 1 --days 60 --json"),
)
@WHICH
@option("--days", type=_LONGEST, default=PREVIEW_DAYS, help=N_("How far back; 30 unless given."))
def show_preview(desk: Desk, plan_id: int, days: int) -> None:
    """Preview a plan. Raises NoSuchRecord."""
    found = plan(desk.read(), plan_id)
    seen = preview(desk.reader, found, now=desk.now, zone=desk.zone, days=days)
    if seen.more:
        desk.say(_("Only the first {count} events were looked at.").format(count=MOST_EVENTS))
    events = ngettext("{count} event", "{count} events", seen.events).format(count=seen.events)
    desk.say(_("{events} in {days} days: {states}").format(
        events=events, days=days, states=_states(seen.counts)
    ))  # fmt: skip
    document_ = {
        "plan": plan_id,
        "from": desk.iso(seen.start),
        "to": desk.iso(seen.until),
        "events": seen.events,
        "more": seen.more,
        "counts": _counts(seen.counts),
        "touches": [_would_be(desk, touch) for touch in seen.touches],
    }
    desk.answer(
        document_,
        aligned(
            (
                touch.due_on.isoformat(),
                touch.state.label,
                touch.step.channel,
                _named(touch.customer, touch.why),
            )
            for touch in seen.touches
        ),
    )


@command(
    "result",
    help=N_("What the plan brought: who bought again, after a step of it was done and without."),
    examples=("crm-tui plan result 1", "crm-tui plan result 1 --days 60"),
)
@WHICH
@option("--days", type=_LONGEST, default=BOUGHT_AGAIN_DAYS, help=N_("Within how many days; 90 unless given."))
def result(desk: Desk, plan_id: int, days: int) -> None:
    """Show what a plan brought. Raises NoSuchRecord."""
    found = plan(desk.read(), plan_id)
    seen = plan_result(desk.reader, found, now=desk.now, days=days)
    desk.answer(
        {
            "plan": plan_id,
            "days": days,
            "with": _again(seen.with_plan),
            "without": _again(seen.without),
            "too_young": seen.too_young,
        },
        aligned(
            (
                (_("with the plan"), again_in_words(seen.with_plan)),
                (_("without"), again_in_words(seen.without)),
                (_("too young to tell"), str(seen.too_young)),
            )
        ),
    )


def document(desk: Desk, one: Plan) -> dict[str, Any]:
    """A plan as other programs get it."""
    return {
        "id": one.id,
        "name": one.name,
        "event": one.event.value,
        "silence_days": one.silence_days,
        "scope": {
            "tiers": list(one.scope.tiers),
            "kinds": list(one.scope.kinds),
            "natures": list(one.scope.natures),
            "products": list(one.scope.products),
        },
        "steps": [_step(step) for step in one.steps],
        "on_since": desk.iso(one.runs_since),
        "retired": one.retired_at is not None,
        "version": one.version,
    }


def _head(one: Plan) -> Iterator[str]:
    yield f"# {one.name}"
    yield f"# {scope_in_words(one)}, {state_in_words(one)}"
    yield from render_steps(one.steps).splitlines()


def _row(one: Plan) -> tuple[str, ...]:
    steps = "; ".join(map(step_in_words, one.steps))
    return str(one.id), state_in_words(one), scope_in_words(one), one.name, steps


def _step(step: Step) -> dict[str, Any]:
    return {
        "days": step.days,
        "channel": step.channel,
        "words": step.words,
        "who": step.who,
        "survey": None if step.survey is None else step.survey.value,
    }


def _would_be(desk: Desk, touch: WouldBe) -> dict[str, Any]:
    return {
        "customer": touch.customer_id,
        "name": touch.customer,
        "at": desk.iso(touch.at),
        "due": touch.due_on.isoformat(),
        "words": touch.step.words,
        "state": touch.state.value,
        "why": touch.why or None,
    }


def _counts(counts: Mapping[TouchState, int]) -> dict[str, int]:
    return {state.value: counts.get(state, 0) for state in TouchState}


def _states(counts: Counter[TouchState]) -> str:
    return ", ".join(f"{counts[state]} {state.label}" for state in TouchState if counts[state]) or _(
        "nothing"
    )


def _again(found: BoughtAgain) -> dict[str, Any]:
    return {"events": found.events, "bought_again": found.again, "share": found.share}


def _why(touch: Touch) -> str:
    """Why it is not simply planned; a step of a run that stands still says so."""
    return touch.why or (touch.run_state.label if touch.run_state is RunState.STOPPED else "")


def _named(customer: str, why: str) -> str:
    return _("{customer}: {why}").format(customer=customer, why=why) if why else customer
