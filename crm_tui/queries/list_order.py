"""The orders that the list of customers can have, and how each is walked by key.

An order is a run of stretches, each of which one index walks. Those without a contact, or with nothing due,
are a stretch of their own at the end: as NULLs within the first they would keep the index from being used.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from crm_tui.domain.words import Health

_LOWEST = -(2**63)
_HIGHEST = 2**63 - 1
_LAST_TEXT = "\U0010ffff"


class Sort(StrEnum):
    """What the list is sorted by."""

    NAME = "name"
    LAST_CONTACT = "last-contact"
    NEXT_DUE = "next-due"
    HEALTH = "health"
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


#: By how much they ask for a look; those whose health was never written stand last.
HEALTH_ORDER = (Health.AT_RISK, Health.WATCH, Health.HAPPY, Health.STEADY)

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
        Sort.HEALTH: (
            *(
                Stretch(_SUMMARIES, "s.id", "s.id", descending=True, only=f"s.health = '{level.value}'")
                for level in HEALTH_ORDER
            ),
            Stretch(_SUMMARIES, "s.id", "s.id", descending=True, only="s.health IS NULL"),
        ),
        Sort.NEWEST: (Stretch("customers c", "c.id", "c.id", descending=True),),
    }
)


_HEALTH_PLACES: dict[str | None, int] = {level.value: place for place, level in enumerate(HEALTH_ORDER)}

#: Where a row stands, so that tuples compare as the list is ordered: falling values are kept negative.
Place = tuple[int, int | str, int]


def place_of(
    sort: Sort,
    customer_id: int,
    sort_key: str,
    last_contact_at: int | None,
    next_due_at: int | None,
    health: str | None,
) -> Place:
    """Where a customer with these values stands in an order."""
    if sort is Sort.NAME:
        return 0, sort_key, customer_id
    if sort is Sort.HEALTH:
        return _HEALTH_PLACES.get(health, len(HEALTH_ORDER)), -customer_id, -customer_id
    if sort is Sort.NEXT_DUE:
        return (1, customer_id, customer_id) if next_due_at is None else (0, next_due_at, customer_id)
    if sort is Sort.NEWEST or last_contact_at is None:
        return int(sort is Sort.LAST_CONTACT), -customer_id, -customer_id
    return 0, -last_contact_at, -customer_id


def key_at(sort: Sort, place: Place) -> PageKey:
    """The key of a place."""
    return PageKey(*_turned(sort, place))


def beyond(
    sort: Sort, ordered: list[Place], start: PageKey | None, forward: bool, limit: int
) -> list[PageKey]:
    """The keys of up to ``limit`` of these places that follow (or precede) ``start``, nearest first."""
    place = None if start is None else _turned(sort, (start.stretch, start.value, start.id))
    if forward:
        first = 0 if place is None else bisect_right(ordered, place)
        chosen = ordered[first : first + limit]
    else:
        end = len(ordered) if place is None else bisect_left(ordered, place)
        chosen = ordered[max(0, end - limit) : end][::-1]
    return [key_at(sort, place) for place in chosen]


def _turned(sort: Sort, place: Place) -> Place:
    """A place from what a key holds, and back again."""
    stretch, value, row_id = place
    if STRETCHES[sort][stretch].descending and isinstance(value, int):
        return stretch, -value, -row_id
    return place
