"""What standards found, counted by day so that nobody waits for a year's figures: derived, so not journalled.

It is measured beside whoever writes; only what came of it is written, some customers a transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from crm_tui.domain.words import Measure
from crm_tui.queries.business import business
from crm_tui.queries.kept_attainment import counts_of, rules_of
from crm_tui.queries.measuring import FEW, Gauge, as_of
from crm_tui.queries.standard_versions import written_standards
from crm_tui.store import attainment, attainment_counts
from crm_tui.store.attainment import Round
from crm_tui.store.chunks import in_chunks
from crm_tui.store.connection_reader import ConnectionReader
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader
from crm_tui.store.reader import Reader

#: So many customers are measured at a time, and written in some 10 ms.
_BATCH = 250


def keep_attainment_up(database: Database, now: datetime, go_on: Callable[[], bool] = lambda: True) -> bool:
    """Count what is new since the last time, and all where the rules are others; returns whether that is all.

    It ends early when ``go_on`` says so, or when another desk does the same. Raises Busy and
    StoreUnavailable; what was counted until then stands.
    """
    with database.transaction() as connection:
        attainment_counts.begin_rounds(connection, _rules(ConnectionReader(connection)), now)
    reader = open_reader(database.path)
    try:
        return _Desk(database, reader, now, go_on).count()
    finally:
        reader.close()


def _rules(reader: Reader) -> dict[str, str]:
    """The rules of each measure that a standard has and whose events are not few."""
    zone = business(reader).zone
    in_use = {standard.newest.measure for standard in written_standards(reader)} - FEW.keys()
    return rules_of(reader, in_use, zone)


class _Desk:
    """Counts beside other desks."""

    def __init__(self, database: Database, reader: Reader, now: datetime, go_on: Callable[[], bool]) -> None:
        self._database = database
        self._reader = reader
        self._now = now
        self._go_on = go_on
        self._zone = business(reader).zone
        written, terms = written_standards(reader), as_of(reader, now, self._zone)
        self._rounds = list(attainment.rounds(reader).values())
        self._gauges = {one.id: Gauge(reader, Measure(one.measure), written, terms) for one in self._rounds}

    def count(self) -> bool:
        """Whether everything is counted."""
        return self._count_all() and self._count_changed()

    def _count_all(self) -> bool:
        """Count everybody for the rounds that are not complete."""
        begun = [one for one in self._rounds if one.counted_to is not None]
        self._rounds = [one for one in self._rounds if one.counted_to is None]
        while begun:
            asked = {"after": begun[0].counted_to, "most": _BATCH}
            ids = [row[0] for row in self._reader.rows(attainment.CUSTOMERS_AFTER, asked)]
            last = ids[-1] if len(ids) == _BATCH else None
            if not self._count(ids, begun, partial(attainment_counts.go_on_from, of=begun, customer_id=last)):
                return False
            begun = [replace(one, counted_to=last) for one in begun]
            if last is None:
                self._rounds += begun
                break
        return True

    def _count_changed(self) -> bool:
        """Count those again to whom something happened, or whose time has come."""
        if not self._rounds:
            return True
        with self._reader.snapshot():
            entry_id = attainment.last_entry(self._reader)
            changed = attainment.changed_since(self._reader, min(one.entry_id for one in self._rounds))
            turned = attainment.turned_by(self._reader, self._now)
        if changed is None:
            with self._database.transaction() as connection:
                attainment_counts.forget(connection)
            return False
        every = self._rounds
        for ids in in_chunks(sorted(changed | turned), _BATCH):
            if not self._count(ids, every):
                return False
        if all(one.entry_id == entry_id for one in every):
            return True
        return self._count([], every, partial(attainment_counts.hold_up_to, of=every, entry_id=entry_id))

    def _count(
        self,
        ids: Sequence[int],
        of: Sequence[Round],
        note: Callable[[Connection], None] | None = None,
    ) -> bool:
        """Count these customers and ``note`` it in the same transaction; False: somebody was in the way."""
        if not self._go_on():
            return False
        gauges = {one.id: self._gauges[one.id] for one in of}
        with self._reader.snapshot():
            there = _rules(self._reader)
            if any(there.get(one.measure) != one.rules for one in of):
                return False
            counts = counts_of(self._reader, gauges, ids, self._now, self._zone)
        with self._database.transaction() as connection:
            if not attainment_counts.write_counts(connection, of, counts, self._now):
                return False
            if note is not None:
                note(connection)
        return True
