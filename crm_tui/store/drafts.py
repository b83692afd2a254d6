"""Half-filled forms, who is here, and what was told: a sidecar file beside the database.

It is a file of its own so that a draft is kept while the database is locked or full, and so that keeping one
wakes no other screen (DATA.md).
"""

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.store import driver
from crm_tui.store.files import made_private

_TABLES = """
CREATE TABLE IF NOT EXISTS drafts (
    id TEXT PRIMARY KEY, staff_id INTEGER NOT NULL, form TEXT NOT NULL, customer_id INTEGER,
    body TEXT NOT NULL, started_at INTEGER NOT NULL, kept_at INTEGER NOT NULL, session_id TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS presence (
    session_id TEXT PRIMARY KEY, staff_id INTEGER NOT NULL, process INTEGER NOT NULL,
    place TEXT NOT NULL, seen_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS told (
    staff_id INTEGER NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (staff_id, what)
) STRICT;
"""

#: What was told so long ago needs not be remembered: it is over, or it stands in every list.
_TOLD_FOR = timedelta(days=60)


class Draft(NamedTuple):
    """A half-filled form as it was last kept; ``session_id`` is the one that has it open, or empty."""

    id: str
    staff_id: int
    form: str
    customer_id: int | None
    values: dict[str, Any]
    started_at: datetime
    kept_at: datetime
    session_id: str


class Presence(NamedTuple):
    """Who is at which place, for "Also here"."""

    session_id: str
    staff_id: int
    process: int
    place: str
    seen_at: datetime


def sidecar_of(path: Path) -> Path:
    """The sidecar of a database: ``NAME-desk.db`` beside it."""
    return path.with_name(f"{path.stem}-desk.db")


class Drafts:
    """The sidecar of one database. Every method raises a CrmError where it cannot be kept."""

    def __init__(self, path: Path) -> None:
        self.path = sidecar_of(path)
        self._lock = threading.Lock()
        self._connection: driver.Connection | None = None

    def keep(
        self,
        draft_id: str,
        *,
        staff_id: int,
        form: str,
        customer_id: int | None,
        values: Mapping[str, Any],
        at: datetime,
        session_id: str,
    ) -> None:
        """Keep a form as it stands now."""
        import json  # here and below: a start waits for no drafts

        self._run(
            """INSERT INTO drafts (id, staff_id, form, customer_id, body, started_at, kept_at, session_id)
               VALUES (:id, :staff_id, :form, :customer_id, :body, :at, :at, :session_id)
               ON CONFLICT (id) DO UPDATE SET form = :form, customer_id = :customer_id, body = :body,
                   kept_at = :at, session_id = :session_id""",
            id=draft_id,
            staff_id=staff_id,
            form=form,
            customer_id=customer_id,
            body=json.dumps(dict(values), ensure_ascii=False),
            at=to_micros(at),
            session_id=session_id,
        )

    def hold(self, draft_id: str, session_id: str) -> None:
        """Say which session has the form open; an empty one that it is left for later."""
        self._run(
            "UPDATE drafts SET session_id = :session_id WHERE id = :id", id=draft_id, session_id=session_id
        )

    def discard(self, draft_id: str) -> None:
        """Forget a draft: its form was saved, or thrown away on purpose."""
        self._run("DELETE FROM drafts WHERE id = :id", id=draft_id)

    def open_for(self, staff_id: int) -> list[Draft]:
        """The drafts of a member of staff, newest first."""
        import json

        rows = self._run(
            """SELECT id, staff_id, form, customer_id, body, started_at, kept_at, session_id FROM drafts
                WHERE staff_id = :staff_id ORDER BY kept_at DESC, id""",
            staff_id=staff_id,
        )
        return [
            Draft(
                row[0],
                row[1],
                row[2],
                row[3],
                json.loads(row[4]),
                from_micros(row[5]),
                from_micros(row[6]),
                row[7],
            )
            for row in rows
        ]

    def be_at(self, session_id: str, *, staff_id: int, process: int, place: str, at: datetime) -> None:
        """Say where this session is."""
        self._run(
            """INSERT INTO presence (session_id, staff_id, process, place, seen_at)
               VALUES (:session_id, :staff_id, :process, :place, :at)
               ON CONFLICT (session_id) DO UPDATE SET place = :place, seen_at = :at""",
            session_id=session_id,
            staff_id=staff_id,
            process=process,
            place=place,
            at=to_micros(at),
        )

    def leave(self, session_id: str) -> None:
        """This session is gone."""
        self._run("DELETE FROM presence WHERE session_id = :session_id", session_id=session_id)

    def who_is_here(self, since: datetime) -> list[Presence]:
        """The sessions seen since then."""
        rows = self._run(
            "SELECT session_id, staff_id, process, place, seen_at FROM presence WHERE seen_at >= :since",
            since=to_micros(since),
        )
        return [Presence(row[0], row[1], row[2], row[3], from_micros(row[4])) for row in rows]

    def tell_once(self, staff_id: int, whats: Sequence[str], at: datetime) -> set[str]:
        """Which of these were not told to them yet, in whatever window; from now on all are."""
        self._run("DELETE FROM told WHERE at < :since", since=to_micros(at - _TOLD_FOR))
        fresh = set()
        for what in whats:
            if self._run(
                """INSERT INTO told (staff_id, what, at) VALUES (:staff_id, :what, :at)
                   ON CONFLICT DO NOTHING RETURNING what""",
                staff_id=staff_id,
                what=what,
                at=to_micros(at),
            ):
                fresh.add(what)
        return fresh

    def close(self) -> None:
        """Let the connection go."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _run(self, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._open()
                return self._connection.execute(sql, parameters).fetchall()
            except driver.Error as error:
                raise driver.explain(error, self.path) from error

    def _open(self) -> driver.Connection:
        made_private(self.path)
        connection = driver.connect(self.path, create=True)
        connection.execute(f"PRAGMA journal_mode = {driver.journal_mode()}")
        # Losing the last quarter second to a power cut is no worse than losing the key that came after it.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA busy_timeout = 1000")
        connection.executescript(_TABLES)
        return connection
