"""Small pieces of text that files of contacts have in common."""

import re
from collections.abc import Iterable

_YES = frozenset({"1", "x", "y", "yes", "true", "on", "হ্যাঁ", "হ্যা"})
#: Names of groups that address books put everybody into.
_EVERYBODY = frozenset({"my contacts", "mycontacts", "imported"})


def clean(cell: str) -> str:
    """Text from another program: line breaks as ours, no spaces around it, no BOM in front."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip().lstrip("\ufeff")


def full_name(*parts: str) -> str:
    """The parts of a name, in the order in which it is written."""
    return " ".join(filter(None, (part.strip() for part in parts)))


def tags_of(cell: str) -> tuple[str, ...]:
    """The words of a list in one cell; a group that everybody is in says nothing and is left out."""
    pieces = cell.split(" ::: ") if " ::: " in cell else re.split(r"[;,]", cell)
    words = (piece.strip().removeprefix("*").strip() for piece in pieces)
    return tuple(dict.fromkeys(word for word in words if word and word.casefold() not in _EVERYBODY))


def is_yes(cell: str) -> bool:
    """Whether a cell says yes."""
    return cell.strip().casefold() in _YES


def address_text(
    po_box: Iterable[str],
    extended: Iterable[str],
    street: Iterable[str],
    city: Iterable[str],
    region: Iterable[str],
    postcode: Iterable[str],
    country: Iterable[str],
) -> str:
    """A postal address as lines; the order of the parts is that of vCard's ADR."""
    place = ", ".join(_each_once((*city, *region)))
    lines = (*po_box, *extended, *street, full_name(place, *postcode), *country)
    return "\n".join(_each_once(lines))


def _each_once(parts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
