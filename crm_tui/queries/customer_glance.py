"""A customer at a glance: the card with the contact load, and the business's words for what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from crm_tui.domain.contact_load import DEFAULT_WINDOW_DAYS, Plan
from crm_tui.domain.words import Channel
from crm_tui.queries import customer_page, customer_parts, vocabulary
from crm_tui.queries.customer_page import CustomerCard
from crm_tui.queries.customer_parts import ConsentMark
from crm_tui.queries.load import check_load
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Load:
    """How much we have contacted a customer and plan to, in the fullest ``days`` around now."""

    contacts: int
    limit: int
    days: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What the card shows; the mappings have the label of each code."""

    card: CustomerCard
    consents: tuple[ConsentMark, ...]
    load: Load
    natures: Mapping[str, str]
    outcomes: Mapping[str, str]


def glance(reader: Reader, customer_id: int, *, now: datetime, zone: ZoneInfo) -> Glance:
    """The customer at a glance. Raises NoSuchRecord when there is none, or when they were deleted."""
    card = customer_page.card(reader, customer_id)
    return Glance(
        card,
        customer_parts.consents(reader, customer_id),
        load_now(reader, card.customer.tier_id, customer_id, now, zone),
        {choice.code: choice.label for choice in vocabulary.natures(reader)},
        {choice.code: choice.label for choice in vocabulary.outcomes(reader)},
    )


def load_now(reader: Reader, tier_id: int | None, customer_id: int, now: datetime, zone: ZoneInfo) -> Load:
    """The contact load as it stands, without a further contact."""
    verdict = check_load(reader, customer_id, Plan(now, False, Channel.EMAIL), zone)
    days = next(
        (tier.contact_window_days for tier in vocabulary.tiers(reader) if tier.id == tier_id),
        DEFAULT_WINDOW_DAYS,
    )
    return Load(verdict.made + verdict.planned, verdict.limit, days)
