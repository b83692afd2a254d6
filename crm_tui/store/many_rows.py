"""Many new rows in few statements: an import writes hundreds of thousands."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from crm_tui.domain.chain import canonical_json
from crm_tui.store.chunks import in_chunks

if TYPE_CHECKING:
    from sqlalchemy import Table

#: SQLite takes 32,766 parameters in a statement.
_MOST_PARAMETERS = 30_000

#: What the driver would not take as it is, or not at once.
_CONVERTED: dict[type, Callable[[Any], Any]] = {bool: int, dict: canonical_json, list: canonical_json}


def insert_rows(connection: Connection, table: "Table", rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write rows that all name the same columns, as ``to_plain`` gives them; returns their ids, in order.

    SQLAlchemy would send them one by one, since it cannot tell whose id is whose for a type of ours; ids grow
    in the order in which the rows stand in the statement.
    """
    # The driver takes longer over a None than over all the rest of a row.
    names = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _name in names)
    ids: list[int] = []
    for some in in_chunks(rows, _MOST_PARAMETERS // len(names)):
        values = ", ".join([f"({marks})"] * len(some))
        found = connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({listed}) VALUES {values} RETURNING id",
            tuple([_bound(row[name]) for row in some for name in names]),
        )
        ids += sorted(row[0] for row in found)
    return ids


def _bound(value: Any) -> Any:
    convert = _CONVERTED.get(type(value))
    return value if convert is None else convert(value)
