"""The touchpoint plans of the starter sets: thanks, a check-in, the menu of services, an offer."""

from collections.abc import Iterator

from sqlmodel import col, select

from crm_tui.actions.plans import NewPlan, SavedPlan, add_plan
from crm_tui.domain.growth_words import PlanEvent, StepWho
from crm_tui.domain.plans import Step
from crm_tui.domain.words import Channel
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Plan


def add_plans(act: Act) -> tuple[SavedPlan, ...]:
    """Write those that are about an event which no plan here is about yet, all of them switched off.

    Whoever is in charge switches one on when its preview is right for the business. Raises NotAllowed below
    manager.
    """
    act.describe("add-starter-plans", "plan")
    there = set(act.session.exec(select(Plan.event).where(col(Plan.retired_at).is_(None))))
    return tuple(add_plan(act, plan) for plan in _starters() if plan.event not in there)


def _starters() -> Iterator[NewPlan]:
    """In the user's language."""
    yield NewPlan(
        _("Thank-you"), PlanEvent.SALE, (Step(2, Channel.PHONE, _("thank them; is all as they hoped?")),)
    )
    yield NewPlan(
        _("What goes with it"),
        PlanEvent.SALE,
        (Step(60, Channel.EMAIL, _("offer what goes with what they bought"), StepWho.MANAGER),),
    )
    yield NewPlan(
        _("Check-in after a case"),
        PlanEvent.SOLVED,
        (Step(7, Channel.PHONE, _("is it still all right?")),),
    )
    yield NewPlan(
        _("Menu of services"),
        PlanEvent.FIRST_CONTACT,
        (Step(1, Channel.EMAIL, _("send the menu of services")),),
    )
