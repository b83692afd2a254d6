"""Every customer in a file, from which all of it can be read back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crm_tui.domain.words import Channel, Consent, ContactPointType, Form, Kind
from crm_tui.exchange.contact import (
    ConsentRecord,
    ContactPointRecord,
    ContactRecord,
    MembershipRecord,
    SpeaksForRecord,
)
from crm_tui.exchange.formats import write_contacts
from crm_tui.exchange.own_keys import OWN_SOURCE, own_key
from crm_tui.queries.custom_fields import own_fields
from crm_tui.queries.export import ExportedCustomer, exported_customers
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Written:
    """How many customers are in the file, and where it is."""

    written: int
    file: Path


def export_contacts(reader: Reader, path: Path, as_format: str, *, replace: bool = False) -> Written:
    """Write every customer, organisations too, to a new file; ``as_format`` is one of ``formats.FORMATS``.

    Raises InvalidInput when the format is not known, the file exists (unless ``replace``) or cannot be
    written; then there is no file.
    """
    fields = own_fields(reader)
    written = write_contacts(_records(reader), path, as_format=as_format, own_fields=fields, replace=replace)
    return Written(written, path)


def _records(reader: Reader) -> Iterator[ContactRecord]:
    return (_record(line, customer) for line, customer in enumerate(exported_customers(reader), 1))


def _record(line: int, customer: ExportedCustomer) -> ContactRecord:
    organisation, title, memberships = _places(customer)
    return ContactRecord(
        line=line,
        name=customer.name,
        form=Form(customer.form),
        organisation=organisation,
        title=title,
        form_of_address=customer.address_as,
        language=customer.language,
        source=customer.source,
        tier=customer.tier,
        manager=customer.manager,
        kinds=tuple(Kind(kind) for kind in customer.kinds),
        tags=customer.tags,
        phones=_points(customer, ContactPointType.PHONE),
        emails=_points(customer, ContactPointType.EMAIL),
        posts=_points(customer, ContactPointType.POST),
        handles=_points(customer, ContactPointType.HANDLE),
        note=customer.note,
        do_not_contact=customer.do_not_contact,
        quiet_from=customer.quiet_from,
        quiet_until=customer.quiet_until,
        rhythm_days=customer.rhythm_days,
        ended_on=customer.ended_on,
        ended_why=customer.ended_why,
        consents=tuple(
            ConsentRecord(Channel(consent.channel), Consent(consent.state), consent.at)
            for consent in customer.consents
        ),
        memberships=memberships,
        speaks_for=tuple(
            SpeaksForRecord(
                other.name, other.key or own_key(other.id, other.created_micros), other.may_be_told
            )
            for other in customer.speaks_for
        ),
        own_fields=customer.own_fields,
        external_source=customer.key_source or OWN_SOURCE,
        external_key=customer.key or own_key(customer.id, customer.created_micros),
    )


def _points(customer: ExportedCustomer, kind: ContactPointType) -> tuple[ContactPointRecord, ...]:
    return tuple(
        ContactPointRecord(kind, point.value, point.label, point.preferred)
        for point in customer.points
        if point.type == kind.value
    )


def _places(customer: ExportedCustomer) -> tuple[str, str, tuple[MembershipRecord, ...]]:
    """The present organisation and title, for every program; and all places, where that is not all."""
    places = tuple(
        MembershipRecord(place.organisation, place.title, place.from_on, place.to_on)
        for place in customer.places
    )
    present = next((place for place in places if place.to_on is None), None)
    if present is None:
        return "", "", places
    says_it_all = len(places) == 1 and present.from_on is None
    return present.organisation, present.title, () if says_it_all else places
