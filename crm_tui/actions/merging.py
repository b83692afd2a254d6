"""Two people at one record: different fields merge, the same field is asked about (PRODUCT.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm_tui.domain.errors import ChangedSince


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two people changed: what is stored by now, and what was typed. Both as text."""

    field: str
    stored: str
    typed: str


class FieldsChangedSince(ChangedSince):
    """The same fields were changed by ``who``; ``conflicts`` has both values of each."""

    def __init__(self, message: str, hint: str, conflicts: tuple[Conflict, ...], who: str) -> None:
        super().__init__(message, hint)
        self.conflicts = conflicts
        self.who = who


def merge(
    typed: Mapping[str, Any], started: Mapping[str, Any], stored: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What is to be written, and the fields that stand against it.

    A field that was not touched since ``started`` is left as it is stored; one that both changed to different
    values is a conflict. A field that ``started`` does not know is taken as typed.
    """
    wanted: dict[str, Any] = {}
    against: list[str] = []
    for field, value in typed.items():
        if field in started and value == started[field]:
            continue
        if field in started and stored[field] not in (started[field], value):
            against.append(field)
        wanted[field] = value
    return wanted, tuple(against)
