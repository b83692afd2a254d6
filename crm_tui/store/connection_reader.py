"""Queries inside a transaction: they read what it has written so far."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import Connection

from crm_tui.store.reader import NO_PARAMETERS


class ConnectionReader:
    """A connection of the write engine as a :class:`~crm_tui.store.reader.Reader`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> list[tuple[Any, ...]]:
        """Every row."""
        # The driver itself: an act asks twenty times, and SQLAlchemy's part took longer than most answers.
        driver_connection: Any = self._connection.connection.driver_connection
        found: list[tuple[Any, ...]] = driver_connection.execute(sql, dict(parameters)).fetchall()
        return found

    def row(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> tuple[Any, ...] | None:
        """The first row, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Mapping[str, Any] = NO_PARAMETERS) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    def snapshot(self) -> AbstractContextManager[None]:
        """The transaction is one."""
        return nullcontext()
