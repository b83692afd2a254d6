"""What a file says of a contact, against what is known here: an import adds the difference, and only that."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import TextClause, bindparam, text

from crm_tui.domain.folding import fold
from crm_tui.domain.words import Form
from crm_tui.exchange.contact import ConsentRecord
from crm_tui.exchange.import_candidate import Candidate, Place, Point
from crm_tui.store.journal import Act

Fact = tuple[str, ...]
"""One thing known of a contact, such as ``("tag", "regular")`` or ``("point", "phone", "+15550101234")``."""

#: Columns that the file fills where they are empty. The name is what it was recognised by; that somebody left
#: is for people to say.
FILLED = (
    "address_as", "language", "source", "note", "tier_id", "manager_id", "do_not_contact",
    "quiet_from", "quiet_until",
)  # fmt: skip
_IS_ORGANISATION: Fact = ("form", Form.ORGANISATION.value)


def _of(sql: str) -> TextClause:
    return text(sql).bindparams(bindparam("ids", expanding=True))


_CUSTOMERS = _of(f"SELECT id, form, {', '.join(FILLED)} FROM customers WHERE id IN :ids")
_POINTS = _of("SELECT customer_id, type, value, normal FROM contact_points WHERE customer_id IN :ids")
_KINDS = _of("SELECT customer_id, 'kind', kind FROM customer_kinds WHERE customer_id IN :ids")
_TAGS = _of("SELECT customer_id, 'tag', tag FROM customer_tags WHERE customer_id IN :ids")
_CONSENTS = _of("SELECT customer_id, 'consent', channel FROM consents WHERE customer_id IN :ids")
# Places that ended count as well: an old file shall not bring somebody back to where they left.
_PLACES = _of(
    """SELECT m.person_id, 'place', o.sort_key FROM memberships m
         JOIN customers o ON o.id = m.organisation_id WHERE m.person_id IN :ids"""
)


@dataclass(slots=True)
class Here:
    """What is known of a customer; ``points`` counts the ways to reach them."""

    columns: dict[str, Any]
    facts: set[Fact] = field(default_factory=set)
    points: int = 0


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a file says that is not known here; false when there is nothing."""

    columns: dict[str, Any]
    points: list[Point]
    kinds: list[str]
    tags: list[str]
    consents: list[ConsentRecord]
    places: list[Place]

    def __bool__(self) -> bool:
        return any((self.columns, self.points, self.kinds, self.tags, self.consents, self.places))


def known_here(act: Act, customer_ids: Iterable[int]) -> dict[int, Here]:
    """What is known of these customers, with six queries."""
    ids = {"ids": sorted(set(customer_ids))}
    if not ids["ids"]:
        return {}
    rows = act.session.connection().execute
    found: dict[int, Here] = {}
    for customer_id, form, *values in rows(_CUSTOMERS, ids):
        columns = dict(zip(FILLED, values, strict=True))
        here = found[customer_id] = Here(columns, {("form", form)})
        here.facts |= {("column", name) for name, value in columns.items() if _given(value)}
        if columns["do_not_contact"] == 0:
            here.facts.discard(("column", "do_not_contact"))
    for customer_id, kind, value, normal in rows(_POINTS, ids):
        found[customer_id].points += 1
        found[customer_id].facts |= {("point", kind, fold(value)), ("point", kind, normal)}
    for statement in (_KINDS, _TAGS, _CONSENTS, _PLACES):
        for customer_id, *fact in rows(statement, ids):
            found[customer_id].facts.add(tuple(fact))
    return found


def facts_of(candidate: Candidate) -> Iterator[Fact]:
    """Everything that the file says of the contact."""
    yield "form", candidate.record.form.value
    for name in FILLED:
        if _given(candidate.columns[name]):
            yield "column", name
    for point in candidate.points:
        yield from _point_facts(point)
    for kind in candidate.record.kinds:
        yield "kind", kind.value
    for tag in candidate.record.tags:
        yield "tag", tag
    for consent in candidate.record.consents:
        yield "consent", consent.channel.value
    for place in candidate.places:
        yield "place", place.folded


def lacking(candidate: Candidate, known: Container[Fact]) -> Lacking:
    """What the file says beyond the facts that are known."""
    record = candidate.record
    return Lacking(
        columns={
            name: candidate.columns[name]
            for name in FILLED
            if _given(candidate.columns[name]) and ("column", name) not in known
        },
        # A number counts as known in another notation, and as it stands when another country's rules read it.
        points=[
            point for point in candidate.points if not any(fact in known for fact in _point_facts(point))
        ],
        kinds=[kind.value for kind in dict.fromkeys(record.kinds) if ("kind", kind.value) not in known],
        tags=[tag for tag in dict.fromkeys(record.tags) if ("tag", tag) not in known],
        consents=[mark for mark in record.consents if ("consent", mark.channel.value) not in known],
        places=[
            place
            for place in candidate.places
            if _IS_ORGANISATION not in known and ("place", place.folded) not in known
        ],
    )


def differing(candidate: Candidate, here: Here) -> list[str]:
    """The columns of which the file says something else than we know."""
    return [
        name
        for name in ("address_as", "language", "source", "note")
        if here.columns[name]
        and candidate.columns[name]
        and fold(str(candidate.columns[name])) != fold(str(here.columns[name]))
    ]


def _given(value: Any) -> bool:
    # Midnight is 0 minutes, which is something that was said.
    return value is not None and value != "" and value is not False


def _point_facts(point: Point) -> Iterator[Fact]:
    yield "point", point.type.value, fold(point.value)
    if point.normal:
        yield "point", point.type.value, point.normal
