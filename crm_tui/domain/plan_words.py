"""A touchpoint plan in words: what sets it off, whether it is on, and what it brought."""

from crm_tui.domain.growth_words import PlanEvent
from crm_tui.domain.plans import BoughtAgain, Plan
from crm_tui.domain.words import Kind
from crm_tui.i18n import _, ngettext


def scope_in_words(plan: Plan) -> str:
    """What sets it off and for whom: "a sale", "a solved case: complaint, key".

    A product that is not there any more stands with its number.
    """
    event = plan.event.label
    if plan.event is PlanEvent.SILENCE and plan.silence_days is not None:
        event = ngettext("{days} day of silence", "{days} days of silence", plan.silence_days).format(
            days=plan.silence_days
        )
    scope = plan.scope
    kinds = [Kind(kind).label for kind in scope.kinds]
    named = [
        plan.product_names.get(product) or _("product {id}").format(id=product) for product in scope.products
    ]
    narrowed = ", ".join([*scope.natures, *scope.tiers, *kinds, *named])
    return _("{event}: {scope}").format(event=event, scope=narrowed) if narrowed else event


def state_in_words(plan: Plan) -> str:
    """Whether it is at work."""
    if plan.retired_at is not None:
        return _("retired")
    return _("off") if plan.runs_since is None else _("on")


def again_in_words(found: BoughtAgain) -> str:
    """How many bought again: "4 of 9", and from ten events on "40 % (4 of 10)"."""
    counted = _("{again} of {events}").format(again=found.again, events=found.events)
    if found.share is None:
        return counted
    return _("{share} % ({counted})").format(share=round(found.share * 100), counted=counted)
