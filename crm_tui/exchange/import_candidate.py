"""A contact of a file on its way in: checked, and in the form in which it is kept."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from crm_tui.actions.reading import reader_of
from crm_tui.domain.chain import canonical_json
from crm_tui.domain.contact_points import normal_form
from crm_tui.domain.custom_fields import OwnField, read_value
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.words import ContactPointType, Form
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.plain import to_plain
from crm_tui.i18n import _
from crm_tui.queries.custom_fields import own_fields
from crm_tui.store.journal import Act
from crm_tui.store.tables import Staff, Tier

#: Where contacts without a key of their own come from: their key is the digest of what they say.
DIGEST_SOURCE = "import"
#: Where contacts come from that have a key, in a file that does not say whose keys these are.
_FILE_SOURCE = "file"


@dataclass(frozen=True, slots=True)
class Words:
    """What the file's codes and logins mean here; ``country`` reads its phone numbers without a code.

    ``own_fields`` are the business's own by code; ``now`` and ``zone`` read the days in them.
    """

    tiers: dict[str, int]
    managers: dict[str, int]
    country: str
    own_fields: Mapping[str, OwnField]
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Point:
    """A way to reach the contact, with its normal form (empty for a postal address)."""

    type: ContactPointType
    value: str
    label: str
    preferred: bool
    normal: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an organisation; ``folded`` is what the organisation is found by."""

    organisation: str
    folded: str
    title: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(slots=True)
class Candidate:
    """A record of the file as it would be kept, what it is recognised by, and what was found out about it.

    ``columns`` are the customer's own columns, ``own_values`` by code what the business's own fields say.
    ``refused`` are contact points that cannot be kept as such:
    how they stand in the note instead, and why. ``known`` is the customer that it is, ``exact`` says that all
    of it came in before; ``others`` are customers that it may be, with the reason.
    """

    record: ContactRecord
    sort_key: str
    key: tuple[str, str]
    digested: bool
    columns: dict[str, Any]
    points: tuple[Point, ...]
    places: tuple[Place, ...]
    own_values: Mapping[str, tuple[OwnField, str]] = field(default_factory=dict)
    refused: tuple[tuple[str, str], ...] = ()
    warnings: list[str] = field(default_factory=list)
    known: int | None = None
    exact: bool = False
    others: dict[int, str] = field(default_factory=dict)

    @property
    def is_organisation(self) -> bool:
        """Whether the file says that it is an organisation."""
        return self.record.form is Form.ORGANISATION

    @property
    def reaches(self) -> Iterator[tuple[Point, tuple[str, str]]]:
        """The points that somebody can be recognised by, each with its type and normal form."""
        return ((point, (point.type.value, point.normal)) for point in self.points if point.normal)

    @property
    def has_reach(self) -> bool:
        """Whether there is a number or address to recognise it by."""
        return any(point.normal for point in self.points)


def read_words(act: Act, country: str | None) -> Words:
    """The tiers and logins that a file may name; ``country`` is the business's unless given."""
    return Words(
        tiers={tier.code: tier.record_id for tier in act.session.exec(select(Tier))},
        managers={staff.login: staff.record_id for staff in act.session.exec(select(Staff))},
        country=country or act.business.country,
        own_fields={one.code: one for one in own_fields(reader_of(act))},
        now=act.now,
        zone=act.business.zone,
    )


def prepare(record: ContactRecord, words: Words) -> Candidate:
    """The record as it would be kept. Raises InvalidInput when it cannot be kept at all."""
    sort_key = fold(record.name)
    if not sort_key:
        raise InvalidInput(_("The contact's name has no letter in it."), _("Give it a name in the file."))
    digest = _digest(record)
    points, refused = _points(record, words.country)
    warnings: list[str] = []
    columns = _columns(record, words, warnings)
    if refused:
        columns["note"] = "\n".join(filter(None, (record.note, *(line for line, _why in refused))))
    return Candidate(
        record=record,
        sort_key=sort_key,
        key=_key(record, digest),
        digested=not record.external_key,
        columns=columns,
        points=points,
        places=_places(record, warnings),
        own_values=_own_values(record, words, warnings),
        refused=refused,
        warnings=warnings,
    )


