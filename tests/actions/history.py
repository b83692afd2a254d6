"""A history of random acts: the business, its people and the time, and what can happen."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.actor import Actor
from crm_tui.domain.when import read_when
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act

#: An id that no record has.
NOBODY = 4711
DHAKA = ZoneInfo("Asia/Dhaka")


@dataclass
class History:
    """A business, its people and the time, as a history goes on."""

    database: Database
    reader: SqliteReader
    chance: random.Random
    now: datetime
    staff: list[Actor]
    first_act: int

    def one(self, table: str, where: str = "1 = 1") -> int:
        """The id of any such row; one that is nobody's when there is none."""
        ids = [row[0] for row in self.reader.rows(f"SELECT id FROM {table} WHERE {where} ORDER BY id")]
        return self.chance.choice(ids) if ids else NOBODY

    def any_or_none(self, table: str, where: str) -> int | None:
        """The id of any such row, or none of them."""
        found = self.one(table, where)
        return None if found == NOBODY or self.chance.random() < 0.4 else found

    def customer(self) -> int:
        """Any customer who is there."""
        return self.one("customers", "deleted_at IS NULL")

    def pick(self, *values: Any) -> Any:
        """Any of these."""
        return self.chance.choice(values)

    def when(self) -> Any:
        """A time to come."""
        words = self.pick("3d", "tomorrow 10:00", "2 weeks", "+4h", "fri")
        return read_when(words, self.now, DHAKA)


Move = Callable[[History, Act], object]
MOVES: list[Move] = []


def move(action: Move) -> Move:
    """Add to what can happen."""
    MOVES.append(action)
    return action
