"""Adding, editing and deleting customers."""

from collections.abc import Mapping
from typing import Any

from crm_tui.actions import customer_parts as parts
from crm_tui.actions.contact_points import as_value, new_points, stored_points, write_points
from crm_tui.actions.custom_fields import stored_own, write_own
from crm_tui.actions.customer_fields import (
    COLUMNS,
    check_quiet_hours,
    column_values,
    own_values,
    read_fields,
)
from crm_tui.actions.customer_values import ConsentValue, MembershipValue, NewCustomer, SavedCustomer
from crm_tui.actions.departures import note_departure
from crm_tui.actions.likely import likely_duplicates
from crm_tui.actions.lookups import first_tier_id, touch
from crm_tui.actions.memberships import (
    add_memberships,
    check_form,
    stored_places,
    write_memberships,
)
from crm_tui.actions.merging import Conflict, FieldsChangedSince, merge
from crm_tui.actions.notices import Notice
from crm_tui.actions.referrals import add_referral
from crm_tui.actions.tier_events import note_tier_change
from crm_tui.domain.custom_fields import PREFIX
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.entries import last_writer
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Staff, Tier


def add_customer(act: Act, new: NewCustomer) -> SavedCustomer:
    """Write a new customer; likely duplicates are named in the warnings, and it is made all the same.

    Without a tier it gets the first. Raises InvalidInput, naming the field; NoSuchRecord for ``referred_by``.
    """
    act.describe("add-customer", "customer")
    fields = read_fields(act, new.fields())
    check_quiet_hours(fields["quiet_from"], fields["quiet_until"])
    check_form(act, None, fields["form"], fields["memberships"])
    if fields["tier"] is None:
        fields["tier"] = first_tier_id(act)
    customer = act.add(
        Customer(
            **column_values(fields),
            external_source=new.external_source,
            external_key=new.external_key,
            created_at=act.now,
        )
    )
    customer_id = customer.record_id
    act.about("customer", customer_id, customer_id)
    note_departure(act, customer, None)
    points = new_points(customer_id, fields["points"], act.business.country)
    act.add_all(
        [
            *points,
            *parts.new_parts(act, customer_id, fields["kinds"], fields["tags"], fields["consents"]),
        ]
    )
    add_memberships(act, customer_id, fields["memberships"])
    write_own(act, customer_id, own_values(fields))
    normals = [(point.type, point.normal) for point in points]
    warnings = likely_duplicates(act, customer_id, customer.name, normals)
    referral = None
    if new.referred_by is not None:
        referral = add_referral(act, customer_id, new.referred_by, customer.source).id
    return SavedCustomer(customer_id, customer.version, warnings, referral)


def edit_customer(
    act: Act,
    customer_id: int,
    changes: Mapping[str, Any],
    *,
    if_version: int | None = None,
    started_from: Mapping[str, Any] | None = None,
) -> SavedCustomer:
    """Change fields of a customer, named and shaped as in :class:`NewCustomer`.

    ``points``, ``kinds``, ``tags`` and ``consents`` are whole new sets; ``memberships`` are the present
    places, and one that is left out ends today. ``started_from`` has the fields as the form read them: what
    somebody else changed meanwhile is kept, and FieldsChangedSince is raised where both changed the same
    field. ``if_version`` is stricter: any change since raises ChangedSince. Raises InvalidInput, naming the
    field.
    """
    act.describe("edit-customer", "customer", customer_id, customer_id)
    customer = act.get(Customer, customer_id)
    act.expect_version(customer, if_version)
    wanted = read_fields(act, changes)
    if started_from is not None:
        wanted = _merged(act, customer, wanted, started_from)
    after = {**{field: getattr(customer, column) for field, column in COLUMNS.items()}, **wanted}
    if "quiet_from" in wanted or "quiet_until" in wanted:
        check_quiet_hours(after["quiet_from"], after["quiet_until"])
    if "form" in wanted or "memberships" in wanted:
        check_form(act, customer_id, after["form"], _places_after(act, customer_id, wanted))

    tier_before, ended_before = customer.tier_id, customer.ended_on
    changed = act.change(customer, **column_values(wanted))
    if _write_parts(act, customer_id, wanted) and not changed:
        touch(act, customer)
    if customer.tier_id != tier_before:
        note_tier_change(act, customer)
    if "ended_on" in wanted or "ended_why" in wanted:
        note_departure(act, customer, ended_before)
    warnings: tuple[Notice, ...] = ()
    if "name" in wanted or "points" in wanted:
        normals = [(point.type, point.normal) for point in stored_points(act, customer_id)]
        warnings = likely_duplicates(act, customer_id, customer.name, normals)
    return SavedCustomer(customer_id, customer.version, warnings)


