"""How much is on its way to the terminal, so that what a held key paints does not go on after it is let go.

Over a slow line what is written waits in the network and in sshd, which take far more than the line carries.
A terminal that can hold a frame back says so when it is asked, and it answers when it has taken what was sent
before: so it is asked again after every thousand bytes. While too much is not answered for, frames are left
out, and the next one that is sent is the newest.
"""

from collections import deque
from collections.abc import Callable
from time import monotonic

QUESTION = "\x1b[?2026$p"
#: After so many bytes the terminal is asked again.
_STEP = 1000
#: More than this on its way, and the line is behind: an eighth of a second at 32 kB/s.
_MOST_ON_ITS_WAY = 4000
#: A terminal that was asked so long ago does not answer any more.
PATIENCE_SECONDS = 2.0


class Pace:
    """Counts what one terminal was sent and has not taken yet; one that never answers is never waited for."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._answers = False
        self._asked: deque[int] = deque()
        self._asked_at = 0.0
        self._since = 0

    @property
    def is_behind(self) -> bool:
        """Whether what is written now would come late."""
        if self._asked and self._clock() - self._asked_at >= PATIENCE_SECONDS:
            self._asked.clear()
            self._answers = False
        # A screen that opens may be more by itself, and what follows it at once is seldom out of date.
        return len(self._asked) > 1 and sum(self._asked) > _MOST_ON_ITS_WAY

    def sent(self, size: int) -> str:
        """So many bytes are on their way; returns what is to be written after them."""
        self._since += size
        if not self._answers or self._since < _STEP:
            return ""
        self._asked.append(self._since)
        self._asked_at = self._clock()
        self._since = 0
        return QUESTION

    def answered(self) -> None:
        """The terminal has taken what was sent before it was asked; the first time, Textual asked."""
        self._answers = True
        if self._asked:
            self._asked.popleft()
