"""Queries inside an act: they read what the act has written so far."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from crm_tui.store.journal import Act
from crm_tui.store.reader import NO_PARAMETERS, Reader


class ActReader:
    """The act's own connection as a :class:`~crm_tui.store.reader.Reader`."""

    def __init__(self, act: Act) -> None:
        self._connection = act.session.connection()

    def rows(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> list[tuple[Any, ...]]:
        """Every row."""
        return [tuple(row) for row in self._connection.execute(text(sql), dict(parameters))]

    def row(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> tuple[Any, ...] | None:
        """The first row, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return found[0] if found else None


def reader_of(act: Act) -> Reader:
    """A reader that sees what the act has written."""
    return ActReader(act)
