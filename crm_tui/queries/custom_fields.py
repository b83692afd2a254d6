"""The business's own fields, what they say of a customer, and whom a filter such as ``code:value`` means."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.folding import fold
from crm_tui.domain.growth_words import FieldType
from crm_tui.store.reader import Reader

FIELDS = """
SELECT id, code, label, type, choices, kind, position, retired_at IS NOT NULL, version
  FROM custom_fields
 WHERE retired_at IS NULL OR :retired
 ORDER BY retired_at IS NOT NULL, position, id"""
VALUES = """
SELECT f.code, f.label, f.type, v.value
  FROM custom_values v JOIN custom_fields f ON f.id = v.field_id
 WHERE v.customer_id = :id AND f.retired_at IS NULL
 ORDER BY f.position, f.id"""
VALUES_IN_USE = "SELECT DISTINCT value FROM custom_values WHERE field_id = :field"
HOLDERS = """
SELECT v.customer_id
  FROM json_each(:values) asked
  JOIN custom_values v ON v.field_id = :field AND v.value = asked.value
  JOIN customers c ON c.id = v.customer_id AND c.deleted_at IS NULL
 ORDER BY v.customer_id DESC LIMIT :most"""


@dataclass(frozen=True, slots=True)
class ListedField:
    """A field as those see it who keep them."""

    field: OwnField
    position: int
    is_retired: bool
    version: int


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What a field says of a customer."""

    code: str
    label: str
    type: FieldType
    value: str


def own_fields(reader: Reader) -> tuple[OwnField, ...]:
    """The fields in use, in their order."""
    return tuple(one.field for one in listed_fields(reader, retired=False))


def listed_fields(reader: Reader, *, retired: bool) -> tuple[ListedField, ...]:
    """The fields in use, in their order, and behind them those that are ``retired``."""
    return tuple(
        ListedField(
            OwnField(field_id, code, label, FieldType(kind_of_value), tuple(json.loads(choices)), kind),
            position,
            bool(is_retired),
            version,
        )
        for field_id, code, label, kind_of_value, choices, kind, position, is_retired, version in reader.rows(
            FIELDS, {"retired": int(retired)}
        )
    )


def values_of(reader: Reader, customer_id: int) -> tuple[FieldValue, ...]:
    """What the fields in use say of a customer, in their order."""
    return tuple(
        FieldValue(code, label, FieldType(kind), value)
        for code, label, kind, value in reader.rows(VALUES, {"id": customer_id})
    )


def read_filter(reader: Reader, text: str) -> tuple[Mapping[int, str], str]:
    """What a filter asks of fields in use, by field and folded value, and the rest of its words.

    ``code:value`` asks a field; a value of several words stands in quotes. Other colons are words.
    """
    if ":" not in text:
        return {}, text
    fields = {one.code: one.id for one in own_fields(reader)}
    asked: dict[int, str] = {}
    rest: list[str] = []
    for word in _words(text):
        code, colon, value = word.partition(":")
        if colon and value and code.casefold() in fields:
            asked[fields[code.casefold()]] = fold(value)
        else:
            rest.append(word)
    return asked, " ".join(rest)


def holders(reader: Reader, field_id: int, folded: str, most: int) -> list[int]:
    """The newest customers whose value of a field has this folded text in it."""
    values = [row[0] for row in reader.rows(VALUES_IN_USE, {"field": field_id}) if folded in fold(row[0])]
    asked = {"values": json.dumps(values), "field": field_id, "most": most}
    return [row[0] for row in reader.rows(HOLDERS, asked)]


def _words(text: str) -> Sequence[str]:
    """The words, with what stands in quotes as one; a quote that is not closed ends with the text."""
    words, word, is_quoted = [], "", False
    for character in text:
        if character == '"':
            is_quoted = not is_quoted
        elif character.isspace() and not is_quoted:
            words.append(word)
            word = ""
        else:
            word += character
    return [one for one in (*words, word) if one]
