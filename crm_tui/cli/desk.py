"""What a command works with: the database, who calls, and how the answer is printed."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.first_words import Door
from crm_tui.i18n import _

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crm_tui.domain.when import When
    from crm_tui.queries.business import Business
    from crm_tui.store.driver import SqliteReader
    from crm_tui.store.journal import Act


@dataclass(eq=False, repr=False)
class Desk:
    """One call of the program: the options that hold everywhere, and what is opened as it is needed."""

    db: str | None = None
    login: str | None = None
    as_json: bool = False
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @cached_property
    def path(self) -> Path:
        """The database that is meant; it need not exist."""
        from crm_tui.settings.paths import database_path

        return database_path(self.db, self.environ)

    @cached_property
    def reader(self) -> "SqliteReader":
        """The read side. Raises StoreUnavailable."""
        from crm_tui.store.driver import open_reader

        return open_reader(self.path)

    @cached_property
    def actor(self) -> Actor:
        """The caller. Raises NotAllowed for somebody who is not a member of staff."""
        from crm_tui.queries.desk import find_actor

        session = os.urandom(8).hex()  # not from `secrets`, whose import costs a read command 10 ms
        return find_actor(self.reader, self.own_login, door=Door.COMMAND_LINE, session_id=session)

    @cached_property
    def own_login(self) -> str:
        """The caller's login: ``--as``, CRM_TUI_USER, or the one on this computer."""
        return self.login or self.environ.get("CRM_TUI_USER") or _system_login()

    @cached_property
    def business(self) -> "Business":
        """Whose desk it is."""
        from crm_tui.queries.business import business

        return business(self.reader)

    @property
    def zone(self) -> "ZoneInfo":
        """The business's time zone."""
        return self.business.zone

    @property
    def today(self) -> date:
        """The business's local day."""
        return self.now.astimezone(self.zone).date()

    def read(self) -> "SqliteReader":
        """The read side, for a caller who may use it. Raises NotAllowed, StoreUnavailable."""
        self.actor  # noqa: B018 - looked up because it refuses a stranger
        return self.reader

    @contextmanager
    def act(self) -> Iterator["Act"]:
        """One act of the caller's, committed at the end; nothing is saved when it raises."""
        actor = self.actor
        from crm_tui.store.database import Database

        database = Database(self.path)
        try:
            with database.act(actor, self.now) as act:
                yield act
        finally:
            database.close()

    def iso(self, at: datetime | None) -> str | None:
        """An instant as ISO 8601 in the business's zone."""
        return None if at is None else at.astimezone(self.zone).isoformat()

    def when(self, text: str) -> "When":
        """The time that ``text`` names, a closed day moved to the next open one. Raises InvalidInput."""
        from crm_tui.domain.when import read_when
        from crm_tui.queries.opening_days import opening_days

        return read_when(text, self.now, self.zone, opening_days(self.reader))

    def told(self, text: str) -> "When":
        """The time that ``text`` names as somebody was told it: what was said is not moved to an open day."""
        from crm_tui.domain.when import read_when

        return read_when(text, self.now, self.zone)

    def past(self, text: str) -> datetime:
        """The time that ``text`` names, which has been. Raises InvalidInput, also for one to come."""
        from crm_tui.domain.when import read_past_time

        return read_past_time(text, self.now, self.zone)

    def staff_id(self, login: str) -> int:
        """The id of a member of staff. Raises InvalidInput for a login that is nobody's."""
        from crm_tui.queries.people import staff_by_login

        found = staff_by_login(self.reader, login, self.today)
        if found is None:
            raise InvalidInput(
                _("Nobody here has the login “{login}”.").format(login=login),
                _("`crm-tui staff list` shows the logins there are."),
                field="staff",
            )
        return found.id

    def due(self, at: datetime, day: date, all_day: bool) -> str | None:
        """When something is due: the day alone where it is the whole of it, else the time."""
        return day.isoformat() if all_day else self.iso(at)

    def answer(self, document: Any, lines: Iterable[str] = ()) -> None:
        """Print the answer: the document as JSON where that was asked for, else the lines, made harmless."""
        from crm_tui.cli.tables import harmless

        if self.as_json:
            import json

            print_data(json.dumps(document, ensure_ascii=False))
        else:
            for line in lines:
                print_data(harmless(line))

    def say(self, sentence: str) -> None:
        """Talk besides the answer: one line to stderr, and nothing for another program."""
        from crm_tui.cli.tables import harmless

        if not self.as_json:
            print(harmless(sentence), file=sys.stderr)  # noqa: T201 - stderr is talk

    def close(self) -> None:
        """Let the read side go."""
        if "reader" in self.__dict__:
            self.reader.close()


def print_data(line: str) -> None:
    """One line to stdout. What the output's encoding has no letters for is written as an escape."""
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def _system_login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user id without an entry, as in some containers
        return ""
