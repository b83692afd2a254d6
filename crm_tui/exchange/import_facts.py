"""What a file says of a contact, against what is known here: an import adds the difference, and only that."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.folding import fold
from crm_tui.domain.words import Form
from crm_tui.exchange.contact import ConsentRecord
from crm_tui.exchange.import_candidate import Candidate, Place, Point
from crm_tui.i18n import _

Fact = tuple[str, ...]
"""One thing known of a contact, such as ``("tag", "regular")`` or ``("point", "phone", "+15550101234")``."""

#: Columns that the file fills where they are empty. The name is what it was recognised by; that somebody left
#: is for people to say.
FILLED = (
    "address_as", "language", "source", "note", "tier_id", "manager_id", "do_not_contact",
    "quiet_from", "quiet_until", "rhythm_days",
)  # fmt: skip
IS_ORGANISATION: Fact = ("form", Form.ORGANISATION.value)


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a file says that is not known here; false when there is nothing."""

    columns: dict[str, Any]
    points: list[Point]
    kinds: list[str]
    tags: list[str]
    consents: list[ConsentRecord]
    places: list[Place]
    own_values: list[tuple[OwnField, str]]

    def __bool__(self) -> bool:
        parts = (self.columns, self.points, self.kinds, self.tags, self.consents, self.places)
        return any((*parts, self.own_values))


def facts_of(candidate: Candidate) -> Iterator[Fact]:
    """Everything that the file says of the contact."""
    yield "form", candidate.record.form.value
    for name in FILLED:
        if is_given(candidate.columns[name]):
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
    for code, (_own, value) in candidate.own_values.items():
        yield "own", code
        yield "own", code, value


def lacking(candidate: Candidate, known: Container[Fact]) -> Lacking:
    """What the file says beyond the facts that are known."""
    record = candidate.record
    return Lacking(
        columns={
            name: candidate.columns[name]
            for name in FILLED
            if is_given(candidate.columns[name]) and ("column", name) not in known
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
            if IS_ORGANISATION not in known and ("place", place.folded) not in known
        ],
        own_values=[said for code, said in candidate.own_values.items() if ("own", code) not in known],
    )


def said_otherwise(candidate: Candidate, known: Container[Fact]) -> list[str]:
    """The business's own fields, by their labels, of which something else is known than the file says."""
    return [
        own.label
        for code, (own, value) in candidate.own_values.items()
        if ("own", code) in known and ("own", code, value) not in known
    ]


def left_in_words(name: str, fields: Iterable[str]) -> str:
    """That the file says something else of these fields, and what is here was left."""
    sentence = _("{name} is here already with another {fields}, which was left as it is.")
    return sentence.format(name=name, fields=", ".join(fields))


def kept_in_words(refused: tuple[str, str]) -> str:
    """Why a way to reach somebody who is new cannot be kept as such, and where it stands."""
    _line, reason = refused
    return _("{reason} It was kept in the note.").format(reason=reason)


def is_given(value: Any) -> bool:
    """Whether a column says something: midnight is 0 minutes, which does."""
    return value is not None and value != "" and value is not False


def _point_facts(point: Point) -> Iterator[Fact]:
    yield "point", point.type.value, fold(point.value)
    if point.normal:
        yield "point", point.type.value, point.normal
