"""What belongs to a customer, found in the schema itself, and moved to another when they are merged.

Whatever names a customer goes along, so that a table that comes later needs no line here. What the one who
stays has already (the same number, kind, tag) stays behind with the one who goes, out of sight, and so is
there again when the two are parted.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, or_
from sqlmodel import col, func, select

from crm_tui.store.journal import Act, table_of
from crm_tui.store.tables import (
    KIND_OF,
    KINDS,
    ConsentMark,
    ContactPoint,
    Customer,
    CustomerKind,
    CustomerTag,
    CustomValue,
    Membership,
    Merge,
    NotDuplicate,
    OutreachMember,
    Record,
    SpeaksFor,
)

#: What a customer has only once, and by what it is the same.
_ONCE: Mapping[type[Record], Callable[[Mapping[str, Any]], object]] = MappingProxyType(
    {
        ContactPoint: lambda row: (row["type"], row["normal"] or row["value"]),
        CustomerKind: lambda row: row["kind"],
        CustomerTag: lambda row: row["tag"],
        ConsentMark: lambda row: row["channel"],
        CustomValue: lambda row: row["field_id"],
        Membership: lambda row: (row["person_id"], row["organisation_id"], row["to_on"]),
        SpeaksFor: lambda row: (row["speaker_id"], row["customer_id"]),
        OutreachMember: lambda row: row["outreach_id"],
        NotDuplicate: lambda row: (row["customer_id"], row["other_id"]),
    }
)


def references() -> Iterator[tuple[type[Record], tuple[str, ...]]]:
    """Every kind of record that names customers, and the columns in which it does.

    A merge itself stays as it was: from there old numbers lead on (``store/merged.py``).
    """
    for model in KINDS.values():
        columns = tuple(column.name for column in table_of(model).columns if _names_a_customer(column))
        if columns and model is not Merge:
            yield model, columns


def move_all(act: Act, gone_id: int, kept_id: int) -> dict[str, list[int]]:
    """Put everything of the one customer onto the other; returns the ids of what moved, by kind."""
    moved: dict[str, list[int]] = {}
    for model, columns in references():
        there = _there_already(act, model, columns, kept_id)
        with act.all_at_once():
            for record in _naming(act, model, columns, gone_id):
                names = _renamed(record, columns, gone_id, kept_id)
                identity = _identity(record, names)
                if _is_a_tie_to_oneself(names) or (identity is not None and identity in there):
                    continue
                there.add(identity)
                act.change(record, **names, **_placed(act, record, kept_id))
                moved.setdefault(KIND_OF[model], []).append(record.record_id)
    return moved


def _names_a_customer(column: "Column[Any]") -> bool:
    """By its foreign key, or by its name where it has none (``staff.customer_id``)."""
    keys = {key.column for key in column.foreign_keys}
    return table_of(Customer).c.id in keys or column.name == "customer_id"


def _naming(act: Act, model: type[Record], columns: Sequence[str], customer_id: int) -> Sequence[Record]:
    table = table_of(model).c
    named = or_(*(table[name] == customer_id for name in columns))
    return act.session.exec(select(model).where(named).order_by(table.id)).all()


def _there_already(act: Act, model: type[Record], columns: Sequence[str], kept_id: int) -> set[object]:
    """What the one who stays has of the things that somebody has only once."""
    if model not in _ONCE:
        return set()
    return {_identity(record, {}) for record in _naming(act, model, columns, kept_id)}


def _renamed(record: Record, columns: Sequence[str], gone_id: int, kept_id: int) -> dict[str, int | None]:
    names = {name: getattr(record, name) for name in columns}
    names = {name: kept_id if value == gone_id else value for name, value in names.items()}
    if isinstance(record, NotDuplicate):  # the table has each pair once, the lower number first
        return dict(zip(columns, sorted(names.values()), strict=True))
    return names


def _identity(record: Record, names: Mapping[str, int | None]) -> object:
    """What it is the same by as another, with these names in it; None where there can be many."""
    by = _ONCE.get(type(record))
    return None if by is None else by({**record.model_dump(), **names})


def _is_a_tie_to_oneself(names: Mapping[str, int | None]) -> bool:
    given = [value for value in names.values() if value is not None]
    return len(given) > len(set(given))


def _placed(act: Act, record: Record, kept_id: int) -> dict[str, Any]:
    """A contact point comes behind those of who stays, whose preferred one stays so."""
    if not isinstance(record, ContactPoint):
        return {}
    of_kept = ContactPoint.customer_id == kept_id
    last = act.session.exec(select(func.max(ContactPoint.position)).where(of_kept)).one()
    preferred = select(ContactPoint.id).where(
        of_kept, ContactPoint.type == record.type, col(ContactPoint.preferred).is_(True)
    )
    return {
        "position": 0 if last is None else last + 1,
        "preferred": record.preferred and act.session.exec(preferred).first() is None,
    }
