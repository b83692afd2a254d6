"""Which field a column of a table is read into: by its name, or as somebody told us to."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.column_names import ADDRESS_PARTS, LABELS, NOTHING, PHONE_WORDS, POINTS, SINGLE
from crm_tui.i18n import _

POINT_FIELDS = ("phone", "email", "handle")
#: A field of the business's own; which one stands behind a colon.
OWN_FIELD = "field"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the cells of a column go.

    ``field`` is a key of SINGLE, ``phone``, ``email``, ``handle``, ``address``, ``field`` for one of the
    business's own, whose code is the ``label``, or ``nothing``. Columns with
    the same field and ``slot`` belong to one contact point: ``part`` says which piece of it this one holds.
    """

    field: str
    part: str = ""
    slot: str = ""
    label: str = ""

    @property
    def words(self) -> str:
        """The target as a column map names it, such as ``phone:work`` or ``address:city``."""
        detail = self.part if self.field == "address" else self.label
        return f"{self.field}:{detail}" if detail and self.part != "label" else self.field


NOTHING_TARGET = Target("nothing")


def map_fields() -> tuple[str, ...]:
    """The fields that a column map may name; phone, email and handle take a label after a colon."""
    address = (f"address:{part}" for part in ADDRESS_PARTS)
    return (*SINGLE, *POINT_FIELDS, "address", *address, f"{OWN_FIELD}:CODE", "nothing")


def folded(name: str) -> str:
    """A column's name for comparison: case, punctuation and ``firstName`` against ``First Name`` are gone."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFC", name))
    text = re.sub(r"\be[\s\-_]?mail\b", "email", parted.casefold())
    # Vowel signs (category M) belong to Bengali letters: they stay.
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return " ".join("".join(kept).split())


def _by_name() -> dict[str, Target]:
    table = {folded(name): Target(field) for field, names in SINGLE.items() for name in names}
    for name, (field, label) in POINTS.items():
        table[folded(name)] = Target(field, "value", folded(name), label)
    for part, names in ADDRESS_PARTS.items():
        table |= {folded(name): Target("address", part) for name in names}
    return table | dict.fromkeys(NOTHING, NOTHING_TARGET)


_BY_NAME = _by_name()
_ADDRESS_NAMES = {folded(name): part for part, names in ADDRESS_PARTS.items() for name in names}
_LABELS = "(?P<labels>(?:(?:" + "|".join(LABELS) + ") )*)"
_NUMBER = r"(?: (?P<number>\d+))?"
_PART = r"(?: (?P<part>value|label|type|service))?"
_PHONE = re.compile(
    f"{_LABELS}(?P<what>{'|'.join(PHONE_WORDS)})(?: (?P<more>phone|fax))?"
    f"(?: (?:number|no|nr))?{_NUMBER}{_PART}"
)
_EMAIL = re.compile(f"{_LABELS}email(?: address| id)?{_NUMBER}(?: address)?{_PART}")
_HANDLE = re.compile(r"(?P<what>im|website) (?P<number>\d+) (?P<part>value|label|type|service)")
_NUMBERED_ADDRESS = re.compile(r"address (?P<number>\d+) (?P<part>.+)")
_LABELLED_ADDRESS = re.compile(f"{_LABELS}(?P<part>.+?)(?: \\d+)?")


def target_of(header: str) -> Target | None:
    """The field that a column with this name is read into, or None when the name is not known."""
    name = folded(header)
    return (
        _BY_NAME.get(name)
        or _phone(name)
        or _email(name)
        or _handle(name)
        or _address(name)
    )  # fmt: skip


def _phone(name: str) -> Target | None:
    found = _PHONE.fullmatch(name)
    if not found:
        return None
    label = _label(found["labels"], PHONE_WORDS[found["what"]], PHONE_WORDS.get(found["more"] or "", ""))
    return Target("phone", _part(found["part"]), f"{label} {found['number'] or ''}", label)


def _email(name: str) -> Target | None:
    found = _EMAIL.fullmatch(name)
    if not found:
        return None
    label = _label(found["labels"])
    slot = f"{found['labels']}{found['number'] or ''}"
    return Target("email", _part(found["part"]), slot, label)


def _handle(name: str) -> Target | None:
    found = _HANDLE.fullmatch(name)
    if not found:
        return None
    label = "website" if found["what"] == "website" else ""
    return Target("handle", _part(found["part"]), f"{found['what']} {found['number']}", label)


def _address(name: str) -> Target | None:
    found = _NUMBERED_ADDRESS.fullmatch(name)
    if found:
        part = "label" if found["part"] in ("label", "type") else _ADDRESS_NAMES.get(found["part"])
        return Target("address", part, found["number"]) if part else None
    # "Home Address 2" is the second line of one address, not a second address.
    found = _LABELLED_ADDRESS.fullmatch(name)
    part = _ADDRESS_NAMES.get(found["part"]) if found else None
    if found is None or part is None:
        return None
    label = _label(found["labels"])
    return Target("address", part, label, label)


def _part(words: str | None) -> str:
    return "value" if words in (None, "value") else "label"


def _label(labels: str, *more: str) -> str:
    words = [*(LABELS[word] for word in labels.split()), *more]
    return " ".join(dict.fromkeys(word for word in words if word))


def match_columns(
    header: Sequence[str],
    column_map: Mapping[str, str] | None = None,
    own_fields: Mapping[str, str] | None = None,
) -> list[Target | None]:
    """The target of each column, in the header's order; None where nothing is known about it.

    ``column_map`` names fields for columns, by the column's name or its number from 1; it goes before the
    names that we know. ``own_fields`` are codes of the business's own fields by names, which go before those
    too. Raises InvalidInput when the map names a column or a field that does not exist.
    """
    own = {folded(name): Target(OWN_FIELD, label=code) for name, code in (own_fields or {}).items()}
    targets = [own.get(folded(name)) or target_of(name) for name in header]
    names = {folded(name) for name in header}
    # Beside a column for the job, a column "Title" holds Mr. or Dr. (Outlook).
    if {"title", "job title"} <= names:
        targets = [
            Target("prefix") if folded(name) == "title" else target
            for name, target in zip(header, targets, strict=True)
        ]
    for column, words in (column_map or {}).items():
        targets[_position(header, column)] = _target_from_map(column, words)
    return targets


def _position(header: Sequence[str], column: str) -> int:
    exact = [index for index, name in enumerate(header) if name.strip() == column.strip()]
    alike = exact or [index for index, name in enumerate(header) if name and folded(name) == folded(column)]
    if alike:
        return alike[0]
    if column.isdecimal() and 1 <= int(column) <= len(header):
        return int(column) - 1
    raise InvalidInput(
        _("There is no column “{column}” in the file.").format(column=column),
        _("Its columns are: {columns}.").format(columns=", ".join(name for name in header if name.strip())),
        field="map",
    )


def _target_from_map(column: str, words: str) -> Target:
    field, _colon, detail = (piece.strip() for piece in words.partition(":"))
    if not words.strip() or field == "nothing":
        return NOTHING_TARGET
    if field in SINGLE and not detail:
        return Target(field)
    if field == OWN_FIELD and detail:
        return Target(OWN_FIELD, label=detail)
    if field in POINT_FIELDS:
        return Target(field, "value", f"map {column}", detail)
    if field == "address" and (not detail or detail in ADDRESS_PARTS):
        return Target("address", detail or "street")
    raise InvalidInput(
        _("“{field}”, which the map names for column “{column}”, is no field.").format(
            field=words, column=column
        ),
        _("Fields are: {fields}.").format(fields=", ".join(map_fields())),
        field="map",
    )
