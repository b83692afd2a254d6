"""A customer at a glance: the card with health and contact load, and the business's words for its codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.add_on import Suggestion
from crm_tui.domain.contact_load import Load, tightest
from crm_tui.domain.health import Assessment
from crm_tui.queries import customer_page, customer_parts, vocabulary
from crm_tui.queries.add_on import suggestions_of
from crm_tui.queries.case_clocks import QueuedCase, queued_of
from crm_tui.queries.custom_fields import FieldValue, values_of
from crm_tui.queries.customer_page import CustomerCard
from crm_tui.queries.customer_parts import ConsentMark
from crm_tui.queries.health import health_of
from crm_tui.queries.load import loads_now
from crm_tui.queries.sales import Bought, bought
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Glance:
    """What the card shows: ``queued`` are the cases that are not over; the mappings have codes' labels.

    ``own`` is what the business's own fields say.
    """

    card: CustomerCard
    queued: tuple[QueuedCase, ...]
    consents: tuple[ConsentMark, ...]
    health: Assessment
    load: Load
    natures: Mapping[str, str]
    outcomes: Mapping[str, str]
    suggestions: tuple[Suggestion, ...] = ()
    bought: Bought | None = None
    own: tuple[FieldValue, ...] = ()


def glance(reader: Reader, customer_id: int, *, now: datetime) -> Glance:
    """The customer at a glance. Raises NoSuchRecord when there is none, or when they were deleted."""
    card = customer_page.card(reader, customer_id)
    return Glance(
        card,
        queued_of(reader, customer_id, now) if card.cases else (),
        customer_parts.consents(reader, customer_id),
        health_of(reader, customer_id, now),
        load_now(reader, customer_id, now),
        {choice.code: choice.label for choice in vocabulary.natures(reader)},
        {choice.code: choice.label for choice in vocabulary.outcomes(reader)},
        suggestions_of(reader, customer_id, now),
        bought(reader, customer_id),
        values_of(reader, customer_id),
    )


def load_now(reader: Reader, customer_id: int, now: datetime) -> Load:
    """The contact load as it stands, by the limit that leaves least room. Raises NoSuchRecord."""
    return tightest(loads_now(reader, customer_id, now))
