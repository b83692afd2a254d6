"""Bulk loads into an empty database: millions of rows, one journal entry a chunk (DATA.md, "not journalled").

What makes it fast: indexes are made at the end from sorted rows, the search is rebuilt at once, and NULL is
never bound, because the driver takes longer over a None than over all the rest of a row.
"""

import hashlib
import marshal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Index, func, select

from crm_tui.domain.actor import Actor
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


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows of one kind as they are sent and written: for each set of fields that they name, their values.

    The second format of marshal is the last that knows nothing of shared objects, and so gives the same bytes
    for the same rows: the digest in ``summary`` runs over them.
    """

    model: type[Record]
    first_id: int
    shapes: tuple[tuple[tuple[str, ...], bytes], ...]
    summary: dict[str, Any]


def pack(chunk: Mapping[type[Record], Sequence[Row]]) -> list[Packed]:
    """The rows of several kinds, parents before their parts."""
    return [_pack(model, chunk[model]) for model in LOADED if chunk.get(model)]


def _pack(model: type[Record], rows: Sequence[Row]) -> Packed:
    values: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        values.setdefault(tuple(row), []).append(tuple(row.values()))
    shapes = tuple((names, marshal.dumps(of_rows, 2)) for names, of_rows in values.items())
    digest = hashlib.sha256(repr([names for names, _values in shapes]).encode())
    for _names, packed in shapes:
        digest.update(packed)
    ids = [row["id"] for row in rows]
    summary = {"rows": len(rows), "last_id": max(ids), "digest": digest.hexdigest()}
    return Packed(model, min(ids), shapes, summary)


class BulkLoad:
    """Writes chunks of rows, which bring their ids, in one act."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._statements: dict[tuple[type[Record], tuple[str, ...]], str] = {}

    def connection(self) -> Connection:
        """The connection of the load, for reading what is there."""
        return self._act.session.connection()

    def write_all(self, chunk: Sequence[Packed]) -> None:
        """Write the rows of several kinds, journal each kind as one chunk, and commit them."""
        connection = self.connection()
        with driver.trusting(connection.connection.dbapi_connection):
            for packed in chunk:
                for names, values in packed.shapes:
                    connection.exec_driver_sql(self._statement(packed.model, names), marshal.loads(values))
                self._act.note_load(packed.model, packed.first_id, packed.summary)
        self._act.checkpoint()

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
