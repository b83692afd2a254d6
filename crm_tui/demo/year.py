"""What all that happens in a year shares: contacts, their people and their time, and what is yet to come."""

from collections.abc import Callable
from heapq import heappop, heappush
from random import Random
from typing import Any

from crm_tui.demo.crowd import Crowd, Ids, Rows
from crm_tui.demo.days import OpenDays
from crm_tui.demo.phrases import Phrases
from crm_tui.store.tables import Interaction

MINUTE = 60_000_000

Continuation = Callable[[Rows, int], None]


class Year:
    """The desk for a year; ``staff_ids`` are those at it, in the order of how much they do."""

    def __init__(
        self,
        rng: Random,
        ids: Ids,
        days: OpenDays,
        crowd: Crowd,
        phrases: Phrases,
        staff_ids: list[int],
        currency: str,
    ) -> None:
        self.rng = rng
        self.ids = ids
        self.days = days
        self.crowd = crowd
        self.phrases = phrases
        self.currency = currency
        self._staff_ids = staff_ids
        self._to_come: list[tuple[float, int, Continuation]] = []
        self._told = 0

    @property
    def now(self) -> float:
        """The position at which the past ends."""
        return self.days.now

    @property
    def waiting(self) -> int:
        """How many contacts are yet to come."""
        return len(self._to_come)

    def contact(
        self, rows: Rows, fields: dict[str, Any], customer_id: int, staff_id: int, at: int, minutes: int
    ) -> dict[str, Any]:
        """Write down a contact that took so many minutes, and return its row."""
        contact = {
            **fields,
            "id": next(self.ids[Interaction]),
            "customer_id": customer_id,
            "staff_id": staff_id,
            "happened_at": at,
            "recorded_at": at + (minutes + 1) * MINUTE,
            "tier": self.crowd.tier(customer_id),
        }
        if minutes:
            contact["ended_at"] = at + minutes * MINUTE
        rows[Interaction].append(contact)
        return contact

    def later(self, position: float, go_on: Continuation) -> bool:
        """Go on at a position; what lies after now has not happened, and False says so."""
        if position > self.now:
            return False
        self._told += 1
        heappush(self._to_come, (position, self._told, go_on))
        return True

    def is_due(self, position: float) -> bool:
        """Whether something has its time by this position."""
        return bool(self._to_come) and self._to_come[0][0] <= position

    def go_on(self, rows: Rows) -> None:
        """Let the first of what is yet to come happen."""
        at, _number, go_on = heappop(self._to_come)
        go_on(rows, self.days.instant(at))

    def somebody(self) -> int:
        """One of those at the desk, the first ones more often."""
        return self._staff_ids[int(len(self._staff_ids) * self.rng.random() ** 1.3)]
