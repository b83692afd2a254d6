"""Bulk loads into an empty database: millions of rows, one journal entry a chunk (DATA.md, "not journalled").

What makes it fast: indexes are made at the end from sorted rows, the search is rebuilt at once, and NULL is
never bound, because the driver takes longer over a None than over all the rest of a row.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Index, func, select

from crm_tui.domain.actor import Actor
from crm_tui.domain.chain import digest
from crm_tui.store import derived, driver, search
from crm_tui.store.database import Database
from crm_tui.store.entries import entry_table
from crm_tui.store.journal import Act, table_of
from crm_tui.store.tables import (
    KIND_OF,
    Case,
    CaseEvent,
    ConsentMark,
    ContactPoint,
    Customer,
    CustomerKind,
    CustomerTag,
    FollowUp,
    Interaction,
    Membership,
    Promise,
    Record,
    Sale,
    SaleEvent,
    SaleLine,
    StepTick,
)

#: The kinds of records that are loaded in bulk.
LOADED: tuple[type[Record], ...] = (
    Customer,
    CustomerKind,
    CustomerTag,
    ContactPoint,
    Membership,
    ConsentMark,
    Case,
    Interaction,
    CaseEvent,
    FollowUp,
    Promise,
    StepTick,
    Sale,
    SaleLine,
    SaleEvent,
)

#: A row as the database keeps it: instants in microseconds, days as ISO text, flags as 0 and 1; what is empty
#: or has a default is left out.
Row = Mapping[str, Any]


class BulkLoad:
    """Writes chunks of rows, which bring their ids, in one act."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._statements: dict[tuple[type[Record], tuple[str, ...]], str] = {}

    def connection(self) -> Connection:
        """The connection of the load, for reading what is there."""
        return self._act.session.connection()

    def write_all(self, chunk: Mapping[type[Record], Sequence[Row]]) -> None:
        """Write the rows of several kinds, parents before their parts, and commit them."""
        with driver.trusting(self.connection().connection.dbapi_connection):
            for model in LOADED:
                self._write(model, chunk.get(model, ()))
        self._act.checkpoint()

    def _write(self, model: type[Record], rows: Sequence[Row]) -> None:
        """Write the rows of one kind and journal them as one chunk."""
        if not rows:
            return
        shapes: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for row in rows:
            shapes.setdefault(tuple(row), []).append(tuple(row.values()))
        connection = self._act.session.connection()
        for names, values in shapes.items():
            connection.exec_driver_sql(self._statement(model, names), values)
        ids = [row["id"] for row in rows]
        summary = {"rows": len(rows), "last_id": max(ids), "digest": digest(repr(shapes))}
        self._act.note_load(model, min(ids), summary)

    def _statement(self, model: type[Record], names: tuple[str, ...]) -> str:
        """The INSERT for rows with these fields; the others are empty or take the model's default."""
        key = (model, names)
        if key not in self._statements:
            defaults = {
                column.name: _literal(model.model_fields[column.name].get_default(call_default_factory=True))
                for column in table_of(model).columns
                if column.name not in names and not column.nullable
            }
            columns = ", ".join((*names, *defaults))
            values = ", ".join((*("?" for _name in names), *defaults.values()))
            self._statements[key] = f"INSERT INTO {table_of(model).name} ({columns}) VALUES ({values})"
        return self._statements[key]


@contextmanager
def bulk_load(database: Database, actor: Actor, now: datetime, verb: str) -> Iterator[BulkLoad]:
    """One act that loads rows into an empty database; indexes, search, derived rows come at its end."""
    with database.act(actor, now) as act:
        act.describe(verb)
        act.begin_long()
        _drop_indexes(act.session.connection())
        yield BulkLoad(act)
        act.checkpoint()
        _create_indexes(act.session.connection())
        act.checkpoint()
        search.rebuild(act.session.connection())
        derived.rebuild(act.session.connection(), now)


def first_free_id(connection: Connection, model: type[Record]) -> int:
    """The id after the last that a record of this kind ever had: ids are not used again after an erase."""
    newest = connection.execute(
        select(func.max(entry_table.c.record_id)).where(entry_table.c.record_kind == KIND_OF[model])
    ).scalar()
    return 1 + int(newest or 0)


def _indexes() -> Iterator[Index]:
    """The indexes of the tables that are loaded, always in the same order."""
    for model in LOADED:
        yield from sorted(table_of(model).indexes, key=lambda index: str(index.name))


def _drop_indexes(connection: Connection) -> None:
    for index in _indexes():
        index.drop(connection, checkfirst=True)


def _create_indexes(connection: Connection) -> None:
    for index in _indexes():
        index.create(connection)


def _literal(value: Any) -> str:
    """A model's default as SQL; defaults are ours, and are numbers, flags and empty words."""
    if isinstance(value, bool | int):
        return str(int(value))
    return f"'{value}'"
