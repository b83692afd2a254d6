"""The customer page: one customer with all that belongs to them; its timeline is in ``timeline.py``.

What is read here is also what an edit form starts from, so each part carries its id and version.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.words import Form, Kind
from crm_tui.queries import customer_parts
from crm_tui.queries.cases import Case, cases_of
from crm_tui.queries.customer_parts import ConsentMark, ContactPoint, Membership, Spokesperson
from crm_tui.queries.due import FollowUp, open_follow_ups_of
from crm_tui.queries.interactions import Interaction, last_interactions
from crm_tui.queries.people import initials
from crm_tui.queries.promises import Promise, promises_of
from crm_tui.store.merged import no_such_customer
from crm_tui.store.reader import Reader

CUSTOMER = """
SELECT c.id, c.form, c.name, c.address_as, c.language, c.source, c.note, c.tier_id, t.code, t.label,
       c.manager_id, g.login, g.name, c.do_not_contact, c.quiet_from, c.quiet_until, c.ended_on, c.ended_why,
       c.external_source, c.external_key, c.created_at, s.last_contact_at, s.next_due_at,
       coalesce(s.open_cases, 0), coalesce(s.open_promises, 0), c.rhythm_days, t.rhythm_days, c.version
  FROM customers c
  LEFT JOIN tiers t ON t.id = c.tier_id
  LEFT JOIN staff g ON g.id = c.manager_id
  LEFT JOIN customer_summaries s ON s.id = c.id
 WHERE c.id = :id AND c.deleted_at IS NULL"""


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer's own fields. ``quiet_from`` and ``quiet_until`` are minutes of the local day.

    ``rhythm_days`` is their own, where they have one, and stands above their tier's.
    """

    id: int
    form: Form
    name: str
    address_as: str
    language: str
    source: str
    note: str
    tier_id: int | None
    tier: str
    tier_label: str
    manager_id: int | None
    manager_login: str
    manager: str
    manager_initials: str
    do_not_contact: bool
    quiet_from: int | None
    quiet_until: int | None
    ended_on: date | None
    ended_why: str
    external_source: str | None
    external_key: str | None
    created_at: datetime
    last_contact_at: datetime | None
    next_due_at: datetime | None
    open_cases: int
    open_promises: int
    rhythm_days: int | None
    tier_rhythm_days: int | None
    version: int


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """A customer with all parts. ``follow_ups`` are open ones; ``cases`` and ``promises`` open ones first."""

    customer: Customer
    kinds: tuple[Kind, ...]
    tags: tuple[str, ...]
    contact_points: tuple[ContactPoint, ...]
    places: tuple[Membership, ...]
    members: tuple[Membership, ...]
    speakers: tuple[Spokesperson, ...]
    spoken_for: tuple[Spokesperson, ...]
    consents: tuple[ConsentMark, ...]
    follow_ups: tuple[FollowUp, ...]
    cases: tuple[Case, ...]
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The customer at a glance, beside the list and in a call: what is open, and the last contacts."""

    customer: Customer
    kinds: tuple[Kind, ...]
    contact_points: tuple[ContactPoint, ...]
    places: tuple[Membership, ...]
    speakers: tuple[Spokesperson, ...]
    follow_ups: tuple[FollowUp, ...]
    cases: tuple[Case, ...]
    promises: tuple[Promise, ...]
    interactions: tuple[Interaction, ...]


def customer(reader: Reader, customer_id: int) -> Customer:
    """The customer's own fields. Raises NoSuchRecord when there is none, or when they were deleted."""
    row = reader.row(CUSTOMER, {"id": customer_id})
    if row is None:
        raise no_such_customer(reader, customer_id)
    return _customer(row)


def record(reader: Reader, customer_id: int) -> CustomerRecord:
    """The customer with everything but the timeline. Raises NoSuchRecord as :func:`customer` does."""
    return CustomerRecord(
        customer(reader, customer_id),
        customer_parts.kinds(reader, customer_id),
        customer_parts.tags(reader, customer_id),
        customer_parts.contact_points(reader, customer_id),
        customer_parts.places(reader, customer_id),
        customer_parts.members(reader, customer_id),
        customer_parts.speakers(reader, customer_id),
        customer_parts.spoken_for(reader, customer_id),
        customer_parts.consents(reader, customer_id),
        open_follow_ups_of(reader, customer_id),
        cases_of(reader, customer_id),
        promises_of(reader, customer_id),
    )


def card(reader: Reader, customer_id: int, *, contacts: int = 3) -> CustomerCard:
    """The customer at a glance, with the last ``contacts``. Raises NoSuchRecord as :func:`customer` does."""
    return CustomerCard(
        customer(reader, customer_id),
        customer_parts.kinds(reader, customer_id),
        customer_parts.contact_points(reader, customer_id),
        customer_parts.places(reader, customer_id),
        customer_parts.speakers(reader, customer_id),
        open_follow_ups_of(reader, customer_id),
        cases_of(reader, customer_id, open_only=True),
        promises_of(reader, customer_id, open_only=True),
        last_interactions(reader, customer_id, contacts),
    )


def _customer(row: tuple[Any, ...]) -> Customer:
    (
        customer_id, form, name, address_as, language, source, note, tier_id, tier, tier_label,
        manager_id, manager_login, manager, do_not_contact, quiet_from, quiet_until, ended_on, ended_why,
        external_source, external_key, created_at, last_contact_at, next_due_at,
        open_cases, open_promises, rhythm_days, tier_rhythm_days, version,
    ) = row  # fmt: skip
    return Customer(
        id=customer_id,
        form=Form(form),
        name=name,
        address_as=address_as,
        language=language,
        source=source,
        note=note,
        tier_id=tier_id,
        tier=tier or "",
        tier_label=tier_label or tier or "",
        manager_id=manager_id,
        manager_login=manager_login or "",
        manager=manager or "",
        manager_initials=initials(manager or ""),
        do_not_contact=bool(do_not_contact),
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        ended_on=None if ended_on is None else date.fromisoformat(ended_on),
        ended_why=ended_why,
        external_source=external_source,
        external_key=external_key,
        created_at=from_micros(created_at),
        last_contact_at=maybe_from_micros(last_contact_at),
        next_due_at=maybe_from_micros(next_due_at),
        open_cases=open_cases,
        open_promises=open_promises,
        rhythm_days=rhythm_days,
        tier_rhythm_days=tier_rhythm_days,
        version=version,
    )
