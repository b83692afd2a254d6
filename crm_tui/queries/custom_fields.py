"""The business's own fields, and what they say of customers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.growth_words import FieldType
from crm_tui.store.reader import Reader

FIELDS = """
SELECT id, code, label, type, choices, kind, retired_at IS NOT NULL, version
  FROM custom_fields
 WHERE retired_at IS NULL OR :retired
 ORDER BY retired_at IS NOT NULL, position, id"""
VALUES = """
SELECT f.code, f.label, f.type, v.value
  FROM custom_values v JOIN custom_fields f ON f.id = v.field_id
 WHERE v.customer_id = :id AND f.retired_at IS NULL
 ORDER BY f.position, f.id"""
HELD = """
SELECT v.field_id, count(*)
  FROM custom_values v JOIN customers c ON c.id = v.customer_id AND c.deleted_at IS NULL
 GROUP BY v.field_id"""
SAYING = """
SELECT count(*)
  FROM custom_values v JOIN customers c ON c.id = v.customer_id AND c.deleted_at IS NULL
 WHERE v.field_id = :field AND (:value = '' OR v.value = :value)"""
VALUES_SHOWN = """
SELECT v.customer_id, v.field_id, v.value
  FROM json_each(:ids) asked JOIN custom_values v ON v.customer_id = asked.value"""


@dataclass(frozen=True, slots=True)
class ListedField:
    """A field as those see it who keep them; ``position`` is its place in the list, from 1 on."""

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
    rows = reader.rows(FIELDS, {"retired": int(retired)})
    return tuple(
        ListedField(
            OwnField(field_id, code, label, FieldType(kind_of_value), tuple(json.loads(choices)), kind),
            position,
            bool(is_retired),
            version,
        )
        for position, (field_id, code, label, kind_of_value, choices, kind, is_retired, version) in enumerate(
            rows, 1
        )
    )


def values_of(reader: Reader, customer_id: int) -> tuple[FieldValue, ...]:
    """What the fields in use say of a customer, in their order."""
    return tuple(
        FieldValue(code, label, FieldType(kind), value)
        for code, label, kind, value in reader.rows(VALUES, {"id": customer_id})
    )


def holder_counts(reader: Reader) -> Mapping[int, int]:
    """Of how many customers each field says something, by its id, retired ones too."""
    return dict(reader.rows(HELD))


def saying(reader: Reader, field_id: int, value: str = "") -> int:
    """Of how many customers a field says this, or anything at all."""
    return int(reader.value(SAYING, {"field": field_id, "value": value}))


def values_shown(reader: Reader, customer_ids: Iterable[int]) -> Mapping[tuple[int, int], str]:
    """What fields say of these customers, by customer and field."""
    rows = reader.rows(VALUES_SHOWN, {"ids": json.dumps(list(customer_ids))})
    return {(customer_id, field_id): value for customer_id, field_id, value in rows}
