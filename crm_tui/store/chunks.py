"""Long lists in parts: a statement takes only so many parameters."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_SIZE = 500


def in_chunks(items: Sequence[T], size: int = _SIZE) -> Iterator[Sequence[T]]:
    """The items in parts of at most ``size``, in order."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
