"""Knows when nobody has pressed a key for a while (PRODUCT.md, "It is still when nothing happens")."""

from collections.abc import Callable
from time import monotonic

AFTER_SECONDS = 30.0


class Rest:
    """``later(seconds, call)`` starts a one-shot timer; ``changed`` is told True at rest, False when woken.

    Each key only notes the time. The timer looks when it fires, and is set again for what is left, so that
    neither typing nor resting costs a tick.
    """

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], object],
        changed: Callable[[bool], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._later = later
        self._changed = changed
        self._clock = clock
        self._last_key = clock()
        self.is_resting = False

    def begin(self) -> None:
        """Start to wait for the first rest."""
        self._later(AFTER_SECONDS, self._look)

    def key(self) -> None:
        """A key was pressed."""
        self._last_key = self._clock()
        if self.is_resting:
            self.is_resting = False
            self._changed(False)
            self.begin()

    def _look(self) -> None:
        left = self._last_key + AFTER_SECONDS - self._clock()
        if left > 0:
            self._later(left, self._look)
        else:
            self.is_resting = True
            self._changed(True)