def _digest(record: ContactRecord) -> str:
    try:
        text = canonical_json(to_plain(record)).encode()
    except UnicodeEncodeError as error:
        # JSON can spell half a character (a lone surrogate), which no database keeps.
        raise InvalidInput(
            _("The contact holds a broken character."), _("Write it anew in the file.")
        ) from error
    return hashlib.sha256(text).hexdigest()[:32]


def _key(record: ContactRecord, digest: str) -> tuple[str, str]:
    if record.external_key:
        return record.external_source or _FILE_SOURCE, record.external_key
    return DIGEST_SOURCE, digest


def _columns(record: ContactRecord, words: Words, warnings: list[str]) -> dict[str, Any]:
    for known, value in ((words.tiers, record.tier), (words.managers, record.manager)):
        if value and value not in known:
            warnings.append(_("“{value}” is not known here and was left out.").format(value=value))
    quiet = record.quiet_from, record.quiet_until
    if quiet != (None, None) and (None in quiet or quiet[0] == quiet[1]):
        warnings.append(_("Quiet hours need a beginning and another end; they were left out."))
        quiet = None, None
    return {
        "address_as": record.form_of_address,
        "language": record.language,
        "source": record.source,
        "note": record.note,
        "tier_id": words.tiers.get(record.tier),
        "manager_id": words.managers.get(record.manager),
        "do_not_contact": record.do_not_contact,
        "quiet_from": quiet[0],
        "quiet_until": quiet[1],
        "rhythm_days": record.rhythm_days,
        "ended_on": record.ended_on,
        "ended_why": record.ended_why,
    }


def _own_values(record: ContactRecord, words: Words, warnings: list[str]) -> dict[str, tuple[OwnField, str]]:
    """What the business's own fields say, by code; what cannot stand in them is left out, and named."""
    values: dict[str, tuple[OwnField, str]] = {}
    for code, text in record.own_fields:
        own = words.own_fields.get(code)
        if own is None:
            warnings.append(_("There is no field “{code}”; it was left out.").format(code=code))
            continue
        try:
            value = read_value(own, text, words.now, words.zone)
        except InvalidInput as error:
            sentence = _("{field}: {reason} It was left out.")
            warnings.append(sentence.format(field=own.label, reason=error.message))
            continue
        if value and values.setdefault(code, (own, value))[1] != value:
            sentence = _("Of “{field}” the file says two things; “{value}” was left out.")
            warnings.append(sentence.format(field=own.label, value=value))
    return values


def _points(record: ContactRecord, country: str) -> tuple[tuple[Point, ...], tuple[tuple[str, str], ...]]:
    """Each point once, the first preferred one of a type as such; and those that cannot be kept."""
    points: dict[tuple[str, str], Point] = {}
    refused: list[tuple[str, str]] = []
    preferred: set[ContactPointType] = set()
    for point in record.points:
        value = point.value.strip()
        try:
            normal = normal_form(point.type, value, country)
        except InvalidInput as error:
            refused.append((f"{point.type.label}: {point.value}", error.message))
            continue
        first = point.preferred and point.type not in preferred
        identity = point.type.value, normal or value  # as at the desk
        if identity not in points:
            points[identity] = Point(point.type, value, point.label.strip(), first, normal)
            preferred |= {point.type} if first else set()
    return tuple(points.values()), tuple(refused)


def _places(record: ContactRecord, warnings: list[str]) -> tuple[Place, ...]:
    organisation = fold(record.organisation)
    if record.form is Form.ORGANISATION:
        if organisation and organisation != fold(record.name):
            warnings.append(
                _("An organisation has no place in another; “{name}” was left out.").format(
                    name=record.organisation
                )
            )
        return ()
    places = [
        Place(place.organisation, fold(place.organisation), place.title, place.from_on, place.to_on)
        for place in record.memberships
    ]
    if organisation and organisation not in {place.folded for place in places}:
        places.insert(0, Place(record.organisation, organisation, record.title))
    if not all(place.folded for place in places):
        warnings.append(_("A membership names no organisation and was left out."))
    return tuple(place for place in places if place.folded)
