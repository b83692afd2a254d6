"""Acts and the journal: every change to a record, in the transaction that makes it (law 4).

An :class:`Act` is one thing a user did. Actions change records only through it, so nothing can be written
that the journal does not know. Audit, undo, live refresh and conflict messages all read from here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session

from crm_tui.domain.actor import Actor
from crm_tui.domain.acts import Change
from crm_tui.domain.errors import ChangedSince, NoSuchRecord
from crm_tui.domain.record_kinds import kind_in_words
from crm_tui.i18n import _
from crm_tui.store import derived, derived_health, search
from crm_tui.store.chunks import in_chunks
from crm_tui.store.columns import to_plain
from crm_tui.store.connection_reader import ConnectionReader
from crm_tui.store.entries import act_table, append_entries, last_writer
from crm_tui.store.many_rows import insert_rows
from crm_tui.store.merged import no_such_customer
from crm_tui.store.stale_clocks import StaleClocks
from crm_tui.store.tables import KIND_OF, ActRow, Business, Customer, Record
from crm_tui.store.tables.base import Row

if TYPE_CHECKING:
    from sqlalchemy import Table

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class BusinessFacts:
    """What the rules need to know about the business."""

    name: str
    country: str
    zone: ZoneInfo
    language: str
    currency: str


def table_of(model: type[Record]) -> "Table":
    """The table of a record's class; SQLModel does not type it."""
    return model.__table__  # type: ignore[attr-defined, no-any-return]


def fields_of(record: Record) -> dict[str, Any]:
    """A record's columns as JSON can carry them."""
    return {column.name: to_plain(getattr(record, column.name)) for column in table_of(type(record)).columns}


@cache
def _blank_fields(model: type[Row]) -> Mapping[str, Any]:
    """What the columns of a new row are unless something is said of them."""
    return {
        name: to_plain(field.get_default(call_default_factory=True))
        for name, field in model.model_fields.items()
        if name != "id"
    }


#: So many changes are held back before their entries are written: an undo of an import has any number.
_MOST_PENDING = 5_000

#: The fields by which a record names customers and cases; a change of one concerns both.
_NAMING = ("customer_id", "person_id", "organisation_id", "case_id")


