"""Bringing recognised contacts in: new ones by the batch, known ones by adding what they lack.

An import adds and fills in. It never overwrites what somebody at the desk has typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import select

from crm_tui.actions.contact_points import as_value, normal_form, read_points, stored_points
from crm_tui.actions.customer_parts import stored_kinds, stored_tags
from crm_tui.actions.customer_values import MembershipValue, PointValue
from crm_tui.actions.customers import edit_customer
from crm_tui.actions.memberships import current_memberships, find_organisation, make_organisation
from crm_tui.domain.folding import fold
from crm_tui.domain.words import ContactPointType, Form
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.import_match import Candidate
from crm_tui.exchange.import_report import ImportReport
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import (
    ConsentMark,
    ContactPoint,
    Customer,
    CustomerKind,
    CustomerTag,
    Membership,
    Staff,
    Tier,
)

#: Fields of a known customer that the file fills where they are empty.
_FILLED = (
    ("form_of_address", "address_as"),
    ("language", "language"),
    ("source", "source"),
    ("note", "note"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the file's codes and logins mean here."""

    tiers: dict[str, int]
    managers: dict[str, int]
    country: str
    organisations: dict[str, int] = field(default_factory=dict)  # by folded name, as they are met


def read_words(act: Act, country: str | None) -> Words:
    """The tiers and logins that a file may name; ``country`` reads its phone numbers."""
    return Words(
        tiers={tier.code: tier.record_id for tier in act.session.exec(select(Tier))},
        managers={staff.login: staff.record_id for staff in act.session.exec(select(Staff))},
        country=country or act.business.country,
    )


def create(act: Act, batch: Sequence[Candidate], words: Words, report: ImportReport) -> None:
    """Write new customers with everything that the file says of them."""
    ids = act.add_rows(Customer, [_customer_row(act, candidate, words, report) for candidate in batch])
    points: list[dict[str, Any]] = []
    kinds: list[dict[str, Any]] = []
    tags: list[dict[str, Any]] = []
    consents: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []
    for customer_id, candidate in zip(ids, batch, strict=True):
        record, owner = candidate.record, {"customer_id": customer_id}
        points += [owner | row for row in _point_rows(candidate, words.country)]
        kinds += [owner | {"kind": kind.value} for kind in dict.fromkeys(record.kinds)]
        tags += [owner | {"tag": tag} for tag in dict.fromkeys(record.tags)]
        consents += [
            owner | {"channel": mark.channel.value, "state": mark.state.value, "at": mark.at}
            for mark in record.consents
        ]
        places += _membership_rows(act, customer_id, record, words, report)
        for other, name, reason in candidate.others:
            report.suspect(record.line, record.name, other, reason or name)
    act.add_rows(ContactPoint, points)
    act.add_rows(CustomerKind, kinds)
    act.add_rows(CustomerTag, tags)
    act.add_rows(ConsentMark, consents)
    act.add_rows(Membership, places)
    report.created += len(ids)


def complete(act: Act, candidate: Candidate, words: Words, report: ImportReport) -> None:
    """Add to a known customer what the file knows and we do not; nothing is overwritten."""
    assert candidate.known is not None
    changes = _missing(act, candidate, words)
    if not changes:
        report.unchanged += 1
        return
    edit_customer(act, candidate.known, changes)
    report.updated += 1


