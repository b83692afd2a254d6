"""The write engine and the unit of work: one act, one ``BEGIN IMMEDIATE``, one commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import configure_mappers
from sqlmodel import Session

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import Busy, CrmError, StoreUnavailable
from crm_tui.i18n import _
from crm_tui.store import driver
from crm_tui.store.files import Identity, identity_of
from crm_tui.store.holder import held_by
from crm_tui.store.journal import Act


class Database:
    """A database of ours, to be written. Nothing is opened before the first act.

    ``identity`` is the file that was read from, where that was opened before: no other is written to.
    One ``in_the_making`` is written fast and not safely, and has to be settled (:func:`driver.settle`).
    """

    def __init__(self, path: Path, identity: Identity | None = None, *, in_the_making: bool = False) -> None:
        self.path = path
        self._in_the_making = in_the_making
        self._identity = identity

    @cached_property
    def engine(self) -> Engine:
        """The one engine of this database in this process."""
        # Else the first act does it, five times its own work, while everybody waits for it.
        configure_mappers()
        engine = create_engine("sqlite://", module=driver.sqlite, creator=self._connect, pool_size=2)

        @event.listens_for(engine, "begin")
        def begin_writing(connection: Connection) -> None:
            driver.begin_writing(connection.connection.driver_connection)

        return engine

    @contextmanager
    def act(self, actor: Actor, now: datetime | None = None) -> Iterator[Act]:
        """One act in one transaction, committed at the end and rolled back on any exception.

        Raises Busy, StoreUnavailable or what the action raises; nothing was saved then.
        """
        self._refuse_replaced_file()
        try:
            with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
                act = Act(session, actor, now or datetime.now(UTC))
                session.connection()
                yield act
                act.finish()
                self._refuse_replaced_file()
                session.commit()
        except (DBAPIError, driver.Error) as error:
            raise self._explained(error) from error

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction for what is not journalled: derived rows, search, bulk loads."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except (DBAPIError, driver.Error) as error:
            raise self._explained(error) from error

    def close(self) -> None:
        """Let every connection go."""
        if "engine" in self.__dict__:
            self.engine.dispose()

    def _connect(self) -> driver.Connection:
        connection = driver.connect(self.path)
        if self._in_the_making:
            driver.hasten(connection)
        return connection

    def _explained(self, error: Exception) -> CrmError:
        told = driver.explain(getattr(error, "orig", None) or error, self.path)
        return held_by(self.path, told) if isinstance(told, Busy) else told

    def _refuse_replaced_file(self) -> None:
        """SQLite reports a commit into an unlinked file as done (RELIABILITY.md, R10): look before each."""
        identity = identity_of(self.path)
        if identity is None or (self._identity is not None and identity != self._identity):
            raise StoreUnavailable(
                _("The database was moved or replaced while it was open: {path}.").format(path=self.path),
                _("Nothing was saved to the old file. Leave the program and start it again."),
            )
        self._identity = identity
