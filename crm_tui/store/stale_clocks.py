"""Which cases' clocks the changes of an act make stale, so that they are written anew before it commits."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from crm_tui.domain.acts import Change
from crm_tui.domain.instants import to_micros
from crm_tui.store import case_clocks
from crm_tui.store.chunks import in_chunks
from crm_tui.store.connection_reader import ConnectionReader
from crm_tui.store.reader import Reader

_A_DAY = timedelta(days=1)
_EVER = -(1 << 62)

#: Which field of a record names a case, or a customer whose cases are meant.
_CASE_FIELDS = {"case": "id", "interaction": "case_id", "case-event": "case_id"}
_CUSTOMER_FIELDS = {"customer-kind": "customer_id"}
#: From when on a change of a standard counts: its version's beginning, or its end.
_RULE_FIELDS = {"standard-version": "valid_from", "standard": "retired_at"}

# A clock that started since then belongs to a case to which something happened since then.
STORIES_SINCE = """
SELECT i.case_id FROM interactions i WHERE i.happened_at >= :since AND i.case_id IS NOT NULL
 UNION
SELECT e.case_id FROM case_events e WHERE e.happened_at >= :since
 UNION
SELECT k.id FROM cases k WHERE k.opened_at >= :since"""
CLOCKS_SINCE = """
SELECT DISTINCT case_id FROM case_clocks
 WHERE stopped_at IS NULL OR stopped_at >= :since OR due_at >= :since"""
CALENDAR_DAY = "SELECT valid_from FROM calendar_versions WHERE id = :id"
FIRST_CALENDAR_DAY = "SELECT min(valid_from) FROM calendar_versions"


class StaleClocks:
    """Collects what an act changes of what clocks are made of."""

    def __init__(self) -> None:
        self._cases: set[int] = set()
        self._customers: set[int] = set()
        self._rules_since: list[int] = []
        self._calendar_versions: dict[int, str | None] = {}

    def note(self, change: Change, states: Iterable[Mapping[str, Any]]) -> None:
        """Remember a change; ``states`` are what is known of the fields before and after."""
        for field, found in (
            (_CASE_FIELDS.get(change.kind), self._cases),
            (_CUSTOMER_FIELDS.get(change.kind), self._customers),
        ):
            if field is not None:
                found.update(fields[field] for fields in states if fields.get(field) is not None)
        written = [fields for fields in (change.before, change.after) if fields is not None]
        if change.kind == "customer" and any("tier_id" in fields for fields in written):
            self._customers.add(change.record_id)
        elif (field := _RULE_FIELDS.get(change.kind)) is not None:
            self._rules_since += [fields[field] for fields in written if fields.get(field) is not None]
        elif change.kind == "calendar-version":
            days = [fields["valid_from"] for fields in written if "valid_from" in fields]
            self._calendar_versions[change.record_id] = min(days, default=None)

    def refresh(self, connection: Connection) -> None:
        """Write the stale clocks anew, and forget which they were."""
        reader = ConnectionReader(connection)
        hours_since = self._hours_since(reader)
        if hours_since == _EVER:
            case_clocks.rebuild(connection)
        else:
            case_clocks.refresh(connection, self._stale(reader, hours_since))
        self._cases.clear()
        self._customers.clear()
        self._rules_since.clear()
        self._calendar_versions.clear()

    def _stale(self, reader: Reader, hours_since: int | None) -> set[int]:
        found = set(self._cases)
        for some in in_chunks(sorted(self._customers)):
            customers = ", ".join(map(str, some))
            found.update(
                row[0] for row in reader.rows(f"SELECT id FROM cases WHERE customer_id IN ({customers})")
            )
        if self._rules_since:
            found.update(row[0] for row in reader.rows(STORIES_SINCE, {"since": min(self._rules_since)}))
        if hours_since is not None:
            found.update(row[0] for row in reader.rows(CLOCKS_SINCE, {"since": hours_since}))
        return found

    def _hours_since(self, reader: Reader) -> int | None:
        """From when on other opening hours count than before; None when they are what they were."""
        if not self._calendar_versions:
            return None
        days = [
            day or reader.value(CALENDAR_DAY, {"id": version_id})
            for version_id, day in self._calendar_versions.items()
        ]
        first, earliest = reader.value(FIRST_CALENDAR_DAY), min(filter(None, days))
        if first is None or first >= earliest:  # days before the first version go by the first
            return _EVER
        # The day may have begun somewhere before it did in UTC.
        return to_micros(datetime.combine(date.fromisoformat(earliest), time(), UTC) - _A_DAY)