def _missing(act: Act, candidate: Candidate, words: Words) -> dict[str, Any]:
    assert candidate.known is not None
    customer = act.get(Customer, candidate.known)
    record = candidate.record
    changes: dict[str, Any] = {
        ours: getattr(record, theirs)
        for theirs, ours in _FILLED
        if getattr(record, theirs) and not getattr(customer, ours)
    }
    stored = [as_value(point) for point in stored_points(act, candidate.known)]
    here = {(point.type, _identity(point.type, point.value, words.country)) for point in stored}
    new = [
        PointValue(point.type.value, point.value, point.label)
        for place, point in enumerate(record.points)
        if place not in {refused for refused, _why in candidate.refused}
        and (point.type.value, _identity(point.type, point.value, words.country)) not in here
    ]
    if new:
        changes["points"] = (*stored, *new)
    kinds = {row.kind for row in stored_kinds(act, candidate.known)}
    if not {kind.value for kind in record.kinds} <= kinds:
        changes["kinds"] = frozenset(kinds | {kind.value for kind in record.kinds})
    tags = {row.tag for row in stored_tags(act, candidate.known)}
    if not set(record.tags) <= tags:
        changes["tags"] = frozenset(tags | set(record.tags))
    if record.organisation and customer.form == Form.PERSON:
        places = current_memberships(act, candidate.known)
        if fold(record.organisation) not in {fold(name) for _row, name in places}:
            changes["memberships"] = (
                *(MembershipValue(name, row.title, row.from_on, row.to_on) for row, name in places),
                MembershipValue(record.organisation, record.title),
            )
    return changes


def _identity(kind: str, value: str, country: str) -> str:
    return normal_form(ContactPointType(kind), value, country) or fold(value)


def _customer_row(act: Act, candidate: Candidate, words: Words, report: ImportReport) -> dict[str, Any]:
    record = candidate.record
    note = [record.note] if record.note else []
    for place, reason in candidate.refused:
        point = record.points[place]
        note.append(f"{point.type.label}: {point.value}")
        report.warn(record.line, _("{reason} It was kept in the note.").format(reason=reason))
    for known, value in ((words.tiers, record.tier), (words.managers, record.manager)):
        if value and value not in known:
            report.warn(record.line, _("“{value}” is not known here and was left out.").format(value=value))
    source, key = candidate.key
    return {
        "form": record.form.value,
        "name": record.name,
        "sort_key": candidate.sort_key,
        "address_as": record.form_of_address,
        "language": record.language,
        "source": record.source,
        "note": "\n".join(note),
        "tier_id": words.tiers.get(record.tier),
        "manager_id": words.managers.get(record.manager),
        "do_not_contact": record.do_not_contact,
        "quiet_from": record.quiet_from,
        "quiet_until": record.quiet_until,
        "ended_on": record.ended_on,
        "ended_why": record.ended_why,
        "external_source": source,
        "external_key": key,
        "created_at": act.now,
    }


def _point_rows(candidate: Candidate, country: str) -> list[dict[str, Any]]:
    refused = {place for place, _why in candidate.refused}
    values = [
        PointValue(point.type.value, point.value, point.label, point.preferred)
        for place, point in enumerate(candidate.record.points)
        if place not in refused
    ]
    return [
        {
            "type": point.type,
            "label": point.label,
            "value": point.value,
            "normal": normal_form(ContactPointType(point.type), point.value, country),
            "preferred": point.preferred,
            "position": position,
        }
        for position, point in enumerate(read_points(values, country))
    ]


def _membership_rows(
    act: Act, customer_id: int, record: ContactRecord, words: Words, report: ImportReport
) -> list[dict[str, Any]]:
    if record.form is Form.ORGANISATION:
        return []
    wanted = [(place.organisation, place.title, place.from_on, place.to_on) for place in record.memberships]
    if record.organisation and record.organisation not in {name for name, *_rest in wanted}:
        wanted.insert(0, (record.organisation, record.title, None, None))
    rows = []
    for name, title, from_on, to_on in wanted:
        organisation_id = words.organisations.get(fold(name)) or find_organisation(act, name)
        if organisation_id is None:
            organisation_id = make_organisation(act, name)
            report.organisations += 1
        words.organisations[fold(name)] = organisation_id
        rows.append(
            {
                "person_id": customer_id,
                "organisation_id": organisation_id,
                "title": title,
                "from_on": from_on,
                "to_on": to_on,
            }
        )
    return rows
