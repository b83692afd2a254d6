"""What belongs to a customer: contact points, places in organisations, spokespeople, consents, marks."""

from dataclasses import dataclass
from datetime import date, datetime

from crm_tui.domain.instants import from_micros
from crm_tui.domain.words import Channel, Consent, ContactPointType, Kind
from crm_tui.store.reader import Reader

CONTACT_POINTS = """
SELECT id, type, label, value, normal, preferred, version
  FROM contact_points
 WHERE customer_id = :id
 ORDER BY CASE type WHEN 'phone' THEN 0 WHEN 'email' THEN 1 WHEN 'post' THEN 2 ELSE 3 END,
          preferred DESC, position, id"""
PLACES = """
SELECT m.id, o.id, o.name, m.title, m.from_on, m.to_on, m.version
  FROM memberships m JOIN customers o ON o.id = m.organisation_id AND o.deleted_at IS NULL
 WHERE m.person_id = :id
 ORDER BY m.to_on IS NOT NULL, m.id"""
MEMBERS = """
SELECT m.id, p.id, p.name, m.title, m.from_on, m.to_on, m.version
  FROM memberships m JOIN customers p ON p.id = m.person_id AND p.deleted_at IS NULL
 WHERE m.organisation_id = :id
 ORDER BY m.to_on IS NOT NULL, p.sort_key, m.id
 LIMIT :limit"""
SPEAKERS = """
SELECT s.id, p.id, p.name, s.may_be_told, s.version
  FROM speaks_for s JOIN customers p ON p.id = s.speaker_id AND p.deleted_at IS NULL
 WHERE s.customer_id = :id
 ORDER BY p.sort_key, s.id"""
SPOKEN_FOR = """
SELECT s.id, p.id, p.name, s.may_be_told, s.version
  FROM speaks_for s JOIN customers p ON p.id = s.customer_id AND p.deleted_at IS NULL
 WHERE s.speaker_id = :id
 ORDER BY p.sort_key, s.id"""
CONSENTS = "SELECT id, channel, state, at, version FROM consents WHERE customer_id = :id ORDER BY at, id"
KINDS = "SELECT kind FROM customer_kinds WHERE customer_id = :id"
TAGS = "SELECT tag FROM customer_tags WHERE customer_id = :id ORDER BY tag, id"


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A way to reach a customer: ``value`` as typed, ``normal`` as E.164 or folded mail address, or empty."""

    id: int
    type: ContactPointType
    label: str
    value: str
    normal: str
    preferred: bool
    version: int


@dataclass(frozen=True, slots=True)
class Membership:
    """A place in an organisation, seen from the other side: ``customer_id`` and ``name`` are who is there."""

    id: int
    customer_id: int
    name: str
    title: str
    from_on: date | None
    to_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class Spokesperson:
    """Somebody who speaks for this customer, or whom this customer speaks for."""

    id: int
    customer_id: int
    name: str
    may_be_told: str
    version: int


@dataclass(frozen=True, slots=True)
class ConsentMark:
    """What they said about hearing from us on a channel, and when."""

    id: int
    channel: Channel
    state: Consent
    at: datetime
    version: int


def contact_points(reader: Reader, customer_id: int) -> tuple[ContactPoint, ...]:
    """Phones, then mail, addresses and handles; the preferred one of each type first."""
    return tuple(
        ContactPoint(point_id, ContactPointType(kind), label, value, normal, bool(preferred), version)
        for point_id, kind, label, value, normal, preferred, version in reader.rows(
            CONTACT_POINTS, {"id": customer_id}
        )
    )


def places(reader: Reader, person_id: int) -> tuple[Membership, ...]:
    """The organisations that a person is in, present ones first."""
    return _memberships(reader, PLACES, {"id": person_id})


def members(reader: Reader, organisation_id: int, limit: int = 200) -> tuple[Membership, ...]:
    """The people of an organisation by name, present ones first, at most ``limit``."""
    return _memberships(reader, MEMBERS, {"id": organisation_id, "limit": limit})


def speakers(reader: Reader, customer_id: int) -> tuple[Spokesperson, ...]:
    """Who may speak for this customer."""
    return tuple(Spokesperson(*row) for row in reader.rows(SPEAKERS, {"id": customer_id}))


def spoken_for(reader: Reader, speaker_id: int) -> tuple[Spokesperson, ...]:
    """Whom this customer may speak for."""
    return tuple(Spokesperson(*row) for row in reader.rows(SPOKEN_FOR, {"id": speaker_id}))


def consents(reader: Reader, customer_id: int) -> tuple[ConsentMark, ...]:
    """What they said about each channel; the last word on a channel is the newest row."""
    return tuple(
        ConsentMark(mark_id, Channel(channel), Consent(state), from_micros(at), version)
        for mark_id, channel, state, at, version in reader.rows(CONSENTS, {"id": customer_id})
    )


def kinds(reader: Reader, customer_id: int) -> tuple[Kind, ...]:
    """What the customer is to us, in the order of the words."""
    held = {row[0] for row in reader.rows(KINDS, {"id": customer_id})}
    return tuple(kind for kind in Kind if kind in held)


def tags(reader: Reader, customer_id: int) -> tuple[str, ...]:
    """The words that the business put on the customer."""
    return tuple(dict.fromkeys(row[0] for row in reader.rows(TAGS, {"id": customer_id})))


def _memberships(reader: Reader, sql: str, parameters: dict[str, int]) -> tuple[Membership, ...]:
    return tuple(
        Membership(membership_id, customer_id, name, title, _day(from_on), _day(to_on), version)
        for membership_id, customer_id, name, title, from_on, to_on, version in reader.rows(sql, parameters)
    )


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)
