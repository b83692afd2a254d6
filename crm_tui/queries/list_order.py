"""The orders that the list of customers can have, and how each is walked by key.

An order is a run of stretches, each of which one index walks. Those without a contact, or with nothing due,
are a stretch of their own at the end: as NULLs within the first they would keep the index from being used.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from crm_tui.domain.custom_fields import OwnField, field_named
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.words import Health
from crm_tui.i18n import _

_LOWEST_ID = -(2**63)
_HIGHEST_ID = 2**63 - 1
_LAST_TEXT = "\U0010ffff"


class Sort(StrEnum):
    """What the list is sorted by."""

    NAME = "name"
    LAST_CONTACT = "last-contact"
    NEXT_DUE = "next-due"
    HEALTH = "health"
    NEWEST = "newest"


class OwnOrder(NamedTuple):
    """By what a field of the business's own says, choices in their own order; who says nothing stands last.

    Texts pass over case, and their order is that of their letters in Unicode.
    """

    field: OwnField
    descending: bool = False

    @property
    def value(self) -> str:
        """What a saved view keeps of it, and :func:`read_order` reads."""
        return f"{_DOWN}{self.field.name}" if self.descending else self.field.name


Order = Sort | OwnOrder
_DOWN = "-"


def read_order(text: str, fields: Sequence[OwnField]) -> Order:
    """The order of that name: a sort, or a field by its code, with a minus from the highest down.

    Raises InvalidInput, with the names that there are.
    """
    if text in set(Sort):
        return Sort(text)
    try:
        return OwnOrder(field_named(fields, text.removeprefix(_DOWN)), text.startswith(_DOWN))
    except InvalidInput as error:
        names = (*(sort.value for sort in Sort), *(field.code for field in fields))
        raise InvalidInput(
            _("There is no order “{order}”.").format(order=text),
            _("Use one of: {names}.").format(names=", ".join(names)),
            field="sort",
        ) from error


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a row stands in an order: a page starts beyond it. It holds for the sort that it came with."""

    stretch: int
    value: float | str
    id: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an order that one index walks: by ``value``, then by ``id``, both in the same direction.

    ``chosen`` is where the same is found of customers whose ids are given as JSON, ``:ids``; ``asked`` are
    the values of further parameters. Of texts the first is "", of anything else the lowest number.
    """

    source: str
    chosen: str
    value: str
    id: str
    descending: bool = False
    only: str = "1 = 1"
    asked: tuple[tuple[str, int | str], ...] = ()
    of_texts: bool = False

    def beyond(self, forward: bool) -> str:
        """The SQL condition for what follows (or precedes) the key ``:value``, ``:id``."""
        sign = "<" if self.descending == forward else ">"
        if self.value == self.id:
            return f"{self.only} AND {self.id} {sign} :id"
        return f"{self.only} AND ({self.value}, {self.id}) {sign} (:value, :id)"

    def order(self, forward: bool) -> str:
        """The SQL order that reads the nearest first."""
        way = "DESC" if self.descending == forward else "ASC"
        return f"{self.value} {way}, {self.id} {way}" if self.value != self.id else f"{self.id} {way}"

    def edge(self, forward: bool) -> tuple[float | str, int]:
        """A value and an id before the first row (or behind the last)."""
        if self.descending == forward:
            return (_LAST_TEXT if self.of_texts else math.inf), _HIGHEST_ID
        return ("" if self.of_texts else -math.inf), _LOWEST_ID


class Whole(NamedTuple):
    """The stretches of a sort as one, for a set of customers that is sorted as a whole: read once, not once
    for each. All of them go the same way; ``stretch`` and ``value`` are SQL."""

    source: str
    stretch: str
    value: str
    id: str
    descending: bool

    def beyond(self, forward: bool) -> str:
        """The SQL condition for what follows (or precedes) the key ``:stretch``, ``:value``, ``:id``."""
        further, sign = (">" if forward else "<"), ("<" if self.descending == forward else ">")
        return f"stretch {further} :stretch OR (stretch = :stretch AND (value, id) {sign} (:value, :id))"

    def order(self, forward: bool) -> str:
        """The SQL order that puts the nearest first."""
        way = "DESC" if self.descending == forward else "ASC"
        return f"stretch {'ASC' if forward else 'DESC'}, value {way}, id {way}"


#: By how much they ask for a look; those whose health was never written stand last.
HEALTH_ORDER = (Health.AT_RISK, Health.WATCH, Health.HAPPY, Health.STEADY)

_CUSTOMERS = "customers c"
_SUMMARIES = "customer_summaries s JOIN customers c ON c.id = s.id"
# The order of a CROSS JOIN is kept: from the few that are asked for to their rows.
_CHOSEN_CUSTOMERS = (
    "json_each(:ids) asked CROSS JOIN customers c ON c.id = asked.value AND c.deleted_at IS NULL"
)
# Who was deleted has no summary; SQLite leaves the customers out where no view asks for them.
_CHOSEN_SUMMARIES = """json_each(:ids) asked
  CROSS JOIN customer_summaries s ON s.id = asked.value
  LEFT JOIN customers c ON c.id = s.id"""


def _of_customers(value: str, *, descending: bool = False) -> Stretch:
    return Stretch(_CUSTOMERS, _CHOSEN_CUSTOMERS, value, "c.id", descending)


def _of_summaries(value: str, *, descending: bool = False, only: str = "1 = 1") -> Stretch:
    return Stretch(_SUMMARIES, _CHOSEN_SUMMARIES, value, "s.id", descending, only)


_NAME = replace(_of_customers("c.sort_key"), of_texts=True)
STRETCHES = MappingProxyType(
    {
        Sort.NAME: (_NAME,),
        Sort.LAST_CONTACT: (
            _of_summaries("s.last_contact_at", descending=True, only="s.last_contact_at IS NOT NULL"),
            _of_summaries("s.id", descending=True, only="s.last_contact_at IS NULL"),
        ),
        Sort.NEXT_DUE: (
            _of_summaries("s.next_due_at", only="s.next_due_at IS NOT NULL"),
            _of_summaries("s.id", only="s.next_due_at IS NULL"),
        ),
        Sort.HEALTH: (
            *(
                _of_summaries("s.id", descending=True, only=f"s.health = '{level.value}'")
                for level in HEALTH_ORDER
            ),
            _of_summaries("s.id", descending=True, only="s.health IS NULL"),
        ),
        Sort.NEWEST: (_of_customers("c.id", descending=True),),
    }
)


def whole(sort: Sort) -> Whole:
    """The stretches of a sort as one."""
    stretches = STRETCHES[sort]
    numbers = " ".join(f"WHEN {one.only} THEN {number}" for number, one in enumerate(stretches))
    values = " ".join(f"WHEN {one.only} THEN {one.value}" for one in stretches)
    first = stretches[0]
    return Whole(first.chosen, f"CASE {numbers} END", f"CASE {values} END", first.id, first.descending)


_VALUES = "custom_values v JOIN customers c ON c.id = v.customer_id"
_CHOSEN_VALUES = """json_each(:ids) asked
  CROSS JOIN custom_values v ON v.customer_id = asked.value
  CROSS JOIN customers c ON c.id = v.customer_id"""
_TEXT_VALUE = "v.value COLLATE NOCASE"
_WITHOUT = """NOT EXISTS (
       SELECT 1 FROM custom_values v WHERE v.customer_id = c.id AND v.field_id = :field{and_said})"""
_NO_CHOICE = _WITHOUT.format(and_said=f" AND {_TEXT_VALUE} IN (SELECT value FROM json_each(:choices))")


def stretches_of(order: Order) -> tuple[Stretch, ...]:
    """The stretches of an order, from its first row to its last."""
    if isinstance(order, Sort):
        return STRETCHES[order]
    field = order.field
    if field.type is FieldType.CHOICE:
        said = [_of_choice(field, choice) for choice in field.choices]
        asked = (("field", field.id), ("choices", json.dumps(field.choices)))
        nothing = replace(_of_customers("c.id", descending=True), only=_NO_CHOICE, asked=asked)
        return (*(reversed(said) if order.descending else said), nothing)
    of_texts = field.type is not FieldType.NUMBER
    values = _of_values(field, _TEXT_VALUE if of_texts else "v.number", descending=order.descending)
    nothing = replace(
        _of_customers("c.id", descending=True), only=_WITHOUT.format(and_said=""), asked=values.asked
    )
    return replace(values, of_texts=of_texts), nothing


def _of_values(field: OwnField, value: str, *, descending: bool) -> Stretch:
    only, asked = "v.field_id = :field", (("field", field.id),)
    return Stretch(_VALUES, _CHOSEN_VALUES, value, "v.customer_id", descending, only, asked)


def _of_choice(field: OwnField, choice: str) -> Stretch:
    said = _of_values(field, "v.customer_id", descending=True)
    only = f"{said.only} AND {_TEXT_VALUE} = :choice"
    return replace(said, only=only, asked=(*said.asked, ("choice", choice)))
