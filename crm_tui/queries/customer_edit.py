"""What an edit form of a customer starts from: each part in the order in which it is kept."""

from dataclasses import dataclass

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.words import Channel, Consent, ContactPointType, Kind
from crm_tui.queries import customer_parts
from crm_tui.queries.custom_fields import own_fields, values_of
from crm_tui.queries.customer_page import Customer, customer
from crm_tui.queries.customer_parts import Membership
from crm_tui.store.reader import Reader

POINTS_AS_KEPT = """
SELECT id, type, value, label, preferred FROM contact_points WHERE customer_id = :id ORDER BY position, id"""


@dataclass(frozen=True, slots=True)
class KeptPoint:
    """A contact point as it was typed."""

    id: int
    type: ContactPointType
    value: str
    label: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class CustomerToEdit:
    """Everything of a customer that a form can change; ``places`` are the present ones.

    ``own_fields`` are the business's, ``own_values`` what those of them say that say something, by code.
    """

    customer: Customer
    kinds: frozenset[Kind]
    tags: frozenset[str]
    points: tuple[KeptPoint, ...]
    places: tuple[Membership, ...]
    consents: dict[Channel, Consent]
    own_fields: tuple[OwnField, ...]
    own_values: dict[str, str]


def customer_to_edit(reader: Reader, customer_id: int) -> CustomerToEdit:
    """The customer. Raises NoSuchRecord when there is none, or when they were deleted."""
    return CustomerToEdit(
        customer(reader, customer_id),
        frozenset(customer_parts.kinds(reader, customer_id)),
        frozenset(customer_parts.tags(reader, customer_id)),
        tuple(
            KeptPoint(point_id, ContactPointType(kind), value, label, bool(preferred))
            for point_id, kind, value, label, preferred in reader.rows(POINTS_AS_KEPT, {"id": customer_id})
        ),
        tuple(place for place in customer_parts.places(reader, customer_id) if place.to_on is None),
        {mark.channel: mark.state for mark in customer_parts.consents(reader, customer_id)},
        own_fields(reader),
        {value.code: value.value for value in values_of(reader, customer_id)},
    )
