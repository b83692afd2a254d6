"""What queries run over: a small reader, so that the first screen paints before the ORM is imported."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Any, Protocol

NO_PARAMETERS: Mapping[str, Any] = MappingProxyType({})


class Reader(Protocol):
    """Reads by SQL text with named parameters (``:name``). Never writes."""

    def rows(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> list[tuple[Any, ...]]:
        """Every row."""
        ...

    def row(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> tuple[Any, ...] | None:
        """The first row, or None."""
        ...

    def value(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> Any:
        """The first column of the first row, or None."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """Within it all is read as it stood at the first look."""
        ...
