"""What customers and notes are found by: folded text beside the full-text tables that index it (DATA.md).

The rules of folding carry a number; when it moves, the next start rebuilds the search (``stamp``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, text

from crm_tui.domain.folding import fold
from crm_tui.domain.phones import digits_for_search
from crm_tui.store import ddl
from crm_tui.store.chunks import in_chunks

_CHUNK = 5_000

# Who was merged into them is still found by the old name, and leads to them.
_CUSTOMERS = """
SELECT c.id, c.name, c.address_as,
       (WITH RECURSIVE gone (id) AS (
          SELECT gone_id FROM merges WHERE kept_id = c.id AND unmerged_at IS NULL
           UNION
          SELECT m.gone_id FROM gone g JOIN merges m ON m.kept_id = g.id AND m.unmerged_at IS NULL)
        SELECT group_concat(o.name, ' ') FROM gone g JOIN customers o ON o.id = g.id),
       (SELECT group_concat(o.name, ' ') FROM memberships m JOIN customers o ON o.id = m.organisation_id
         WHERE m.person_id = c.id AND m.to_on IS NULL AND o.deleted_at IS NULL),
       (SELECT group_concat(coalesce(nullif(p.normal, ''), p.value), char(10)) FROM contact_points p
         WHERE p.customer_id = c.id AND p.type = 'phone'),
       (SELECT group_concat(p.value, ' ') FROM contact_points p
         WHERE p.customer_id = c.id AND p.type IN ('email', 'handle'))
  FROM customers c
 WHERE c.deleted_at IS NULL"""
_THESE_CUSTOMERS = text(_CUSTOMERS + " AND c.id IN :ids").bindparams(bindparam("ids", expanding=True))
_SOME_CUSTOMERS = text(_CUSTOMERS + " AND c.id > :after ORDER BY c.id LIMIT :limit")
_KEEP_CUSTOMER = text(
    """INSERT INTO customer_search (id, words, digits, mails) VALUES (:id, :words, :digits, :mails)
       ON CONFLICT (id) DO UPDATE SET words = :words, digits = :digits, mails = :mails"""
)
_FORGET_CUSTOMER = text("DELETE FROM customer_search WHERE id = :id")

_NOTES = "SELECT id, customer_id, said, cause, did FROM interactions WHERE deleted_at IS NULL"
_THESE_NOTES = text(_NOTES + " AND id IN :ids").bindparams(bindparam("ids", expanding=True))
_SOME_NOTES = text(_NOTES + " AND id > :after ORDER BY id LIMIT :limit")
_KEEP_NOTE = text(
    """INSERT INTO note_search (id, customer_id, words) VALUES (:id, :customer_id, :words)
       ON CONFLICT (id) DO UPDATE SET customer_id = :customer_id, words = :words"""
)
_FORGET_NOTE = text("DELETE FROM note_search WHERE id = :id")
#: Which fields of a record name customers who are found by another text once it changes.
_CUSTOMER_FIELDS = {
    "customer": ("id",),
    "membership": ("person_id", "organisation_id"),
    "contact-point": ("customer_id",),
}
_MEMBERS = text(
    "SELECT person_id FROM memberships WHERE organisation_id IN :ids AND to_on IS NULL"
).bindparams(bindparam("ids", expanding=True))


def _customer_row(row: Sequence[Any]) -> dict[str, Any]:
    customer_id, name, address_as, old_names, organisations, phones, mails = row
    return {
        "id": customer_id,
        "words": fold(" ".join(part for part in (name, organisations, address_as, old_names) if part)),
        "digits": " ".join(digits_for_search(phone) for phone in (phones or "").split("\n") if phone),
        "mails": fold(mails or ""),
    }


def _note_row(row: Sequence[Any]) -> dict[str, Any] | None:
    interaction_id, customer_id, *parts = row
    words = fold(" ".join(part for part in parts if part))
    return {"id": interaction_id, "customer_id": customer_id, "words": words} if words else None


def customers_of(kind: str, fields: Mapping[str, Any]) -> tuple[int, ...]:
    """The customers that these fields of a record name, among those that matter here."""
    return tuple(fields[name] for name in _CUSTOMER_FIELDS.get(kind, ()) if fields.get(name) is not None)


def members_of(connection: Connection, customer_ids: Iterable[int]) -> set[int]:
    """The people who are found by the name of one of these customers, which are organisations."""
    members: set[int] = set()
    for ids in in_chunks(sorted(customer_ids)):
        members.update(row[0] for row in connection.execute(_MEMBERS, {"ids": ids}))
    return members


def refresh_customers(connection: Connection, customer_ids: Iterable[int]) -> None:
    """Fold these customers anew; the triggers carry it into the full-text tables."""
    for ids in in_chunks(sorted(customer_ids)):
        found = connection.execute(_THESE_CUSTOMERS, {"ids": ids})
        _keep(connection, ids, [_customer_row(row) for row in found], _KEEP_CUSTOMER, _FORGET_CUSTOMER)


def refresh_notes(connection: Connection, interaction_ids: Iterable[int]) -> None:
    """Fold the words of these interactions anew."""
    for ids in in_chunks(sorted(interaction_ids)):
        found = connection.execute(_THESE_NOTES, {"ids": ids})
        notes = [note for note in map(_note_row, found) if note is not None]
        _keep(connection, ids, notes, _KEEP_NOTE, _FORGET_NOTE)


def _keep(
    connection: Connection,
    ids: Sequence[int],
    rows: list[dict[str, Any]],
    keep: TextClause,
    forget: TextClause,
) -> None:
    gone = set(ids).difference(row["id"] for row in rows)
    if gone:
        connection.execute(forget, [{"id": record_id} for record_id in sorted(gone)])
    if rows:
        connection.execute(keep, rows)


def _chunks(connection: Connection, statement: Any) -> Iterator[Sequence[Sequence[Any]]]:
    after = 0
    while rows := list(connection.execute(statement, {"after": after, "limit": _CHUNK})):
        yield rows
        after = rows[-1][0]


def rebuild(connection: Connection) -> None:
    """Fold everything anew and rebuild the full-text tables at once: half the triggers' cost (DATA.md)."""
    for trigger in ddl.SEARCH_TRIGGER_NAMES:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
    connection.exec_driver_sql("DELETE FROM customer_search")
    connection.exec_driver_sql("DELETE FROM note_search")
    for rows in _chunks(connection, _SOME_CUSTOMERS):
        connection.execute(_KEEP_CUSTOMER, [_customer_row(row) for row in rows])
    for rows in _chunks(connection, _SOME_NOTES):
        kept = [note for note in map(_note_row, rows) if note is not None]
        if kept:
            connection.execute(_KEEP_NOTE, kept)
    for index in ddl.SEARCH_INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
    for trigger in ddl.SEARCH_TRIGGERS:
        connection.exec_driver_sql(trigger)
