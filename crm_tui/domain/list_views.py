"""What a list was narrowed to and sorted by: kept under a name as a saved view, of customers a segment.

A view is plain data, so that it outlives the screen and the process in which it was saved: ``among`` and
``value`` are the built-in view that it stands on, ``text`` is the filter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: The lists that have views, by the route of their screen.
CUSTOMERS = "customers"
CASES = "cases"
LISTS = (CUSTOMERS, CASES)

#: So many letters of a view's name fit beside a list's.
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list shows: the rows of a built-in view that the filter's words can mean."""

    among: str = "all"
    value: int | str = ""
    text: str = ""

    def as_plain(self) -> dict[str, Any]:
        """As the database keeps it; what narrows nothing is left out."""
        plain: dict[str, Any] = {"among": self.among}
        if self.value != "":
            plain["value"] = self.value
        if self.text:
            plain["text"] = self.text
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Narrowing":
        """Back from :meth:`as_plain`."""
        return cls(plain.get("among", "all"), plain.get("value", ""), plain.get("text", ""))