def delete_customer(act: Act, customer_id: int, *, if_version: int | None = None) -> None:
    """Take a customer out of every list; undo brings it back.

    What belongs to it stays untouched and goes out of sight with it, since every list joins on the customers
    that are there. Raises NotAllowed for a trainee.
    """
    act.describe("delete-customer", "customer", customer_id, customer_id)
    act.actor.require(Role.AGENT)
    customer = act.get(Customer, customer_id)
    act.expect_version(customer, if_version)
    act.change(customer, deleted_at=act.now)


def _write_parts(act: Act, customer_id: int, wanted: Mapping[str, Any]) -> bool:
    changed = False
    for field, write in (
        ("points", write_points),
        ("kinds", parts.write_kinds),
        ("tags", parts.write_tags),
        ("consents", parts.write_consents),
        ("memberships", write_memberships),
    ):
        if field in wanted:
            changed |= write(act, customer_id, wanted[field])
    return write_own(act, customer_id, own_values(wanted)) or changed


def _places_after(act: Act, customer_id: int, wanted: Mapping[str, Any]) -> tuple[MembershipValue, ...]:
    if "memberships" in wanted:
        places: tuple[MembershipValue, ...] = wanted["memberships"]
        return places
    return stored_places(act, customer_id)


def _stored_field(act: Act, customer: Customer, field: str) -> Any:
    """A field as it is kept now, in the form that ``read_fields`` gives."""
    customer_id = customer.record_id
    if field in COLUMNS:
        return getattr(customer, COLUMNS[field])
    if field.startswith(PREFIX):
        return stored_own(act, customer_id, field)
    if field == "points":
        return tuple(as_value(point) for point in stored_points(act, customer_id))
    if field == "kinds":
        return frozenset(row.kind for row in parts.stored_kinds(act, customer_id))
    if field == "tags":
        return frozenset(row.tag for row in parts.stored_tags(act, customer_id))
    if field == "consents":
        return frozenset(
            ConsentValue(row.channel, row.state, row.at) for row in parts.stored_consents(act, customer_id)
        )
    return stored_places(act, customer_id)


def _merged(
    act: Act, customer: Customer, typed: Mapping[str, Any], started_from: Mapping[str, Any]
) -> dict[str, Any]:
    started = read_fields(act, started_from)
    stored = {field: _stored_field(act, customer, field) for field in typed}
    wanted, against = merge(typed, started, stored)
    if not against:
        return wanted
    conflicts = tuple(
        Conflict(field, _shown(act, field, stored[field]), _shown(act, field, wanted[field]))
        for field in against
    )
    first = conflicts[0]
    who = last_writer(act.session.connection(), "customer", customer.record_id)
    raise FieldsChangedSince(
        _("{who} changed {field} to “{stored}” while you typed “{typed}”.").format(
            who=who,
            field=first.field,
            stored=first.stored,
            typed=first.typed,
        ),
        _("Nothing was saved. Choose which of them is right, then save again."),
        conflicts,
        who,
    )


def _shown(act: Act, field: str, value: Any) -> str:
    """A kept value in the terms of whoever typed it."""
    if field == "points":
        return ", ".join(point.value for point in value)
    if field == "memberships":
        return ", ".join(place.organisation for place in value)
    if field == "consents":
        return ", ".join(sorted(f"{consent.channel}: {consent.state}" for consent in value))
    if field in ("kinds", "tags"):
        return ", ".join(sorted(value))
    if field == "tier" and value is not None:
        return act.get(Tier, value).code
    if field == "manager" and value is not None:
        return act.get(Staff, value).name
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
