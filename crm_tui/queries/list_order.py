"""The orders that the list of customers can have, and how each is walked by key.

An order is a run of stretches, each of which one index walks. Those without a contact, or with nothing due,
are a stretch of their own at the end: as NULLs within the first they would keep the index from being used.
"""

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
    """A part of an order that one index walks: by ``value``, then by ``id``, both in the same direction.

    ``chosen`` is where the same is found of customers whose ids are given as JSON, ``:ids``.
    """

    source: str
    chosen: str
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

_CUSTOMERS = "customers c"
_SUMMARIES = "customer_summaries s JOIN customers c ON c.id = s.id"
# The order of a CROSS JOIN is kept: from the few that are asked for to their rows.
_CHOSEN_CUSTOMERS = "json_each(:ids) asked CROSS JOIN customers c ON c.id = asked.value"
_CHOSEN_SUMMARIES = """json_each(:ids) asked
  CROSS JOIN customer_summaries s ON s.id = asked.value
  CROSS JOIN customers c ON c.id = s.id"""


def _of_customers(value: str, *, descending: bool = False) -> Stretch:
    return Stretch(_CUSTOMERS, _CHOSEN_CUSTOMERS, value, "c.id", descending)


def _of_summaries(value: str, *, descending: bool = False, only: str = "1 = 1") -> Stretch:
    return Stretch(_SUMMARIES, _CHOSEN_SUMMARIES, value, "s.id", descending, only)


_NAME = _of_customers("c.sort_key")
STRETCHES = MappingProxyType(
    {
        Sort.NAME: (_NAME,),
        Sort.LAST_CONTACT: (
            _of_summaries("s.last_contact_at", descending=True),
            _of_summaries("s.id", descending=True, only="s.last_contact_at IS NULL"),
        ),
        Sort.NEXT_DUE: (
            _of_summaries("s.next_due_at"),
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
