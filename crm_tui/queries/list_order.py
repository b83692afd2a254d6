"""The orders that the list of customers can have, and how each is walked by key.

An order is a run of stretches, each of which one index walks. Those without a contact, or with nothing due,
are a stretch of their own at the end: as NULLs within the first they would keep the index from being used.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

_LOWEST = -(2**63)
_HIGHEST = 2**63 - 1
_LAST_TEXT = "\U0010ffff"


class Sort(StrEnum):
    """What the list is sorted by."""

    NAME = "name"
    LAST_CONTACT = "last-contact"
    NEXT_DUE = "next-due"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a row stands in an order: a page starts beyond it. It holds for the sort that it came with."""

    stretch: int
    value: int | str
    id: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an order that one index walks: by ``value``, then by ``id``, both in the same direction."""

    source: str
    value: str
    id: str
    descending: bool = False
    only: str = "1 = 1"

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

    def edge(self, forward: bool) -> tuple[int | str, int]:
        """A value and an id before the first row (or behind the last)."""
        if self.descending == forward:
            return (_LAST_TEXT if self.value == _NAME.value else _HIGHEST), _HIGHEST
        return ("" if self.value == _NAME.value else _LOWEST), _LOWEST


_SUMMARIES = "customer_summaries s JOIN customers c ON c.id = s.id"
_NAME = Stretch("customers c", "c.sort_key", "c.id")
STRETCHES = MappingProxyType(
    {
        Sort.NAME: (_NAME,),
        Sort.LAST_CONTACT: (
            Stretch(_SUMMARIES, "s.last_contact_at", "s.id", descending=True),
            Stretch(_SUMMARIES, "s.id", "s.id", descending=True, only="s.last_contact_at IS NULL"),
        ),
        Sort.NEXT_DUE: (
            Stretch(_SUMMARIES, "s.next_due_at", "s.id"),
            Stretch(_SUMMARIES, "s.id", "s.id", only="s.next_due_at IS NULL"),
        ),
        Sort.NEWEST: (Stretch("customers c", "c.id", "c.id", descending=True),),
    }
)


def key_among(
    sort: Sort, customer_id: int, sort_key: str, last_contact_at: int | None, next_due_at: int | None
) -> PageKey:
    """Where a customer with these values stands in an order."""
    if sort is Sort.NAME:
        return PageKey(0, sort_key, customer_id)
    if sort is Sort.NEWEST:
        return PageKey(0, customer_id, customer_id)
    value = last_contact_at if sort is Sort.LAST_CONTACT else next_due_at
    return PageKey(1, customer_id, customer_id) if value is None else PageKey(0, value, customer_id)


def in_order(sort: Sort, keys: list[PageKey]) -> list[PageKey]:
    """These keys as the list shows them."""
    return sorted(keys, key=lambda key: _place(sort, key))


def beyond(
    sort: Sort, ordered: list[PageKey], start: PageKey | None, forward: bool, limit: int
) -> list[PageKey]:
    """Up to ``limit`` of these ordered keys that follow (or precede) ``start``, nearest first."""
    place = None if start is None else _place(sort, start)
    if forward:
        first = 0 if place is None else bisect_right(ordered, place, key=lambda key: _place(sort, key))
        return ordered[first : first + limit]
    end = len(ordered) if place is None else bisect_left(ordered, place, key=lambda key: _place(sort, key))
    return ordered[max(0, end - limit) : end][::-1]


def _place(sort: Sort, key: PageKey) -> tuple[int, int | str, int]:
    stretch = STRETCHES[sort][key.stretch]
    if stretch.descending and isinstance(key.value, int):
        return key.stretch, -key.value, -key.id
    return key.stretch, key.value, key.id
