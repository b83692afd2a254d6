"""A line to a program in a terminal: so much delay each way, and so many bytes a second.

The line takes from the program's terminal only what it has room for. What the program has written and the
line not yet taken waits in the terminal's own buffer, and when that is full the program waits: what a person
at the other end sees is late by all of it.
"""

import heapq
import os
import select
import time
from collections.abc import Sequence
from typing import NamedTuple

from programs import Program

#: What the line takes at once, in bytes: about a packet.
_PACKET = 1400


class Parcel(NamedTuple):
    """Bytes under way, and when they arrive."""

    at: float
    data: bytes


class SlowLine(Program):
    """A program at the other end of a line; ``delay`` is in seconds each way, ``rate`` in bytes a second.

    Keys go through the line as well as what comes back; times are those at the near end.
    """

    def __init__(self, command: Sequence[str], env: dict[str, str], *, delay: float, rate: float) -> None:
        self._delay = delay
        self._rate = rate
        self._free_at = 0.0  # when the line has room for the next packet
        self._keys: list[Parcel] = []
        self._screenfuls: list[Parcel] = []
        super().__init__(command, env)

    def press(self, keys: str) -> None:
        """Type at the near end."""
        if not (data := keys.encode()):
            return
        heapq.heappush(self._keys, Parcel(time.perf_counter() + self._delay + len(data) / self._rate, data))

    def _comes(self, seconds: float) -> bool:
        """Carry what is to be carried until something has arrived, for so long at most."""
        end = time.perf_counter() + seconds
        while True:
            now = time.perf_counter()
            while self._keys and self._keys[0].at <= now:
                os.write(self.pty.master, heapq.heappop(self._keys).data)
            if self._screenfuls and self._screenfuls[0].at <= now:
                return True
            if now >= end:
                return False
            self._carry(end)

    def _carry(self, end: float) -> None:
        """Wait for the next thing to happen on the line, and let the line take what it has room for."""
        now = time.perf_counter()
        is_free = now >= self._free_at
        due = [end, *(queue[0].at for queue in (self._keys, self._screenfuls) if queue)]
        if not is_free:
            due.append(self._free_at)
        ready, _, _ = select.select([self.pty.master] if is_free else [], [], [], max(0, min(due) - now))
        if ready:
            data = os.read(self.pty.master, _PACKET)
            self._free_at = max(time.perf_counter(), self._free_at) + len(data) / self._rate
            heapq.heappush(self._screenfuls, Parcel(self._free_at + self._delay, data))

    def _take(self) -> None:
        parcel = heapq.heappop(self._screenfuls)
        self._arrived(parcel.data, parcel.at)