class Act:
    """One thing a user does: reads and changes records, journals each change, and is what undo takes back.

    ``now`` is the instant of the act in UTC; ``session`` is for reading in actions. Only ``store`` adds to it
    or commits.
    """

    def __init__(self, session: Session, actor: Actor, now: datetime) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.id: int | None = None
        self._described: dict[str, Any] = {}
        self._details: dict[str, Any] = {}
        self._undoes: int | None = None
        self._pending: list[Change] = []
        self._holds_back = False
        self._found_by: set[int] = set()
        self._touched: set[int] = set()
        self._touched_tiers: set[int] = set()
        self._renamed: set[int] = set()
        self._touched_notes: set[int] = set()
        self._stale_clocks = StaleClocks()
        self._business: BusinessFacts | None = None
        #: What was asked for: the session forgets what nobody holds, and would read a tier three times.
        self._read: dict[tuple[type[Record], int], Record] = {}

    @property
    def business(self) -> BusinessFacts:
        """The business whose desk this is."""
        if self._business is None:
            row = self.session.get(Business, 1)
            if row is None:
                raise NoSuchRecord(_("This database has no business in it."), _("Run `crm-tui init` first."))
            self._business = BusinessFacts(
                row.name, row.country, ZoneInfo(row.timezone), row.language, row.currency
            )
        return self._business

    @property
    def today(self) -> date:
        """The local day of the act, in the business's zone."""
        return self.now.astimezone(self.business.zone).date()

    def describe(
        self,
        verb: str,
        kind: str = "",
        record_id: int | None = None,
        customer_id: int | None = None,
        **details: Any,
    ) -> None:
        """Say what this act is; the outermost action speaks first and its words stand."""
        if not self._described:
            self._described = {
                "verb": verb,
                "record_kind": kind,
                "record_id": record_id,
                "customer_id": customer_id,
            }
            self._details = details

    def about(self, kind: str, record_id: int, customer_id: int | None = None) -> None:
        """Name the record of the act once it has an id; the first call stands."""
        if self._described.get("record_id") is None:
            self._described.update(record_kind=kind, record_id=record_id)
            if customer_id is not None:
                self._described["customer_id"] = customer_id

    def detail(self, **details: Any) -> None:
        """Add codes and counts that the act's sentence will name."""
        self._details.update(details)

    def undoes(self, act_id: int) -> None:
        """Mark this act as the one that takes another back."""
        self._undoes = act_id

    def get(self, model: type[R], record_id: int) -> R:
        """The record. Raises NoSuchRecord when there is none, or when it was deleted."""
        record = self.session.get(model, record_id)
        if record is None or getattr(record, "deleted_at", None) is not None:
            if isinstance(record, Customer):
                raise no_such_customer(ConnectionReader(self.session.connection()), record_id)
            raise NoSuchRecord(
                _("There is no {kind} {id}.").format(kind=kind_in_words(KIND_OF[model]), id=record_id),
                _("It may have been deleted, or the number is wrong."),
            )
        self._read[model, record_id] = record
        return record

    def expect_version(self, record: Record, version: int | None) -> None:
        """Raise ChangedSince when the record is no longer at the version that was read."""
        if version is not None and record.version != version:
            raise ChangedSince(
                _("This {kind} was changed by {who} since you read it (version {now}, not {then}).").format(
                    kind=kind_in_words(KIND_OF[type(record)]),
                    who=last_writer(self.session.connection(), KIND_OF[type(record)], record.record_id),
                    now=record.version,
                    then=version,
                ),
                _("Nothing was saved. Look at it again, then make your change."),
            )

    def add(self, record: R) -> R:
        """Write a new record; it has its id afterwards."""
        self.add_all([record])
        return record

    def add_all(self, records: Sequence[Record]) -> None:
        """Write new records of which none points to another of them by an id it does not have yet."""
        for model, alike in groupby(records, key=type):
            some = list(alike)
            ids = self._insert(model, [fields_of(record) for record in some])
            for record, record_id in zip(some, ids, strict=True):
                record.id = record_id
                # The session comes to know what is written: to write it itself takes it ten times as long.
                make_transient_to_detached(record)
                self.session.add(record)

    def add_rows(self, model: type[Record], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Write many new records from plain values and return their ids, in order; for imports.

        As :meth:`add_all`, at a fraction of its cost: no object is made for each.
        """
        blank = _blank_fields(model)
        return self._insert(
            model, [{**blank, **{name: to_plain(value) for name, value in row.items()}} for row in rows]
        )

    def _insert(self, model: type[Record], rows: Sequence[dict[str, Any]]) -> list[int]:
        """Write rows of all fields as JSON can carry them, and return their ids, in order."""
        if not rows:
            return []
        ids, kind = insert_rows(self.session.connection(), table_of(model), rows), KIND_OF[model]
        for record_id, after in zip(ids, rows, strict=True):
            after["id"] = record_id
            self._keep(Change("add", kind, record_id, None, after["version"], None, after), after)
        return ids

    def change(self, record: Record, **fields: Any) -> bool:
        """Set fields and raise the version. Returns False, and writes nothing, when all are as they were."""
        before = {name: getattr(record, name) for name in fields}
        changed = {name: value for name, value in fields.items() if before[name] != value}
        if not changed:
            return False
        old_version = record.version
        for name, value in changed.items():
            setattr(record, name, value)
        record.version = old_version + 1
        self.session.add(record)
        if not self._holds_back:
            self.session.flush()
        self._note(
            "change",
            record,
            before,
            old_version,
            record.version,
            {name: to_plain(before[name]) for name in changed},
            {name: to_plain(value) for name, value in changed.items()},
        )
        return True

    @contextmanager
    def all_at_once(self) -> Iterator[None]:
        """Within it, changes of records are sent to the database together: thousands as a few statements.

        Each is journalled as ever. What is read by ``session`` knows of them; a statement on the bare
        connection does not before the end.
        """
        self._holds_back = True
        try:
            yield
        finally:
            self._holds_back = False
        self.session.flush()

    def remove(self, record: Record) -> None:
        """Take a part of a record away; the journal keeps it. Records themselves are soft-deleted."""
        before = fields_of(record)
        self.session.delete(record)
        self.session.flush()
        self._note("remove", record, before, record.version, None, before, None)

    def remove_rows(self, model: type[Record], ids: Sequence[int]) -> list[int]:
        """Take many records away at once, and return the ids of those that were there."""
        table, kind = table_of(model), KIND_OF[model]
        connection = self.session.connection()
        self.session.expunge_all()
        found = []
        for some in in_chunks(ids):
            rows = connection.execute(select(table).where(table.c.id.in_(some))).mappings().fetchall()
            connection.execute(delete(table).where(table.c.id.in_(some)))
            for row in rows:
                before = {name: to_plain(value) for name, value in row.items()}
                change = Change("remove", kind, before["id"], before["version"], None, before, None)
                self._keep(change, before)
                found.append(int(before["id"]))
        return found

    def bring_back_rows(self, model: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
        """Write many records that were taken away, with their old ids and a version that nobody has read."""
        kind = KIND_OF[model]
        for some in in_chunks(rows):
            self.session.connection().execute(insert(table_of(model)), [dict(row) for row in some])
            for row in some:
                after = {name: to_plain(value) for name, value in row.items()}
                self._keep(Change("add", kind, row["id"], None, row["version"], None, after), after)

    def note_load(self, model: type[Record], first_id: int, summary: dict[str, Any]) -> None:
        """Journal a chunk of a bulk load into an empty database by one entry (DATA.md, "not journalled")."""
        self._pending.append(Change("load", KIND_OF[model], first_id, None, 1, None, summary))

    def checkpoint(self) -> None:
        """Commit what is done and go on in the same act: an import is many transactions of at most 250 ms."""
        self._write_journal()
        self._refresh()
        self.session.commit()
        self.session.expunge_all()
        self._read.clear()

    def finish(self) -> None:
        """Write what is still to be written before the last commit."""
        is_begun = self.id is not None
        self._write_journal(finished_at=self.now)
        self._refresh()
        if is_begun:
            self.session.connection().execute(
                update(act_table)
                .where(act_table.c.id == self.id)
                .values(**self._act_values(), finished_at=self.now)
            )

    def begin_long(self) -> int:
        """Write the act's own row now, unfinished, and return its id: for imports, which may be killed."""
        return self._ensure_row()

    def resume(self, act_id: int) -> None:
        """Go on in an act that a killed process left unfinished."""
        self.id = act_id

    def _note(
        self,
        verb: str,
        record: Record,
        fields: Mapping[str, Any],
        version_before: int | None,
        version_after: int | None,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        kind = KIND_OF[type(record)]
        now = {name: getattr(record, name) for name in ("id", *_NAMING) if hasattr(record, name)}
        change = Change(verb, kind, record.record_id, version_before, version_after, before, after)
        self._keep(change, now, fields)

    def _keep(self, change: Change, *states: Mapping[str, Any]) -> None:
        """Remember a change for the journal, and whose rows it makes stale, before it and after it."""
        self._pending.append(change)
        for fields in states:
            self._found_by.update(search.customers_of(change.kind, fields))
            if (customer_id := derived.customer_of(change.kind, fields)) is not None:
                self._touched.add(customer_id)
        self._stale_clocks.note(change, states)
        if change.kind == "customer":
            self._renamed.add(change.record_id)
        elif change.kind == "interaction":
            self._touched_notes.add(change.record_id)
        elif change.kind == "tier" and "rhythm_days" in (change.before or {}):
            self._touched_tiers.add(change.record_id)
        if len(self._pending) >= _MOST_PENDING:
            self._write_journal()

    def _act_values(self) -> dict[str, Any]:
        return {**self._described, "details": self._details, "undoes_act_id": self._undoes}

    def _ensure_row(self, finished_at: datetime | None = None) -> int:
        if self.id is None:
            row = {
                **_blank_fields(ActRow),
                "at": self.now,
                "finished_at": finished_at,
                "staff_id": self.actor.staff_id,
                "session_id": self.actor.session_id,
                "door": self.actor.door.value,
                **self._act_values(),
            }
            plain = {name: to_plain(value) for name, value in row.items()}
            [self.id] = insert_rows(self.session.connection(), act_table, [plain])
        return self.id

    def _write_journal(self, finished_at: datetime | None = None) -> None:
        if not self._pending:
            return
        head = {
            "act_id": self._ensure_row(finished_at),
            "at": self.now,
            "staff_id": self.actor.staff_id,
            "session_id": self.actor.session_id,
            "door": self.actor.door.value,
        }
        append_entries(self.session.connection(), head, self._pending)
        self._pending.clear()

    def _refresh(self) -> None:
        connection = self.session.connection()
        search.refresh_notes(connection, self._touched_notes)
        # Only a name of its own makes an organisation's people be found by another text.
        search.refresh_customers(connection, self._found_by | search.members_of(connection, self._renamed))
        derived.refresh(connection, self._touched, self.now)
        derived_health.forget_tier(connection, self._touched_tiers)
        self._stale_clocks.refresh(connection)
        self._found_by.clear()
        self._touched.clear()
        self._touched_tiers.clear()
        self._renamed.clear()
        self._touched_notes.clear()
