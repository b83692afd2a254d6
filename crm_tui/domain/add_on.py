"""Add-on suggestions: they bought this, and not the thing that goes with it, or steps up from it.

A suggestion comes with its evidence: what was bought, and when. None is made of what they have, of what they
said no to, or of what somebody follows up already; and none at all while it would be in the way: during an
open complaint, or when they hear from us as often as they should.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crm_tui.domain.growth_words import ProductRelation
from crm_tui.i18n import _


@dataclass(frozen=True, slots=True)
class Bought:
    """A product that a customer bought last on a day, by that sale."""

    product_id: int
    product: str
    sale_id: int
    on: date


@dataclass(frozen=True, slots=True)
class Link:
    """What goes with a product, or steps up from it, and is still offered."""

    product_id: int
    other_id: int
    other: str
    relation: ProductRelation


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be offered next, because of what was bought."""

    product_id: int
    product: str
    relation: ProductRelation
    because: Bought


def suggestions(
    bought: Sequence[Bought], links: Iterable[Link], spoken_of: Collection[int]
) -> tuple[Suggestion, ...]:
    """What may be offered, by what was bought last first; each product once.

    ``spoken_of`` are products that they said no to, or that an open opportunity is about. What goes with a
    thing comes before what steps up from it.
    """
    have = {each.product_id: each for each in bought}
    found: dict[int, Suggestion] = {}
    of_relation = {relation: place for place, relation in enumerate(ProductRelation)}
    for link in links:
        because = have.get(link.product_id)
        if because is None or link.other_id in have or link.other_id in spoken_of:
            continue
        new = Suggestion(link.other_id, link.other, link.relation, because)
        old = found.get(link.other_id)
        if old is None or (new.because.on, new.because.sale_id) > (old.because.on, old.because.sale_id):
            found[link.other_id] = new
    return tuple(
        sorted(
            found.values(),
            key=lambda each: (-each.because.on.toordinal(), of_relation[each.relation], each.product_id),
        )
    )


def evidence_in_words(suggestion: Suggestion, day: str) -> str:
    """Why it is suggested: "goes with the kettle, bought 3 Nov"; ``day`` is that day in words."""
    bought = suggestion.because.product
    if suggestion.relation is ProductRelation.STEP_UP:
        return _("steps up from what they bought {day}: {product}").format(product=bought, day=day)
    return _("goes with what they bought {day}: {product}").format(product=bought, day=day)
