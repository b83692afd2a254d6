"""Every live customer with all that belongs to it, a page at a time, for files that leave the house."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm_tui.domain.instants import from_micros
from crm_tui.domain.words import Form
from crm_tui.store.reader import Reader

#: Customers a page; each page costs eight queries.
PAGE = 500

# Two customers may have one key, when a deleted one was brought back beside its second import. The younger
# then counts as having none, so that a file never holds a key twice.
_KEYS = """
CASE WHEN {it}.external_source <> '' AND {it}.external_key <> '' AND NOT EXISTS (
       SELECT 1 FROM customers elder WHERE elder.external_source = {it}.external_source
          AND elder.external_key = {it}.external_key AND elder.id < {it}.id AND elder.deleted_at IS NULL)
     THEN {it}.{column} END"""
_SOURCE = _KEYS.format(it="c", column="external_source")
_KEY = _KEYS.format(it="c", column="external_key")
_OTHERS_KEY = _KEYS.format(it="o", column="external_key")

CUSTOMERS = f"""
SELECT c.id, c.form, c.name, c.address_as, c.language, c.source, c.note, coalesce(t.code, ''),
       coalesce(s.login, ''), c.do_not_contact, c.quiet_from, c.quiet_until, c.rhythm_days, c.ended_on,
       c.ended_why, c.created_at, {_SOURCE}, {_KEY}
  FROM customers c
  LEFT JOIN tiers t ON t.id = c.tier_id
  LEFT JOIN staff s ON s.id = c.manager_id
 WHERE c.form = :form AND c.deleted_at IS NULL AND c.id > :after
 ORDER BY c.id LIMIT :limit"""

_PAGE = """c.form = :form AND c.deleted_at IS NULL AND c.id BETWEEN :first AND :last"""

POINTS = f"""
SELECT c.id, p.type, p.value, p.label, p.preferred
  FROM contact_points p JOIN customers c ON c.id = p.customer_id
 WHERE {_PAGE} ORDER BY c.id, p.position, p.id"""
KINDS = f"""
SELECT c.id, k.kind FROM customer_kinds k JOIN customers c ON c.id = k.customer_id
 WHERE {_PAGE} ORDER BY c.id, k.kind"""
TAGS = f"""
SELECT c.id, t.tag FROM customer_tags t JOIN customers c ON c.id = t.customer_id
 WHERE {_PAGE} ORDER BY c.id, t.tag"""
CONSENTS = f"""
SELECT c.id, k.channel, k.state, k.at FROM consents k JOIN customers c ON c.id = k.customer_id
 WHERE {_PAGE} ORDER BY c.id, k.channel, k.id"""
PLACES = f"""
SELECT c.id, o.name, m.title, m.from_on, m.to_on
  FROM memberships m JOIN customers c ON c.id = m.person_id JOIN customers o ON o.id = m.organisation_id
 WHERE {_PAGE} AND o.deleted_at IS NULL ORDER BY c.id, m.from_on, m.to_on, o.sort_key, m.title, m.id"""
SPOKEN_FOR = f"""
SELECT c.id, o.id, o.name, o.created_at, {_OTHERS_KEY}, s.may_be_told
  FROM speaks_for s JOIN customers c ON c.id = s.speaker_id JOIN customers o ON o.id = s.customer_id
 WHERE {_PAGE} AND o.deleted_at IS NULL ORDER BY c.id, o.sort_key, s.may_be_told, s.id"""

OWN_FIELDS = f"""
SELECT c.id, f.code, v.value
  FROM custom_values v JOIN customers c ON c.id = v.customer_id JOIN custom_fields f ON f.id = v.field_id
 WHERE {_PAGE} AND f.retired_at IS NULL ORDER BY c.id, f.position, f.id"""


@dataclass(frozen=True, slots=True)
class ExportedPoint:
    """A way to reach the customer."""

    type: str
    value: str
    label: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class ExportedConsent:
    """What they said about a channel, and when."""

    channel: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExportedPlace:
    """A place in an organisation, one that ended too."""

    organisation: str
    title: str
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True, slots=True)
class ExportedSpeaking:
    """Somebody whom the customer may speak for; ``key`` is the one that they came with, if any."""

    id: int
    name: str
    created_micros: int
    key: str | None
    may_be_told: str


@dataclass(frozen=True, slots=True)
class ExportedCustomer:
    """A customer with everything that the desk keeps of them besides their history.

    ``tier`` is a code and ``manager`` a login, empty for none; ``key_source`` and ``key`` are what they came
    with from elsewhere, None for customers of our own. ``own_fields`` are codes, each with what is said.
    """

    id: int
    form: str
    name: str
    address_as: str
    language: str
    source: str
    note: str
    tier: str
    manager: str
    do_not_contact: bool
    quiet_from: int | None
    quiet_until: int | None
    rhythm_days: int | None
    ended_on: date | None
    ended_why: str
    created_micros: int
    key_source: str | None
    key: str | None
    points: tuple[ExportedPoint, ...]
    kinds: tuple[str, ...]
    tags: tuple[str, ...]
    consents: tuple[ExportedConsent, ...]
    places: tuple[ExportedPlace, ...]
    speaks_for: tuple[ExportedSpeaking, ...]
    own_fields: tuple[tuple[str, str], ...]


def exported_customers(reader: Reader, page: int = PAGE) -> Iterator[ExportedCustomer]:
    """Every live customer, the organisations first: whoever reads the file then knows them by their own line.

    Each page is read at the moment at which it is asked for.
    """
    for form in (Form.ORGANISATION.value, Form.PERSON.value):
        after = 0
        while rows := reader.rows(CUSTOMERS, {"form": form, "after": after, "limit": page}):
            after = rows[-1][0]
            parts = _Parts(reader, {"form": form, "first": rows[0][0], "last": after})
            for row in rows:
                yield _customer(row, parts)


class _Parts:
    """What belongs to the customers of one page, by customer."""

    def __init__(self, reader: Reader, page: dict[str, Any]) -> None:
        self.points = _grouped(reader, POINTS, page)
        self.kinds = _grouped(reader, KINDS, page)
        self.tags = _grouped(reader, TAGS, page)
        self.consents = _grouped(reader, CONSENTS, page)
        self.places = _grouped(reader, PLACES, page)
        self.spoken_for = _grouped(reader, SPOKEN_FOR, page)
        self.own_fields = _grouped(reader, OWN_FIELDS, page)


def _grouped(reader: Reader, sql: str, page: dict[str, Any]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for customer_id, *rest in reader.rows(sql, page):
        found[customer_id].append(tuple(rest))
    return found


def _customer(row: tuple[Any, ...], parts: _Parts) -> ExportedCustomer:
    customer_id, form, name, address_as, language, source, note, tier, manager, *rest = row
    do_not_contact, quiet_from, quiet_until, rhythm, ended_on, ended_why, created, key_source, key = rest
    return ExportedCustomer(
        id=customer_id,
        form=form,
        name=name,
        address_as=address_as,
        language=language,
        source=source,
        note=note,
        tier=tier,
        manager=manager,
        do_not_contact=bool(do_not_contact),
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        rhythm_days=rhythm,
        ended_on=_day(ended_on),
        ended_why=ended_why,
        created_micros=created,
        key_source=key_source,
        key=key,
        points=tuple(
            ExportedPoint(kind, value, label, bool(preferred))
            for kind, value, label, preferred in parts.points[customer_id]
        ),
        kinds=tuple(kind for (kind,) in parts.kinds[customer_id]),
        tags=tuple(tag for (tag,) in parts.tags[customer_id]),
        consents=tuple(
            ExportedConsent(channel, state, from_micros(at))
            for channel, state, at in parts.consents[customer_id]
        ),
        places=tuple(
            ExportedPlace(organisation, title, _day(from_on), _day(to_on))
            for organisation, title, from_on, to_on in parts.places[customer_id]
        ),
        speaks_for=tuple(ExportedSpeaking(*speaking) for speaking in parts.spoken_for[customer_id]),
        own_fields=tuple((code, value) for code, value in parts.own_fields[customer_id]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
