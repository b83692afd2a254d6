"""What an edit form starts from, read and as a draft can carry it.

Who goes on with a draft tomorrow is still asked about what somebody else wrote into the same field.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from crm_tui.actions.customer_values import ConsentValue, MembershipValue, PointValue
from crm_tui.domain.custom_fields import OwnField
from crm_tui.queries.customer_edit import customer_to_edit
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.customer_answers import Fields, fields_read
from crm_tui.tui.screens.desk_form import Subject

_SETS = ("kinds", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedSubject(Subject):
    """The customer that is edited: the fields as they are stored, and who looks after them by name.

    ``own_fields`` are those that the business has added.
    """

    fields: Fields
    manager: str
    own_fields: tuple[OwnField, ...]


def read_edited(reader: Reader, customer_id: int) -> EditedSubject:
    """The customer that is to be edited. Raises NoSuchRecord."""
    found = customer_to_edit(reader, customer_id)
    return EditedSubject(
        customer_id=customer_id,
        customer=found.customer.name,
        fields=fields_read(found),
        manager=found.customer.manager,
        own_fields=found.own_fields,
    )


def read_stored(reader: Reader, customer_id: int) -> Fields:
    """The fields as they are stored by now. Raises NoSuchRecord."""
    return fields_read(customer_to_edit(reader, customer_id))


def as_json(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields in what JSON has: lists for sets and records, text for days."""
    return {
        **fields,
        **{name: sorted(fields[name]) for name in _SETS},
        "points": [list(astuple(point)) for point in fields["points"]],
        "memberships": [
            [place.organisation, place.title, _iso(place.from_on), _iso(place.to_on)]
            for place in fields["memberships"]
        ],
        "consents": sorted([consent.channel, consent.state] for consent in fields["consents"]),
        "ended_on": _iso(fields["ended_on"]),
    }


def from_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The fields again."""
    return {
        "rhythm": None,  # drafts of older versions have none
        **kept,
        **{name: frozenset(kept[name]) for name in _SETS},
        "points": tuple(PointValue(*point) for point in kept["points"]),
        "memberships": tuple(
            MembershipValue(organisation, title, _day(from_on), _day(to_on))
            for organisation, title, from_on, to_on in kept["memberships"]
        ),
        "consents": frozenset(ConsentValue(channel, state) for channel, state in kept["consents"]),
        "ended_on": _day(kept["ended_on"]),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)
